"""All that decides about the nudges of an institution at one moment, read once and laid out by person.

Planning lays it out for everybody; composing does so once for a whole batch, so that a card costs a few look-ups.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from handlers.deliveries import State
from handlers.nudges.answering import Office, committee_of, offices
from handlers.nudges.due_dates import is_finished, joins_step
from handlers.nudges.model import STEP, NudgeAnswer, Told
from handlers.people.hours import is_away
from handlers.people.model import Holding, Institution, Person
from handlers.plans.model import Action
from handlers.reviews.model import Review
from handlers.reviews.reporting import cycle_at
from handlers.reviews.schedule import Audience, Step, due, next_review
from handlers.work import Work

_REMEMBERED = timedelta(days=60)
"""Longer than all steps before a review take."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read, before it is laid out."""

    institution: Institution
    reviews: Sequence[Review]
    actions: Sequence[Action]
    holdings: Sequence[Holding]
    answers: Mapping[int, NudgeAnswer]
    told: Sequence[Told]
    taken: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """Actions of one post that await a report. `office` is None where nobody is in the post, or none owns them."""

    office: Office | None
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Desk:
    """The nudges of one institution at one moment. Everything by person is keyed by their id.

    `own` are the actions on which somebody is asked for a report, `standing_in` the posts where they take an absent
    holder's place for it; `deputised` what is missing in posts that somebody deputises for; `missing` what is missing
    altogether; `taken` who of the committee takes which action up, by action id; `open` whatever is not finished of the
    posts that somebody answers for.
    """

    institution: Institution
    now: datetime
    review: Review | None
    steps: tuple[Step, ...]
    people: Mapping[int, Person]
    offices: Mapping[int, Office]
    own: Mapping[int, Sequence[Action]]
    standing_in: Mapping[int, Sequence[Office]]
    deputised: Mapping[int, Sequence[Missing]]
    committee: frozenset[int]
    missing: Sequence[Missing]
    taken: Mapping[int, str]
    open: Mapping[int, Sequence[Action]]
    answers: Mapping[int, NudgeAnswer]
    told: Mapping[int, Sequence[Told]]

    @property
    def today(self) -> date:
        """The day it is at the institution."""
        return self.institution.day(self.now)

    def standing_in_for(self, person_id: int) -> Sequence[str]:
        """Who else is there for each post whose reports this person owes; nobody where one post has nobody else."""
        names: dict[str, None] = {}
        for post_id in {action.owner_post_id for action in self.own.get(person_id, ())}:
            office = self.offices[post_id or 0]
            others = [each for each in (*office.holders, *office.deputies) if each.id != person_id]
            there = [person.name for person in others if not is_away(person, self.today)]
            if not there:
                return []
            names |= dict.fromkeys(there)
        return list(names)

    def due_soon(self, person_id: int) -> Sequence[Action]:
        """What is due soon, was not yet reminded of, and so goes into any nudge of this person."""
        calendar = self.institution.calendar
        return [action for action in self.open.get(person_id, ()) if joins_step(action, calendar, self.now)]


async def read_facts(work: Work, institution: Institution, now: datetime) -> Facts:
    """Read what decides about nudges, in a handful of statements whatever the size of the plan."""
    today = institution.day(now)
    reviews = await work.reviews.all()
    coming = next_review(reviews, today)
    plan = await work.plans.current()
    since = datetime.combine(today - _REMEMBERED, time(), UTC)
    return Facts(
        institution,
        reviews,
        await work.plans.actions(plan.id) if plan else (),
        await work.people.holdings(today),
        await work.nudges.answers(coming.id) if coming else {},
        await work.nudges.told(since),
        await work.nudges.taken(plan.id, since) if plan else {},
    )


async def read_desk(work: Work, institution: Institution, now: datetime) -> Desk:
    """Read and lay out."""
    return lay_out(await read_facts(work, institution, now), now)


def lay_out(facts: Facts, now: datetime) -> Desk:
    """Sort the facts by person. Pure."""
    institution = facts.institution
    calendar, today = institution.calendar, institution.day(now)
    review = next_review(facts.reviews, today)
    cycle = cycle_at(facts.reviews, calendar, now, today)
    waiting = [action for action in facts.actions if cycle.awaits_report(action)]
    told = _by_person(facts.told)
    steps = due(review, calendar, now).steps if review else ()
    laid = _Layout(offices(facts.holdings), today, _reached(review, steps, facts.told))
    for action in facts.actions:
        if not is_finished(action):
            laid.add_open(action)
    for action in waiting:
        laid.add_waiting(action)
    return Desk(
        institution=institution,
        now=now,
        review=review,
        steps=steps,
        people={holding.person.id: holding.person for holding in facts.holdings},
        offices=laid.offices,
        own=laid.own,
        standing_in=laid.standing_in,
        deputised=laid.deputised(),
        committee=laid.committee(),
        missing=laid.missing(),
        taken=facts.taken,
        open=laid.open,
        answers=facts.answers,
        told=told,
    )


def _by_person(told: Iterable[Told]) -> Mapping[int, Sequence[Told]]:
    grouped: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        grouped[each.person_id].append(each)
    return grouped


def _reached(review: Review | None, steps: Sequence[Step], told: Iterable[Told]) -> frozenset[int]:
    """Whom the owners' step that holds now has reached already: nobody is asked in their place for it."""
    mine = {step.value for step in steps if step.audience is Audience.OWNERS}
    if review is None or not mine:
        return frozenset()
    sent = (each for each in told if each.kind == STEP and each.state is State.SENT)
    return frozenset(each.person_id for each in sent if is_of(each.ids, review) and each.ids["step"] in mine)


def is_of(ids: Mapping[str, str], review: Review) -> bool:
    """Tell whether a delivery belongs to this review, and to its present round."""
    return ids.get("review") == str(review.id) and ids.get("round") == str(review.round)


@dataclass(slots=True)
class _Layout:
    """Collects actions by the people who answer for them."""

    offices: Mapping[int, Office]
    today: date
    reached: frozenset[int]
    own: dict[int, list[Action]] = field(default_factory=lambda: defaultdict(list))
    open: dict[int, list[Action]] = field(default_factory=lambda: defaultdict(list))
    standing_in: dict[int, list[Office]] = field(default_factory=lambda: defaultdict(list))
    by_post: dict[int, list[Action]] = field(default_factory=lambda: defaultdict(list))

    def add_open(self, action: Action) -> None:
        """Take an action that is not finished."""
        office = self._office(action)
        for person in office.answering(self.today) if office else ():
            if person.id != action.disputed_by_id:
                self.open[person.id].append(action)

    def add_waiting(self, action: Action) -> None:
        """Take an action that awaits a report."""
        office = self._office(action)
        self.by_post[office.post.id if office else 0].append(action)
        if office is None or action.disputed_by_id is not None:
            # What somebody says is not theirs waits for the lead, and nobody is asked about it.
            return
        for person in self._asked(office):
            self.own[person.id].append(action)
            if office.stands_in(person.id, self.today) and office not in self.standing_in[person.id]:
                self.standing_in[person.id].append(office)

    def deputised(self) -> Mapping[int, Sequence[Missing]]:
        """What is missing in the posts that somebody deputises for."""
        found: dict[int, list[Missing]] = defaultdict(list)
        for post_id, actions in self.by_post.items():
            office = self.offices.get(post_id)
            undisputed = [action for action in actions if action.disputed_by_id is None]
            for person in office.deputies if office and undisputed else ():
                found[person.id].append(Missing(office, undisputed))
        return found

    def committee(self) -> frozenset[int]:
        """The lead and the chairs."""
        return frozenset(person.id for person in committee_of(self.offices.values(), self.today))

    def missing(self) -> Sequence[Missing]:
        """What is missing, by owner: posts by name, what nobody owns last."""
        named = sorted(post_id for post_id in self.by_post if post_id in self.offices)
        ordered = sorted(named, key=lambda post_id: self.offices[post_id].post.name.casefold())
        nobody = [0] if 0 in self.by_post else []
        return [Missing(self.offices.get(post_id), self.by_post[post_id]) for post_id in (*ordered, *nobody)]

    def _office(self, action: Action) -> Office | None:
        return self.offices.get(action.owner_post_id) if action.owner_post_id is not None else None

    def _asked(self, office: Office) -> Sequence[Person]:
        asked = office.answering(self.today)
        instead = not any(person in office.holders for person in asked)
        return () if instead and any(person.id in self.reached for person in office.holders) else asked
