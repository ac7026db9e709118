"""The delivery report of a review: whom its nudges reached, who could not be reached and why, who has answered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from handlers.deliveries import DeliveryState, State
from handlers.nudges.desk import Desk, read_desk
from handlers.nudges.model import NudgeAnswer
from handlers.nudges.planning import plan
from handlers.people.hours import is_away
from handlers.people.model import Institution, Person
from handlers.reviews.model import Review
from handlers.reviews.schedule import Step
from handlers.work import Work


class Answer(StrEnum):
    """What has become of asking somebody."""

    REPORTED = "reported"
    LATER = "asked again later"
    SEEN = "seen"
    ASKED = "asked"
    TOLD = "told what is missing"
    """As deputy, chair or lead; nothing of their own was asked of them."""
    WAITING = "waiting to be sent"
    FAILED = "not reached"


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the report. `open` is how many of their own actions still await a report."""

    person: Person
    answer: Answer
    asked_on: date | None
    open: int
    why: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The report. `failed` are the ids of the deliveries that were given up; `vacant` what nobody answers for."""

    review: Review | None
    lines: tuple[Line, ...] = ()
    failed: tuple[int, ...] = ()
    vacant: tuple[str, ...] = ()

    def of(self, *answers: Answer) -> Sequence[Line]:
        """The people of whom this is so."""
        return [line for line in self.lines if line.answer in answers]


async def delivery_report(work: Work, institution: Institution, now: datetime) -> Report:
    """Gather the report of the coming review."""
    desk = await read_desk(work, institution, now)
    review = desk.review
    if review is None:
        return Report(None)
    by_person: dict[int, list[DeliveryState]] = defaultdict(list)
    for each in await work.outbox.with_prefix(f"nudge:{review.id}:{review.round}:"):
        by_person[each.person_id].append(each)
    people = await work.people.several(by_person.keys())
    lines = [_line(desk, people[number], states) for number, states in by_person.items() if number in people]
    lines += [_on_leave(desk, each.person) for each in plan(desk) if not each.in_time]
    lines.sort(key=lambda line: line.person.name.casefold())
    failed = [each.id for states in by_person.values() for each in states if each.state is State.FAILED]
    vacant = [action.name for missing in desk.missing if missing.office is None for action in missing.actions]
    return Report(review, tuple({line.person.id: line for line in lines}.values()), tuple(failed), tuple(vacant))


def _line(desk: Desk, person: Person, states: Sequence[DeliveryState]) -> Line:
    sent = [each for each in states if each.state is State.SENT and each.settled_at]
    asked_on = max((desk.institution.day(each.settled_at) for each in sent if each.settled_at), default=None)
    left = len(desk.own.get(person.id, ()))
    owner = any(each.ids.get("step", "").startswith(("owners", "snooze")) for each in states)
    if owner and not left:
        return Line(person, Answer.REPORTED, asked_on, left)
    newest = states[-1]
    if newest.state is State.FAILED:
        return Line(person, Answer.FAILED, asked_on, left, newest.error)
    answer = desk.answers.get(person.id)
    if answer and answer.snoozed_until and answer.snoozed_until > desk.today:
        return Line(person, Answer.LATER, asked_on, left, until=answer.snoozed_until)
    if newest.state is State.WAITING:
        return Line(person, Answer.WAITING, asked_on, left, newest.error)
    if asked_on is None:
        return Line(person, Answer.FAILED, None, left, newest.error or "there was nothing left to say")
    return Line(person, _heard(answer) if owner else Answer.TOLD, asked_on, left)


def _heard(answer: NudgeAnswer | None) -> Answer:
    return Answer.SEEN if answer and answer.seen_at else Answer.ASKED


def _on_leave(desk: Desk, person: Person) -> Line:
    away = f"on leave until {person.away_until}" if is_away(person, desk.today) else "the papers close before"
    return Line(person, Answer.FAILED, None, len(desk.own.get(person.id, ())), f"{away}, and there is no deputy")


STEP_WORDS = {
    Step.OWNERS_28: "owners, 28 days before the papers close",
    Step.OWNERS_14: "owners, 14 days before the papers close",
    Step.DEPUTIES_7: "deputies, 7 days before the papers close",
    Step.COMMITTEE_3: "the lead and the chairs, 3 days before the papers close",
}
"""Whom a step asks, in words."""
