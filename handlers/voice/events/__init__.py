"""Voice events: workshops, focus groups and the like, what was said there, and which actions it led to."""
