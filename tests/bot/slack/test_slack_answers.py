"""What a person sees after a command, a press or a form."""

import json
from typing import Any

from aiohttp.test_utils import TestClient

from bot.slack.surface import SlackSurface
from handlers.cards import Button, Buttons, Card, Divider, Text
from handlers.forms import Form, Section, TextField
from handlers.interactions import Commanded, Pressed, Submitted
from handlers.outcomes import Close, FormErrors, OpenForm, Reply, SendFile, Update
from tests.support.slack_desk import RecordingDesk
from tests.support.slack_person import HttpDoor, SlackPerson
from tests.support.slack_requests import (
    payload,
    post_command,
    post_interaction,
)
from tests.support.slack_service import SlackService

Client = TestClient[Any, Any]

FORM = Form("actions.report", "Report", (Section("", (TextField("comment", "Comment"),)),), "n-1", context="page:1")
PRESS_IN_CHANNEL = {"container__channel_id": "C0LAB", "channel__id": "C0LAB"}
EVENT = json.dumps(payload("message_im")).encode()


# --- slash commands ---


async def test_a_command_is_answered_to_this_person_only(client: Client, desk: RecordingDesk, secret: str) -> None:
    desk.outcomes = [Reply(Card("Your actions", (Text("R&D"),)))]
    answer = await (await post_command(client, payload("command"), secret)).json()
    assert (answer["response_type"], answer["text"]) == ("ephemeral", "Your actions\nR&amp;D")
    assert [interaction.deed for interaction in desk.responded] == [Commanded("my actions")]


async def test_a_command_can_open_a_form(client: Client, desk: RecordingDesk, slack: SlackService, secret: str) -> None:
    desk.outcomes = [OpenForm(FORM)]
    await post_command(client, payload("command"), secret)
    assert (await slack.called("views.open")).arguments["trigger_id"] == "1795339900.1.command"


async def test_the_rest_of_a_long_answer_follows_by_the_response_url(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Reply(Card("Long", tuple(Divider() for _ in range(60))))]
    await post_command(client, payload("command", response_url=slack.response_url()), secret)
    rest = (await slack.called("response_url")).arguments
    assert (rest["text"], rest["response_type"]) == ("Part 2 of 2: Long", "ephemeral")


async def test_a_file_that_a_command_asked_for_goes_to_the_person_directly(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [SendFile("plan.xlsx", "application/x", b"1", "The plan")]
    await post_command(client, payload("command", response_url=slack.response_url()), secret)
    await slack.called("response_url")
    assert [upload.channel for upload in slack.uploads.values()] == ["DU0SAM"]


async def test_a_command_that_went_wrong_says_so(client: Client, desk: RecordingDesk, secret: str) -> None:
    desk.error = RuntimeError("unexpected")
    answer = await (await post_command(client, payload("command"), secret)).json()
    assert answer["text"].startswith("Something went wrong on my side")


# --- presses ---


async def pressed(client: Client, secret: str, name: str = "block_actions", **changes: Any) -> None:
    assert (await post_interaction(client, payload(name, **changes), secret)).status == 200


async def test_a_press_is_served_and_answered_in_the_conversation(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Reply(Card("Noted"))]
    await pressed(client, secret)
    call = await slack.called("chat.postMessage")
    assert (call.arguments["channel"], call.arguments["text"]) == ("D0SAM", "Noted")


async def test_an_unknown_press_goes_to_the_desk_too(client: Client, desk: RecordingDesk, secret: str) -> None:
    await pressed(client, secret, actions__0__action_id="of.another.age")
    (deed,) = [interaction.deed for interaction in desk.responded]
    assert isinstance(deed, Pressed)
    assert deed.press == "of.another.age"


async def test_a_private_answer_to_a_press_in_a_channel_is_shown_to_this_person_only(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Reply(Card("For you"), private=True)]
    await pressed(client, secret, **PRESS_IN_CHANNEL)
    call = await slack.called("chat.postEphemeral")
    assert (call.arguments["channel"], call.arguments["user"]) == ("C0LAB", "U0SAM")
    assert "thread_ts" not in call.arguments


async def test_an_open_answer_to_a_press_in_a_channel_stands_under_the_message(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Reply(Card("For all"))]
    await pressed(client, secret, **PRESS_IN_CHANNEL)
    assert (await slack.called("chat.postMessage")).arguments["thread_ts"] == "1795339950.000400"


async def test_an_answer_to_an_ephemeral_message_stays_with_this_person(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Reply(Card("For you"))]
    await pressed(client, secret, "block_actions_ephemeral", response_url=slack.response_url())
    call = await slack.called("response_url")
    assert (call.arguments["response_type"], call.arguments["replace_original"]) == ("ephemeral", False)


async def test_a_press_can_change_the_message_that_carries_its_button(
    client: Client, desk: RecordingDesk, slack: SlackService, surface: SlackSurface, secret: str
) -> None:
    sam = SlackPerson(slack, HttpDoor(client, secret), "U0SAM")
    desk.outcomes = [Reply(Card("Nudge", (Buttons((Button("Done", "nudge.done"),)),))), Update(Card("Thank you"))]
    await pressed(client, secret, container__channel_id=sam.direct, channel__id=sam.direct)
    await sam.presses(await sam.reads(), "Done")
    await slack.called("chat.update")
    assert [message["text"] for message in slack.shown(sam.direct)] == ["Thank you"]


async def test_an_ephemeral_message_is_replaced_by_its_response_url(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Update(Card("Thank you"))]
    await pressed(client, secret, "block_actions_ephemeral", response_url=slack.response_url())
    assert (await slack.called("response_url")).arguments["replace_original"] is True


async def test_an_update_whose_message_is_gone_is_said_anew(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    slack.fail("chat.update", "message_not_found")
    desk.outcomes = [Update(Card("Thank you"))]
    await pressed(client, secret)
    assert (await slack.called("chat.postMessage")).arguments["text"] == "Thank you"


async def test_a_press_can_open_a_form(client: Client, desk: RecordingDesk, slack: SlackService, secret: str) -> None:
    desk.outcomes = [OpenForm(FORM)]
    await pressed(client, secret)
    call = await slack.called("views.open")
    assert (call.arguments["trigger_id"], call.arguments["view"]["callback_id"]) == (
        "1795339960.2.press",
        "actions.report",
    )


async def test_a_form_that_slack_no_longer_opens_is_explained(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    slack.fail("views.open", "expired_trigger_id")
    desk.outcomes = [OpenForm(FORM)]
    await pressed(client, secret)
    assert (await slack.called("chat.postMessage")).arguments["text"].startswith("The form did not open")


async def test_a_form_that_cannot_be_shown_is_owned_up_to(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [OpenForm(Form("f", "Empty", (), "n"))]
    await pressed(client, secret)
    assert (await slack.called("chat.postMessage")).arguments["text"].startswith("I could not show you the answer")


async def test_where_bunsen_is_no_member_any_more_the_press_still_gets_its_answer(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    slack.fail("chat.postMessage", "not_in_channel")
    await pressed(client, secret, response_url=slack.response_url(), **PRESS_IN_CHANNEL)
    assert (await slack.called("response_url")).arguments["text"] == "Done"


async def test_a_press_in_the_home_tab_is_only_acknowledged(client: Client, desk: RecordingDesk, secret: str) -> None:
    await pressed(client, secret, container__type="view")
    assert desk.responded == []


async def test_a_file_that_a_press_in_a_channel_asked_for_is_not_shown_there(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [SendFile("plan.xlsx", "application/x", b"1", "The plan")]
    await pressed(client, secret, **PRESS_IN_CHANNEL)
    await slack.called("chat.postEphemeral")
    assert [upload.channel for upload in slack.uploads.values()] == ["DU0SAM"]


# --- forms ---


async def submitted(client: Client, secret: str, **changes: Any) -> dict[str, Any]:
    answer = await post_interaction(client, payload("view_submission", **changes), secret)
    assert answer.status == 200
    return await answer.json() if answer.content_type == "application/json" else {}


async def test_a_form_that_is_accepted_closes_and_is_thanked_for(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    desk.outcomes = [Close(reply=Card("Thank you"))]
    assert await submitted(client, secret) == {}
    assert (await slack.called("chat.postMessage")).arguments["channel"] == "D0SAM"


async def test_a_form_opened_in_a_channel_is_thanked_for_directly(
    client: Client, desk: RecordingDesk, slack: SlackService, secret: str
) -> None:
    memory = json.dumps({"form": "f", "context": "", "nonce": "n", "origin": {"channel": "C0LAB", "message": "1.2"}})
    desk.outcomes = [Close(reply=Card("Thank you"))]
    await submitted(client, secret, view__private_metadata=memory)
    assert (await slack.called("chat.postMessage")).arguments["channel"] == "DU0SAM"


async def test_the_card_that_a_form_came_from_is_brought_up_to_date(
    client: Client, desk: RecordingDesk, slack: SlackService, surface: SlackSurface, secret: str
) -> None:
    sam = SlackPerson(slack, HttpDoor(client, secret), "U0SAM")
    desk.outcomes = [
        Reply(Card("Nudge", (Buttons((Button("Report", "actions.report"),)),))),
        OpenForm(FORM),
        Close(reply=Card("Thank you"), update=Card("Reported")),
    ]
    await pressed(client, secret, container__channel_id=sam.direct, channel__id=sam.direct)
    await sam.presses(await sam.reads(), "Report")
    await sam.sends(await sam.form(), {"comment": "two hired"})
    await slack.called("chat.postMessage", 2)
    assert [message["text"] for message in slack.shown(sam.direct)] == ["Reported", "Thank you"]
    deed = desk.responded[-1].deed
    assert isinstance(deed, Submitted)
    assert (deed.form, deed.context, deed.nonce, deed.values) == (
        "actions.report", "page:1", "n-1", {"comment": "two hired"},
    )  # fmt: skip


async def test_errors_keep_the_form_open(client: Client, desk: RecordingDesk, secret: str) -> None:
    desk.outcomes = [FormErrors(FORM, {"comment": "Please say more."})]
    answer = await submitted(client, secret)
    assert answer == {"response_action": "errors", "errors": {"comment": "Please say more."}}


async def test_the_next_page_takes_the_place_of_the_form(client: Client, desk: RecordingDesk, secret: str) -> None:
    desk.outcomes = [OpenForm(FORM)]
    answer = await submitted(client, secret)
    assert (answer["response_action"], answer["view"]["callback_id"]) == ("update", "actions.report")


async def test_a_reply_lies_over_the_form_and_so_keeps_what_was_typed(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    desk.outcomes = [Reply(Card("Something went wrong"), private=True)]
    answer = await submitted(client, secret)
    assert (answer["response_action"], "submit" in answer["view"]) == ("push", False)


async def test_a_form_that_went_wrong_stays_open_with_what_was_typed(
    client: Client, desk: RecordingDesk, secret: str
) -> None:
    desk.error = RuntimeError("unexpected")
    answer = await submitted(client, secret)
    assert answer["errors"]["rag"].startswith("Something went wrong on my side")
