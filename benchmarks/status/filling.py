"""A plan of 500 actions with 20,000 updates, two closed reviews, and a chair on every surface."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Holding, Institution, Person, Profile
from handlers.plans.model import Action, Plan
from handlers.plans.themes import THEMES
from handlers.reviews.freezing import lines_now
from handlers.reviews.model import Review
from handlers.reviews.reporting import current_cycle
from handlers.rights import PostKind
from storage.database import Database
from storage.tables import updates

ACTIONS, UPDATES, POSTS = 500, 20_000, 40
NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
_FIRST = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
_COMMENT = "We met twice, agreed on the next step with the schools, and wait for the budget round to close. " * 2


@dataclass(frozen=True)
class Filled:
    """What was filled in."""

    institution: Institution
    plan_id: int


async def fill(database: Database, *accounts: tuple[Account, Conversation]) -> Filled:
    """Fill an empty database; the accounts are the chair's, and their workspaces are linked."""
    await database.upgrade()
    chosen = random.Random(2027)  # noqa: S311
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "University of Little Wenlow", "Europe/London", "ENG")
        work = tx.of(institution.id)
        posts = []
        for number in range(POSTS):
            person = await work.people.save(Person(0, f"Owner {number}", f"o{number}@wenlow.example", invited=True))
            post = await work.people.add_post(f"Post {number}", PostKind.OWNER)
            await work.people.hold(Holding(post, person))
            posts.append(post.id)
        chair = await work.people.save(Person(0, "Ada", "ada@wenlow.example", invited=True))
        await work.people.hold(Holding(await work.people.add_post("Committee chair", PostKind.CHAIR), chair))
        for account, direct in accounts:
            await tx.institutions.link(institution.id, account.platform, account.tenant)
            await work.people.meet(account, Profile("Ada", "ada@wenlow.example"))
            await work.people.remember(account, direct)
        plan = await work.plans.add(Plan(0, "Plan 2025-2028", date(2025, 3, 1), date(2028, 2, 29)))
        added = await work.plans.add_actions(_action(number, plan.id, posts, chosen) for number in range(ACTIONS))
    await _report(database, institution, [action.id for action in added], chosen)
    for months in (12, 6):
        await _review(database, institution, plan.id, NOW - timedelta(days=30 * months))
    await _analysed(database.engine)
    return Filled(institution, plan.id)


def _action(number: int, plan_id: int, posts: list[int], chosen: random.Random) -> Action:
    due = date(2026, 3, 1) + timedelta(days=number * 2)
    return Action(
        0,
        plan_id,
        f"A{number}",
        THEMES[number % 5],
        f"Agree with the schools on step {number} of the pathway for technicians and publish it",
        owner_text="Technical Operations Manager",
        owner_post_id=chosen.choice(posts),
        due_on=due,
        first_due_on=due - timedelta(days=chosen.choice((0, 0, 30, 90))),
        success_measure="Nine of ten line managers have agreed a plan with each of their technicians by the summer",
        rationale="In the first survey two thirds said that they knew of no pathway",
    )


async def _report(database: Database, institution: Institution, ids: list[int], chosen: random.Random) -> None:
    every = (NOW - _FIRST) / UPDATES
    rows = [
        {
            "institution_id": institution.id,
            "action_id": ids[number % ACTIONS],
            "at": _FIRST + every * number,
            "kind": "report",
            "rag": chosen.choice(("green", "amber", "amber", "red", "not_due")),
            "comment": _COMMENT,
            "learning": "Ask the schools before the summer",
            "next_step": "",
            "by": "Owner",
            "by_person_id": 1,
        }
        for number in range(UPDATES)
    ]
    async with database.engine.begin() as connection:
        await connection.execute(insert(updates), rows)


async def _review(database: Database, institution: Institution, plan_id: int, moment: datetime) -> None:
    async with database.begin() as tx:
        work = tx.of(institution.id)
        cycle = await current_cycle(work, institution, moment)
        lines = await lines_now(work, institution, await work.plans.as_of(plan_id, moment), cycle, moment)
        review = await work.reviews.save(Review(0, moment.date(), moment.date() - timedelta(days=14)))
        await work.reviews.freeze(review.id, lines)
        await work.reviews.save(replace(review, opened_at=moment, closed_at=moment))


async def _analysed(engine: AsyncEngine) -> None:
    """What PostgreSQL does by itself after a while, and SQLite when asked."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


BARE = text(
    "SELECT a.theme, u.rag, count(*), max(u.at) FROM actions a"
    " JOIN (SELECT action_id, max(id) AS id FROM updates WHERE institution_id = :mine AND rag IS NOT NULL"
    " GROUP BY action_id) newest ON newest.action_id = a.id JOIN updates u ON u.id = newest.id"
    " WHERE a.institution_id = :mine AND a.plan_id = :plan AND a.merged_into_id IS NULL GROUP BY a.theme, u.rag"
)
"""The floor: how many actions of each theme have which colour, over the same rows; nothing else that a status tells."""


async def bare(database: Database, filled: Filled) -> None:
    """Ask it, in a transaction, and throw the answer away."""
    async with database.engine.begin() as connection:
        (await connection.execute(BARE, {"mine": filled.institution.id, "plan": filled.plan_id})).all()


DIRECT_SLACK = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", True)
SLACK_CHAIR = Account(Platform.SLACK, "T0BUNSEN", "U0SAM")
