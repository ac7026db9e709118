"""A conversation is kept whole."""

from dataclasses import fields

from handlers.interactions import Conversation, Platform
from storage.conversations import conversation_from_json, conversation_to_json

THREAD = Conversation(
    Platform.TEAMS, "tenant", "19:x", direct=False, thread="1.2", reference={"service_url": "https://x"}
)


def test_what_is_kept_comes_back() -> None:
    assert conversation_from_json(conversation_to_json(THREAD)) == THREAD


def test_no_field_is_forgotten() -> None:
    assert set(conversation_to_json(THREAD)) == {field.name for field in fields(Conversation)}


def test_where_nothing_is_kept_there_is_none() -> None:
    assert conversation_from_json(None) is None
