"""Measurements beside what one would use instead: `make bench`. None of them is a test."""
