"""The demo's workshop: recorded, its points by theme and prompt, linked to actions of the demo's plan."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.seed import find_or_seed
from bot.imports.instruments import shipped_instruments
from bot.round_keys import FileRoundKeys
from handlers.documents import Document, Grid
from handlers.plans.themes import THEMES
from handlers.voice.events.model import Prompt, VoicePoint
from handlers.voice.events.privacy import pointed_out
from handlers.voice.evidence import evidence_document
from handlers.voice.heard import Heard, gather
from storage.database import Database

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
async def seeded(tmp_path: Path) -> tuple[Heard, str]:
    """What was heard in a demo that was just begun, and what of it the privacy guard would point out."""
    database = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    await database.upgrade()
    keys = FileRoundKeys(tmp_path / "keys")
    institution = await find_or_seed(database.begin, keys, shipped_instruments()["pulse"], NOW)
    async with database.begin() as tx:
        work = tx.of(institution.id)
        heard = await gather(work, institution, NOW)
        noticed = await pointed_out(work, [point.words for point in heard.points], "kept")
    await database.close()
    return heard, noticed


def _points(seeded: tuple[Heard, str]) -> Sequence[VoicePoint]:
    return seeded[0].points


async def test_a_workshop_is_recorded_with_its_counts(seeded: tuple[Heard, str]) -> None:
    (event,) = seeded[0].events
    assert (event.method.value, event.invited, event.took_part) == ("workshop", 28, 19)


async def test_its_points_answer_all_three_prompts(seeded: tuple[Heard, str]) -> None:
    assert {point.prompt for point in _points(seeded)} == {Prompt.QUESTIONS, Prompt.BARRIERS, Prompt.GOOD}


async def test_its_points_belong_to_themes_of_the_commitment(seeded: tuple[Heard, str]) -> None:
    assert {point.theme for point in _points(seeded)} <= set(THEMES)


async def test_points_led_to_actions_of_the_plan(seeded: tuple[Heard, str]) -> None:
    assert {change.action.ref for change in seeded[0].changes} >= {"R1", "R4", "C2", "V4"}


async def test_it_shows_what_was_done(seeded: tuple[Heard, str]) -> None:
    assert sum(bool(change.did) for change in seeded[0].changes) >= 3


async def test_the_guard_has_nothing_to_say_of_it(seeded: tuple[Heard, str]) -> None:
    assert seeded[1] == ""


async def test_the_evidence_of_the_demo_says_what_changed(seeded: tuple[Heard, str]) -> None:
    document: Document = evidence_document("Wenlow", seeded[0], NOW.date())
    captions = [part.caption for part in document.parts if isinstance(part, Grid)]
    assert "What was said, and what it led to" in captions
