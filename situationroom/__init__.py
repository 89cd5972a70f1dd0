"""Situation Room: what a ministry's crisis cell opens on the worst night of the year."""

__version__ = "0.1.0"
