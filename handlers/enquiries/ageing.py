"""How long an enquiry has waited, and who is asked when nobody answers. Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.enquiries.model import Enquiry, Step
from handlers.nudges.answering import Office
from handlers.people.hours import is_away
from handlers.people.model import Person
from handlers.reviews.calendar import Calendar
from handlers.rights import PostKind

PATIENCE = 3
"""Working days after which more people are asked."""
_A_DAY = timedelta(days=1)
_STEPS = tuple(Step)


def patience_ends(since: datetime, calendar: Calendar) -> datetime:
    """The moment (UTC) at which something has waited for three working days, by the clock on the wall.

    What comes outside working hours waits from the next morning on.
    """
    zone = ZoneInfo(calendar.timezone)
    begins = calendar.next_open_moment(since).astimezone(zone)
    day = begins.date()
    for _ in range(PATIENCE):
        day = calendar.working_day_on_or_after(day + _A_DAY)
    return datetime.combine(day, begins.time(), zone).astimezone(UTC)


def waited(enquiry: Enquiry, calendar: Calendar, now: datetime) -> int:
    """For how many working days those who are asked have had it; what is not handed over has not waited."""
    if enquiry.handed_over_at is None:
        return 0
    begins = calendar.day(calendar.next_open_moment(enquiry.handed_over_at))
    return max(0, calendar.working_days_between(begins, calendar.day(now)))


def is_overdue(enquiry: Enquiry, calendar: Calendar, now: datetime) -> bool:
    """Tell whether it has waited for longer than three working days."""
    return enquiry.handed_over_at is not None and patience_ends(enquiry.handed_over_at, calendar) <= now


def asked_now(enquiry: Enquiry, known: Sequence[Office], day: date) -> Sequence[Person]:
    """Everybody who is asked at its step; `known` are all offices without the person who asks, see `routing`."""
    people: dict[int, Person] = {}
    for step in _STEPS[: _STEPS.index(enquiry.step) + 1]:
        people |= {person.id: person for person in _added_at(step, enquiry.post_id, known, day)}
    return list(people.values())


def _added_at(step: Step, post_id: int | None, known: Sequence[Office], day: date) -> Sequence[Person]:
    offices = [office for office in known if office.post.id == post_id]
    match step:
        case Step.POST:
            return [person for office in offices for person in office.answering(day)]
        case Step.DEPUTIES:
            return [person for office in offices for person in office.deputies if not is_away(person, day)]
        case Step.LEAD:
            leading = [office for office in known if office.post.kind is PostKind.LEAD]
            return [person for office in leading for person in office.answering(day)]


def step_after(enquiry: Enquiry, known: Sequence[Office], day: date) -> Step | None:
    """The next step at which somebody is asked who was not before; None where there is none."""
    before = {person.id for person in asked_now(enquiry, known, day)}
    for step in _STEPS[_STEPS.index(enquiry.step) + 1 :]:
        if any(person.id not in before for person in _added_at(step, enquiry.post_id, known, day)):
            return step
    return None
