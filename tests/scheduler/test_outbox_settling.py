"""A message whose answer was lost: the platform is asked what arrived before anything is sent again."""

from datetime import timedelta

from handlers.cards import Card
from handlers.deliveries import Attempt, DeliveryFailed, Found
from handlers.interactions import MessageRef
from scheduler.outbox import MOST_ATTEMPTS, OutboxSender
from tests.support.house import House, RecordingSurface, direct_chat
from tests.support.outbox_desk import Desk, make_sender

LEASE_IS_OVER = timedelta(minutes=10)


async def test_what_has_arrived_is_not_sent_again(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.lost = 1
    await desk.send()
    desk.later(minutes=1)
    await desk.send()
    assert (desk.surface.keys, await desk.states()) == (["a"], {"a": ("sent", "")})


async def test_what_has_not_arrived_is_sent_again(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.failures = [DeliveryFailed("reset", unknown=True)]
    await desk.send()
    desk.later(minutes=1)
    await desk.send()
    assert (desk.surface.keys, await desk.states()) == (["a"], {"a": ("sent", "")})


async def test_nobody_looks_while_the_call_may_still_go_on(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.failures = [DeliveryFailed("reset", unknown=True)]
    await desk.send()
    desk.later(seconds=44)
    await desk.send()
    assert desk.surface.looked == []


async def test_after_a_refusal_that_is_certain_nobody_looks(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.failures = [DeliveryFailed("busy", retry_after=60)]
    await desk.send()
    desk.later(minutes=2)
    await desk.send()
    assert (desk.surface.looked, desk.surface.keys) == ([], ["a"])


async def test_only_the_missing_part_is_sent(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    first = MessageRef(direct_chat("tina"), "first")
    desk.surface.failures = [DeliveryFailed("the second part was refused", unknown=True)]
    desk.surface.arrived["a"] = Found(first, frozenset({1}), 2)
    await desk.send()
    desk.later(minutes=1)
    await desk.send()
    assert [card.title for _, card in desk.surface.sent] == ["the rest of For Tina"]


async def test_a_platform_that_is_away_is_asked_again_later(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.lost = 1
    await desk.send()
    find = desk.surface.find
    failing = iter([DeliveryFailed("busy", retry_after=30)])

    async def away(*asked: object) -> Found | None:
        for failure in failing:
            raise failure
        return await find(*asked)  # type: ignore[arg-type]

    desk.surface.find = away  # type: ignore[method-assign,assignment]
    for _ in range(2):
        desk.later(minutes=1)
        await desk.send()
    assert (desk.surface.keys, await desk.states()) == (["a"], {"a": ("sent", "")})


async def test_where_the_platform_does_not_let_us_look_it_is_repeated_once_and_the_report_says_so(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.lost, desk.surface.cannot_settle = 1, "the chat's history cannot be read: missing_scope"
    await desk.send()
    desk.later(minutes=1)
    await desk.send()
    state, note = (await desk.states())["a"]
    assert (desk.surface.keys, state) == (["a", "a"], "sent")
    assert note.startswith("It may have come twice")
    assert "missing_scope" in note


async def test_where_the_platform_does_not_let_us_look_it_is_never_sent_a_third_time(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.lost, desk.surface.cannot_settle = 9, "missing_scope"
    for _ in range(6):
        await desk.send()
        desk.later(minutes=2)
    assert (desk.surface.keys, (await desk.states())["a"][0]) == (["a", "a"], "failed")


# --- a platform that cannot tell what arrived ---


def _plain(house: House) -> tuple[RecordingSurface, OutboxSender]:
    surface = RecordingSurface()
    return surface, make_sender(house, surface)


async def test_a_platform_that_cannot_tell_gets_it_once_more(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    surface, sender = _plain(desk.house)
    surface.failures = [DeliveryFailed("reset", unknown=True)]
    await sender.send_due()
    desk.later(minutes=2)
    await sender.send_due()
    assert (len(surface.sent), (await desk.states())["a"][0]) == (1, "sent")


async def test_a_platform_that_cannot_tell_does_not_get_it_a_third_time(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    surface, sender = _plain(desk.house)
    surface.failures = [DeliveryFailed("reset", unknown=True)] * 9
    for _ in range(6):
        await sender.send_due()
        desk.later(minutes=2)
    assert len(surface.failures) == 7
    assert (await desk.states())["a"][1].startswith("The platform did not say whether it arrived")


async def test_a_repeat_that_certainly_did_not_arrive_may_be_tried_again(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    surface, sender = _plain(desk.house)
    surface.failures = [DeliveryFailed("reset", unknown=True), DeliveryFailed("busy"), DeliveryFailed("busy")]
    for _ in range(6):
        await sender.send_due()
        desk.later(minutes=3)
    assert (len(surface.sent), (await desk.states())["a"][0]) == (1, "sent")


# --- a process that died ---


async def _die_while_sending(desk: Desk) -> None:
    """Leave what a process leaves behind that is killed between the attempt and its mark."""
    now, to = desk.house.clock.now(), direct_chat("tina")
    async with desk.house.bunsen.begin() as tx:
        (claimed,) = await tx.queue.claim(desk.house.institution.id, now, 9, 240)
        await tx.queue.trying([(claimed, Attempt(now, to))])


async def test_what_arrived_before_a_process_died_is_not_sent_again(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    await _die_while_sending(desk)
    desk.surface.arrived["a"] = Found(MessageRef(direct_chat("tina"), "m"), frozenset({1}), 1)
    desk.later(minutes=10)
    await desk.send()
    assert (desk.surface.keys, await desk.states()) == ([], {"a": ("sent", "")})


async def test_what_did_not_arrive_before_a_process_died_is_sent(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    await _die_while_sending(desk)
    desk.later(minutes=10)
    await desk.send()
    assert desk.surface.keys == ["a"]


async def test_until_its_lease_is_over_nobody_touches_what_a_dead_process_held(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    await _die_while_sending(desk)
    desk.later(minutes=3)
    await desk.send()
    assert (desk.surface.looked, desk.surface.keys) == ([], [])


async def test_what_is_no_longer_needed_but_has_arrived_counts_as_sent(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a", stale="yes")
    await _die_while_sending(desk)
    desk.surface.arrived["a"] = Found(MessageRef(direct_chat("tina"), "m"), frozenset({1}), 1)
    desk.later(minutes=10)
    await desk.send()
    assert (await desk.states())["a"][0] == "sent"


async def test_a_card_that_breaks_a_renderer_leaves_open_whether_it_arrived(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")

    async def broken(*_: object, **__: object) -> MessageRef:
        raise ValueError(Card("never logged"))

    usual, desk.surface.send = desk.surface.send, broken  # type: ignore[method-assign]
    await desk.send()
    desk.surface.send = usual  # type: ignore[method-assign]
    desk.later(minutes=1)
    await desk.send()
    assert (desk.surface.looked, desk.surface.keys) == (["a"], ["a"])


async def test_a_platform_that_never_answers_when_asked_is_not_asked_for_ever(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.lost = 9

    async def away(*_: object) -> Found | None:
        raise DeliveryFailed("busy")

    desk.surface.find = away  # type: ignore[method-assign,assignment]
    for _ in range(MOST_ATTEMPTS + 6):
        await desk.send()
        desk.later(minutes=1)
    assert (desk.surface.keys, (await desk.states())["a"][0]) == (["a", "a"], "failed")
