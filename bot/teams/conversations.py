"""Conversations: what Teams needs in order to be spoken to later, as plain text values and back."""

from typing import Any

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, ConversationReference

from bot.teams.wire import CHANNEL
from handlers.interactions import Account, Conversation, Platform

PERSONAL = "personal"


def tenant_of(activity: Activity) -> str:
    """The tenant in which this happened.

    Not `conversation.tenant_id`: the SDK does not read Teams' own spelling of it (platform-facts 3.4).
    """
    return _text(_channel_data(activity, "tenant").get("id"))


def account_of(activity: Activity) -> Account:
    """Who did it: the directory's id, which is the same for every bot and never given to somebody else.

    Where Teams does not tell it, the 29: id stands in; that one is fixed too, but other for each bot.
    """
    sender = activity.from_property
    return Account(Platform.TEAMS, tenant_of(activity), _text(sender.aad_object_id) or _text(sender.id))


def account_in(conversation: Conversation) -> Account:
    """With whom a chat of two is held, as `account_of` names them."""
    known = conversation.reference or {}
    return Account(Platform.TEAMS, conversation.tenant, known.get("user_aad_id") or known.get("user_id", ""))


def conversation_of(activity: Activity) -> Conversation:
    """Where it happened. `thread` stays empty: a channel's thread is part of Teams' conversation id."""
    place = activity.conversation
    reference = {
        "service_url": _text(activity.service_url),
        "bot_id": _text(activity.recipient.id) if activity.recipient else "",
        "user_id": _text(activity.from_property.id),
        "user_aad_id": _text(activity.from_property.aad_object_id),
        "conversation_type": _text(place.conversation_type),
        "team_id": _text(_channel_data(activity, "team").get("id")),
        "channel_id": _text(_channel_data(activity, "channel").get("id")),
        "timezone": _timezone(activity),
    }
    return Conversation(
        Platform.TEAMS,
        tenant_of(activity),
        _text(place.id),
        direct=place.conversation_type == PERSONAL,
        reference={name: value for name, value in reference.items() if value},
    )


def direct_conversation(
    account: Account, conversation_id: str, *, service_url: str, bot_id: str, user_id: str
) -> Conversation:
    """A chat of two that Bunsen has opened itself."""
    reference = {
        "service_url": service_url,
        "bot_id": bot_id,
        "user_id": user_id,
        "user_aad_id": account.user,
        "conversation_type": PERSONAL,
    }
    return Conversation(Platform.TEAMS, account.tenant, conversation_id, direct=True, reference=reference)


def member_id(account: Account, seen_in: Conversation | None) -> str:
    """Under which id Teams knows somebody where they spoke; the directory's id where that was not kept."""
    known = (seen_in.reference if seen_in is not None else None) or {}
    return (known.get("user_id", "") if known.get("user_aad_id") == account.user else "") or account.user


def reference_of(conversation: Conversation) -> ConversationReference:
    """What the SDK needs to go on with a conversation."""
    known = conversation.reference or {}
    return ConversationReference(
        channel_id=CHANNEL,
        service_url=known.get("service_url", ""),
        bot=ChannelAccount(id=known.get("bot_id", "")),
        user=ChannelAccount(id=known.get("user_id", ""), aad_object_id=known.get("user_aad_id")),
        conversation=ConversationAccount(
            id=conversation.id,
            conversation_type=known.get("conversation_type"),
            tenant_id=conversation.tenant,
            is_group=not conversation.direct,
        ),
    )


def _timezone(activity: Activity) -> str:
    """The time zone of the client that somebody used: Teams tells it nowhere else (platform-facts 3.4)."""
    if told := _text(activity.local_timezone):
        return told
    infos = (each.additional_properties or {} for each in activity.entities or () if each and each.type == "clientInfo")
    return next((_text(info.get("timezone")) for info in infos), "")


def _channel_data(activity: Activity, name: str) -> dict[str, Any]:
    data = activity.channel_data
    part = data.get(name) if isinstance(data, dict) else None
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
