"""Surveys: opening to many, closing many ballots, and reckoning what they say."""
