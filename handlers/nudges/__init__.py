"""Nudges: who is asked for a report before a review, when, and what they can answer."""
