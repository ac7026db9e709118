"""The demo's institution, put into an empty database."""

import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.demo.data import DemoPeople, day_from, load_people, load_plan
from bot.demo.seats import demo_seats
from bot.demo.seed_achievements import add_achievements
from bot.demo.seed_plan import Staff, add_plan
from bot.demo.seed_voice import add_workshop
from bot.web.seats import TENANT, place
from handlers.interactions import Platform
from handlers.people.model import Holding, Institution, Person, Profile
from handlers.reviews.freezing import lines_now
from handlers.reviews.model import Review
from handlers.reviews.reporting import current_cycle
from handlers.reviews.schedule import first_nudge_at, papers_due_on
from handlers.voice.audience import audience
from handlers.voice.model import Ballot, Instrument
from handlers.voice.ports import RoundKeys
from handlers.voice.rounds import open_round
from handlers.voice.sealing import ballot_bytes, seal
from handlers.work import Begin, Work

_LAST_REVIEW_AGO = timedelta(days=150)
_NEXT_REVIEW_IN = timedelta(days=62)
_SURVEY_RUNS = timedelta(days=10)
_BALLOTS_CAST = 6
"""Enough to pass the threshold of five once the survey closes, whatever a visitor does."""


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
        staff = await _add_people(work, people, today)
        await add_plan(work, plan, staff, ZoneInfo(institution.timezone))
        await _add_reviews(work, institution, now)
        await add_workshop(work, institution, staff.lead, now)
        await add_achievements(work, institution, staff.lead, now)
        await _open_pulse(work, institution, keys, instrument, now)
        return institution


async def _add_people(work: Work, people: DemoPeople, today: date) -> Staff:
    """Add units, posts, people and who holds what."""
    await work.posts.add_units(person.unit for person in people.people)
    posts = {post.name: await work.people.add_post(post.name, post.kind) for post in people.posts}
    for post in people.posts:
        await work.posts.change(replace(posts[post.name], unit=post.unit))
    units = {unit.name: unit.id for unit in await work.posts.units()}
    for contact in people.contacts:
        await work.posts.set_contact(units[contact.unit], posts[contact.post].id)
    known: dict[str, Person] = {}
    for each in people.people:
        person = await work.people.save(Person(0, each.name, each.email, each.unit, each.roll_up, invited=True))
        if each.timezone:
            await work.people.set_timezone(person.id, each.timezone)
        known[each.email] = person
    for held in people.holdings:
        starts_on, ends_on = day_from(today, held.starts_days), day_from(today, held.ends_days)
        await work.people.hold(Holding(posts[held.post], known[held.person], held.deputy, starts_on, ends_on))
    for seat in demo_seats():
        await work.people.meet(seat.account, Profile(seat.name, seat.email))
        await work.people.remember(seat.account, place(seat.direct))
    holders = {held.post: known[held.person] for held in people.holdings if not held.deputy and held.ends_days is None}
    return Staff(posts, holders, known[people.seats.lead])


async def _add_reviews(work: Work, institution: Institution, now: datetime) -> None:
    """One review that was closed with its snapshot, and the next one."""
    calendar = institution.calendar
    zone = ZoneInfo(institution.timezone)
    today = institution.day(now)
    held_on = calendar.working_day_on_or_before(today - _LAST_REVIEW_AGO)
    closed_at = datetime.combine(held_on, time(12), zone)
    last = await work.reviews.save(Review(0, held_on, papers_due_on(held_on, calendar)))
    plan = await work.plans.current()
    actions = await work.plans.as_of(plan.id, closed_at) if plan else []
    cycle = await current_cycle(work, institution, closed_at)
    await work.reviews.save(replace(last, opened_at=closed_at, closed_at=closed_at))
    await work.reviews.freeze(last.id, await lines_now(work, institution, actions, cycle, closed_at))
    coming_on = calendar.working_day_on_or_before(today + _NEXT_REVIEW_IN)
    coming = Review(0, coming_on, papers_due_on(coming_on, calendar))
    await work.reviews.save(replace(coming, next_nudge_at=first_nudge_at(coming, calendar, now)))


async def _open_pulse(
    work: Work, institution: Institution, keys: RoundKeys, instrument: Instrument, now: datetime
) -> None:
    """Open a pulse, and let colleagues who have no seat answer it."""
    everybody = audience(await work.people.invited())
    survey = await open_round(work, keys, institution, instrument, everybody, institution.day(now) + _SURVEY_RUNS, now)
    if survey is None:
        return
    seated = {seat.email for seat in demo_seats()}
    others = [person for person in await work.people.invited() if person.email not in seated]
    for person in others[:_BALLOTS_CAST]:
        answers = {question.id: secrets.choice(("2", "3", "3", "4", "4", "5")) for question in instrument.questions}
        box = work.ballot_box(person.id)
        ballot = Ballot(await box.group(survey.id), answers)
        await box.cast(survey.id, seal(ballot, survey.public_key, ballot_bytes(instrument)))
