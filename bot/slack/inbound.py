"""What Slack sends, as Bunsen's own interactions. Pure: nothing is looked up and nothing is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.slack.files import URL
from bot.slack.markup import readable, without_mention
from bot.slack.origin import FormMemory, Origin, origin_of, unpack
from handlers.interactions import (
    Account,
    Commanded,
    Conversation,
    Dropped,
    Interaction,
    Platform,
    Pressed,
    Said,
    SharedFile,
    Submitted,
)

Payload = Mapping[str, Any]

_SPOKEN_SUBTYPES = {"", "file_share", "thread_broadcast"}
"""Messages that somebody wrote just now; message_changed, bot_message and the like are none (platform-facts 2.3)."""


class Kind(Enum):
    """The kinds of payload that Bunsen tells apart."""

    EVENT = auto()
    COMMAND = auto()
    PRESS = auto()
    SUBMISSION = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Incoming:
    """An interaction that is answered at once, and where."""

    interaction: Interaction
    origin: Origin


def kind_of(body: Payload) -> Kind:
    """Tell what a payload is."""
    match body.get("type"):
        case "event_callback":
            return Kind.EVENT
        case "block_actions":
            return Kind.PRESS
        case "view_submission":
            return Kind.SUBMISSION
        case None if _text(body, "command"):
            return Kind.COMMAND
        case _:
            return Kind.OTHER


def said(body: Payload) -> Interaction | None:
    """Read a mention or a direct message; None for every other event, and for what no person has just written."""
    event = body.get("event")
    if not isinstance(event, Mapping) or not _is_spoken(event):
        return None
    direct = _text(event, "type") == "message"
    account = Account(Platform.SLACK, _tenant(body), _text(event, "user"))
    # In a channel the answer goes under the question; a direct chat stays flat unless it is in a thread already.
    thread = _text(event, "thread_ts") or ("" if direct else _text(event, "ts"))
    conversation = Conversation(Platform.SLACK, account.tenant, _text(event, "channel"), direct, thread)
    key = _text(body, "event_id")
    bot_user = _bot_user(body)
    if not (key and account.tenant and account.user and conversation.id) or account.user == bot_user:
        return None
    text = _text(event, "text")
    if bot_user or not direct:
        text = without_mention(text, bot_user)
    files = _files(event) if direct else ()
    deed = Dropped(files, readable(text)) if files else Said(readable(text))
    return Interaction(key, account, conversation, deed)


def _files(event: Payload) -> tuple[SharedFile, ...]:
    """List the files that came with a message."""
    files = event.get("files")
    return tuple(_file(each) for each in files if isinstance(each, Mapping)) if isinstance(files, list) else ()


def _file(file: Payload) -> SharedFile:
    size = file.get("size")
    url = _text(file, "url_private_download") or _text(file, "url_private")
    return SharedFile(
        _text(file, "name"), _text(file, "mimetype"), size if isinstance(size, int) else 0, {URL: url} if url else {}
    )


def commanded(body: Payload) -> Incoming | None:
    """Read a slash command."""
    account = Account(Platform.SLACK, _tenant(body), _text(body, "user_id"))
    # Never `direct`, not even in a channel called "directmessage": that may be a chat of two other people, in which
    # the command was typed, and Bunsen must not remember it as the place where it can reach this person.
    conversation = Conversation(Platform.SLACK, account.tenant, _text(body, "channel_id"), direct=False)
    key = _text(body, "trigger_id")
    if not (key and account.tenant and account.user):
        return None
    origin = Origin(conversation, account.user, ephemeral=True, response_url=_text(body, "response_url"), trigger=key)
    return Incoming(Interaction(key, account, conversation, Commanded(readable(_text(body, "text")))), origin)


def pressed(body: Payload) -> Incoming | None:
    """Read a press of a button in a message; None where there is nothing to do but to acknowledge it."""
    action = _at(body, "actions", 0)
    if not isinstance(action, Mapping) or _text(body, "container", "type") == "view" or _text(action, "url"):
        return None
    origin = _pressed_at(body)
    account = Account(Platform.SLACK, origin.conversation.tenant, origin.user)
    if not (origin.trigger and account.tenant and account.user and origin.conversation.id):
        return None
    # The renderer numbers presses that occur twice in a message: "nudge.done#2".
    press = _text(action, "action_id").partition("#")[0]
    deed = Pressed(press, _text(action, "value"), origin.replaceable)
    return Incoming(Interaction(origin.trigger, account, origin.conversation, deed), origin)


def submitted(body: Payload) -> Incoming | None:
    """Read a form that was sent."""
    memory = unpack(_text(body, "view", "private_metadata"))
    account = Account(Platform.SLACK, _tenant(body), _text(body, "user", "id"))
    if not (account.tenant and account.user):
        return None
    origin = origin_of(memory, account.tenant, account.user, _text(body, "trigger_id"))
    deed = _submitted(body, memory, origin)
    return Incoming(Interaction(_text(body, "view", "id"), account, origin.conversation, deed), origin)


def input_blocks(body: Payload) -> tuple[str, ...]:
    """List the fields of a form that was sent: only beside these can an error be shown."""
    blocks = _at(body, "view", "blocks")
    found = blocks if isinstance(blocks, list) else []
    return tuple(_text(block, "block_id") for block in found if _text(block, "type") == "input")


def _submitted(body: Payload, memory: FormMemory, origin: Origin) -> Submitted:
    state = _at(body, "view", "state", "values")
    fields = state if isinstance(state, Mapping) else {}
    values = {
        key: _given(element)
        for key, elements in fields.items()
        if isinstance(elements, Mapping)
        for element in elements.values()
    }
    name = memory.form or _text(body, "view", "callback_id")
    return Submitted(name, memory.context, memory.nonce, values, origin.replaceable)


def _given(element: object) -> str:
    # Unlike the text of a message, what is typed into a form does not come escaped (platform-facts 2.5 speaks of
    # messages; not verified live), so it is taken as it is.
    several = _at(element, "selected_options")
    if isinstance(several, list):
        return ",".join(_text(option, "value") for option in several)
    return _text(element, "value") or _text(element, "selected_date") or _text(element, "selected_option", "value")


def _is_spoken(event: Payload) -> bool:
    mention = _text(event, "type") == "app_mention"
    direct = _text(event, "type") == "message" and _text(event, "channel_type") == "im"
    by_bot = bool(event.get("bot_id") or event.get("bot_profile"))
    return (mention or direct) and not by_bot and _text(event, "subtype") in _SPOKEN_SUBTYPES


def _pressed_at(body: Payload) -> Origin:
    channel = _text(body, "container", "channel_id") or _text(body, "channel", "id")
    message = _text(body, "container", "message_ts") or _text(body, "message", "ts")
    thread = _text(body, "message", "thread_ts") or _text(body, "container", "thread_ts")
    ephemeral = _at(body, "container", "is_ephemeral") is True
    # A chat of two that carries our message is ours; an ephemeral message may stand in anybody's chat, see `commanded`.
    direct = channel.startswith("D") and not ephemeral
    return Origin(
        Conversation(Platform.SLACK, _tenant(body), channel, direct, thread or ("" if direct else message)),
        _text(body, "user", "id"),
        message=message,
        thread=thread,
        ephemeral=ephemeral,
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
    )


def _tenant(body: Payload) -> str:
    """Find the workspace: in shared channels and installs of an organisation `team` is not it (platform-facts 2.11)."""
    return (
        _text(body, "view", "app_installed_team_id")
        or _text(body, "authorizations", 0, "team_id")
        or _text(body, "team_id")
        or _text(body, "team", "id")
        or _text(body, "user", "team_id")
        or _text(body, "enterprise", "id")
        or _text(body, "enterprise_id")
    )


def _bot_user(body: Payload) -> str:
    is_bot = _at(body, "authorizations", 0, "is_bot") is True
    return _text(body, "authorizations", 0, "user_id") if is_bot else ""


def _at(body: object, *path: str | int) -> object:
    """Follow a path through a payload; None where it ends early. Whatever arrives, reading it raises nothing."""
    for step in path:
        if isinstance(body, Mapping):
            body = body.get(step)
        elif isinstance(body, list) and isinstance(step, int) and step < len(body):
            body = body[step]
        else:
            return None
    return body


def _text(body: object, *path: str | int) -> str:
    found = _at(body, *path)
    return found if isinstance(found, str) else ""
