"""Snapshots of reviews are kept under a seal; those from before there were seals get theirs by migrating."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.people.model import Institution
from handlers.reviews.model import Review, SnapshotLine
from handlers.reviews.sealing import fingerprint
from handlers.work import Begin
from storage.migrate import downgrade, upgrade
from storage.tables import institutions, reviews

LINES = (
    SnapshotLine(1, "V1", "Visibility", "Put “technicians” on the website", "red", comment="Später\nmehr ☕"),
    SnapshotLine(2, "R1", "Recognition", "Open the award", "green", is_full=True, evidence=2),
)
NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")


async def _frozen(begin: Begin, wenlow: Institution) -> Review:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        review = await work.reviews.save(Review(0, date(2027, 6, 1), date(2027, 5, 17), closed_at=NOW))
        await work.reviews.freeze(review.id, LINES)
    return review


async def test_a_snapshot_comes_back_as_it_was_frozen(begin: Begin, wenlow: Institution) -> None:
    review = await _frozen(begin, wenlow)
    async with begin() as tx:
        snapshot = await tx.of(wenlow.id).reviews.frozen(review.id)
    assert snapshot is not None
    assert (snapshot.lines, snapshot.is_whole) == (LINES, True)


@pytest.mark.parametrize("changed", [{"colour": "green"}, {"comment": ""}, {"unknown": 1}])
async def test_whoever_changes_a_line_breaks_the_seal(
    begin: Begin, wenlow: Institution, engine: AsyncEngine, changed: Mapping[str, object]
) -> None:
    review = await _frozen(begin, wenlow)
    async with engine.begin() as connection:
        lines = (await connection.execute(select(reviews.c.snapshot))).scalar_one()
        await connection.execute(update(reviews).values(snapshot=[lines[0] | changed, *lines[1:]]))
    async with begin() as tx:
        snapshot = await tx.of(wenlow.id).reviews.frozen(review.id)
    assert snapshot is not None
    assert not snapshot.is_whole


async def test_whoever_takes_a_line_away_breaks_the_seal(
    begin: Begin, wenlow: Institution, engine: AsyncEngine
) -> None:
    review = await _frozen(begin, wenlow)
    async with engine.begin() as connection:
        lines = (await connection.execute(select(reviews.c.snapshot))).scalar_one()
        await connection.execute(update(reviews).values(snapshot=lines[1:]))
    async with begin() as tx:
        snapshot = await tx.of(wenlow.id).reviews.frozen(review.id)
    assert snapshot is not None
    assert not snapshot.is_whole


async def test_another_institution_finds_no_snapshot(begin: Begin, wenlow: Institution) -> None:
    review = await _frozen(begin, wenlow)
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        assert await tx.of(other.id).reviews.frozen(review.id) is None


async def test_a_review_that_is_not_closed_has_no_snapshot(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        review = await work.reviews.save(Review(0, date(2027, 6, 1), date(2027, 5, 17)))
        assert await work.reviews.frozen(review.id) is None


async def test_a_snapshot_from_before_gets_its_seal_by_migrating(engine: AsyncEngine) -> None:
    await downgrade(engine, "0005")
    line = {"action_id": 1, "ref": "V1", "theme": "Visibility", "title": "Ünïcode", "colour": "red"}
    async with engine.begin() as connection:
        place = {"slug": "w", "name": "W", "timezone": "Europe/London", "nation": "ENG"}
        await connection.execute(insert(institutions).values(id=1, **place))
        await connection.execute(
            text(
                "INSERT INTO reviews (institution_id, held_on, papers_due_on, closed_at, round, snapshot) "
                "VALUES (1, '2026-06-01', '2026-05-15', '2026-06-01 12:00:00', 1, :snapshot)"
            ),
            {"snapshot": json.dumps([line])},
        )
    await upgrade(engine)
    async with engine.connect() as connection:
        (seal,) = (await connection.execute(select(reviews.c.snapshot_sha256))).one()
    assert seal == fingerprint([line])


def test_the_fingerprint_is_that_of_json_lines() -> None:
    lines = '{"a":1,"b":"\\u00e4"}\n{"a":2}\n'
    assert fingerprint([{"b": "ä", "a": 1}, {"a": 2}]) == hashlib.sha256(lines.encode()).hexdigest()
