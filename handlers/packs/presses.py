"""The buttons of review packs, by name: other features link to them."""

PACK_PRESS = "packs.offer"
"""Offers the pack of a review as files; carries the review's id, or nothing for the one at hand."""
WRITE_PRESS = "packs.write"
"""Writes a pack; carries the kind of file and the review's id: "docx:4"."""
WRITE_MINUTES_PRESS = "packs.minutes"
"""Writes the minutes of a review as a Word file; carries its id."""
