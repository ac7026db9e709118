"""The outbox on both databases: a key once, a claim to one, a lease that runs out."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from handlers.deliveries import NewDelivery
from handlers.people.model import Institution, Person
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
async def person(begin: Begin) -> tuple[Institution, Person]:
    async with begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        return institution, await tx.of(institution.id).people.save(Person(0, "Ada", "ada@wenlow.example"))


async def _add(begin: Begin, to: tuple[Institution, Person], *keys: str) -> int:
    institution, person = to
    async with begin() as tx:
        return await tx.of(institution.id).outbox.add(
            NewDelivery(key, "nudge", person.id, {"review": "1"}, NOW) for key in keys
        )


async def _claim(begin: Begin, now: datetime = NOW, limit: int = 50) -> list[str]:
    async with begin() as tx:
        return [delivery.key for delivery in await tx.queue.claim(now, limit, 60)]


async def test_the_same_key_is_kept_once(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a", "b")
    assert await _add(begin, person, "a", "c") == 1


async def test_two_institutions_may_use_the_same_key(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a")
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        someone = await tx.of(other.id).people.save(Person(0, "Bo", "bo@other.example"))
    assert await _add(begin, (other, someone), "a") == 1


async def test_what_is_claimed_is_not_claimed_again(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a")
    await _claim(begin)
    assert await _claim(begin) == []


async def test_a_lease_runs_out(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a")
    await _claim(begin)
    assert await _claim(begin, NOW + timedelta(seconds=61)) == ["a"]


async def test_nothing_is_claimed_before_it_is_due(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a")
    assert await _claim(begin, NOW - timedelta(seconds=1)) == []


async def test_what_was_sent_is_never_claimed_again(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a")
    async with begin() as tx:
        (delivery,) = await tx.queue.claim(NOW, 50, 60)
        await tx.queue.mark_sent(delivery.id, NOW, "ts-1")
    assert await _claim(begin, NOW + timedelta(days=1)) == []


async def test_a_retry_comes_back_at_its_time(begin: Begin, person: tuple[Institution, Person]) -> None:
    await _add(begin, person, "a")
    async with begin() as tx:
        (delivery,) = await tx.queue.claim(NOW, 50, 60)
        await tx.queue.retry_at(delivery.id, NOW + timedelta(minutes=5), "busy")
    assert (await _claim(begin), await _claim(begin, NOW + timedelta(minutes=5))) == ([], ["a"])


async def test_replicas_that_claim_at_once_share_the_work(begin: Begin, person: tuple[Institution, Person]) -> None:
    keys = [f"k{number:02}" for number in range(40)]
    await _add(begin, person, *keys)
    claims = await asyncio.gather(*(_claim(begin, limit=10) for _ in range(8)))
    assert sorted(key for claim in claims for key in claim) == keys
