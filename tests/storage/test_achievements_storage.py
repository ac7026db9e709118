"""Achievements in the database: versions are only ever added, and nothing crosses an institution."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.achievements.model import Achievement, AchievementProof, State
from handlers.assessment.model import Headcount, HeadcountRow, TalentAnswer
from handlers.plans.model import Action, Plan
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)
FIXED = {
    "id": "999",
    "institution_id": "institution_id + 1",
    "achievement_id": "achievement_id + 1",
    "number": "7",
    "state": "'withdrawn'",
    "theme": "'rewritten'",
    "what": "'rewritten'",
    "done_on": "'2020-01-01'",
    "figure": "'99'",
    "unit": "'rewritten'",
    "cross_reference": "'rewritten'",
    "note": "'rewritten'",
    "at": "'2020-01-01 00:00:00'",
}


def _achievement(what: str = "A hub", action_ids: tuple[int, ...] = ()) -> Achievement:
    return Achievement(0, "Visibility", what, date(2027, 2, 1), State.KEPT, NOW, action_ids=action_ids)


@pytest.fixture
async def houses(begin: Begin) -> tuple[int, int]:
    """Two institutions, the first with an achievement."""
    async with begin() as tx:
        wenlow = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        await tx.of(wenlow.id).achievements.add(_achievement())
    return wenlow.id, other.id


@pytest.mark.parametrize("column", FIXED)
async def test_a_version_cannot_be_rewritten(engine: AsyncEngine, houses: tuple[int, int], column: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added"):
        async with engine.begin() as connection:
            await connection.execute(text(f"UPDATE achievement_versions SET {column} = {FIXED[column]}"))


async def test_a_version_cannot_be_deleted(engine: AsyncEngine, houses: tuple[int, int]) -> None:
    with pytest.raises(DBAPIError, match="only ever added"):
        async with engine.begin() as connection:
            await connection.execute(text("DELETE FROM achievement_versions"))


async def test_nobody_is_quoted_without_a_day_on_which_they_agreed(
    engine: AsyncEngine, houses: tuple[int, int]
) -> None:
    with pytest.raises(DBAPIError):
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE achievement_versions SET testimonial = 'Good'"))


async def test_another_institution_sees_and_changes_nothing(begin: Begin, houses: tuple[int, int]) -> None:
    wenlow, other = houses
    async with begin() as tx:
        (found,) = await tx.of(wenlow).achievements.all()
        mine = tx.of(other).achievements
        assert await mine.all() == []
        assert await mine.get(found.id) is None
        assert await mine.change(found) is None
        await mine.forget_testimonial(found.id)
        assert await tx.of(wenlow).achievements.history(found.id) == [found]


async def test_an_action_of_another_institution_is_not_linked(begin: Begin, houses: tuple[int, int]) -> None:
    wenlow, other = houses
    async with begin() as tx:
        plan = await tx.of(other).plans.add(Plan(0, "Plan"))
        action = await tx.of(other).plans.add_action(Action(0, plan.id, "V1", "Visibility", "Hub"))
        added = await tx.of(wenlow).achievements.add(_achievement("Another", (action.id,)))
    assert added.action_ids == ()


async def test_the_copy_of_a_file_stays_in_its_institution(begin: Begin, houses: tuple[int, int]) -> None:
    wenlow, other = houses
    async with begin() as tx:
        (found,) = await tx.of(wenlow).achievements.all()
        proof = AchievementProof(0, found.id, "letter.pdf", NOW, media_type="application/pdf", size=3, sha256="0" * 64)
        kept = await tx.of(wenlow).achievements.add_proof(proof, b"abc")
        assert await tx.of(other).achievements.proof_copy(kept.id) is None
        assert await tx.of(wenlow).achievements.proof_copy(kept.id) == (kept, b"abc")


async def test_copies_count_with_the_evidence_of_actions(begin: Begin, houses: tuple[int, int]) -> None:
    wenlow, _ = houses
    async with begin() as tx:
        (found,) = await tx.of(wenlow).achievements.all()
        await tx.of(wenlow).achievements.add_proof(AchievementProof(0, found.id, "a.txt", NOW, size=3), b"abc")
        assert await tx.of(wenlow).plans.size_of_copies() == 3


async def test_a_count_of_heads_comes_back_as_it_was_written(begin: Begin, houses: tuple[int, int]) -> None:
    wenlow, other = houses
    count = Headcount(
        0,
        date(2027, 1, 1),
        ("F", "FTE"),
        (HeadcountRow("Biology", (Decimal(14), Decimal("12.50")), "Science"), HeadcountRow("Library", (None, None))),
        NOW,
        (Decimal(14), None),
        {"F": Decimal(15)},
    )
    async with begin() as tx:
        added = await tx.of(wenlow).assessments.add_headcount(count)
        assert await tx.of(wenlow).assessments.headcounts() == [added]
        assert str(added.rows[0].numbers[1]) == "12.50"
        assert await tx.of(other).assessments.headcounts() == []


async def test_the_newest_answer_to_a_recommendation_holds(begin: Begin, houses: tuple[int, int]) -> None:
    wenlow, other = houses
    async with begin() as tx:
        mine = tx.of(wenlow).assessments
        await mine.add_talent(TalentAnswer("data", NOW, example="First"))
        await mine.add_talent(TalentAnswer("seats", NOW, example="A seat"))
        await mine.add_talent(TalentAnswer("data", NOW, example="Second"))
        assert [each.example for each in await mine.talent()] == ["Second", "A seat"]
        assert await tx.of(other).assessments.talent() == []
