"""A person in Slack, for journeys: types, presses and fills in what Bunsen really showed, and reads what it says.

sam = SlackPerson(slack, HttpDoor(client, SECRET), "U1")    # or SocketDoor(slack)
await sam.says("how much is the fund?")
card = await sam.reads()
await sam.presses(card, "Report progress")
form = await sam.form()
await sam.sends(form, {"rag": "green"})
"""

import itertools
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import ClientResponse

from tests.support.slack_requests import Client, payload, post_command, post_event, post_interaction
from tests.support.slack_service import BOT_USER, SlackService

_numbers = itertools.count(1)


class Door(Protocol):
    """How Slack brings things to Bunsen; each gives what stands in the acknowledgement."""

    async def event(self, body: dict[str, Any]) -> None:
        """Bring an event."""

    async def interaction(self, body: dict[str, Any]) -> dict[str, Any]:
        """Bring a press or a form."""

    async def command(self, body: dict[str, Any]) -> dict[str, Any]:
        """Bring a slash command."""


@dataclass
class HttpDoor:
    """Signed requests."""

    client: Client
    secret: str

    async def event(self, body: dict[str, Any]) -> None:
        """Bring an event."""
        await _read(await post_event(self.client, body, self.secret))

    async def interaction(self, body: dict[str, Any]) -> dict[str, Any]:
        """Bring a press or a form."""
        return await _read(await post_interaction(self.client, body, self.secret))

    async def command(self, body: dict[str, Any]) -> dict[str, Any]:
        """Bring a slash command."""
        return await _read(await post_command(self.client, body, self.secret))


@dataclass
class SocketDoor:
    """Envelopes over the connection that Bunsen opened."""

    slack: SlackService

    async def event(self, body: dict[str, Any]) -> None:
        """Bring an event."""
        await self._bring("events_api", body)

    async def interaction(self, body: dict[str, Any]) -> dict[str, Any]:
        """Bring a press or a form."""
        return await self._bring("interactive", body)

    async def command(self, body: dict[str, Any]) -> dict[str, Any]:
        """Bring a slash command."""
        return await self._bring("slash_commands", body)

    async def _bring(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        return await self.slack.acknowledgement(await self.slack.push(kind, body))


@dataclass
class SlackPerson:
    """One account of the workspace; `direct` is its conversation with Bunsen."""

    slack: SlackService
    door: Door
    user: str
    _read: dict[str, int] = field(default_factory=dict)
    _forms: int = 0

    @property
    def direct(self) -> str:
        """The channel of the direct conversation with Bunsen."""
        return f"D{self.user}"

    async def says(self, text: str) -> None:
        """Write to Bunsen directly."""
        event = payload(
            "message_im", event__text=text, event__user=self.user, event__channel=self.direct, event_id=_new("Ev")
        )
        await self.door.event(event)

    async def drops(self, name: str, url: str) -> None:
        """Send a file directly; `url` is where Slack keeps it."""
        event = payload("message_im_file", event__user=self.user, event__channel=self.direct, event_id=_new("Ev"))
        (file,) = event["event"]["files"]
        event["event"]["files"] = [{**file, "name": name, "url_private": url, "url_private_download": url}]
        await self.door.event(event)

    async def mentions(self, text: str, channel: str = "C0LAB") -> None:
        """Mention Bunsen in a channel."""
        event = payload(
            "app_mention",
            event__text=f"<@{BOT_USER}> {text}",
            event__user=self.user,
            event__channel=channel,
            event_id=_new("Ev"),
        )
        await self.door.event(event)

    async def commands(self, text: str, channel: str = "C0LAB") -> dict[str, Any]:
        """Type /bunsen; gives the ephemeral answer (empty where there is none)."""
        command = payload("command", text=text, user_id=self.user, channel_id=channel, trigger_id=_new("tr"))
        command["response_url"] = self.slack.response_url(_new("r"))
        return await self.door.command(command)

    async def reads(self, channel: str = "") -> dict[str, Any]:
        """Wait for the next message in a channel (by default the direct conversation) and give it."""
        channel = channel or self.direct
        number = self._read.get(channel, 0)
        await self.slack.wait_for(lambda: len(self.slack.shown(channel)) > number, f"message {number + 1} in {channel}")
        self._read[channel] = number + 1
        return self.slack.shown(channel)[number]

    async def presses(self, message: dict[str, Any], label: str) -> None:
        """Press a button of a message by its label."""
        button = find_button(message, label)
        press = payload(
            "block_actions",
            user__id=self.user,
            channel__id=message["channel"],
            container__channel_id=message["channel"],
            container__message_ts=message["ts"],
            message__ts=message["ts"],
            trigger_id=_new("tr"),
            response_url=self.slack.response_url(_new("r")),
        )
        press["actions"] = [button]
        await self.door.interaction(press)

    async def form(self) -> dict[str, Any]:
        """Wait for the next form that opens and give its view."""
        self._forms += 1
        await self.slack.called("views.open", self._forms)
        return self.slack.views[self._forms - 1]

    async def sends(self, view: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
        """Fill a form in and send it; gives the acknowledgement (errors, the next form, or nothing)."""
        sent = payload("view_submission", user__id=self.user, trigger_id=_new("tr"))
        state = {
            block["block_id"]: {"v": _filled(block, values)} for block in view["blocks"] if block["type"] == "input"
        }
        sent["view"] = {**sent["view"], **view, "state": {"values": state}}
        return await self.door.interaction(sent)


async def _read(answer: ClientResponse) -> dict[str, Any]:
    assert answer.status == 200, answer.status
    if answer.content_type != "application/json":
        return {}
    body: dict[str, Any] = await answer.json()
    return body


def find_button(message: dict[str, Any], label: str) -> dict[str, Any]:
    """Find a button of a message by what stands on it."""
    buttons = [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]
    for button in buttons:
        if button["text"]["text"] == label:
            found: dict[str, Any] = button
            return found
    raise AssertionError(f"no button “{label}”, only {[button['text']['text'] for button in buttons]}")


def _filled(block: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    element = block["element"]
    given = values.get(block["block_id"])
    match element["type"]:
        case "plain_text_input":
            return {"type": element["type"], "value": given or element.get("initial_value")}
        case "datepicker":
            return {"type": element["type"], "selected_date": given or element.get("initial_date")}
        case _:
            chosen = {"value": given} if given else element.get("initial_option")
            return {"type": element["type"], "selected_option": chosen}


def _new(prefix: str) -> str:
    return f"{prefix}{next(_numbers)}"
