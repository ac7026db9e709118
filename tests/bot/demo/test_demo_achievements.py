"""What the demo's university has done: achievements in and outside its plan, and a count that does not add up."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.seed import find_or_seed
from bot.imports.instruments import shipped_instruments
from bot.imports.knowledge import load_base
from bot.round_keys import FileRoundKeys
from handlers.assessment.draft_facts import DraftFacts, draft_facts
from handlers.assessment.headcount import FindingKind, findings
from handlers.voice.events.privacy import pointed_out
from storage.database import Database

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
async def seeded(tmp_path: Path) -> tuple[DraftFacts, str]:
    """What a draft for the demo is made of, and what the privacy guard would point out in its achievements."""
    database = Database(f"sqlite:///{tmp_path / 'demo.db'}")
    await database.upgrade()
    keys = FileRoundKeys(tmp_path / "keys")
    institution = await find_or_seed(database.begin, keys, shipped_instruments()["pulse"], NOW)
    async with database.begin() as tx:
        work = tx.of(institution.id)
        facts = await draft_facts(work, load_base(None), institution, 3, NOW)
        noticed = await pointed_out(work, [each.what for each in facts.achievements], "kept")
    await database.close()
    return facts, noticed


async def test_some_achievements_lie_in_the_plan_and_some_outside(seeded: tuple[DraftFacts, str]) -> None:
    assert {bool(each.action_ids) for each in seeded[0].achievements} == {True, False}


async def test_no_achievement_tells_of_anybody(seeded: tuple[DraftFacts, str]) -> None:
    assert seeded[1] == ""


async def test_whoever_is_quoted_has_agreed_before_today(seeded: tuple[DraftFacts, str]) -> None:
    said = [each.testimonial for each in seeded[0].achievements if each.testimonial is not None]
    assert [each.consented_on < seeded[0].today for each in said] == [True]


async def test_the_count_shows_how_disagreements_are_told(seeded: tuple[DraftFacts, str]) -> None:
    (count,) = seeded[0].headcounts
    assert [each.kind for each in findings(count)] == [FindingKind.ROW, FindingKind.COLUMN, FindingKind.STATED]


async def test_two_recommendations_have_an_example(seeded: tuple[DraftFacts, str]) -> None:
    assert sum(bool(each.example) for each in seeded[0].talent) == 2
