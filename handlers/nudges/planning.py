"""Which step is whose, and when: pure, over a desk. The rules and their reasons are in docs/adr/0010-nudges.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.deliveries import Delivery, NewDelivery, Postponed, State
from handlers.nudges.desk import Desk, is_of
from handlers.nudges.model import DUE, SNOOZE, STEP, NudgeAnswer, Told
from handlers.people.hours import calendar_of, here_at, is_away
from handlers.people.model import Person
from handlers.reviews.model import Review
from handlers.reviews.schedule import Audience, Step, last_use, step_at, useful_until

PAUSED = "nudges are paused"
ANOTHER_TODAY = "another nudge came on the same day"
ON_LEAVE = "on leave"


@dataclass(frozen=True, slots=True)
class Planned:
    """A step for one person. It cannot be sent where `due_at` is past its use: they are on leave for too long."""

    person: Person
    step: Step
    due_at: datetime
    useful_until: datetime

    @property
    def in_time(self) -> bool:
        """Whether it can reach them while it is of use."""
        return self.due_at < self.useful_until


def delivery_key(review: Review, step: str, person_id: int) -> str:
    """The key under which a nudge exists once: review, round, step and person (the institution is its own column)."""
    return f"nudge:{review.id}:{review.round}:{step}:{person_id}"


def snooze_key(review: Review, answer: NudgeAnswer) -> str:
    """The key of the nudge that comes after a snooze."""
    return delivery_key(review, f"{SNOOZE}-{answer.snoozes}", answer.person_id)


def plan(desk: Desk) -> Sequence[Planned]:
    """For everybody whom a step concerns that holds now, the newest of them."""
    review = desk.review
    if review is None:
        return []
    concerned = sorted({*desk.own, *desk.deputised, *desk.committee})
    ends = {step: useful_until(step, review, desk.institution.calendar) for step in desk.steps}
    opens = _Opening(desk)
    planned: list[Planned] = []
    for person_id in concerned:
        step = step_for(desk, person_id)
        if step is not None:
            person = desk.people[person_id]
            planned.append(Planned(person, step, opens.to(person), ends[step]))
    return planned


class _Opening:
    """When people can be spoken to; reckoned once for all in a time zone, but for those who are on leave."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._by_zone: dict[str, datetime] = {}

    def to(self, person: Person) -> datetime:
        """The moment, as `here_at` gives it."""
        if person.away_until is not None:
            return here_at(self._desk.institution, person, self._desk.now)
        known = self._by_zone.get(person.timezone)
        if known is None:
            known = self._by_zone[person.timezone] = here_at(self._desk.institution, person, self._desk.now)
        return known


def new_deliveries(desk: Desk) -> Sequence[NewDelivery]:
    """What is to be written into the outbox now; those that are there already are left out."""
    review = desk.review
    if review is None:
        return []
    known = {told.key for each in desk.told.values() for told in each}
    return [
        NewDelivery(key, STEP, each.person.id, _ids(review, each.step), each.due_at, each.useful_until)
        for each in plan(desk)
        if each.in_time and (key := delivery_key(review, each.step, each.person.id)) not in known
    ]


def snoozed(review: Review, answer: NudgeAnswer, due_at: datetime, until: datetime) -> NewDelivery:
    """The nudge that comes after a snooze."""
    return NewDelivery(snooze_key(review, answer), STEP, answer.person_id, _ids(review, SNOOZE), due_at, until)


def _ids(review: Review, step: str) -> dict[str, str]:
    return {"review": str(review.id), "round": str(review.round), "step": str(step)}


def step_for(desk: Desk, person_id: int) -> Step | None:
    """The newest step that holds now and concerns this person; None where none does."""
    newest_first = reversed(desk.steps)
    return next((step for step in newest_first if _concerns(desk, step, person_id)), None)


def _concerns(desk: Desk, step: Step, person_id: int) -> bool:
    match step.audience:
        case Audience.OWNERS:
            return bool(desk.own.get(person_id)) and not _covered(desk, step, person_id)
        case Audience.DEPUTIES:
            return bool(desk.deputised.get(person_id))
        case Audience.COMMITTEE:
            return person_id in desk.committee and bool(desk.missing)


def running_snooze(desk: Desk, person_id: int) -> NudgeAnswer | None:
    """The snooze of this person that still counts; one beyond the papers deadline (it has moved) does not."""
    answer, review = desk.answers.get(person_id), desk.review
    if answer is None or review is None or answer.snoozed_until is None:
        return None
    return answer if answer.snoozed_until <= review.papers_due_on else None


def asks_about_own(desk: Desk, person_id: int) -> bool:
    """Tell whether a message may ask this person about their own actions: not while a snooze runs."""
    answer = running_snooze(desk, person_id)
    return answer is None or answer.snoozed_until is None or answer.snoozed_until <= _day(desk, person_id)


def _covered(desk: Desk, step: Step, person_id: int) -> bool:
    """Tell whether a snooze stands in the place of this step: it fell due while the snooze ran."""
    answer, review = running_snooze(desk, person_id), desk.review
    if answer is None or review is None or answer.snoozed_until is None:
        return False
    return answer.snoozed_until > _day_of(desk, step, review)


def snooze_ends(desk: Desk, person_id: int) -> bool:
    """Tell whether the nudge after a snooze is to go out: it is its day, and no step has come since that says it."""
    answer, review = running_snooze(desk, person_id), desk.review
    if answer is None or review is None or answer.snoozed_until is None or not desk.own.get(person_id):
        return False
    step = step_for(desk, person_id)
    overtaken = step is not None and _day_of(desk, step, review) >= answer.snoozed_until
    return not overtaken and answer.snoozed_until <= _day(desk, person_id)


def stands(desk: Desk, delivery: Delivery) -> bool:
    """Tell whether a step's delivery is still what this person is to hear: the newest, and of this round."""
    review, person_id = desk.review, delivery.person_id
    if review is None or person_id not in desk.people or not is_of(delivery.ids, review):
        return False
    if desk.now >= last_use(review, desk.institution.calendar):
        return False
    if delivery.ids.get("step") != SNOOZE:
        return delivery.ids.get("step") == step_for(desk, person_id)
    answer = desk.answers.get(person_id)
    return answer is not None and delivery.key == snooze_key(review, answer) and snooze_ends(desk, person_id)


def too_early(desk: Desk, person: Person, delivery: Delivery) -> Postponed | None:
    """Why a nudge has to wait although it is of use: a pause, a leave, or another nudge on this day."""
    calendar = calendar_of(desk.institution, person)
    today, tomorrow = calendar.day(desk.now), calendar.next_morning(desk.now)
    if desk.institution.nudges_paused_at is not None:
        return Postponed(tomorrow, PAUSED)
    if is_away(person, today):
        return Postponed(here_at(desk.institution, person, desk.now), ON_LEAVE)
    others = [told for told in desk.told.get(person.id, ()) if told.key != delivery.key]
    sent_today = any(told.settled_at and calendar.day(told.settled_at) == today for told in others if _is_sent(told))
    # A step that goes out now says what is due soon, too.
    step_goes = delivery.kind == DUE and any(told.kind == STEP and _goes_out(told, desk.now) for told in others)
    return Postponed(tomorrow, ANOTHER_TODAY) if sent_today or step_goes else None


def _is_sent(told: Told) -> bool:
    return told.state is State.SENT


def _goes_out(told: Told, now: datetime) -> bool:
    return told.state is State.WAITING and told.due_at <= now


def _day(desk: Desk, person_id: int) -> date:
    """The day it is where this person is."""
    person = desk.people.get(person_id)
    return calendar_of(desk.institution, person).day(desk.now) if person else desk.today


def _day_of(desk: Desk, step: Step, review: Review) -> date:
    """The day on which a step falls due."""
    return desk.institution.day(step_at(step, review, desk.institution.calendar))
