"""The status of a plan of 500 actions with 20,000 updates, beside one bare aggregate of the same rows.

Ours is all that a chair's card needs: the plan, its reviews, who holds which post, the figures by theme, colour and
day, what changed since the last review, the words of what is named, and the card itself. The floor counts the newest
colour of each action by theme, and no more. Both are asked in turn, each in a transaction of
its own; the best of each counts.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from benchmarks.figures import Figure, at_most, show
from benchmarks.places import postgresql, sqlite
from benchmarks.status.filling import ACTIONS, NOW, UPDATES, Filled, bare, fill
from handlers.cards import Card
from handlers.reviews.calendar import learn_bank_holidays
from handlers.reviews.reporting import Colour
from handlers.status.list_card import list_card, page_behind
from handlers.status.report import load, plots_for
from handlers.status.status_card import status_card
from handlers.status.view import View
from storage.database import Database

ROUNDS = 40


async def whole(database: Database, filled: Filled) -> Card:
    """The chair's status of the whole plan."""
    view = View()
    async with database.begin() as tx:
        work = tx.of(filled.institution.id)
        plan = await work.plans.current()
        assert plan is not None  # noqa: S101 - it was filled in
        plots = await plots_for(work, plan, view.part)
        return status_card(await load(work, filled.institution, plots, view, NOW))


async def behind(database: Database, filled: Filled) -> Card:
    """The first page of the actions behind a number."""
    view = View()
    async with database.begin() as tx:
        work = tx.of(filled.institution.id)
        plan = await work.plans.current()
        assert plan is not None  # noqa: S101 - it was filled in
        plots = await plots_for(work, plan, view.part)
        report = await load(
            work,
            filled.institution,
            plots,
            view,
            NOW,
            lambda figures: [action.id for action in page_behind(figures, Colour.AMBER, view, 1).items],
        )
        return list_card(report, Colour.AMBER, page_behind(report.figures, Colour.AMBER, view, 1))


async def _measured(address: str) -> dict[str, float]:
    learn_bank_holidays()
    database = Database(address)
    filled = await fill(database)
    ways: dict[str, Callable[[Database, Filled], Awaitable[object]]] = {
        "bare": bare,
        "whole": whole,
        "behind": behind,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            await way(database, filled)
            times[name].append(time.perf_counter() - began)
    await database.close()
    return {name: min(took) for name, took in times.items()}


def run() -> list[Figure]:
    """Measure on both databases."""
    figures = []
    for name, place in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with place() as address:
            took = {key: value * 1000 for key, value in asyncio.run(_measured(address)).items()}
        size = f"{ACTIONS} actions with {UPDATES:,} updates on {name}"
        figures.append(at_most(f"Status of {size}", took["whole"], took["bare"], "ms", 2.0))
        figures.append(at_most(f"The actions behind a number of {size}", took["behind"], took["bare"], "ms", 2.0))
    return figures


if __name__ == "__main__":
    show(run())
