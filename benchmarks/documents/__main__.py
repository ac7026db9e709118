"""A review pack of 200 actions as a Word file: how long it takes, and how much longer anybody else waits meanwhile.

The pack is gathered from a real database, in a transaction as a press does it, and written by the process apart. The
floor of its time is the same file written in this process with everything imported: what the parts themselves cost.

Beside it, two things go on that everybody's answers depend on: the event loop, woken every five milliseconds, and a
question put to the knowledge base again and again. Each is measured for as long without the writing (the floor) as with
it; what counts is the longest anybody waited.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import sqlite
from bot.app import make_services
from bot.documents.apart import Scribe, write_here
from bot.round_keys import FileRoundKeys
from handlers.documents import Document, DocumentKind
from handlers.feature import Services
from handlers.packs.document import pack_document
from handlers.packs.gathering import gather_pack
from handlers.people.model import Holding, Institution, Person
from handlers.plans.model import Action, ActionUpdate, Plan
from handlers.plans.rag import Rag
from handlers.plans.themes import THEMES
from handlers.reviews.freezing import lines_now
from handlers.reviews.model import Review
from handlers.reviews.reporting import current_cycle
from handlers.rights import PostKind
from handlers.work import Begin, Work
from storage.database import Database

T = TypeVar("T")

ACTIONS, REVIEWS = 200, 4
MOST_SECONDS = 5.0
MOST_LONGER = 0.050
EVERY = 0.005
ROUNDS = 3
NOW = datetime(2027, 6, 1, 12, 0, tzinfo=UTC)
QUESTION = "who pays for professional registration?"
_RAGS = (Rag.GREEN, Rag.AMBER, Rag.RED, None)
_COMMENT = "Two schools have agreed and the third waits for its new manager, who begins in the autumn. "


@dataclass
class Waits:
    """The longest that each of two things took, in seconds: waking up, and answering a question."""

    waking: float = 0.0
    answering: float = 0.0


def _action(number: int, plan_id: int, owner: int) -> Action:
    rag = _RAGS[number % len(_RAGS)]
    due = date(2027, 1, 1) + timedelta(days=3 * number)
    said = ActionUpdate(0, NOW - timedelta(days=9), rag or Rag.AMBER, _COMMENT * 2, _COMMENT, by="O", by_person_id=1)
    return Action(
        0,
        plan_id,
        f"A{number}",
        THEMES[number % len(THEMES)],
        f"Action number {number}, with a title of the usual length, which says who will have what",
        owner_post_id=owner,
        due_on=due,
        first_due_on=due - timedelta(days=number % 40),
        resource="£500 and forty hours" if number % 3 else "",
        latest=said if rag else None,
    )


async def _fill(work: Work, institution: Institution) -> Review:
    """A plan of 200 actions, reviews that were closed before, and the one that the pack is for."""
    person = await work.people.save(Person(0, "Olu", "olu@wenlow.example"))
    post = await work.people.add_post("OSD Manager", PostKind.OWNER)
    await work.people.hold(Holding(post, person))
    plan = await work.plans.add(Plan(0, "Plan 2026-2029"))
    actions = await work.plans.add_actions(_action(number, plan.id, post.id) for number in range(ACTIONS))
    for ago in range(REVIEWS, 0, -1):
        at = NOW - timedelta(days=180 * ago)
        closed = Review(0, at.date(), at.date() - timedelta(days=14), closed_at=at, opened_at=at)
        review = await work.reviews.save(closed)
        cycle = await current_cycle(work, institution, at)
        await work.reviews.freeze(review.id, await lines_now(work, institution, actions, cycle, at))
    return await work.reviews.save(Review(0, NOW.date(), NOW.date() - timedelta(days=14), opened_at=NOW))


async def _gathered(begin: Begin, institution: Institution, review: Review) -> Document:
    async with begin() as tx:
        pack = await gather_pack(tx.of(institution.id), institution, review, NOW)
    assert pack is not None  # noqa: S101 - the plan was just added
    return pack_document(pack)


async def _beside(services: Services, work: Callable[[], Awaitable[T]]) -> tuple[T, float, Waits]:
    """Do something, and measure beside it how long waking up and answering take; gives its seconds too."""
    waits, over = Waits(), asyncio.Event()

    async def wake() -> None:
        while not over.is_set():
            began = time.perf_counter()
            await asyncio.sleep(EVERY)
            waits.waking = max(waits.waking, time.perf_counter() - began - EVERY)

    async def ask() -> None:
        while not over.is_set():
            began = time.perf_counter()
            await asyncio.to_thread(services.answers.decide, 1, QUESTION)
            waits.answering = max(waits.answering, time.perf_counter() - began)
            await asyncio.sleep(EVERY)

    gc.collect()
    others = [asyncio.create_task(wake()), asyncio.create_task(ask())]
    began = time.perf_counter()
    try:
        found = await work()
        took = time.perf_counter() - began
    finally:
        over.set()
        await asyncio.gather(*others)
    return found, took, waits


async def _measured(url: str, folder: Path) -> list[Figure]:
    services = make_services(FileRoundKeys(folder), None, NOW.date())
    services.answers.decide(1, QUESTION)
    database = Database(url)
    scribe = Scribe()
    try:
        await database.upgrade()
        async with database.begin() as tx:
            institution = await tx.institutions.add("wenlow", "University of Little Wenlow", "Europe/London", "ENG")
            review = await _fill(tx.of(institution.id), institution)
        document = await _gathered(database.begin, institution, review)
        write_here(document, DocumentKind.DOCX)
        began = time.perf_counter()
        write_here(document, DocumentKind.DOCX)
        bare = time.perf_counter() - began

        async def whole() -> bytes:
            return await scribe.write(await _gathered(database.begin, institution, review), DocumentKind.DOCX)

        rounds = [await _round(services, whole) for _ in range(ROUNDS)]
    finally:
        scribe.close()
        await database.close()
    first, later = rounds[0], max(rounds[1:], key=lambda each: each[0])
    return [
        replace(
            at_most("the first pack, with its process", first[0], bare, "s", 2.0 + MOST_SECONDS / bare),
            bound=f"at most {MOST_SECONDS:.0f} s",
            good=first[0] <= MOST_SECONDS,
        ),
        replace(
            at_most("a pack after that", later[0], bare, "s", 2.0),
            bound=f"at most {MOST_SECONDS:.0f} s",
            good=later[0] <= MOST_SECONDS,
        ),
        _longer("waking up meanwhile", [(alone.waking, with_it.waking) for _, alone, with_it in rounds]),
        _longer("an answer meanwhile", [(alone.answering, with_it.answering) for _, alone, with_it in rounds]),
    ]


async def _round(services: Services, whole: Callable[[], Awaitable[bytes]]) -> tuple[float, Waits, Waits]:
    """A pack, with the waits beside it; and before it, for as long, without it."""
    _, took, with_it = await _beside(services, whole)
    _, _, alone = await _beside(services, lambda: asyncio.sleep(took))
    return took, alone, with_it


def _longer(name: str, pairs: list[tuple[float, float]]) -> Figure:
    """The longest wait with the writing beside the longest without it; of the rounds the worst."""
    alone, with_it = max(pairs, key=lambda pair: pair[1] - pair[0])
    found = at_most(name, with_it, alone, "s", 1.0)
    longer = with_it - alone
    return replace(
        found, bound=f"{longer * 1000:+.0f} ms, at most +{MOST_LONGER * 1000:.0f} ms", good=longer <= MOST_LONGER
    )


async def main() -> list[Figure]:
    """The figures, on SQLite."""
    with sqlite() as url, tempfile.TemporaryDirectory() as folder:
        return await _measured(url, Path(folder))


if __name__ == "__main__":
    show(asyncio.run(main()))
