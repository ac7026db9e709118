"""The tick: what it costs to find out what is due."""
