"""The outbox as the sender sees it, on both databases: a lane to one process, a claim to one, a lease that runs out."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from handlers.deliveries import Attempt, Delivery, GivenUp, Later, NewDelivery, Sent
from handlers.interactions import Conversation, MessageRef, Platform
from handlers.people.model import Person
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHAT = Conversation(Platform.TEAMS, "T1", "a:1", direct=True, reference={"service_url": "https://x"})


@pytest.fixture
async def wenlow(begin: Begin) -> int:
    return await institution(begin, "wenlow")


async def institution(begin: Begin, slug: str) -> int:
    async with begin() as tx:
        found = await tx.institutions.add(slug, slug, "Europe/London", "ENG")
        await tx.of(found.id).people.save(Person(0, "Ada", "ada@x.example"))
        return found.id


async def add(begin: Begin, institution_id: int, *keys: str, due_at: datetime = NOW) -> None:
    async with begin() as tx:
        person = await tx.of(institution_id).people.by_email("ada@x.example")
        assert person is not None
        new = [NewDelivery(key, "nudge", person.id, {"review": "1"}, due_at) for key in keys]
        await tx.of(institution_id).outbox.add(new)


async def claim(begin: Begin, institution_id: int, now: datetime = NOW, limit: int = 50) -> list[Delivery]:
    async with begin() as tx:
        return list(await tx.queue.claim(institution_id, now, limit, 60))


async def lanes(begin: Begin, holder: str, now: datetime = NOW) -> list[int]:
    async with begin() as tx:
        return list(await tx.queue.take_lanes(holder, now, 60))


# --- claims ---


async def test_what_is_claimed_is_not_claimed_again(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await claim(begin, wenlow)
    assert await claim(begin, wenlow) == []


async def test_a_lease_runs_out(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await claim(begin, wenlow)
    assert [each.key for each in await claim(begin, wenlow, NOW + MINUTE)] == ["a"]


async def test_nothing_is_claimed_before_it_is_due(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    assert await claim(begin, wenlow, NOW - MINUTE) == []


async def test_only_ones_own_are_claimed(begin: Begin, wenlow: int) -> None:
    await add(begin, await institution(begin, "other"), "a")
    assert await claim(begin, wenlow) == []


async def test_the_oldest_are_claimed_first(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "young")
    await add(begin, wenlow, "old", due_at=NOW - MINUTE)
    assert [each.key for each in await claim(begin, wenlow, limit=1)] == ["old"]


async def test_replicas_that_claim_at_once_share_the_work(begin: Begin, wenlow: int) -> None:
    keys = [f"k{number:02}" for number in range(40)]
    await add(begin, wenlow, *keys)
    claims = await asyncio.gather(*(claim(begin, wenlow, limit=10) for _ in range(8)))
    assert sorted(each.key for claimed in claims for each in claimed) == keys


# --- attempts ---


async def test_an_attempt_whose_end_is_open_is_told_to_the_next_who_claims(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    (claimed,) = await claim(begin, wenlow)
    async with begin() as tx:
        await tx.queue.trying([(claimed, Attempt(NOW, CHAT))])
    (again,) = await claim(begin, wenlow, NOW + MINUTE)
    assert again.attempt == Attempt(NOW, CHAT)


async def test_who_has_lost_the_claim_records_no_attempt(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    (lost,) = await claim(begin, wenlow)
    await claim(begin, wenlow, NOW + MINUTE)
    async with begin() as tx:
        await tx.queue.trying([(lost, Attempt(NOW, CHAT))])
    (again,) = await claim(begin, wenlow, NOW + 3 * MINUTE)
    assert again.attempt is None


# --- marks ---


async def test_what_was_sent_is_never_claimed_again(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    (claimed,) = await claim(begin, wenlow)
    async with begin() as tx:
        await tx.queue.mark([Sent(claimed, MessageRef(CHAT, "ts-1"))], NOW)
    assert await claim(begin, wenlow, NOW + timedelta(days=1)) == []


async def test_what_comes_later_comes_at_its_time(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    (claimed,) = await claim(begin, wenlow)
    async with begin() as tx:
        await tx.queue.mark([Later(claimed, NOW + 5 * MINUTE, "busy")], NOW)
    early, due = await claim(begin, wenlow), await claim(begin, wenlow, NOW + 5 * MINUTE)
    assert (early, [each.key for each in due]) == ([], ["a"])


@pytest.mark.parametrize(("counts", "attempts"), [(True, 2), (False, 1)])
async def test_only_what_was_tried_counts(begin: Begin, wenlow: int, counts: bool, attempts: int) -> None:
    await add(begin, wenlow, "a")
    (claimed,) = await claim(begin, wenlow)
    async with begin() as tx:
        await tx.queue.mark([Later(claimed, NOW, counts=counts)], NOW)
    (again,) = await claim(begin, wenlow)
    assert again.attempts == attempts


@pytest.mark.parametrize(("unsettled", "attempt"), [(True, Attempt(NOW, CHAT)), (False, None)])
async def test_an_attempt_stays_open_only_where_its_end_is_unknown(
    begin: Begin, wenlow: int, unsettled: bool, attempt: Attempt | None
) -> None:
    await add(begin, wenlow, "a")
    (claimed,) = await claim(begin, wenlow)
    async with begin() as tx:
        await tx.queue.trying([(claimed, Attempt(NOW, CHAT))])
        await tx.queue.mark([Later(claimed, NOW, unsettled=unsettled)], NOW)
    (again,) = await claim(begin, wenlow)
    assert again.attempt == attempt


async def test_who_has_lost_the_claim_cannot_give_up(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    (lost,) = await claim(begin, wenlow)
    await claim(begin, wenlow, NOW + MINUTE)
    async with begin() as tx:
        await tx.queue.mark([GivenUp(lost, "late")], NOW)
    assert [each.key for each in await claim(begin, wenlow, NOW + 3 * MINUTE)] == ["a"]


async def test_who_has_lost_the_claim_can_still_say_that_it_was_sent(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    (lost,) = await claim(begin, wenlow)
    await claim(begin, wenlow, NOW + MINUTE)
    async with begin() as tx:
        await tx.queue.mark([Sent(lost, MessageRef(CHAT, "1"))], NOW)
    assert await claim(begin, wenlow, NOW + 3 * MINUTE) == []


# --- lanes ---


async def test_a_lane_is_one_processs_at_a_time(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    assert (await lanes(begin, "one"), await lanes(begin, "two")) == ([wenlow], [])


async def test_lanes_that_are_taken_at_once_are_taken_once(begin: Begin) -> None:
    ids = [await institution(begin, f"i{number}") for number in range(6)]
    for each in ids:
        await add(begin, each, "a")
    taken = await asyncio.gather(*(lanes(begin, f"holder-{number}") for number in range(6)))
    assert sorted(each for some in taken for each in some) == ids


async def test_a_lane_whose_process_died_is_taken_after_its_lease(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await lanes(begin, "dead")
    assert await lanes(begin, "two", NOW + MINUTE) == [wenlow]


async def test_a_lane_that_was_left_is_free(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await lanes(begin, "one")
    async with begin() as tx:
        await tx.queue.leave_lane(wenlow, "one")
    assert await lanes(begin, "two") == [wenlow]


async def test_a_lane_that_pauses_is_nobodys_until_then(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await lanes(begin, "one")
    async with begin() as tx:
        await tx.queue.leave_lane(wenlow, "one", NOW + MINUTE)
    assert (await lanes(begin, "one"), await lanes(begin, "two", NOW + MINUTE)) == ([], [wenlow])


async def test_a_lane_where_nothing_is_due_is_not_taken(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a", due_at=NOW + MINUTE)
    assert await lanes(begin, "one") == []


async def test_a_lane_that_was_lost_cannot_be_kept(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await lanes(begin, "slow")
    await lanes(begin, "two", NOW + MINUTE)
    async with begin() as tx:
        assert not await tx.queue.keep_lane(wenlow, "slow", NOW + MINUTE, 60)


async def test_a_lane_that_is_kept_lasts_longer(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "a")
    await lanes(begin, "one")
    async with begin() as tx:
        assert await tx.queue.keep_lane(wenlow, "one", NOW + MINUTE / 2, 60)
    assert await lanes(begin, "two", NOW + MINUTE) == []


async def test_the_next_that_is_due_is_known(begin: Begin, wenlow: int) -> None:
    await add(begin, wenlow, "late", due_at=NOW + 2 * MINUTE)
    await add(begin, wenlow, "early", due_at=NOW + MINUTE)
    async with begin() as tx:
        assert await tx.queue.next_due(NOW) == NOW + MINUTE


async def test_where_nothing_waits_nothing_is_due(begin: Begin) -> None:
    async with begin() as tx:
        assert await tx.queue.next_due(NOW) is None
