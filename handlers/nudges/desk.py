"""All that decides about the nudges of an institution at one moment, read once and laid out by person.

Planning lays it out for everybody; composing does so once for a whole batch, so that a card costs a few look-ups.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from handlers.deliveries import State
from handlers.nudges.answering import Office, committee_of, offices
from handlers.nudges.due_dates import is_finished, joins_step
from handlers.nudges.model import STEP, NudgeAnswer, Told
from handlers.people.hours import is_away
from handlers.people.model import Holding, Institution, Person
from handlers.plans.brief import AnyAction
from handlers.reviews.model import Review
from handlers.reviews.reporting import Cycle, cycle_at
from handlers.reviews.schedule import Audience, Step, due, next_review
from handlers.work import Work

_REMEMBERED = timedelta(days=60)
"""Longer than all steps before a review take."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read, before it is laid out. `actions` are those of the plan that runs, in its order.

    `taken` only matters to what people read.
    """

    institution: Institution
    reviews: Sequence[Review]
    actions: Sequence[AnyAction]
    holdings: Sequence[Holding]
    answers: Mapping[int, NudgeAnswer]
    told: Sequence[Told]
    taken: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """Actions of one post that await a report. `office` is None where nobody is in the post, or none owns them."""

    office: Office | None
    actions: Sequence[AnyAction]


@dataclass(frozen=True)
class Desk:
    """The nudges of one institution at one moment. Everything by person is keyed by their id.

    `own` are the actions on which somebody is asked for a report, `standing_in` the posts where they take an absent
    holder's place for it; `deputised` what is missing in posts that somebody deputises for; `missing` what is missing
    altogether; `taken` who of the committee takes which action up, by action id.
    """

    institution: Institution
    now: datetime
    actions: Sequence[AnyAction]
    review: Review | None
    steps: tuple[Step, ...]
    people: Mapping[int, Person]
    offices: Mapping[int, Office]
    own: Mapping[int, Sequence[AnyAction]]
    standing_in: Mapping[int, Sequence[Office]]
    deputised: Mapping[int, Sequence[Missing]]
    committee: frozenset[int]
    missing: Sequence[Missing]
    taken: Mapping[int, str]
    answers: Mapping[int, NudgeAnswer]
    told: Mapping[int, Sequence[Told]]

    @property
    def today(self) -> date:
        """The day it is at the institution."""
        return self.institution.day(self.now)

    @cached_property
    def open(self) -> Mapping[int, Sequence[AnyAction]]:
        """Whatever is not finished of the posts that somebody answers for; sorted only when it is asked for."""
        answering = {post_id: office.answering(self.today) for post_id, office in self.offices.items()}
        found: dict[int, list[AnyAction]] = defaultdict(list)
        for action in self.actions:
            if not is_finished(action):
                for person in answering.get(action.owner_post_id or 0, ()):
                    if person.id != action.disputed_by_id:
                        found[person.id].append(action)
        return found

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

    def due_soon(self, person_id: int) -> Sequence[AnyAction]:
        """What is due soon, was not yet reminded of, and so goes into any nudge of this person."""
        calendar = self.institution.calendar
        return [action for action in self.open.get(person_id, ()) if joins_step(action, calendar, self.now)]


async def read_facts(work: Work, institution: Institution, now: datetime) -> Facts:
    """Read what decides about nudges, in a handful of statements whatever the size of the plan; not who took what."""
    today = institution.day(now)
    reviews = await work.reviews.all()
    coming = next_review(reviews, today)
    return Facts(
        institution,
        reviews,
        await work.nudges.actions(),
        await work.people.holdings(today),
        await work.nudges.answers(coming.id) if coming else {},
        await work.nudges.told(_since(today)),
    )


async def read_desk(work: Work, institution: Institution, now: datetime) -> Desk:
    """Read and lay out all that people may be told."""
    facts = await read_facts(work, institution, now)
    plan = await work.plans.current()
    taken = await work.nudges.taken(plan.id, _since(institution.day(now))) if plan else {}
    return lay_out(replace(facts, taken=taken), now)


def _since(today: date) -> datetime:
    return datetime.combine(today - _REMEMBERED, time(), UTC)


def lay_out(facts: Facts, now: datetime) -> Desk:
    """Sort the facts by person. Pure."""
    institution = facts.institution
    calendar, today = institution.calendar, institution.day(now)
    review = next_review(facts.reviews, today)
    told = _by_person(facts.told)
    steps = due(review, calendar, now).steps if review else ()
    laid = _Layout(offices(facts.holdings), today, _reached(review, steps, facts.told))
    laid.take(facts.actions, cycle_at(facts.reviews, calendar, now, today))
    return Desk(
        institution=institution,
        now=now,
        actions=facts.actions,
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
    own: dict[int, list[AnyAction]] = field(default_factory=lambda: defaultdict(list))
    standing_in: dict[int, list[Office]] = field(default_factory=lambda: defaultdict(list))
    by_post: dict[int, list[AnyAction]] = field(default_factory=lambda: defaultdict(list))

    def take(self, actions: Iterable[AnyAction], cycle: Cycle) -> None:
        """Take the actions that await a report."""
        asked: dict[int, Sequence[int]] = {}
        for action in filter(cycle.awaits_report, actions):
            post_id = action.owner_post_id if action.owner_post_id in self.offices else None
            self.by_post[post_id or 0].append(action)
            if post_id is None or action.disputed_by_id is not None:
                # What somebody says is not theirs waits for the lead, and nobody is asked about it.
                continue
            if post_id not in asked:
                asked[post_id] = self._ask(self.offices[post_id])
            for person_id in asked[post_id]:
                self.own[person_id].append(action)

    def deputised(self) -> Mapping[int, Sequence[Missing]]:
        """What is missing in the posts that somebody deputises for."""
        found: dict[int, list[Missing]] = defaultdict(list)
        for post_id, actions in self.by_post.items():
            office = self.offices.get(post_id)
            if office is None or not office.deputies:
                continue
            undisputed = [action for action in actions if action.disputed_by_id is None]
            for person in office.deputies if undisputed else ():
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

    def _ask(self, office: Office) -> Sequence[int]:
        """Whom to ask for the reports of a post; those who stand in for its holders are noted."""
        asked = [person.id for person in office.answering(self.today)]
        if not any(person.id in asked for person in office.holders):
            if any(person.id in self.reached for person in office.holders):
                return ()
            for person_id in asked:
                self.standing_in[person_id].append(office)
        return asked
