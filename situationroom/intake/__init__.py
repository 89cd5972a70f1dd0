"""Callers' spreadsheets, read into proposed changes."""
