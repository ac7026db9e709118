"""Sending to Slack, and what Slack's refusals mean to the outbox."""

import socket
import traceback
from typing import Any

import pytest

from bot.slack.bolt import web_client
from bot.slack.errors import quiet_logger
from bot.slack.messenger import SlackMessenger
from bot.slack.profiles import SlackProfiles
from bot.slack.settings import SlackSettings, SlackSettingsWrong
from bot.slack.surface import SlackSurface
from handlers.cards import Card, Divider, Text
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.outcomes import SendFile
from handlers.people.model import Profile
from tests.support.slack_desk import RecordingDesk
from tests.support.slack_service import SlackService

DIRECT = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", direct=True)
THREAD = Conversation(Platform.SLACK, "T0BUNSEN", "C0LAB", direct=False, thread="1.2")
SAM = Account(Platform.SLACK, "T0BUNSEN", "U0SAM")
HELLO = Card("Hello", (Text("there"),))
LONG = Card("Long", tuple(Divider() for _ in range(60)))


async def test_a_card_is_posted_with_its_blocks_and_without_previews(
    slack: SlackService, surface: SlackSurface
) -> None:
    await surface.messenger.send(DIRECT, HELLO)
    (call,) = slack.calls_of("chat.postMessage")
    assert call.token == "xoxb-test"
    assert {key: call.arguments[key] for key in ("channel", "text", "unfurl_links", "unfurl_media")} == {
        "channel": "D0SAM",
        "text": "Hello\nthere",
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_what_was_sent_can_be_found_again(slack: SlackService, surface: SlackSurface) -> None:
    ref = await surface.messenger.send(DIRECT, HELLO)
    assert ref == MessageRef(DIRECT, slack.shown("D0SAM")[0]["ts"])


async def test_a_delivery_carries_its_key_where_only_apps_see_it(slack: SlackService, surface: SlackSurface) -> None:
    await surface.messenger.send(DIRECT, HELLO, key="nudge:1:2")
    metadata = slack.calls_of("chat.postMessage")[0].arguments["metadata"]
    assert metadata == {"event_type": "bunsen_delivery", "event_payload": {"key": "nudge:1:2", "part": 1, "of": 1}}


async def test_an_answer_in_a_thread_stays_in_it(slack: SlackService, surface: SlackSurface) -> None:
    await surface.messenger.send(THREAD, HELLO)
    assert slack.calls_of("chat.postMessage")[0].arguments["thread_ts"] == "1.2"


async def test_every_part_of_a_long_card_is_sent(slack: SlackService, surface: SlackSurface) -> None:
    await surface.messenger.send(DIRECT, LONG)
    assert [message["text"] for message in slack.shown("D0SAM")] == ["Part 1 of 2: Long\nLong", "Part 2 of 2: Long"]


async def test_an_update_takes_the_place_of_the_message(slack: SlackService, surface: SlackSurface) -> None:
    ref = await surface.messenger.send(DIRECT, HELLO)
    await surface.messenger.update(ref, Card("Done"))
    assert [message["text"] for message in slack.shown("D0SAM")] == ["Done"]


async def test_a_file_arrives_with_its_caption(slack: SlackService, surface: SlackSurface) -> None:
    await surface.messenger.send_file(DIRECT, SendFile("plan.xlsx", "application/x", b"\x00\xff", "The <plan>"))
    (upload,) = slack.uploads.values()
    assert (upload.name, upload.content, upload.channel, upload.comment) == (
        "plan.xlsx", b"\x00\xff", "D0SAM", "The &lt;plan&gt;",
    )  # fmt: skip


async def test_a_direct_conversation_is_opened_only_once(slack: SlackService, surface: SlackSurface) -> None:
    places = [await surface.messenger.direct(SAM) for _ in range(2)]
    assert places == [Conversation(Platform.SLACK, "T0BUNSEN", "DU0SAM", direct=True)] * 2
    assert len(slack.calls_of("conversations.open")) == 1


async def test_another_platforms_account_has_no_direct_conversation_here(surface: SlackSurface) -> None:
    assert await surface.messenger.direct(Account(Platform.TEAMS, "t", "u")) is None


async def failure_of(surface: SlackSurface) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        await surface.messenger.send(DIRECT, HELLO)
    return caught.value


PERMANENT = (
    "channel_not_found", "not_in_channel", "is_archived", "account_inactive", "token_revoked", "messages_tab_disabled",
    "restricted_action", "restricted_action_read_only_channel", "invalid_blocks", "msg_blocks_too_long",
)  # fmt: skip


@pytest.mark.parametrize("error", PERMANENT)
async def test_what_waiting_cannot_help_is_permanent(slack: SlackService, surface: SlackSurface, error: str) -> None:
    slack.fail("chat.postMessage", error)
    assert (await failure_of(surface)).permanent


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable", "something_new"])
async def test_an_error_that_nobody_knows_is_tried_again(
    slack: SlackService, surface: SlackSurface, error: str
) -> None:
    slack.fail("chat.postMessage", error)
    assert not (await failure_of(surface)).permanent


@pytest.mark.parametrize(
    ("failure", "unknown"),
    [
        ({"error": "ratelimited", "status": 429}, False),
        ({"error": "is_archived"}, False),
        ({"error": "something_new"}, False),
        ({"error": "internal_error"}, True),
        ({"error": "fatal_error"}, True),
        ({"status": 500}, True),
        ({"status": 503, "body": "<html>busy</html>"}, True),
        ({"status": 200, "body": "<html>proxy</html>"}, True),
    ],
)
async def test_whether_it_may_have_arrived_is_said(
    slack: SlackService, surface: SlackSurface, failure: dict[str, Any], unknown: bool
) -> None:
    slack.fail("chat.postMessage", **failure)
    assert (await failure_of(surface)).unknown is unknown


@pytest.mark.parametrize(
    ("error", "unreachable"),
    [
        ("channel_not_found", True),
        ("is_archived", True),
        ("user_disabled", True),
        ("account_inactive", False),
        ("token_revoked", False),
        ("messages_tab_disabled", False),
        ("invalid_blocks", False),
    ],
)
async def test_a_person_who_is_gone_is_told_from_a_bot_that_is(
    slack: SlackService, surface: SlackSurface, error: str, unreachable: bool
) -> None:
    slack.fail("chat.postMessage", error)
    assert (await failure_of(surface)).unreachable is unreachable


async def test_too_many_is_told_from_other_refusals(slack: SlackService, surface: SlackSurface) -> None:
    slack.fail("chat.postMessage", "ratelimited", status=429, retry_after=30)
    assert (await failure_of(surface)).limited


async def test_a_slack_that_could_not_be_connected_to_has_taken_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    logger = quiet_logger()
    client = web_client(SlackSettings("xoxb-test", "s", api_url=f"http://127.0.0.1:{port}/api/"), logger)
    with pytest.raises(DeliveryFailed) as caught:
        await SlackMessenger(client, logger).send(DIRECT, HELLO)
    assert not caught.value.unknown


async def test_slack_says_when_to_try_again(slack: SlackService, surface: SlackSurface) -> None:
    slack.fail("chat.postMessage", "ratelimited", status=429, retry_after=30)
    assert (await failure_of(surface)).retry_after == 30


async def test_a_refusal_names_slacks_own_word_and_nothing_of_the_message(
    slack: SlackService, surface: SlackSurface
) -> None:
    slack.fail("chat.postMessage", "is_archived")
    assert str(await failure_of(surface)) == "Slack refused: is_archived"


async def test_a_gateways_error_page_is_tried_again(slack: SlackService, surface: SlackSurface) -> None:
    slack.fail("chat.postMessage", status=502, body="<html>Bad gateway</html>")
    failed = await failure_of(surface)
    assert (failed.permanent, failed.reason) == (False, "Slack refused: status 502")


async def test_a_message_that_perhaps_arrived_is_not_sent_again_by_the_sdk(
    slack: SlackService, surface: SlackSurface
) -> None:
    slack.fail("chat.postMessage", status=500, error="internal_error", times=1)
    await failure_of(surface)
    assert len(slack.calls_of("chat.postMessage")) == 1


async def test_what_slack_answered_is_not_in_the_traceback_either(slack: SlackService, surface: SlackSurface) -> None:
    slack.fail("chat.postMessage", "is_archived")
    assert "The server responded with" not in "".join(traceback.format_exception(await failure_of(surface)))


async def test_a_slack_that_is_not_there_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    logger = quiet_logger()
    client = web_client(SlackSettings("xoxb-test", "s", api_url=f"http://127.0.0.1:{port}/api/"), logger)
    with pytest.raises(DeliveryFailed, match="could not be reached") as caught:
        await SlackMessenger(client, logger).send(DIRECT, HELLO)
    assert not caught.value.permanent


async def test_a_client_without_retry_handlers_does_not_post_twice() -> None:
    assert web_client(SlackSettings("xoxb-test", "s"), quiet_logger()).retry_handlers == []


@pytest.mark.parametrize(
    ("user", "profile"),
    [
        ({}, Profile("Sam Poole", "sam.poole@example.ac.uk")),
        ({"profile": {"email": None}}, Profile("Sam Poole", "")),
        ({"deleted": True}, Profile(gone=True)),
        ({"tz": "Europe/Lisbon"}, Profile("Sam Poole", "sam.poole@example.ac.uk", timezone="Europe/Lisbon")),
        ({"is_bot": True}, Profile()),
        ({"is_email_confirmed": False}, Profile("Sam Poole", "")),
        ({"is_stranger": True}, Profile("Sam Poole", "", belongs=False)),
        ({"team_id": "T0PARTNER"}, Profile("Sam Poole", "", belongs=False)),
        (
            {"team_id": "T1", "enterprise_user": {"teams": ["T0BUNSEN"]}},
            Profile("Sam Poole", "sam.poole@example.ac.uk"),
        ),
    ],
)
async def test_a_profile_has_an_address_only_where_it_can_be_trusted(
    slack: SlackService, surface: SlackSurface, user: dict[str, object], profile: Profile
) -> None:
    slack.add_user("U0SAM", **user)
    assert await surface.profiles.profile(SAM, DIRECT) == profile


async def test_somebody_whom_slack_does_not_know_has_an_empty_profile(surface: SlackSurface) -> None:
    assert await surface.profiles.profile(SAM, DIRECT) == Profile()


async def test_a_profile_that_cannot_be_asked_for_is_an_error_and_not_an_empty_one(
    slack: SlackService, surface: SlackSurface
) -> None:
    slack.fail("users.info", "ratelimited", status=429, retry_after=3)
    with pytest.raises(DeliveryFailed):
        await surface.profiles.profile(SAM, DIRECT)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bot_token": ""}, "SLACK_BOT_TOKEN is missing"),
        ({"bot_token": "xoxp-person"}, "not a bot token"),
        ({"bot_token": "xoxb-1"}, "SLACK_SIGNING_SECRET is missing"),
        ({"bot_token": "xoxb-1", "app_token": "xoxb-1"}, "not an app-level token"),
        ({"bot_token": "xoxb-1", "signing_secret": "s", "api_url": "slack.com/api"}, "not a web address"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_in_plain_words(given: dict[str, str], said: str) -> None:
    with pytest.raises(SlackSettingsWrong, match=said):
        SlackSettings(**given)  # type: ignore[arg-type]


def test_settings_do_not_show_their_tokens() -> None:
    shown = repr(SlackSettings("xoxb-secret", "signing-secret", "xapp-secret"))
    assert "secret" not in shown.replace("signing_secret", "")


@pytest.mark.parametrize("setting", ["invalid_auth", "account_inactive", "token_revoked"])
async def test_a_wrong_token_stops_the_start_and_names_the_setting(
    slack: SlackService, settings: SlackSettings, setting: str
) -> None:
    slack.fail("auth.test", setting)
    desk = RecordingDesk()
    with pytest.raises(Exception, match="SLACK_BOT_TOKEN"):
        await SlackSurface(settings, desk, desk.wake).start()


async def test_a_slack_that_is_down_does_not_stop_the_start(slack: SlackService, settings: SlackSettings) -> None:
    slack.fail("auth.test", status=503)
    desk = RecordingDesk()
    surface = SlackSurface(settings, desk, desk.wake)
    await surface.start()
    assert surface.ready() == "Slack cannot be reached: Slack refused: internal_error."
    await surface.stop()


async def test_a_started_surface_is_ready(surface: SlackSurface) -> None:
    assert surface.ready() == ""


async def test_profiles_can_be_made_for_the_dispatcher_alone(slack: SlackService, settings: SlackSettings) -> None:
    slack.add_user("U0SAM")
    profiles = SlackProfiles(web_client(settings, quiet_logger()))
    assert (await profiles.profile(SAM, DIRECT)).name == "Sam Poole"
