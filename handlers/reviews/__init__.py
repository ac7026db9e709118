"""The twice-yearly reviews and their deadlines."""
