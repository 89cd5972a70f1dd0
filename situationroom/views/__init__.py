"""The only rooms where Qt lives beside app, desk and jobs."""
