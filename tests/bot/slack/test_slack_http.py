"""Slack over HTTP: what is let in, when it is acknowledged, and what must never be logged."""

import json
import logging
import time
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface
from handlers.cards import Card
from handlers.forms import Form, Section, TextField
from handlers.interactions import Commanded, Said
from handlers.outcomes import Close, FormErrors
from tests.support.slack_desk import RecordingDesk
from tests.support.slack_requests import (
    EVENTS_PATH,
    FORM_TYPE,
    payload,
    post_command,
    post_event,
    post_interaction,
    signed_post,
)
from tests.support.slack_service import SlackService

Client = TestClient[Any, Any]

FORM = Form("actions.report", "Report", (Section("", (TextField("comment", "Comment"),)),), "n-1", context="page:1")
PRESS_IN_CHANNEL = {"container__channel_id": "C0LAB", "channel__id": "C0LAB"}
EVENT = json.dumps(payload("message_im")).encode()


# --- what is let in ---


async def test_an_unsigned_request_is_refused(client: Client, desk: RecordingDesk) -> None:
    answer = await client.post(EVENTS_PATH, data=EVENT, headers={"Content-Type": "application/json"})
    assert answer.status == 401
    assert desk.accepted == []


async def test_a_request_signed_with_another_secret_is_refused(client: Client, desk: RecordingDesk) -> None:
    answer = await signed_post(client, EVENTS_PATH, EVENT, "another secret")
    assert answer.status == 401
    assert desk.accepted == []


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_a_request_that_is_not_from_now_is_refused(client: Client, secret: str, seconds: int) -> None:
    # Far enough beyond the five minutes that the time the test takes makes no difference.
    answer = await signed_post(client, EVENTS_PATH, EVENT, secret, time.time() + 10 * seconds)
    assert answer.status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Request-Timestamp": "yesterday", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "1795339860", "X-Slack-Signature": "v0=\u00e9"},
        {"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": "v0=1"},
    ],
)
async def test_a_nonsensical_signature_is_refused(client: Client, headers: dict[str, str]) -> None:
    assert (await client.post(EVENTS_PATH, data=EVENT, headers=headers)).status == 401


async def test_a_body_that_is_no_text_is_refused(client: Client, secret: str) -> None:
    assert (await signed_post(client, EVENTS_PATH, b"\xff\xfe", secret)).status == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"text"', b"null", b"{" * 100_000, b"payload=%7B", b"payload=[]"])
@pytest.mark.parametrize("content_type", ["application/json", FORM_TYPE, "text/plain"])
async def test_a_signed_body_that_is_no_payload_is_a_bad_request(
    client: Client, secret: str, body: bytes, content_type: str
) -> None:
    answer = await signed_post(client, EVENTS_PATH, body, secret, content_type=content_type)
    assert answer.status == 400


async def test_a_body_of_more_than_a_megabyte_is_too_large(client: Client, secret: str) -> None:
    assert (await signed_post(client, EVENTS_PATH, b"x" * (1024 * 1024 + 1), secret)).status == 413


async def test_a_body_that_does_not_say_its_length_is_still_counted(client: Client) -> None:
    async def endless() -> Any:
        for _ in range(40):
            yield b"x" * 65536

    assert (await client.post(EVENTS_PATH, data=endless())).status == 413


async def test_the_challenge_of_a_new_address_is_answered(client: Client, secret: str) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"}).encode()
    answer = await signed_post(client, EVENTS_PATH, body, secret)
    assert "abc" in await answer.text()


async def test_an_environment_meant_for_oauth_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, settings: SlackSettings, desk: RecordingDesk
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s")
    surface = SlackSurface(settings, desk, desk.wake)
    assert surface._app.oauth_flow is None
    assert surface._app.installation_store is None


# --- events ---


async def test_a_direct_message_is_recorded_and_the_worker_woken(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    assert (await post_event(client, payload("message_im"), secret)).status == 200
    assert [interaction.deed for interaction in desk.accepted] == [Said("what is RSciTech?")]
    assert desk.woken == 1


async def test_an_event_is_acknowledged_only_after_it_was_recorded(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    order = []

    async def recording() -> None:
        order.append("recorded")

    desk.meanwhile = recording
    await post_event(client, payload("message_im"), secret)
    order.append("acknowledged")
    assert order == ["recorded", "acknowledged"]


async def test_an_event_that_could_not_be_recorded_is_not_acknowledged(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    desk.error = RuntimeError("the database is away")
    assert (await post_event(client, payload("message_im"), secret)).status == 500


async def test_an_event_that_comes_again_is_acknowledged_and_wakes_nobody(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    desk.known.add("Ev0DIRECT")
    assert (await post_event(client, payload("message_im"), secret)).status == 200
    assert desk.woken == 0


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked", "team_join", "reaction_added"])
async def test_every_other_event_is_acknowledged(client: Client, desk: RecordingDesk, secret: str, event: str) -> None:
    assert (await post_event(client, payload("message_im", event__type=event), secret)).status == 200
    assert desk.accepted == []


async def test_bunsens_own_messages_are_not_heard(client: Client, desk: RecordingDesk, secret: str) -> None:
    own = payload("message_im", event__user="U0BUNSEN", event__bot_id="B0BUNSEN")
    assert (await post_event(client, own, secret)).status == 200
    assert desk.accepted == []


async def test_a_payload_of_a_kind_that_nobody_knows_is_acknowledged(client: Client, secret: str) -> None:
    assert (await post_interaction(client, {"type": "shortcut", "callback_id": "x"}, secret)).status == 200


# --- what must never be seen ---


async def test_a_command_with_the_word_payload_in_it_is_a_command_like_any_other(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    await post_command(client, payload("command", text="what payload may a trainee lift?"), secret)
    assert [interaction.deed for interaction in desk.responded] == [Commanded("what payload may a trainee lift?")]


@pytest.mark.parametrize("outcome", [None, FormErrors(FORM, {"comment": "no"}), Close(reply=Card("Thank you"))])
async def test_nothing_of_a_form_reaches_the_logs(
    client: Client,
    desk: RecordingDesk,
    slack: SlackService,
    surface: SlackSurface,
    secret: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    outcome: FormErrors | Close | None,
) -> None:
    caplog.set_level(logging.DEBUG)
    typed = "my manager shouts at me"
    if outcome is None:
        desk.error = RuntimeError(f"column too long: {typed}")
    else:
        desk.outcomes = [outcome]
    slack.fail("chat.postMessage", "channel_not_found")
    sent = payload("view_submission", view__state__values={"comment": {"v": {"value": typed}}})
    assert (await post_interaction(client, sent, secret)).status == 200
    await surface.stop()
    captured = capsys.readouterr()
    assert typed not in caplog.text + captured.out + captured.err


async def test_nothing_of_a_message_that_could_not_be_recorded_reaches_the_logs(
    client: Client,
    desk: RecordingDesk,
    secret: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.error = RuntimeError("parameters: what is RSciTech?")
    await post_event(client, payload("message_im"), secret)
    captured = capsys.readouterr()
    assert "RSciTech" not in caplog.text + captured.out + captured.err


async def test_a_forged_request_does_not_reach_the_logs(
    client: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    await signed_post(client, EVENTS_PATH, EVENT, "another secret")
    captured = capsys.readouterr()
    assert "RSciTech" not in caplog.text + captured.out + captured.err
