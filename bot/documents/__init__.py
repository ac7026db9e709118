"""Documents, written from plain data."""
