"""What arrived of a delivery whose answer was lost: found by its key among the bot's own messages."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.slack import sent
from bot.slack.surface import SlackSurface
from handlers.cards import Card, Divider, Text
from handlers.deliveries import CannotSettle, DeliveryFailed, Found, Paced, Settling
from handlers.interactions import Conversation, Platform
from tests.support.slack_service import SlackService

DIRECT = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", direct=True)
HELLO = Card("Hello", (Text("there"),))
LONG = Card("Long", tuple(Divider() for _ in range(120)))
AGO = datetime(2026, 11, 1, tzinfo=UTC)


async def test_slack_can_settle_and_has_a_pace(surface: SlackSurface) -> None:
    assert isinstance(surface.messenger, Settling)
    assert isinstance(surface.messenger, Paced)


async def test_nobody_looks_before_the_longest_call_is_over(surface: SlackSurface) -> None:
    assert surface.messenger.settle_seconds == 45.0


async def test_what_has_arrived_is_found_by_its_key(slack: SlackService, surface: SlackSurface) -> None:
    await surface.messenger.send(DIRECT, HELLO, key="other")
    ref = await surface.messenger.send(DIRECT, HELLO, key="nudge:1")
    assert await surface.messenger.find(DIRECT, "nudge:1", AGO) == Found(ref, frozenset({1}), 1)


async def test_what_has_not_arrived_is_not_found(surface: SlackSurface) -> None:
    await surface.messenger.send(DIRECT, HELLO, key="nudge:11")
    assert await surface.messenger.find(DIRECT, "nudge:1", AGO) is None


async def test_a_message_in_another_chat_does_not_count(surface: SlackSurface) -> None:
    await surface.messenger.send(Conversation(Platform.SLACK, "T0BUNSEN", "D0TOM", True), HELLO, key="nudge:1")
    assert await surface.messenger.find(DIRECT, "nudge:1", AGO) is None


async def test_a_message_of_somebody_else_does_not_count_whatever_its_metadata_says(
    slack: SlackService, surface: SlackSurface
) -> None:
    slack.somebody_posts("D0SAM", "U0SAM", text="Hello", metadata=sent.delivery_metadata("nudge:1", 1, 1))
    assert await surface.messenger.find(DIRECT, "nudge:1", AGO) is None


async def test_slack_is_asked_once_who_bunsen_is(slack: SlackService, surface: SlackSurface) -> None:
    before = len(slack.calls_of("auth.test"))
    for _ in range(3):
        await surface.messenger.find(DIRECT, "nudge:1", AGO)
    assert len(slack.calls_of("auth.test")) - before == 1


async def test_while_slack_does_not_say_who_bunsen_is_nothing_is_settled(
    slack: SlackService, surface: SlackSurface
) -> None:
    ref = await surface.messenger.send(DIRECT, HELLO, key="nudge:1")
    slack.fail("auth.test", "internal_error")
    with pytest.raises(DeliveryFailed):
        await surface.messenger.find(DIRECT, "nudge:1", AGO)
    assert await surface.messenger.find(DIRECT, "nudge:1", AGO) == Found(ref, frozenset({1}), 1)


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ({"bot_id": "B1"}, True),
        ({"user": "U1"}, True),
        ({"bot_id": "B2", "user": "U1"}, True),
        ({"bot_id": "B2", "user": "U2"}, False),
        ({"bot_id": "", "user": ""}, False),
        ({}, False),
    ],
)
def test_a_message_is_bunsens_own_by_its_author(message: dict[str, str], own: bool) -> None:
    assert sent.Author("B1", "U1").wrote(message) is own


def test_of_a_bot_that_slack_does_not_name_nothing_is_its_own() -> None:
    assert not sent.Author("", "").wrote({"bot_id": "", "user": ""})


async def test_it_is_found_behind_many_other_messages(surface: SlackSurface) -> None:
    ref = await surface.messenger.send(DIRECT, HELLO, key="nudge:1")
    for _ in range(sent.PAGE + 5):
        await surface.messenger.send(DIRECT, HELLO)
    found = await surface.messenger.find(DIRECT, "nudge:1", AGO)
    assert found is not None
    assert found.message == ref


async def test_nobody_reads_further_back_than_the_attempt(slack: SlackService, surface: SlackSurface) -> None:
    await surface.messenger.find(DIRECT, "nudge:1", AGO)
    (call,) = slack.calls_of("conversations.history")
    assert float(call.arguments["oldest"]) == (AGO - timedelta(minutes=5)).timestamp()


async def test_of_several_parts_only_those_that_are_missing_are_sent(
    slack: SlackService, surface: SlackSurface
) -> None:
    slack.fail("chat.postMessage", status=503, after=1)
    with pytest.raises(DeliveryFailed) as caught:
        await surface.messenger.send(DIRECT, LONG, key="nudge:1")
    assert caught.value.unknown
    found = await surface.messenger.find(DIRECT, "nudge:1", AGO)
    assert found is not None
    assert (found.parts, found.of, found.whole) == (frozenset({1}), 3, False)
    await surface.messenger.complete(DIRECT, LONG, "nudge:1", found)
    assert [message["text"].split(":")[0] for message in slack.shown("D0SAM")] == [
        "Part 1 of 3", "Part 2 of 3", "Part 3 of 3",
    ]  # fmt: skip


@pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "is_archived"])
async def test_where_the_history_cannot_be_read_that_is_said(
    slack: SlackService, surface: SlackSurface, error: str
) -> None:
    slack.fail("conversations.history", error)
    with pytest.raises(CannotSettle, match=error):
        await surface.messenger.find(DIRECT, "nudge:1", AGO)


async def test_a_slack_that_is_busy_is_asked_again_later(slack: SlackService, surface: SlackSurface) -> None:
    slack.fail("conversations.history", "ratelimited", status=429, retry_after=7)
    with pytest.raises(DeliveryFailed) as caught:
        await surface.messenger.find(DIRECT, "nudge:1", AGO)
    assert not isinstance(caught.value, CannotSettle)
    assert (caught.value.limited, caught.value.retry_after) == (True, 7)
