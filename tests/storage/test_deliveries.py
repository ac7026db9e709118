"""The outbox of one institution, on both databases: a key once, what a report shows, calling off, sending again."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.deliveries import GivenUp, NewDelivery, Sent, State, Unneeded
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.people.model import Institution, Person, Profile
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CHAT = Conversation(Platform.SLACK, "T1", "D1", direct=True)


@pytest.fixture
async def ada(begin: Begin) -> tuple[Institution, Person]:
    async with begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        return institution, await tx.of(institution.id).people.save(Person(0, "Ada", "ada@wenlow.example"))


async def add(begin: Begin, to: tuple[Institution, Person], *keys: str) -> int:
    institution, person = to
    async with begin() as tx:
        return await tx.of(institution.id).outbox.add(
            NewDelivery(key, "nudge", person.id, {"review": "1"}, NOW, LATER) for key in keys
        )


async def states(begin: Begin, institution: Institution) -> dict[str, State]:
    async with begin() as tx:
        return {each.key: each.state for each in await tx.of(institution.id).outbox.with_prefix("")}


async def test_the_same_key_is_kept_once(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "a", "b")
    assert await add(begin, ada, "a", "c") == 1


async def test_two_institutions_may_use_the_same_key(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "a")
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        someone = await tx.of(other.id).people.save(Person(0, "Bo", "bo@other.example"))
    assert await add(begin, (other, someone), "a") == 1


async def test_a_report_shows_what_waits(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "nudge:1:a")
    async with begin() as tx:
        (shown,) = await tx.of(ada[0].id).outbox.with_prefix("nudge:1:")
    assert (shown.person_id, shown.kind, shown.ids, shown.state) == (
        ada[1].id, "nudge", {"review": "1"}, State.WAITING,
    )  # fmt: skip
    assert (shown.due_at, shown.useful_until, shown.settled_at, shown.attempts) == (NOW, LATER, None, 0)


async def test_a_report_shows_where_a_sent_message_is(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "a")
    async with begin() as tx:
        (claimed,) = await tx.queue.claim(ada[0].id, NOW, 9, 60)
        await tx.queue.mark([Sent(claimed, MessageRef(CHAT, "1.2"), "a note")], LATER)
        (shown,) = await tx.of(ada[0].id).outbox.with_prefix("a")
    assert (shown.state, shown.message_id, shown.conversation, shown.settled_at, shown.error) == (
        State.SENT, "1.2", CHAT, LATER, "a note",
    )  # fmt: skip


@pytest.mark.parametrize("prefix", ["nudge:1", "Nudge:", "nudge_", "%"])
async def test_a_prefix_means_just_what_it_says(begin: Begin, ada: tuple[Institution, Person], prefix: str) -> None:
    keys = ["nudge:1:a", "nudge:2:a", "Nudge:x", "nudge_x", "nudgexx", "%", "a%"]
    await add(begin, ada, *keys)
    async with begin() as tx:
        shown = await tx.of(ada[0].id).outbox.with_prefix(prefix)
    assert {each.key for each in shown} == {key for key in keys if key.startswith(prefix)}


async def test_another_institutions_deliveries_are_neither_shown_nor_called_off(
    begin: Begin, ada: tuple[Institution, Person]
) -> None:
    await add(begin, ada, "a")
    async with begin() as tx:
        other = tx.of((await tx.institutions.add("other", "Other", "Europe/London", "ENG")).id)
        assert (await other.outbox.with_prefix(""), await other.outbox.cancel("", NOW)) == ([], 0)


async def test_calling_off_leaves_what_was_sent(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "a:1", "a:2", "b:1")
    async with begin() as tx:
        first, *_ = await tx.queue.claim(ada[0].id, NOW, 9, 60)
        await tx.queue.mark([Sent(first, MessageRef(CHAT, "1"))], NOW)
        assert await tx.of(ada[0].id).outbox.cancel("a:", NOW, "the round was called off") == 1
    assert await states(begin, ada[0]) == {"a:1": State.SENT, "a:2": State.UNNEEDED, "b:1": State.WAITING}


async def test_what_was_called_off_says_why(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "a")
    async with begin() as tx:
        await tx.of(ada[0].id).outbox.cancel("a", NOW, "the round was called off")
        (shown,) = await tx.of(ada[0].id).outbox.with_prefix("a")
    assert shown.error == "the round was called off"


async def test_what_was_called_off_while_it_was_claimed_is_not_marked_any_more(
    begin: Begin, ada: tuple[Institution, Person]
) -> None:
    await add(begin, ada, "a")
    async with begin() as tx:
        (claimed,) = await tx.queue.claim(ada[0].id, NOW, 9, 60)
        await tx.of(ada[0].id).outbox.cancel("a", NOW)
        await tx.queue.mark([GivenUp(claimed, "gone")], NOW)
    assert await states(begin, ada[0]) == {"a": State.UNNEEDED}


async def failed(begin: Begin, ada: tuple[Institution, Person], *keys: str) -> list[int]:
    await add(begin, ada, *keys)
    async with begin() as tx:
        claimed = await tx.queue.claim(ada[0].id, NOW, 9, 60)
        await tx.queue.mark([GivenUp(each, f"no use: {each.key}") for each in claimed], NOW)
        return [each.id for each in await tx.of(ada[0].id).outbox.failed(9)]


async def test_what_was_given_up_is_listed_with_its_reason(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await failed(begin, ada, "a")
    async with begin() as tx:
        (shown,) = await tx.of(ada[0].id).outbox.failed(9)
    assert (shown.key, shown.error, shown.settled_at) == ("a", "no use: a", NOW)


async def test_the_list_of_what_was_given_up_is_as_long_as_asked(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await failed(begin, ada, "a", "b", "c")
    async with begin() as tx:
        assert len(await tx.of(ada[0].id).outbox.failed(2)) == 2


async def test_sending_again_begins_from_the_beginning(begin: Begin, ada: tuple[Institution, Person]) -> None:
    ids = await failed(begin, ada, "a")
    async with begin() as tx:
        assert await tx.of(ada[0].id).outbox.send_again(ids, LATER) == 1
        (shown,) = await tx.of(ada[0].id).outbox.with_prefix("a")
    assert (shown.state, shown.due_at, shown.attempts, shown.error) == (State.WAITING, LATER, 0, "")


async def test_what_was_not_given_up_is_not_sent_again(begin: Begin, ada: tuple[Institution, Person]) -> None:
    await add(begin, ada, "a", "b")
    async with begin() as tx:
        sent, unneeded = await tx.queue.claim(ada[0].id, NOW, 9, 60)
        await tx.queue.mark([Sent(sent, MessageRef(CHAT, "1")), Unneeded(unneeded)], NOW)
        assert await tx.of(ada[0].id).outbox.send_again([sent.id, unneeded.id], LATER) == 0


async def test_another_institutions_cannot_be_sent_again(begin: Begin, ada: tuple[Institution, Person]) -> None:
    ids = await failed(begin, ada, "a")
    async with begin() as tx:
        other = tx.of((await tx.institutions.add("other", "Other", "Europe/London", "ENG")).id)
        assert await other.outbox.send_again(ids, LATER) == 0


async def test_somebody_who_is_to_be_sent_something_again_counts_as_reachable(
    begin: Begin, ada: tuple[Institution, Person]
) -> None:
    ids = await failed(begin, ada, "a")
    account = Account(Platform.SLACK, "T1", "U1")
    async with begin() as tx:
        people = tx.of(ada[0].id).people
        await people.meet(account, Profile("Ada", "ada@wenlow.example"))
        await people.cannot_reach(account, NOW)
        before = (await tx.of(ada[0].id).accounts.of([ada[1].id]))[ada[1].id][0].unreachable
        await tx.of(ada[0].id).outbox.send_again(ids, LATER)
        after = (await tx.of(ada[0].id).accounts.of([ada[1].id]))[ada[1].id][0].unreachable
    assert (before, after) == (True, False)


async def test_somebody_who_speaks_is_reachable_again(begin: Begin, ada: tuple[Institution, Person]) -> None:
    account = Account(Platform.SLACK, "T1", "U1")
    async with begin() as tx:
        people = tx.of(ada[0].id).people
        await people.meet(account, Profile("Ada", "ada@wenlow.example"))
        await people.remember(account, CHAT)
        await people.cannot_reach(account, NOW)
        await people.remember(account, CHAT)
        (known,) = (await tx.of(ada[0].id).accounts.of([ada[1].id]))[ada[1].id]
    assert (known.direct, known.unreachable) == (CHAT, False)
