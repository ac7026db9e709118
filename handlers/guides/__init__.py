"""Guided answers: a few questions, then what holds for this person, from rules with sources."""
