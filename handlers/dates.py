"""Days as people read them."""

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken(day: date) -> str:
    """Write a day in British English, whatever the machine's locale: 3 May 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken_with_weekday(day: date) -> str:
    """Write a day with its weekday: Monday 3 May 2027."""
    return f"{WEEKDAYS[day.weekday()]} {spoken(day)}"
