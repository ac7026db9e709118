"""Answers: the approved entries of the knowledge base, and the choice of the one that fits a question."""
