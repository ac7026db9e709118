"""Versions of entries on both databases: one of a subject counts, one may wait, settled once, kept apart."""

import asyncio
from datetime import UTC, datetime

import pytest

from handlers.knowledge.model import Change, Version, VersionState
from handlers.people.model import Person
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)


def version(subject: str = "fees", answer: str = "A", change: Change = Change.EDITED) -> Version:
    return Version(0, subject, change, VersionState.PROPOSED, {"answer": answer}, "digest", "why", "Rae", None, NOW)


@pytest.fixture
async def wenlow(begin: Begin) -> int:
    async with begin() as tx:
        return (await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")).id


@pytest.fixture
async def lea(begin: Begin, wenlow: int) -> Person:
    async with begin() as tx:
        return await tx.of(wenlow).people.save(Person(0, "Lea", "lea@wenlow.example", "", "", True))


async def test_a_version_comes_back_as_it_was_kept(begin: Begin, wenlow: int) -> None:
    async with begin() as tx:
        kept = await tx.of(wenlow).knowledge.propose(version(change=Change.RETURNED))
    async with begin() as tx:
        assert await tx.of(wenlow).knowledge.get(kept.id) == kept
        assert (kept.number, kept.change, kept.state) == (1, Change.RETURNED, VersionState.PROPOSED)


async def test_a_later_proposal_takes_the_place_of_the_one_before(begin: Begin, wenlow: int) -> None:
    async with begin() as tx:
        knowledge = tx.of(wenlow).knowledge
        await knowledge.propose(version(answer="A"))
        await knowledge.propose(version(answer="B"))
        assert [each.body for each in await knowledge.proposed()] == [{"answer": "B"}]


async def test_what_is_confirmed_takes_the_place_of_what_was_in_use(begin: Begin, wenlow: int, lea: Person) -> None:
    async with begin() as tx:
        knowledge = tx.of(wenlow).knowledge
        await knowledge.put(version(answer="A"))
        waiting = await knowledge.propose(version(answer="B"))
        assert await knowledge.settle(waiting.id, VersionState.IN_USE, lea, NOW)
        assert [each.body for each in await knowledge.in_use()] == [{"answer": "B"}]
        assert [each.state for each in await knowledge.history("fees")] == [
            VersionState.IN_USE,
            VersionState.SUPERSEDED,
        ]


async def test_a_declined_version_keeps_who_declined_it_and_why(begin: Begin, wenlow: int, lea: Person) -> None:
    async with begin() as tx:
        knowledge = tx.of(wenlow).knowledge
        waiting = await knowledge.propose(version())
        await knowledge.settle(waiting.id, VersionState.DECLINED, lea, NOW, "Not so.")
        kept = await knowledge.get(waiting.id)
    assert kept is not None
    assert (kept.settled_by, kept.settled_by_person_id, kept.settled_reason) == ("Lea", lea.id, "Not so.")


async def test_of_many_who_confirm_at_once_one_does(begin: Begin, wenlow: int, lea: Person) -> None:
    async with begin() as tx:
        await tx.of(wenlow).knowledge.put(version(answer="A"))
        waiting = await tx.of(wenlow).knowledge.propose(version(answer="B"))

    async def confirm() -> bool:
        async with begin() as tx:
            return await tx.of(wenlow).knowledge.settle(waiting.id, VersionState.IN_USE, lea, NOW)

    assert sorted(await asyncio.gather(*(confirm() for _ in range(5)))) == [False] * 4 + [True]
    async with begin() as tx:
        assert [each.body for each in await tx.of(wenlow).knowledge.in_use()] == [{"answer": "B"}]


async def test_whatever_comes_into_use_is_to_be_learnt(begin: Begin, wenlow: int, lea: Person) -> None:
    async with begin() as tx:
        knowledge = tx.of(wenlow).knowledge
        assert await knowledge.revision() == 0
        waiting = await knowledge.propose(version())
        assert await knowledge.revision() == 0
        await knowledge.settle(waiting.id, VersionState.IN_USE, lea, NOW)
        assert await knowledge.revision() == 1


async def test_nothing_crosses_an_institution(begin: Begin, wenlow: int, lea: Person) -> None:
    async with begin() as tx:
        other = (await tx.institutions.add("other", "Other", "Europe/London", "ENG")).id
        waiting = await tx.of(wenlow).knowledge.propose(version())
        knowledge = tx.of(other).knowledge
        assert await knowledge.get(waiting.id) is None
        assert not await knowledge.settle(waiting.id, VersionState.IN_USE, lea, NOW)
        assert list(await knowledge.proposed()) == list(await knowledge.history("fees")) == []
