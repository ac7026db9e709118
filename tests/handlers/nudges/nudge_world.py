"""An institution in memory, in which only the pure functions decide: ticks come when they come, and days are missed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from handlers.deliveries import Delivery, NewDelivery, State
from handlers.nudges import cards
from handlers.nudges.desk import Desk, Facts, lay_out
from handlers.nudges.model import NudgeAnswer, Told
from handlers.nudges.planning import new_deliveries, snoozed, stands, too_early
from handlers.nudges.snoozing import Until, asked_again_on, is_used_up, possible
from handlers.people.hours import calendar_of, opens_at
from handlers.people.model import Holding, Institution, Person, Post
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.reviews.schedule import due, first_nudge_at, last_use, moved, papers_due_on
from handlers.rights import PostKind

LEAD, CHAIR, OWNERS = "Institutional Lead", "Committee chair", "Owner"


@dataclass
class Row:
    """A delivery and what became of it."""

    new: NewDelivery
    due_at: datetime
    state: State = State.WAITING
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Sending:
    """One nudge that went out: to whom, under which key, when."""

    person: Person
    key: str
    at: datetime
    desk: Desk


@dataclass
class World:
    """The facts, the outbox, and a process that is up only when it ticks."""

    institution: Institution
    review: Review
    actions: dict[int, Action]
    holdings: list[Holding]
    answers: dict[int, NudgeAnswer] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    sent: list[Sending] = field(default_factory=list)

    @classmethod
    def of(cls, institution: Institution, held_on: date, people: list[tuple[str, str, bool]], now: datetime) -> "World":
        """`people` are (time zone, post, deputy); each post that is not the lead's or chairs' owns one action."""
        calendar = institution.calendar
        review = Review(1, held_on, papers_due_on(held_on, calendar))
        kinds = {LEAD: PostKind.LEAD, CHAIR: PostKind.CHAIR}
        names = list(dict.fromkeys(post for _, post, _ in people))
        posts = {name: Post(number, name, kinds.get(name, PostKind.OWNER)) for number, name in enumerate(names, 1)}
        holdings = [
            Holding(posts[post], Person(number, f"Person {number}", timezone=zone), deputy)
            for number, (zone, post, deputy) in enumerate(people, 1)
        ]
        owners = [post for post in posts.values() if post.kind is PostKind.OWNER]
        actions = {p.id: Action(p.id, 1, f"A{p.id}", "Visibility", "Do", owner_post_id=p.id) for p in owners}
        world = cls(institution, review, actions, holdings)
        world.review = replace(review, next_nudge_at=first_nudge_at(review, calendar, now))
        return world

    def desk(self, now: datetime) -> Desk:
        """The desk at this moment."""
        told = [
            Told(row.new.key, row.new.kind, row.new.person_id, row.new.ids, row.state, row.due_at, row.settled_at)
            for row in self.rows.values()
        ]
        facts = Facts(
            self.institution, [self.review], list(self.actions.values()), self.holdings, dict(self.answers), told
        )
        return lay_out(facts, now)

    def tick(self, now: datetime) -> None:
        """What the jobs and the sender do at one moment."""
        if self.review.next_nudge_at is not None and self.review.next_nudge_at <= now:
            self._add(new_deliveries(self.desk(now)))
            self.review = replace(self.review, next_nudge_at=due(self.review, self.institution.calendar, now).next_at)
        if self.institution.calendar.next_open_moment(now) == now:
            # The daily round; doing it at every tick does no harm.
            self._add(new_deliveries(self.desk(now)))
        for row in sorted(self.rows.values(), key=lambda row: (row.due_at, row.new.key)):
            if row.state is State.WAITING and row.due_at <= now:
                self._send(row, now)

    def _add(self, new: Iterable[NewDelivery]) -> None:
        for each in new:
            self.rows.setdefault(each.key, Row(each, each.due_at))

    def _send(self, row: Row, now: datetime) -> None:
        """As the sender does it: compose, hold back outside hours and after use, send, mark."""
        person = next(each.person for each in self.holdings if each.person.id == row.new.person_id)
        if row.new.useful_until is not None and now >= row.new.useful_until:
            row.state, row.settled_at = State.UNNEEDED, now
            return
        opens = opens_at(self.institution, person, now)
        if opens > now:
            row.due_at = opens
            return
        desk = self.desk(now)
        delivery = Delivery(1, 1, row.new.key, row.new.kind, person.id, row.new.ids, 1)
        if not stands(desk, delivery) or cards.nudge(desk, person.id) is None:
            row.state, row.settled_at = State.UNNEEDED, now
        elif wait := too_early(desk, person, delivery):
            row.due_at = wait.until
        else:
            row.state, row.settled_at = State.SENT, now
            self.sent.append(Sending(person, row.new.key, now, desk))

    def report(self, person_id: int, now: datetime) -> None:
        """Somebody reports on all actions of their posts."""
        mine = {each.post.id for each in self.holdings if each.person.id == person_id}
        for number, action in self.actions.items():
            if action.owner_post_id in mine:
                said = ActionUpdate(number, now, Rag.AMBER, by_person_id=person_id)
                self.actions[number] = replace(action, latest=said)

    def snooze(self, person_id: int, until: Until, now: datetime) -> None:
        """Somebody puts their nudge off, as far as the form lets them."""
        person = next(each.person for each in self.holdings if each.person.id == person_id)
        calendar = calendar_of(self.institution, person)
        today = calendar.day(now)
        answer = self.answers.get(person_id, NudgeAnswer(self.review.id, person_id))
        desk = self.desk(now)
        running = answer.snoozed_until is not None and answer.snoozed_until > today
        if not desk.own.get(person_id) or running or is_used_up(answer):
            return
        if now >= last_use(self.review, self.institution.calendar):
            return
        day = asked_again_on(until, today, None, calendar)
        if until not in possible(self.review, today, calendar) or day is None or day > self.review.papers_due_on:
            return
        put_off = replace(answer, snoozes=answer.snoozes + 1, snoozed_until=day)
        self.answers[person_id] = put_off
        self._add(
            [snoozed(self.review, put_off, calendar.morning(day), last_use(self.review, self.institution.calendar))]
        )

    def move(self, held_on: date, now: datetime) -> None:
        """A chair moves the review."""
        calendar = self.institution.calendar
        there = moved(self.review, held_on, calendar)
        if there.round != self.review.round:
            self.answers.clear()
        self.review = replace(there, next_nudge_at=first_nudge_at(there, calendar, now))

    def leave(self, person_id: int, until: date) -> None:
        """Somebody goes on leave until this day."""
        self.holdings = [
            replace(each, person=replace(each.person, away_until=until)) if each.person.id == person_id else each
            for each in self.holdings
        ]


def local_day(world: World, sending: Sending) -> date:
    """The day on which a nudge reached somebody, where they are."""
    return calendar_of(world.institution, sending.person).day(sending.at)


def moments(start: datetime, gaps: list[int]) -> list[datetime]:
    """Ticks with these pauses, in minutes, between them."""
    at, found = start, []
    for gap in gaps:
        at += timedelta(minutes=gap)
        found.append(at)
    return found
