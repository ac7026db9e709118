"""When Bunsen may speak to somebody unasked: 09:00 to 16:30 on working days, in their own time zone.

Bank holidays and closure days are those of the institution, wherever somebody is. A platform that knows who does not
want to be disturbed is asked besides, by whoever sends.
"""

from datetime import date, datetime

from handlers.people.model import Institution, Person
from handlers.people.zones import known_zone
from handlers.reviews.calendar import Calendar


def calendar_of(institution: Institution, person: Person) -> Calendar:
    """The institution's working calendar in this person's time zone; in its own where theirs is not known."""
    zone = known_zone(person.timezone) or institution.timezone
    return Calendar(institution.nation, zone, institution.closures)


def opens_at(institution: Institution, person: Person, now: datetime) -> datetime:
    """`now` while this person's working hours go on, else the moment (UTC) at which the next begin."""
    return calendar_of(institution, person).next_open_moment(now)


def is_away(person: Person, day: date) -> bool:
    """Tell whether somebody is on leave on this day."""
    return person.away_until is not None and day <= person.away_until


def here_at(institution: Institution, person: Person, now: datetime) -> datetime:
    """When somebody can be spoken to at the earliest: in their working hours, and after their leave."""
    calendar = calendar_of(institution, person)
    opens = calendar.next_open_moment(now)
    if person.away_until is None or calendar.day(opens) > person.away_until:
        return opens
    return calendar.morning(calendar.working_day_on_or_after(calendar.day(calendar.end_of(person.away_until))))
