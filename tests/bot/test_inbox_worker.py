"""Events that were taken are answered, also after a crash; and what was said is not kept longer than that takes."""

import asyncio
from datetime import timedelta

from bot.inbox import LEASE_SECONDS, MOST_ATTEMPTS
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Said
from tests.support.house import House, text


async def _accept(house: House, words: str = "help") -> None:
    await house.bunsen.dispatcher.accept(house.interaction("tina", Said(words), None, "E1"))


async def test_an_event_that_was_claimed_by_a_process_that_died_is_taken_up_again(house: House) -> None:
    await _accept(house)
    async with house.bunsen.begin() as tx:
        await tx.inbox.claim(house.clock.now(), 10, LEASE_SECONDS)
    house.clock.move_to(house.clock.now() + timedelta(seconds=LEASE_SECONDS + 1))
    await house.bunsen.worker.drain()
    assert len(house.surface.sent) == 1


async def test_an_event_under_a_lease_is_left_alone(house: House) -> None:
    await _accept(house)
    async with house.bunsen.begin() as tx:
        await tx.inbox.claim(house.clock.now(), 10, LEASE_SECONDS)
    await house.bunsen.worker.drain()
    assert house.surface.sent == []


async def test_what_was_worked_before_the_crash_is_not_worked_again(house: House) -> None:
    await _accept(house, "what is the melting point of gallium")
    house.surface.failures.append(DeliveryFailed("busy"))
    await house.bunsen.worker.drain()
    house.clock.move_to(house.clock.now() + timedelta(minutes=5))
    await house.bunsen.worker.drain()
    assert (await house.select("SELECT count(*) FROM enquiries"), len(house.surface.sent)) == ([(1,)], 1)


async def test_an_answer_that_can_never_be_delivered_is_set_aside(house: House) -> None:
    await _accept(house)
    house.surface.failures.append(DeliveryFailed("the channel is gone", permanent=True))
    await house.bunsen.worker.drain()
    house.clock.move_to(house.clock.now() + timedelta(hours=1))
    await house.bunsen.worker.drain()
    assert house.surface.sent == []


async def test_after_many_failures_bunsen_stops_trying(house: House) -> None:
    await _accept(house)
    house.surface.failures.extend([DeliveryFailed("busy")] * MOST_ATTEMPTS)
    for _ in range(MOST_ATTEMPTS + 2):
        await house.bunsen.worker.drain()
        house.clock.move_to(house.clock.now() + timedelta(minutes=5))
    assert (house.surface.sent, house.surface.failures) == ([], [])


async def test_the_words_are_deleted_once_they_are_answered(house: House) -> None:
    await _accept(house, "will you pay my rsci fee?")
    await house.bunsen.worker.drain()
    assert await house.select("SELECT state, interaction, outcome FROM inbox") == [("done", None, None)]


async def test_a_mention_is_answered_with_its_source(house: House) -> None:
    await _accept(house, "will you pay my rsci fee?")
    await house.bunsen.worker.drain()
    assert "University of Liverpool" in text(house.surface.sent[-1][1])


async def test_an_event_written_by_another_version_is_set_aside_at_once(house: House) -> None:
    async with house.bunsen.begin() as tx:
        await tx.inbox.add("k", '{"old": "shape"}', house.clock.now())
    await _accept(house)
    await house.bunsen.worker.drain()
    assert await house.select("SELECT state FROM inbox ORDER BY id") == [("failed",), ("done",)]


async def test_the_words_of_an_event_that_is_given_up_are_deleted(house: House) -> None:
    await _accept(house, "a question in confidence")
    house.surface.failures.append(DeliveryFailed("gone", permanent=True))
    await house.bunsen.worker.drain()
    assert await house.select("SELECT state, interaction, outcome FROM inbox") == [("failed", None, None)]


async def _dies_with_it(house: House, times: int) -> None:
    """Let processes take the event up, one after the other, and none come back."""
    for _ in range(times):
        async with house.bunsen.begin() as tx:
            await tx.inbox.claim(house.clock.now(), 10, LEASE_SECONDS)
        house.clock.move_to(house.clock.now() + timedelta(seconds=LEASE_SECONDS + 1))


async def test_an_event_that_every_process_died_of_is_given_up_with_its_words(house: House) -> None:
    await _accept(house, "a question in confidence")
    await _dies_with_it(house, MOST_ATTEMPTS)
    await house.bunsen.worker.drain()
    assert await house.select("SELECT state, interaction, outcome FROM inbox") == [("failed", None, None)]


async def test_whoever_sent_what_every_process_died_of_is_told(house: House) -> None:
    await _accept(house, "a question in confidence")
    await _dies_with_it(house, MOST_ATTEMPTS)
    await house.bunsen.worker.drain()
    assert [card.title for _, card in house.surface.sent] == ["I could not deal with your last message"]


async def test_an_event_that_processes_died_of_has_one_more_try(house: House) -> None:
    await _accept(house)
    await _dies_with_it(house, MOST_ATTEMPTS - 1)
    await house.bunsen.worker.drain()
    assert await house.select("SELECT state FROM inbox") == [("done",)]


async def test_a_platform_that_hangs_for_one_person_holds_up_no_other(house: House) -> None:
    hanging = asyncio.Event()
    house.surface.before_send = {"direct:tina": hanging}
    await house.bunsen.dispatcher.accept(house.interaction("tina", Said("help")))
    house.bunsen.worker.start()
    house.bunsen.worker.wake()
    await house.bunsen.dispatcher.accept(house.interaction("ed", Said("help")))
    house.bunsen.worker.wake()
    try:
        async with asyncio.timeout(20):
            await house.surface.heard.wait()
    finally:
        hanging.set()
        await house.bunsen.worker.stop()
    assert [to.id for to, _ in house.surface.sent] == ["direct:ed", "direct:tina"]
