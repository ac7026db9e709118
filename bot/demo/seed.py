"""The demo's institution, put into an empty database."""

import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.data import DemoAction, DemoPeople, DemoPlan, load_people, load_plan
from bot.web.seats import TENANT, Seat, place
from handlers.interactions import Platform
from handlers.people.model import Holding, Institution, Person, Post, Profile
from handlers.plans.model import Action, ActionUpdate, Plan
from handlers.plans.rag import Rag
from handlers.reviews.model import Review
from handlers.reviews.reporting import current_cycle
from handlers.reviews.schedule import first_nudge_at, papers_due_on
from handlers.status.counting import snapshot
from handlers.voice.model import Instrument
from handlers.voice.ports import RoundKeys
from handlers.voice.rounds import open_round
from handlers.voice.sealing import seal
from handlers.work import Begin, Work

_LAST_REVIEW_AGO = timedelta(days=150)
_NEXT_REVIEW_IN = timedelta(days=62)
_BETWEEN_REPORTS = timedelta(days=120)
_SURVEY_RUNS = timedelta(days=10)
_BALLOTS_CAST = 6
"""Enough to pass the threshold of five once the survey closes, whatever a visitor does."""


def demo_seats() -> tuple[Seat, ...]:
    """The four seats, with what one may try in each."""
    people = load_people()
    names = {person.email: person.name for person in people.people}
    seats = people.seats
    return (
        Seat(
            "technician",
            "technician",
            names[seats.technician],
            "Technician",
            "Ask about funds and registration, and answer the pulse.",
            ("will you pay my rsci fee?", "how much can I get for a conference", "pulse", "help"),
            seats.technician,
        ),
        Seat(
            "owner",
            "owner",
            names[seats.owner],
            "Action owner",
            "See your actions. Move the clock to the next deadline until the nudge arrives.",
            ("my actions", "help"),
            seats.owner,
        ),
        Seat(
            "chair",
            "chair",
            names[seats.chair],
            "Committee chair",
            "Ask where the plan stands, and close a review.",
            ("status", "reviews", "plan", "help"),
            seats.chair,
        ),
        Seat(
            "lead",
            "lead",
            names[seats.lead],
            "Institutional lead",
            "Run the pulse, set the reviews, read the results.",
            ("pulse", "status", "reviews", "help"),
            seats.lead,
        ),
    )


async def find_or_seed(begin: Begin, keys: RoundKeys, instrument: Instrument, now: datetime) -> Institution:
    """Give the demo's institution; where the database is empty, put it in, in one transaction."""
    today = now.date()
    plan, people = load_plan(today), load_people()
    async with begin() as tx:
        known = await tx.institutions.by_slug(plan.slug)
        if known is not None:
            return known
        institution = await tx.institutions.add(plan.slug, plan.institution, plan.timezone, "ENG")
        await tx.institutions.link(institution.id, Platform.WEB, TENANT)
        work = tx.of(institution.id)
        holders = await _add_people(work, people)
        await _add_plan(work, institution, plan, holders)
        await _add_reviews(work, institution, now)
        await _open_pulse(work, institution, keys, instrument, now)
        return institution


async def _add_people(work: Work, people: DemoPeople) -> dict[str, tuple[Post, Person]]:
    """Add people and posts; give each post (by name) with the person who holds it first."""
    posts = {post.name: await work.people.add_post(post.name, post.kind) for post in people.posts}
    holders: dict[str, tuple[Post, Person]] = {}
    saved: dict[str, Person] = {}
    for each in people.people:
        person = await work.people.save(Person(0, each.name, each.email, each.unit, each.roll_up, invited=True))
        saved[each.email] = person
        for name in each.posts:
            await work.people.hold(Holding(posts[name], person))
            holders.setdefault(name, (posts[name], person))
    for seat in demo_seats():
        await work.people.meet(seat.account, Profile(seat.name, seat.email))
        await work.people.remember(seat.account, place(seat.direct))
    return holders


async def _add_plan(
    work: Work, institution: Institution, plan: DemoPlan, holders: dict[str, tuple[Post, Person]]
) -> None:
    added = await work.plans.add(Plan(0, plan.title, plan.starts_on, plan.ends_on))
    zone = ZoneInfo(institution.timezone)
    reports = {action.ref: _report(action, holders[action.owner][1], zone) for action in plan.actions}
    actions = await work.plans.add_actions(_action(added.id, action, holders) for action in plan.actions)
    for action in actions:
        for update in reports[action.ref]:
            await work.plans.record(replace(update, action_id=action.id))


def _report(action: DemoAction, person: Person, zone: ZoneInfo) -> list[ActionUpdate]:
    """What was last said of an action and, before the last review, that it was in progress."""
    if action.reported_on is None:
        return []
    last = ActionUpdate(
        action_id=0,
        at=_noon(action.reported_on, zone),
        rag=action.rag,
        comment=action.comment,
        learning=action.learning,
        by=person.name,
        by_person_id=person.id,
    )
    # Without an earlier word the first status would tell of changes from nothing.
    rag = action.rag if action.rag in (Rag.NOT_DUE, Rag.AMBER) else Rag.AMBER
    earlier = replace(last, at=_noon(action.reported_on - _BETWEEN_REPORTS, zone), rag=rag, comment="", learning="")
    return [earlier, last]


def _action(plan_id: int, action: DemoAction, holders: dict[str, tuple[Post, Person]]) -> Action:
    post, _ = holders[action.owner]
    return Action(
        id=0,
        plan_id=plan_id,
        ref=action.ref,
        theme=action.theme,
        title=action.title,
        owner_text=action.owner,
        owner_post_id=post.id,
        start_on=action.start,
        due_on=action.due,
        due_text=action.due_text,
        success_measure=action.success_measure,
        source=action.source,
    )


async def _add_reviews(work: Work, institution: Institution, now: datetime) -> None:
    """One review that was closed with its snapshot, and the next one."""
    calendar = institution.calendar
    zone = ZoneInfo(institution.timezone)
    today = institution.day(now)
    held_on = calendar.working_day_on_or_before(today - _LAST_REVIEW_AGO)
    closed_at = _noon(held_on, zone)
    last = await work.reviews.save(Review(0, held_on, papers_due_on(held_on, calendar)))
    plan = await work.plans.current()
    actions = await work.plans.as_of(plan.id, closed_at) if plan else []
    cycle = await current_cycle(work, institution, closed_at)
    await work.reviews.save(replace(last, closed_at=closed_at, snapshot=snapshot(actions, cycle)))
    coming_on = calendar.working_day_on_or_before(today + _NEXT_REVIEW_IN)
    coming = Review(0, coming_on, papers_due_on(coming_on, calendar))
    await work.reviews.save(replace(coming, next_nudge_at=first_nudge_at(coming, calendar, now)))


async def _open_pulse(
    work: Work, institution: Institution, keys: RoundKeys, instrument: Instrument, now: datetime
) -> None:
    """Open a pulse, and let colleagues who have no seat answer it."""
    survey = await open_round(work, keys, institution, instrument, institution.day(now) + _SURVEY_RUNS, now)
    if survey is None:
        return
    seated = {seat.email for seat in demo_seats()}
    others = [person for person in await work.people.invited() if person.email not in seated]
    for person in others[:_BALLOTS_CAST]:
        answers = {item.id: secrets.choice(("2", "3", "3", "4", "4", "5")) for item in instrument.items}
        await work.ballot_box(person.id).cast(survey.id, seal(answers, survey.public_key))


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), zone)
