"""Slack through Socket Mode: the same payloads, over a connection that Bunsen opens."""

import asyncio
import logging

import pytest
from aiohttp import web

from bot.slack.errors import quiet_logger
from bot.slack.settings import SlackSettings
from bot.slack.surface import SlackSurface, SlackTokenRefused
from handlers.cards import Card
from handlers.forms import Form, Section, TextField
from handlers.interactions import Said
from handlers.outcomes import FormErrors, OpenForm, Reply
from tests.support.slack_desk import RecordingDesk
from tests.support.slack_requests import payload
from tests.support.slack_service import SlackService

FORM = Form("actions.report", "Report", (Section("", (TextField("comment", "Comment"),)),), "n-1")


@pytest.fixture
def settings(slack: SlackService) -> SlackSettings:
    return SlackSettings("xoxb-test", app_token="xapp-test", api_url=slack.api_url)


@pytest.fixture
async def connected(surface: SlackSurface, slack: SlackService) -> SlackSurface:
    await slack.connected()
    return surface


async def test_the_connection_is_asked_for_with_the_app_token(connected: SlackSurface, slack: SlackService) -> None:
    assert [call.token for call in slack.calls_of("apps.connections.open")] == ["xapp-test"]


async def test_a_connected_surface_is_ready(connected: SlackSurface) -> None:
    assert connected.ready() == ""


async def test_nothing_is_served_over_http(connected: SlackSurface) -> None:
    app = web.Application()
    connected.add_routes(app)
    assert list(app.router.routes()) == []


async def test_an_event_is_recorded_and_acknowledged(
    connected: SlackSurface, slack: SlackService, desk: RecordingDesk
) -> None:
    envelope = await slack.push("events_api", payload("message_im"))
    assert await slack.acknowledgement(envelope) == {}
    assert [interaction.deed for interaction in desk.accepted] == [Said("what is RSciTech?")]


async def test_an_event_that_could_not_be_recorded_is_not_acknowledged(
    connected: SlackSurface, slack: SlackService, desk: RecordingDesk
) -> None:
    failed = asyncio.Event()

    async def failing_once() -> None:
        if not failed.is_set():
            failed.set()
            raise RuntimeError("the database is away")

    desk.meanwhile = failing_once
    lost = await slack.push("events_api", payload("message_im"))
    await failed.wait()
    # By the time that a second envelope has made its way, the first would have been acknowledged.
    await slack.acknowledgement(await slack.push("events_api", payload("message_im", event_id="Ev0LATER")))
    assert lost not in slack.acknowledged


async def test_a_command_is_answered_inside_the_acknowledgement(
    connected: SlackSurface, slack: SlackService, desk: RecordingDesk
) -> None:
    desk.outcomes = [Reply(Card("Your actions"))]
    envelope = await slack.push("slash_commands", payload("command"))
    answer = await slack.acknowledgement(envelope)
    assert (answer["response_type"], answer["text"]) == ("ephemeral", "Your actions")


async def test_a_press_opens_a_form(connected: SlackSurface, slack: SlackService, desk: RecordingDesk) -> None:
    desk.outcomes = [OpenForm(FORM)]
    await slack.push("interactive", payload("block_actions"))
    assert (await slack.called("views.open")).arguments["view"]["callback_id"] == "actions.report"


async def test_the_errors_of_a_form_are_inside_the_acknowledgement(
    connected: SlackSurface, slack: SlackService, desk: RecordingDesk
) -> None:
    desk.outcomes = [FormErrors(FORM, {"comment": "Please say more."})]
    envelope = await slack.push("interactive", payload("view_submission"))
    assert (await slack.acknowledgement(envelope))["errors"] == {"comment": "Please say more."}


async def test_a_connection_that_slack_wants_renewed_is_renewed(
    connected: SlackSurface, slack: SlackService, desk: RecordingDesk
) -> None:
    await slack.refresh()
    await slack.connected(2)
    envelope = await slack.push("events_api", payload("message_im"))
    assert await slack.acknowledgement(envelope) == {}


async def test_a_wrong_app_token_stops_the_start_and_names_the_setting(
    slack: SlackService, settings: SlackSettings, desk: RecordingDesk
) -> None:
    slack.fail("apps.connections.open", "invalid_auth")
    with pytest.raises(SlackTokenRefused, match="SLACK_APP_TOKEN"):
        await SlackSurface(settings, desk, desk.wake).start()


async def test_stopping_finishes_what_was_begun(
    slack: SlackService, settings: SlackSettings, desk: RecordingDesk
) -> None:
    surface = SlackSurface(settings, desk, desk.wake)
    await surface.start()
    await slack.connected()
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await go_on.wait()

    desk.meanwhile = slow
    envelope = await slack.push("events_api", payload("message_im"))
    await begun.wait()
    stopping = asyncio.create_task(surface.stop())
    await asyncio.sleep(0)  # lets the stopping begin
    go_on.set()
    await stopping
    assert await slack.acknowledgement(envelope) == {}


async def test_stopping_leaves_no_task_behind(
    slack: SlackService, settings: SlackSettings, desk: RecordingDesk
) -> None:
    before = asyncio.all_tasks()
    surface = SlackSurface(settings, desk, desk.wake)
    await surface.start()
    await slack.connected()
    await surface.stop()
    await slack.disconnected()
    left = {task for task in asyncio.all_tasks() - before if "bot" in repr(task) or "slack_sdk" in repr(task)}
    assert left == set()


async def test_a_surface_can_be_stopped_twice(connected: SlackSurface) -> None:
    await connected.stop()


async def test_nothing_of_a_payload_reaches_the_logs(
    connected: SlackSurface, slack: SlackService, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    envelope = await slack.push("interactive", payload("view_submission", view__title__text="my manager shouts"))
    await slack.acknowledgement(envelope)
    captured = capsys.readouterr()
    assert "shouts" not in caplog.text + captured.out + captured.err


async def test_no_token_reaches_the_logs(
    slack: SlackService, settings: SlackSettings, desk: RecordingDesk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    surface = SlackSurface(settings, desk, desk.wake)
    await surface.start()
    await surface.stop()
    assert "xoxb-test" not in caplog.text
    assert "xapp-test" not in caplog.text


def test_what_slacks_client_logs_of_an_error_keeps_its_details_to_itself(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ConnectionError("wss://slack.example/link/?ticket=secret")
    except ConnectionError as error:
        quiet_logger().exception(f"Failed to connect (error: {error}); Retrying...")
    assert caplog.messages == ["Failed to connect (ConnectionError)"]
    assert "secret" not in caplog.text
