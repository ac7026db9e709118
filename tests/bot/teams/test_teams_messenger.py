"""Sending of one's own accord, from a reference that was kept."""

from dataclasses import replace

import pytest

from bot.teams.afterwards import Afterwards, Sent
from bot.teams.messenger import TeamsMessenger
from handlers.cards import Card, Text
from handlers.deliveries import DeliveryFailed, Paced, Settling
from handlers.interactions import Account, Conversation, Interaction, MessageRef, Platform, Said
from tests.support.identity_service import TENANT
from tests.support.teams_service import TeamsService, read

CARD = Card("Before the review", (Text("Three actions wait for you."),))
ADA = Account(Platform.TEAMS, TENANT, "00000000-0000-0000-0000-000000000001")


# Cards.


async def test_a_card_arrives(messenger: TeamsMessenger, chat: Conversation, teams: TeamsService) -> None:
    await messenger.send(chat, CARD)
    assert read(teams.chat.last().card) == "Before the review\nThree actions wait for you."


async def test_sending_gives_the_messages_id(messenger: TeamsMessenger, chat: Conversation) -> None:
    assert await messenger.send(chat, CARD) == MessageRef(chat, "activity-1")


async def test_a_card_travels_without_text_beside_it(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    await messenger.send(chat, CARD)
    (sent,) = teams.chat.activities()
    assert ("text" in sent, len(sent["attachments"])) == (False, 1)


async def test_a_notification_says_the_title(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    await messenger.send(chat, CARD)
    assert teams.chat.activities()[0]["summary"] == "Before the review"


async def test_a_card_is_no_reply_to_something_that_never_was(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    await messenger.send(chat, CARD)
    assert (teams.chat.received[-1].path, "replyToId" in teams.chat.activities()[0]) == (
        "/v3/conversations/a:1/activities",
        False,
    )


async def test_a_channels_thread_is_kept(messenger: TeamsMessenger, channel: Conversation, teams: TeamsService) -> None:
    await messenger.send(channel, CARD)
    assert teams.chat.last().conversation == "19:c@thread.tacv2;messageid=1"


async def test_the_bots_own_token_is_shown(messenger: TeamsMessenger, chat: Conversation, teams: TeamsService) -> None:
    await messenger.send(chat, CARD)
    assert teams.chat.received[-1].authorization == "Bearer bot-token-1"


async def test_a_long_card_arrives_whole_and_in_order(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    marks = [f"m{number}m" for number in range(2000)]
    await messenger.send(chat, Card("Report", (Text(" ".join(marks)),)))
    assert [word for word in teams.chat.said().split() if word.startswith("m")] == marks


async def test_a_long_card_is_known_by_its_last_message(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    sent = await messenger.send(chat, Card("Report", (Text("word " * 9000),)))
    assert sent.id == teams.chat.last().id


async def test_an_update_takes_the_place_of_a_message(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    await messenger.update(await messenger.send(chat, CARD), Card("Done"))
    assert teams.chat.said() == "Done"


async def test_an_update_names_its_message(messenger: TeamsMessenger, chat: Conversation, teams: TeamsService) -> None:
    await messenger.update(MessageRef(chat, "1763631020000"), CARD)
    assert (teams.chat.received[-1].method, teams.chat.received[-1].path) == (
        "PUT",
        "/v3/conversations/a:1/activities/1763631020000",
    )


# Refusals.


async def refused(messenger: TeamsMessenger, chat: Conversation) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        await messenger.send(chat, CARD)
    return caught.value


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        *((status, True) for status in (400, 401, 403, 404, 413, 500)),
        *((status, False) for status in (412, 429, 502, 503, 504)),
    ],
)
async def test_each_refusal_is_tried_again_or_not(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService, status: int, permanent: bool
) -> None:
    teams.chat.answer_next(status)
    assert (await refused(messenger, chat)).permanent is permanent


@pytest.mark.parametrize(
    ("status", "unreachable"), [(403, True), (404, True), (400, False), (500, False), (503, False)]
)
async def test_somebody_who_is_gone_is_told_from_other_refusals(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService, status: int, unreachable: bool
) -> None:
    teams.chat.answer_next(status)
    assert (await refused(messenger, chat)).unreachable is unreachable


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_microsoft_says_to_repeat_has_not_arrived(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService, status: int
) -> None:
    teams.chat.answer_next(status)
    failure = await refused(messenger, chat)
    assert (failure.unknown, failure.limited) == (False, status == 429)


async def test_an_answer_that_makes_no_sense_may_hide_a_message(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(200, text="<html>proxy</html>")
    assert (await refused(messenger, chat)).unknown


async def test_teams_out_of_reach_has_taken_nothing(messenger: TeamsMessenger, chat: Conversation) -> None:
    reference = {**(chat.reference or {}), "service_url": "http://127.0.0.1:9"}
    assert not (await refused(messenger, replace(chat, reference=reference))).unknown


async def test_a_part_that_is_one_too_many_waits_and_the_first_is_not_repeated(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(429, headers={"Retry-After": "0"}, after=1)
    marks = [f"m{number}m" for number in range(2000)]
    await messenger.send(chat, Card("Report", (Text(" ".join(marks)),)))
    assert [word for word in teams.chat.said().split() if word.startswith("m")] == marks


async def test_a_part_that_fails_after_the_first_leaves_open_what_arrived(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(503, after=1)
    with pytest.raises(DeliveryFailed) as caught:
        await messenger.send(chat, Card("Report", (Text("word " * 9000),)))
    assert caught.value.unknown


def test_teams_has_a_pace_and_cannot_settle(messenger: TeamsMessenger) -> None:
    assert (isinstance(messenger, Paced), isinstance(messenger, Settling)) == (True, False)


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("soon", None), ("-1", 0.0)])
async def test_teams_says_when_to_come_back(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService, header: str, seconds: float | None
) -> None:
    teams.chat.answer_next(429, headers={"Retry-After": header})
    assert (await refused(messenger, chat)).retry_after == seconds


async def test_the_reason_is_teams_own_code(messenger: TeamsMessenger, chat: Conversation, teams: TeamsService) -> None:
    teams.chat.answer_next(403, {"error": {"code": "BotNotInConversationRoster", "message": "quotes Three actions"}})
    assert (await refused(messenger, chat)).reason == "Teams answered 403 BotNotInConversationRoster"


async def test_a_code_that_is_a_sentence_is_left_out(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(403, {"error": {"code": "could not send Three actions", "message": ""}})
    assert (await refused(messenger, chat)).reason == "Teams answered 403"


async def test_a_gateways_error_page_is_a_refusal_too(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(503, text="<html>busy</html>")
    assert (await refused(messenger, chat)).reason == "Teams answered 503"


async def test_an_answer_that_makes_no_sense_is_tried_again(
    messenger: TeamsMessenger, chat: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(200, text="<html>proxy</html>")
    assert not (await refused(messenger, chat)).permanent


async def test_teams_out_of_reach_is_tried_again(messenger: TeamsMessenger, chat: Conversation) -> None:
    reference = {**(chat.reference or {}), "service_url": "http://127.0.0.1:9"}
    assert not (await refused(messenger, replace(chat, reference=reference))).permanent


async def test_no_token_is_tried_again(messenger: TeamsMessenger, chat: Conversation, teams: TeamsService) -> None:
    teams.signer.down = True
    assert not (await refused(messenger, chat)).permanent


@pytest.mark.parametrize("service_url", ["", "http://evil.example/", "ftp://x", "nonsense"])
async def test_no_token_is_sent_where_it_could_be_read(
    messenger: TeamsMessenger, chat: Conversation, service_url: str
) -> None:
    reference = {**(chat.reference or {}), "service_url": service_url}
    assert (await refused(messenger, replace(chat, reference=reference))).permanent


async def test_a_conversation_without_a_reference_cannot_be_reached(
    messenger: TeamsMessenger, chat: Conversation
) -> None:
    assert (await refused(messenger, replace(chat, reference=None))).permanent


# Chats of two.


async def test_a_chat_of_two_is_opened_with_the_id_that_teams_knows(
    messenger: TeamsMessenger, channel: Conversation, teams: TeamsService
) -> None:
    await messenger.direct(ADA, channel)
    asked = teams.chat.received[-1].body
    assert (asked["members"], asked["channelData"]) == ([{"id": "29:user-1"}], {"tenant": {"id": TENANT}})


async def test_without_a_conversation_the_directorys_id_must_do(messenger: TeamsMessenger, teams: TeamsService) -> None:
    await messenger.direct(ADA)
    assert teams.chat.received[-1].body["members"] == [{"id": ADA.user}]


async def test_an_opened_chat_can_be_written_to(
    messenger: TeamsMessenger, channel: Conversation, teams: TeamsService
) -> None:
    direct = await messenger.direct(ADA, channel)
    assert direct is not None
    await messenger.send(direct, CARD)
    assert (direct.direct, teams.chat.last().conversation) == (True, direct.id)


async def test_somebody_in_their_own_chat_is_there_already(messenger: TeamsMessenger, chat: Conversation) -> None:
    assert await messenger.direct(ADA, chat) is chat


async def test_somebody_without_bunsen_has_no_chat_of_two(
    messenger: TeamsMessenger, channel: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(403)
    assert await messenger.direct(ADA, channel) is None


async def test_a_moments_trouble_does_not_mean_that_there_is_no_chat(
    messenger: TeamsMessenger, channel: Conversation, teams: TeamsService
) -> None:
    teams.chat.answer_next(503)
    with pytest.raises(DeliveryFailed):
        await messenger.direct(ADA, channel)


# Beside an answer.


@pytest.fixture
def pressed(chat: Conversation) -> Interaction:
    return Interaction("key", ADA, chat, Said(""))


async def test_a_slow_message_does_not_hold_up_the_answer_and_still_arrives(
    messenger: TeamsMessenger, pressed: Interaction, teams: TeamsService
) -> None:
    afterwards = Afterwards(messenger, wait_seconds=0)
    assert await afterwards.say(pressed, CARD, private=False) is Sent.UNDER_WAY
    await afterwards.finish()
    assert teams.chat.said() == "Before the review\nThree actions wait for you."


async def test_stopping_does_not_wait_for_ever(
    messenger: TeamsMessenger, pressed: Interaction, teams: TeamsService
) -> None:
    teams.chat.delay = 60
    afterwards = Afterwards(messenger, wait_seconds=0)
    await afterwards.say(pressed, CARD, private=False)
    await afterwards.finish(seconds=0)
    assert teams.chat.messages == []
