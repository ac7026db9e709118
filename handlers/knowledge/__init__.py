"""Looking after the approved answers: an institution's own entries and values, who changed what, who confirmed it."""
