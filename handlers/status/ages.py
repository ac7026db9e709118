"""How old something is, in words."""

from datetime import date

from handlers.dates import spoken


def age(day: date, today: date) -> str:
    """How long ago a day was: "today", "yesterday", "12 days ago"."""
    days = (today - day).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def dated(day: date, today: date) -> str:
    """A day and how long ago it was: "3 May 2027 (12 days ago)"."""
    return f"{spoken(day)} ({age(day, today)})"
