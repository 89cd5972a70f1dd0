"""Seats and beds: who fits where."""
