"""The Teams endpoint: what goes in, what comes out, and what the real SDK sends."""

import io
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
    ConversationReference,
    ErrorResponseException,
)
from botbuilder.schema.teams import TaskModuleContinueResponse, TaskModuleResponse, TaskModuleTaskInfo
from msrest.exceptions import ClientRequestError
from structlog.testing import capture_logs

from bot.teams.identity import TeamsIdentity
from tests.support.connector_service import ConnectorService, connector_service
from tests.support.identity_service import APP_ID, IdentityService, identity_service
from tests.support.teams_server import TeamsServer, activity, teams_identity, teams_server


@pytest.fixture(scope="module")
def shared() -> Iterator[IdentityService]:
    with identity_service() as service:
        yield service


@pytest.fixture
def connector() -> Iterator[ConnectorService]:
    with connector_service() as service:
        yield service


@pytest.fixture
async def teams(shared: IdentityService) -> AsyncIterator[TeamsServer]:
    async with teams_server(teams_identity(shared)) as server:
        yield server


async def _invoke(teams: TeamsServer, shared: IdentityService, name: str, response: Any) -> Any:
    async def respond(context: TurnContext) -> None:
        await context.send_activity(Activity(type="invokeResponse", value=response))

    teams.bot.act = respond
    body = activity(type="invoke", name=name, value={"action": {"type": "Action.Execute", "verb": "done"}})
    return await teams.post(body, shared.header())


async def test_a_card_action_gets_its_answer(teams: TeamsServer, shared: IdentityService) -> None:
    body = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Thank you, naïve café ✓"}
    answer = await _invoke(teams, shared, "adaptiveCard/action", InvokeResponse(status=200, body=body))
    assert (answer.status, await answer.json()) == (200, body)


def _dialog() -> TaskModuleResponse:
    card = Attachment(content_type="application/vnd.microsoft.card.adaptive", content={"type": "AdaptiveCard"})
    return TaskModuleResponse(task=TaskModuleContinueResponse(value=TaskModuleTaskInfo(title="Update", card=card)))


DIALOG = {
    "task": {
        "type": "continue",
        "value": {
            "title": "Update",
            "card": {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"type": "AdaptiveCard"}},
        },
    }
}


async def test_a_dialog_opens_from_the_sdks_models(teams: TeamsServer, shared: IdentityService) -> None:
    answer = await _invoke(teams, shared, "task/fetch", InvokeResponse(status=200, body=_dialog()))
    assert (answer.status, await answer.json()) == (200, DIALOG)


async def test_models_inside_plain_data_are_written_too(teams: TeamsServer, shared: IdentityService) -> None:
    body = {"task": _dialog().task}
    answer = await _invoke(teams, shared, "task/fetch", InvokeResponse(status=200, body=body))
    assert (answer.status, await answer.json()) == (200, DIALOG)


async def test_an_empty_body_stays_empty(teams: TeamsServer, shared: IdentityService) -> None:
    answer = await _invoke(teams, shared, "task/submit", InvokeResponse(status=200))
    assert (answer.status, await answer.read()) == (200, b"")


async def test_an_invoke_that_the_bot_does_not_answer_is_not_implemented(
    teams: TeamsServer, shared: IdentityService
) -> None:
    answer = await teams.post(activity(type="invoke", name="something/new"), shared.header())
    assert answer.status == 501


async def test_a_body_that_cannot_be_written_is_an_error_of_ours(teams: TeamsServer, shared: IdentityService) -> None:
    answer = await _invoke(teams, shared, "task/fetch", InvokeResponse(status=200, body={"x": object()}))
    assert answer.status == 500


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"null", b"[]", b'"text"', b"{}", b'{"type": ""}', b'{"type": 5}', b"\xff\xfe\xfa", b"[" * 100_000],
    ids=["empty", "cut", "null", "list", "text", "no type", "empty type", "number type", "not text", "very deep"],
)
async def test_what_is_not_an_activity_gets_400(teams: TeamsServer, shared: IdentityService, raw: bytes) -> None:
    answer = await teams.client.post("/api/messages", data=raw, headers=shared.header())
    assert answer.status == 400
    assert (await answer.json())["error"].startswith("The body is not")
    assert teams.bot.turns == []


@pytest.mark.parametrize(
    "change", [{"timestamp": "yesterday"}, {"from": "someone"}, {"conversation": 7}, {"entities": "x"}]
)
async def test_fields_of_another_shape_get_400(
    teams: TeamsServer, shared: IdentityService, change: dict[str, object]
) -> None:
    answer = await teams.post(activity(**change), shared.header())
    assert answer.status == 400
    assert teams.bot.turns == []


@pytest.mark.parametrize("megabytes", [2, 4])
async def test_a_large_body_gets_413(teams: TeamsServer, shared: IdentityService, megabytes: int) -> None:
    body = io.BytesIO(json.dumps(activity(text="x" * megabytes * 1_000_000)).encode())
    answer = await teams.client.post("/api/messages", data=body, headers=shared.header())
    assert (answer.status, await answer.json()) == (413, {"error": "The body is longer than 1 MB."})
    assert teams.bot.turns == []


async def test_a_body_just_under_the_limit_is_taken(teams: TeamsServer, shared: IdentityService) -> None:
    assert (await teams.post(activity(text="x" * 990_000), shared.header())).status == 201


@pytest.mark.parametrize("error", [ValueError, PermissionError])
async def test_a_fault_of_the_bot_is_500_and_its_words_stay_out_of_answer_and_log(
    teams: TeamsServer, shared: IdentityService, error: type[Exception]
) -> None:
    async def fail(context: TurnContext) -> None:
        raise error(f"cannot read {context.activity.text!r}")

    teams.bot.act = fail
    headers = shared.header()
    with capture_logs() as logs:
        answer = await teams.post(activity(text="my secret question"), headers)
    assert (answer.status, await answer.json()) == (500, {"error": "Something went wrong."})
    (line,) = logs
    assert line["event"] == "teams_turn_failed"
    assert line["error"] == error.__name__
    assert "in fail" in line["where"][-1] or line["where"][-1].endswith(" fail")
    seen = json.dumps(logs, default=str)
    assert "my secret question" not in seen
    assert headers["Authorization"].split()[1] not in seen


async def test_the_sdk_sends_updates_and_deletes_with_the_bots_token(
    teams: TeamsServer, shared: IdentityService, connector: ConnectorService
) -> None:
    ids: list[str] = []

    async def reply(context: TurnContext) -> None:
        sent = await context.send_activity("first ünïcode ✓")
        ids.append(sent.id)
        await context.update_activity(Activity(id=sent.id, type="message", text="second"))
        await context.delete_activity(sent.id)

    teams.bot.act = reply
    conversation = "19:abc@thread.tacv2;messageid=17"
    body = activity(serviceUrl=connector.url, conversation={"id": conversation})
    assert (await teams.post(body, shared.header(serviceurl=connector.url))).status == 201
    path = f"/v3/conversations/{conversation}/activities"
    assert [(one.method, one.path) for one in connector.received] == [
        ("POST", f"{path}/1700000000000"),
        ("PUT", f"{path}/{ids[0]}"),
        ("DELETE", f"{path}/{ids[0]}"),
    ]
    assert [one["text"] for one in connector.activities()] == ["first ünïcode ✓", "second"]
    assert {one.authorization for one in connector.received} == {"Bearer bot-token-1"}


def _reference(url: str) -> ConversationReference:
    return ConversationReference(
        channel_id="msteams",
        service_url=url,
        bot=ChannelAccount(id=f"28:{APP_ID}"),
        user=ChannelAccount(id="29:someone"),
        conversation=ConversationAccount(id="a:conversation"),
    )


async def test_proactive_messages_and_new_conversations_go_out(teams: TeamsServer, connector: ConnectorService) -> None:
    async def say(context: TurnContext) -> None:
        await context.send_activity(f"hello in {context.activity.conversation.id}")

    await teams.adapter.continue_conversation(_reference(connector.url), say, bot_app_id=APP_ID)
    parameters = ConversationParameters(is_group=False, members=[ChannelAccount(id="29:x")], tenant_id="t")
    await teams.adapter.create_conversation(APP_ID, say, parameters, "msteams", connector.url)
    texts = [one["text"] for one in connector.activities()]
    assert texts == ["hello in a:conversation", "hello in conversation-2"]


@pytest.mark.parametrize("status", [403, 429, 500, 502, 503])
@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("method", ["send", "update", "delete"])
async def test_a_refusal_reaches_the_caller_once_with_status_and_headers(
    teams: TeamsServer, connector: ConnectorService, status: int, html: bool, method: str
) -> None:
    async def act(context: TurnContext) -> None:
        if method == "send":
            await context.send_activity("hello")
        elif method == "update":
            await context.update_activity(Activity(id="1", type="message", text="again"))
        else:
            await context.delete_activity("1")

    connector.answer_next(status, headers={"Retry-After": "7"}, text="<html>busy</html>" if html else None)
    with pytest.raises(ErrorResponseException) as caught:
        await teams.adapter.continue_conversation(_reference(connector.url), act, bot_app_id=APP_ID)
    assert caught.value.response.status_code == status
    assert caught.value.response.headers["Retry-After"] == "7"
    # Whether to try again is for the outbox, which counts.
    assert len(connector.received) == 1


async def test_an_unreachable_connector_is_a_client_error(teams: TeamsServer) -> None:
    async def say(context: TurnContext) -> None:
        await context.send_activity("hello")

    with pytest.raises(ClientRequestError):
        await teams.adapter.continue_conversation(_reference("http://127.0.0.1:9"), say, bot_app_id=APP_ID)


async def test_a_token_never_travels_in_the_clear(teams: TeamsServer) -> None:
    async def say(context: TurnContext) -> None:
        await context.send_activity("hello")

    with pytest.raises(ValueError, match="https"):
        await teams.adapter.continue_conversation(_reference("http://connector.example/"), say, bot_app_id=APP_ID)


async def test_in_development_mode_no_token_is_sent(connector: ConnectorService) -> None:
    async def reply(context: TurnContext) -> None:
        await context.send_activity("hello")

    async with teams_server(TeamsIdentity(app_id="", dev_no_auth=True)) as teams:
        teams.bot.act = reply
        assert (await teams.post(activity(serviceUrl=connector.url))).status == 201
    assert [one.authorization for one in connector.received] == [None]
