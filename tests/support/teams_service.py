"""Microsoft Teams as Bunsen meets it: who signs, where messages arrive, and people who write, press and fill in.

with teams_service() as teams:
    surface = TeamsSurface(teams.identity(), desk, wake, offers, service_url=teams.chat.url)
    ...                                   # serve surface.add_routes(app) at some URL
    ada = teams.person("Ada Byron", url)  # url: where Bunsen listens
    await ada.says("help")
    card = teams.chat.last().card
    answer = await ada.presses(teams.chat.last(), "Update")
    answer = await ada.submits(answer, comment="Two people hired")
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
from aiohttp import web

from bot.teams.identity import TeamsIdentity
from tests.support.connector_service import ConnectorService
from tests.support.identity_service import APP_ID, PASSWORD, TENANT, IdentityService, identity_service
from tests.support.local_server import serving

Json = dict[str, Any]
BOT = {"id": f"28:{APP_ID}", "name": "Bunsen"}
CHANNEL_ID = "19:channel@thread.tacv2"
TEAM_ID = "19:team@thread.tacv2"


@dataclass
class Message:
    """A message of Bunsen's, as it stands in the conversation now."""

    id: str
    conversation: str
    card: Json
    times_updated: int = 0


@dataclass
class Chat(ConnectorService):
    """The connector, which also keeps what stands in each conversation."""

    messages: list[Message] = field(default_factory=list)

    def last(self) -> Message:
        """Return the newest message."""
        return self.messages[-1]

    def said(self) -> str:
        """Return all that can be read, message after message."""
        return "\n\n".join(read(message.card) for message in self.messages)

    async def _send(self, request: web.Request) -> web.Response:
        body = await request.json()
        message = Message(self._id("activity"), request.match_info["conversation"], _card_in(body))
        self.messages.append(message)
        return web.json_response({"id": message.id}, status=201)

    async def _delete(self, request: web.Request) -> web.Response:
        wanted = request.match_info["activity"]
        self.messages[:] = [message for message in self.messages if message.id != wanted]
        return web.Response(status=200)

    async def _update(self, request: web.Request) -> web.Response:
        wanted = request.match_info["activity"]
        for message in self.messages:
            if message.id == wanted:
                message.card, message.times_updated = _card_in(await request.json()), message.times_updated + 1
        return web.json_response({"id": wanted})


@dataclass
class Answer:
    """What Bunsen's endpoint answered."""

    status: int
    body: Any

    @property
    def card(self) -> Json:
        """The card in the place of the old one, or in the dialog."""
        if "task" in self.body:
            content: Json = self.body["task"]["value"]["card"]["content"]
            return content
        assert self.body["type"] == "application/vnd.microsoft.card.adaptive", self.body
        value: Json = self.body["value"]
        return value

    @property
    def text(self) -> str:
        """The sentence that was answered."""
        answered = self.body["task"]["value"] if "task" in self.body else self.body["value"]
        assert isinstance(answered, str), self.body
        return answered


@dataclass
class TeamsPerson:
    """Somebody with a Teams client."""

    teams: "TeamsService"
    url: str
    name: str
    number: int
    tenant: str = TENANT
    channel: str = ""
    """Empty: they write in their own chat with Bunsen."""

    @property
    def aad_id(self) -> str:
        return f"00000000-0000-0000-0000-{self.number:012d}"

    @property
    def user_id(self) -> str:
        return f"29:user-{self.number}"

    def in_channel(self, root: str = "1763800000000") -> "TeamsPerson":
        """Return the same person, now writing in a channel's thread."""
        thread = f"{CHANNEL_ID};messageid={root}"
        return TeamsPerson(self.teams, self.url, self.name, self.number, self.tenant, thread)

    async def installs(self) -> Answer:
        """Install Bunsen for oneself."""
        return await self.posts({"type": "installationUpdate", "action": "add"})

    async def says(self, text: str, **changes: Any) -> Answer:
        """Write a message; in a channel, to Bunsen."""
        if not self.channel:
            return await self.posts({"type": "message", "text": text, **changes})
        mention = {"type": "mention", "mentioned": BOT, "text": "<at>Bunsen</at>"}
        said = {"type": "message", "text": f"<at>Bunsen</at>&nbsp;{text}", "entities": [mention]}
        return await self.posts(said | changes)

    async def drops(self, name: str, url: str) -> Answer:
        """Send a file in the personal chat; `url` is where it can be fetched for some minutes."""
        content = {"downloadUrl": url, "uniqueId": "1", "fileType": name.rpartition(".")[2]}
        kind = "application/vnd.microsoft.teams.file.download.info"
        file = {"contentType": kind, "contentUrl": url, "name": name, "content": content}
        return await self.posts({"type": "message", "text": "", "attachments": [file]})

    async def presses(self, message: Message, title: str, **changes: Any) -> Answer:
        """Press a button, the way that this kind of button tells the client to."""
        offered = {action["title"]: action for action in actions(message.card)}
        assert title in offered, f"no button {title!r} in:\n{read(message.card)}"
        action = offered[title]
        if action["type"] == "Action.Execute":
            value = {"action": {key: action[key] for key in ("type", "title", "verb", "data")}, "trigger": "manual"}
            name = "adaptiveCard/action"
        else:
            assert action["data"]["msteams"] == {"type": "task/fetch"}, action
            value, name = {"data": action["data"], "context": {"theme": "default"}}, "task/fetch"
        return await self.invokes(name, value, replyToId=message.id, **changes)

    async def submits(self, dialog: Answer, **typed: str) -> Answer:
        """Send the form in a dialog: what stands in it already, and what is typed now."""
        (send,) = dialog.card["actions"]
        filled = {key: str(one.get("value", "")) for key, one in inputs(dialog.card).items()}
        given = filled | {f"field.{key}": text for key, text in typed.items()}
        return await self.invokes("task/submit", {"data": {**send["data"], **given}, "context": {"theme": "default"}})

    async def answers_consent(self, message: Message, action: str, upload_to: str = "", **changes: Any) -> Answer:
        """Say "accept" or "decline" to the question whether a file may go into one's OneDrive."""
        value = {"type": "fileUpload", "action": action, "context": message.card[f"{action}Context"]}
        if action == "accept":
            name = upload_to.rpartition("/")[2]
            where = "https://contoso-my.sharepoint.com/personal/ada/Documents/Applications"
            kind = name.rpartition(".")[2]
            value["uploadInfo"] = {
                "contentUrl": f"{where}/{name}",
                "name": name,
                "uploadUrl": upload_to,
                "uniqueId": "8150D038-38F9-4B9C-9F2C-7D3E2E2E0C6A",
                "fileType": kind,
            }
        return await self.invokes("fileConsent/invoke", value, replyToId=message.id, **changes)

    async def invokes(self, name: str, value: Any, **changes: Any) -> Answer:
        """Send an invoke."""
        return await self.posts({"type": "invoke", "name": name, "value": value, **changes})

    async def posts(self, body: Json) -> Answer:
        """Send an activity, signed by Teams."""
        return await self.teams.posts(self.url, self._envelope() | body)

    def _envelope(self) -> Json:
        data: Json = {"tenant": {"id": self.tenant}}
        if self.channel:
            data |= {"team": {"id": TEAM_ID}, "channel": {"id": CHANNEL_ID}}
        kind = "channel" if self.channel else "personal"
        return {
            "id": f"f:{next(self.teams.ids)}",
            "from": {"id": self.user_id, "aadObjectId": self.aad_id, "name": self.name},
            "recipient": BOT,
            "conversation": {"id": self.channel or f"a:{self.number}", "conversationType": kind},
            "channelData": data,
        }


@dataclass
class TeamsService:
    """Both of Microsoft's services, and the people."""

    signer: IdentityService
    chat: Chat
    ids: Iterator[int] = field(default_factory=count)

    def identity(self, **changes: Any) -> TeamsIdentity:
        """Return an app registration that these services vouch for."""
        known: Json = {
            "app_id": APP_ID,
            "password": PASSWORD,
            "app_type": "SingleTenant",
            "tenant_id": TENANT,
            "metadata_url": self.signer.metadata_url,
            "token_authority": self.signer.url,
        }
        return TeamsIdentity(**known | changes)

    def person(self, name: str, url: str, *, email: str = "", tenant: str = TENANT) -> TeamsPerson:
        """Return somebody who is on the roster."""
        person = TeamsPerson(self, url.rstrip("/"), name, len(self.chat.members) + 1, tenant)
        known = {"id": person.user_id, "objectId": person.aad_id, "name": name, "tenantId": tenant, "userRole": "user"}
        self.chat.members.append(known | ({"email": email, "userPrincipalName": email} if email else {}))
        return person

    async def posts(self, url: str, activity: Json, headers: Mapping[str, str] | None = None) -> Answer:
        """Send any activity, as coming from this connector; signed, unless other headers are given."""
        body = {"channelId": "msteams", **activity, "serviceUrl": self.chat.url}
        signed = self.signer.header(serviceurl=self.chat.url) if headers is None else headers
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{url.rstrip('/')}/api/messages", json=body, headers=signed) as answer,
        ):
            return Answer(answer.status, await answer.json() if answer.content_type == "application/json" else None)


@contextmanager
def teams_service(**identity: Any) -> Iterator[TeamsService]:
    """Run both services on this machine."""
    chat = Chat()
    with identity_service(**identity) as signer, serving(chat.app()) as url:
        chat.url = url
        yield TeamsService(signer, chat)


def read(card: Json) -> str:
    """Say what a person reads in a card, line by line, buttons in brackets."""
    return "\n".join(line for line in _lines(card) if line)


def actions(card: Any) -> list[Json]:
    """List all buttons of a card that send something, in order; one that asks first counts as the one that it opens."""
    if str(card.get("type", "")) in ("Action.Execute", "Action.Submit"):
        return [card]
    return [action for part in _parts(card) for action in actions(part)]


def inputs(card: Any) -> dict[str, Json]:
    """List all inputs of a card by their ids."""
    found = {card["id"]: card} if str(card.get("type", "")).startswith("Input.") else {}
    for part in _parts(card):
        found |= inputs(part)
    return found


def _parts(node: Mapping[str, Any]) -> Iterator[Json]:
    for name in ("body", "items", "rows", "cells", "actions"):
        yield from node.get(name, ())
    if node.get("type") == "Action.ShowCard":
        yield node["card"]


def _lines(node: Json) -> Iterator[str]:
    match node.get("type"):
        case "TextBlock":
            yield re.sub(r"\\(.)", r"\1", node["text"])
        case "RichTextBlock":
            yield "".join(run["text"] for run in node["inlines"])
        case "TableRow":
            yield " | ".join(read({"body": cell["items"]}) for cell in node["cells"])
        case str(kind) if kind.startswith("Input."):
            yield from (node["label"], *(f"( ) {choice['title']}" for choice in node.get("choices", ())))
        case str(kind) if kind.startswith("Action."):
            yield f"[{node['title']}]"
            for part in _parts(node):
                yield from _lines(part)
        case _:
            for part in _parts(node):
                yield from _lines(part)


def _card_in(activity: Json) -> Json:
    # Text beside a card may be split off by Teams, and then no id comes back (platform-facts 3.6).
    assert not activity.get("text"), activity
    (attachment,) = activity["attachments"]
    content: Json = attachment["content"]
    return content
