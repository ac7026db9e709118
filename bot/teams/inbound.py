"""Inbound: what an activity of Teams means, in neutral words. Nothing is sent or looked up here.

Everything under `value` comes from the client and may be anything: it is read as text or left out.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from uuid import uuid4

from botbuilder.schema import Activity

from bot.teams import wire
from bot.teams.conversations import account_of, conversation_of
from bot.teams.files import URL
from handlers.interactions import (
    Conversation,
    Deed,
    Dropped,
    Interaction,
    Joined,
    MessageRef,
    Pressed,
    Said,
    SharedFile,
    Submitted,
)

# No "<" inside a tag, so that a megabyte of "<at<at<at" is read in one go.
_MENTION_TAG = re.compile(r"</?at[^<>]*>", re.IGNORECASE)
# A database takes neither of these, and no person has typed them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def interaction_of(activity: Activity) -> Interaction | None:
    """Read an activity; None where nobody has done anything that Bunsen answers."""
    if activity.from_property is None or activity.conversation is None or not activity.conversation.id:
        return None
    conversation = conversation_of(activity)
    deed = _deed(activity, conversation)
    if deed is None:
        return None
    # Without an id it cannot be recognised when it comes again, so it counts as new.
    key = f"{conversation.id}|{activity.id or uuid4().hex}"
    return Interaction(key, account_of(activity), conversation, deed)


def _deed(activity: Activity, conversation: Conversation) -> Deed | None:
    match activity.type:
        case "message":
            return _message(activity, conversation)
        case "invoke":
            return _invoke(activity, conversation)
        case "installationUpdate":
            # conversationUpdate comes on installing too; "add-upgrade" comes with each new
            # version of the app. Only this one greets (platform-facts 3.4).
            return Joined() if activity.action == "add" and conversation.direct else None
        case _:
            return None


def _message(activity: Activity, conversation: Conversation) -> Deed | None:
    if isinstance(activity.value, dict):
        return _given(activity.value, activity, conversation)
    mentions = list(_mentions_of_bunsen(activity))
    if not conversation.direct and not mentions:
        # With the permission to read a whole channel, Teams delivers what was said to others as well.
        return None
    spoken = _spoken(activity.text or "", mentions)
    files = tuple(_files(activity)) if conversation.direct else ()
    return Dropped(files, spoken) if files else Said(spoken)


def _files(activity: Activity) -> Iterator[SharedFile]:
    """The files that came with a message; pictures that were pasted into it are none."""
    for attachment in filter(None, activity.attachments or ()):
        if attachment.content_type == wire.FILE_DOWNLOAD:
            url = _text(_mapping(attachment.content).get("downloadUrl"))
            yield SharedFile(_text(attachment.name), "", 0, {URL: url} if url else {})


def _invoke(activity: Activity, conversation: Conversation) -> Deed | None:
    value = activity.value if isinstance(activity.value, dict) else {}
    match activity.name:
        case wire.CARD_ACTION:
            action = _mapping(value.get("action"))
            return _given({wire.PRESS: action.get("verb"), **_mapping(action.get("data"))}, activity, conversation)
        case wire.TASK_FETCH | wire.TASK_SUBMIT:
            return _given(_mapping(value.get("data")), activity, conversation)
        case _:
            return None


def _given(data: Mapping[str, Any], activity: Activity, conversation: Conversation) -> Pressed | Submitted:
    """Read what a button or a form carries; a button of nobody's becomes a press that no feature knows."""
    message = _text(activity.reply_to_id) or _text(data.get(wire.ORIGIN))
    origin = MessageRef(conversation, message) if message else None
    if _text(data.get(wire.FORM)):
        return Submitted(
            _text(data[wire.FORM]), _text(data.get(wire.CONTEXT)), _text(data.get(wire.NONCE)), _fields(data), origin
        )
    return Pressed(_text(data.get(wire.PRESS)), _text(data.get(wire.VALUE)), origin)


def _fields(data: Mapping[str, Any]) -> dict[str, str]:
    return {
        _text(key.removeprefix(wire.FIELD_PREFIX)): _text(value)
        for key, value in data.items()
        if key.startswith(wire.FIELD_PREFIX)
    }


def _mentions_of_bunsen(activity: Activity) -> Iterator[str]:
    """The names under which Bunsen itself is mentioned, as they stand in the text."""
    for entity in filter(None, activity.entities or ()):
        more = entity.additional_properties or {}
        mentioned = _mapping(more.get("mentioned")).get("id")
        if entity.type == "mention" and activity.recipient and mentioned == activity.recipient.id:
            yield _MENTION_TAG.sub("", _text(more.get("text")))


def _spoken(text: str, mentions: list[str]) -> str:
    """Take Bunsen's own mention out, and leave other people's as their names.

    The SDK's remove_recipient_mention leaves `&nbsp;`, mangles the text for short names and fails
    where there is none (platform-facts 3.4, 22 Nov 2026).
    """
    for name in mentions:
        text = re.sub(f"<at[^<>]*>{re.escape(name)}</at>", " ", text, count=1, flags=re.IGNORECASE)
    plain = unescape(_MENTION_TAG.sub("", text)).replace("\xa0", " ")
    return _text(plain).strip()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _UNSTORABLE.sub("", value) if isinstance(value, str) else ""
