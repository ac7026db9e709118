"""Health, readiness and metrics of a server process."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from bot.http import make_web_app
from handlers.deliveries import GivenUp, NewDelivery
from handlers.interactions import Said
from storage.database import Database, DatabaseUnusable
from tests.support.house import START, House, RecordingSurface

FIGURES = {"deliveries_waiting": 3, "deliveries_failed": 1, "inbox_waiting": 2}


class Busy(RecordingSurface):
    """A surface that may be missing something."""

    missing = ""

    def ready(self) -> str:
        return self.missing


@dataclass
class Setting:
    """What the server finds around it."""

    surface: Busy = field(default_factory=Busy)
    database_missing: str = ""
    figures: Mapping[str, int] | None = field(default_factory=lambda: FIGURES)

    async def database_ready(self) -> str:
        return self.database_missing

    async def count(self) -> Mapping[str, int]:
        if self.figures is None:
            raise DatabaseUnusable("It is away.")
        return self.figures


@pytest.fixture
def around() -> Setting:
    return Setting()


@pytest.fixture
async def client(around: Setting) -> AsyncIterator[TestClient[Any, Any]]:
    app = make_web_app([around.surface], around.database_ready, around.count, CollectorRegistry())
    async with TestClient(TestServer(app)) as client:
        yield client


async def gauges(client: TestClient[Any, Any]) -> dict[str, float]:
    text = await (await client.get("/metrics")).text()
    return {sample.name: sample.value for family in text_string_to_metric_families(text) for sample in family.samples}


async def test_the_process_is_alive(client: TestClient[Any, Any]) -> None:
    assert (await client.get("/healthz")).status == 200


async def test_the_process_is_alive_without_a_database(around: Setting, client: TestClient[Any, Any]) -> None:
    around.database_missing = "The database does not answer."
    assert (await client.get("/healthz")).status == 200


async def test_with_everything_there_it_is_ready(client: TestClient[Any, Any]) -> None:
    assert (await client.get("/readyz")).status == 200


async def test_without_a_database_it_is_not_ready(around: Setting, client: TestClient[Any, Any]) -> None:
    around.database_missing = "The database does not answer."
    assert (await client.get("/readyz")).status == 503


async def test_all_that_is_missing_is_said(around: Setting, client: TestClient[Any, Any]) -> None:
    around.database_missing, around.surface.missing = "The database does not answer.", "Slack is away."
    answer = await (await client.get("/readyz")).json()
    assert answer == {"status": "not ready", "missing": ["Slack is away.", "The database does not answer."]}


async def test_what_waits_and_what_failed_is_measured(client: TestClient[Any, Any]) -> None:
    assert await gauges(client) == {
        "bunsen_database_up": 1,
        "bunsen_deliveries_waiting": 3,
        "bunsen_deliveries_failed": 1,
        "bunsen_inbox_waiting": 2,
    }


async def test_each_scrape_counts_anew(around: Setting, client: TestClient[Any, Any]) -> None:
    await gauges(client)
    around.figures = {**FIGURES, "inbox_waiting": 9}
    assert (await gauges(client))["bunsen_inbox_waiting"] == 9


async def test_a_database_that_is_away_leaves_no_old_figures(around: Setting, client: TestClient[Any, Any]) -> None:
    await gauges(client)
    around.figures = None
    assert await gauges(client) == {"bunsen_database_up": 0}


# --- the count itself ---


async def test_nothing_waits_in_a_new_database(house: House) -> None:
    assert await house.database.figures() == {"deliveries_waiting": 0, "deliveries_failed": 0, "inbox_waiting": 0}


async def test_a_question_waits_until_it_is_answered(house: House) -> None:
    await house.bunsen.dispatcher.accept(house.interaction("tina", Said("what is RSciTech?")))
    assert (await house.database.figures())["inbox_waiting"] == 1


async def test_what_was_answered_waits_no_longer(house: House) -> None:
    await house.hears("tina", "what is RSciTech?")
    assert (await house.database.figures())["inbox_waiting"] == 0


@pytest.fixture
async def two_nudges(house: House) -> House:
    """Two messages in the outbox, to the same person."""
    person = await house.person("olu")
    new = [NewDelivery(f"nudge:{n}", "nudge", person.id, {}, START) for n in range(2)]
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).outbox.add(new)
    return house


async def test_a_message_in_the_outbox_waits(two_nudges: House) -> None:
    assert (await two_nudges.database.figures())["deliveries_waiting"] == 2


async def test_a_message_that_was_given_up_has_failed(two_nudges: House) -> None:
    async with two_nudges.bunsen.begin() as tx:
        (first,) = await tx.queue.claim(two_nudges.institution.id, START, 1, 60)
        await tx.queue.mark([GivenUp(first, "not to be reached")], START)
    found = await two_nudges.database.figures()
    assert (found["deliveries_waiting"], found["deliveries_failed"]) == (1, 1)


async def test_a_database_that_is_not_there_is_unusable(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'nowhere' / 'bunsen.db'}")
    with pytest.raises(DatabaseUnusable):
        await database.figures()
