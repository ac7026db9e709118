"""The five themes of the Technician Commitment, and where anything else is counted."""

VISIBILITY = "Visibility"
RECOGNITION = "Recognition"
CAREER_DEVELOPMENT = "Career Development"
SUSTAINABILITY = "Sustainability"
EVALUATING_IMPACT = "Evaluating Impact"

THEMES = (VISIBILITY, RECOGNITION, CAREER_DEVELOPMENT, SUSTAINABILITY, EVALUATING_IMPACT)
OTHER = "Other"
"""Where a theme of the institution's own ("Governance") is counted. The action keeps its own word."""


def counted_under(theme: str) -> str:
    """Give the bucket that a theme is counted in: one of the five, or "Other"."""
    return theme if theme in THEMES else OTHER
