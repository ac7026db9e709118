"""Recorded activities of Teams, read into neutral interactions."""

import json
from pathlib import Path
from typing import Any

import pytest
from botbuilder.schema import Activity
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.teams.inbound import interaction_of
from handlers.interactions import (
    Account,
    Conversation,
    Dropped,
    Interaction,
    Joined,
    MessageRef,
    Platform,
    Pressed,
    Said,
    SharedFile,
    Submitted,
)

PAYLOADS = Path(__file__).parents[2] / "payloads" / "teams"
TENANT = "0a0a0a0a-2222-4c3f-9d4b-000000000002"
ADA = Account(Platform.TEAMS, TENANT, "00000000-0000-0000-0000-00000000000a")
ADA_29 = "29:1aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789_abcdefghij"
CHAT = "a:1scrubbedPersonalChatId0123456789"


def recorded(name: str, **changes: Any) -> Activity:
    return Activity().deserialize(json.loads((PAYLOADS / f"{name}.json").read_text("utf-8")) | changes)


def read(name: str, **changes: Any) -> Interaction:
    interaction = interaction_of(recorded(name, **changes))
    assert interaction is not None
    return interaction


def conversation(name: str) -> Conversation:
    return read(name).conversation


def origin(name: str, message: str) -> MessageRef:
    return MessageRef(conversation(name), message)


@pytest.mark.parametrize(
    ("name", "deed"),
    [
        ("personal_message", Said("will you pay my registration fee?")),
        ("channel_mention", Said("who pays for <RSci> & can Grace Hopper help?")),
        ("adaptive_card_action", Pressed("action.done", "7", origin("adaptive_card_action", "1763631020000"))),
        ("task_fetch", Pressed("action.report", "7", origin("task_fetch", "1763631020000"))),
        ("fallback_submit_message", Pressed("action.done", "7", origin("fallback_submit_message", "1763631020000"))),
        ("installation_update_add", Joined()),
        (
            "task_submit",
            Submitted(
                "report",
                "action:7",
                "n-1",
                {"rag": "amber", "comment": "Two people hired", "due": "2026-12-01"},
                origin("task_submit", "1763631020000"),
            ),
        ),
    ],
)
def test_each_recorded_activity_is_read(name: str, deed: object) -> None:
    assert read(name).deed == deed


@pytest.mark.parametrize("name", ["conversation_update_members_added", "channel_message_to_others"])
def test_what_is_not_meant_for_bunsen_is_left_alone(name: str) -> None:
    assert interaction_of(recorded(name)) is None


@pytest.mark.parametrize("action", ["add-upgrade", "remove", "remove-upgrade", None])
def test_only_installing_greets(action: str | None) -> None:
    assert interaction_of(recorded("installation_update_add", action=action)) is None


def test_installing_in_a_team_greets_nobody() -> None:
    team = {"id": "19:x@thread.tacv2", "conversationType": "channel"}
    assert interaction_of(recorded("installation_update_add", conversation=team)) is None


def test_the_account_is_the_directorys_id() -> None:
    assert read("personal_message").account == ADA


def test_without_a_directory_id_the_teams_id_stands_in() -> None:
    sender = {"id": ADA_29, "name": "Ada Byron"}
    assert read("personal_message", **{"from": sender}).account.user == ADA_29


def test_the_key_tells_one_activity_from_another() -> None:
    assert read("personal_message").key == f"{CHAT}|1763631015000"


def test_an_activity_without_an_id_never_counts_as_seen() -> None:
    first, second = (read("personal_message", id=None).key for _ in range(2))
    assert first != second


def test_a_personal_chat_is_direct_and_can_be_written_to_later() -> None:
    assert conversation("personal_message") == Conversation(
        Platform.TEAMS,
        TENANT,
        CHAT,
        direct=True,
        reference={
            "service_url": "https://smba.trafficmanager.net/uk/",
            "bot_id": "28:6f1e6a8e-1111-4c3f-9d4b-000000000001",
            "user_id": ADA_29,
            "user_aad_id": ADA.user,
            "conversation_type": "personal",
            "timezone": "Europe/London",
        },
    )


def test_a_channels_thread_is_part_of_its_id() -> None:
    assert conversation("channel_mention").id.endswith(";messageid=1763800000000")


def test_a_channel_keeps_its_team() -> None:
    assert (conversation("channel_mention").reference or {})["team_id"] == "19:scrubbedteam0123456789@thread.tacv2"


def test_a_channel_is_not_direct() -> None:
    assert not conversation("channel_mention").direct


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<at>Bunsen</at>", ""),
        ("<at>bunsen</at> help", "help"),
        ('please <at id="0">Bunsen</at>&nbsp; help', "please    help"),
        ("<at>Bunsen</at> a &lt;b&gt; c", "a <b> c"),
        ("no tag at all", "no tag at all"),
        (None, ""),
    ],
)
def test_the_mention_is_taken_out_of_the_text(text: str | None, said: str) -> None:
    assert read("channel_mention", text=text).deed == Said(said)


def test_a_message_without_text_or_value_is_empty() -> None:
    assert read("personal_message", text=None).deed == Said("")


def test_what_no_database_can_store_is_dropped() -> None:
    assert read("personal_message", text="a\x00b\ud800c").deed == Said("abc")


def test_a_press_without_a_name_is_one_that_nobody_knows() -> None:
    assert read("fallback_submit_message", value={"imBack": "x"}).deed == Pressed(
        "", "", origin("fallback_submit_message", "1763631020000")
    )


def test_the_verb_names_the_press_where_the_data_is_gone() -> None:
    deed = read("adaptive_card_action", value={"action": {"verb": "action.done", "data": "odd"}}).deed
    assert isinstance(deed, Pressed)
    assert deed.press == "action.done"


def test_a_field_cannot_take_the_place_of_the_form() -> None:
    data = {"form": "report", "nonce": "n-1", "field.form": "other", "field.nonce": "stolen", "comment": "no prefix"}
    deed = read("task_submit", value={"data": data}).deed
    assert deed == Submitted("report", "", "n-1", {"form": "other", "nonce": "stolen"}, None)


@pytest.mark.parametrize("missing", ["from", "conversation"])
def test_an_activity_of_nobody_or_nowhere_is_left_alone(missing: str) -> None:
    assert interaction_of(recorded("personal_message", **{missing: None})) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
known_keys = st.sampled_from(["action", "data", "verb", "press", "value", "form", "context", "nonce", "field.x"])
values = json_values | st.dictionaries(known_keys, json_values | st.dictionaries(known_keys, json_values))


@settings(deadline=None)
@given(
    name=st.sampled_from(["adaptive_card_action", "task_fetch", "task_submit", "fallback_submit_message"]),
    value=values,
    channel_data=json_values,
)
def test_whatever_a_client_sends_is_read_as_text(name: str, value: Any, channel_data: Any) -> None:
    deed = read(name, value=value, channelData=channel_data).deed
    match deed:
        case Pressed(press=press, value=pressed):
            texts = [press, pressed]
        case Submitted():
            texts = [deed.form, deed.context, deed.nonce, *deed.values, *deed.values.values()]
        case _:
            texts = []
    assert all(isinstance(text, str) for text in texts)


def test_a_file_in_a_personal_chat_comes_with_what_was_said_beside_it() -> None:
    deed = read("personal_message_file").deed
    assert isinstance(deed, Dropped)
    (file,) = deed.files
    assert (file.name, deed.text) == ("plan.xlsx", "our plan")
    assert (file.reference or {})["url"].startswith("https://wenlow-my.sharepoint.com/")


@pytest.mark.parametrize("content", [None, "x", {}, {"downloadUrl": None}])
def test_a_file_without_an_address_has_no_reference(content: object) -> None:
    attachment = {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "name": "a.csv",
        "content": content,
    }
    assert read("personal_message_file", attachments=[attachment]).deed == Dropped(
        (SharedFile("a.csv", reference={}),), "our plan"
    )


@pytest.mark.parametrize(
    ("changes", "zone"),
    [
        ({}, "Europe/London"),
        ({"localTimezone": None}, "Europe/London"),
        ({"localTimezone": "Europe/Lisbon"}, "Europe/Lisbon"),
        ({"localTimezone": None, "entities": []}, None),
        ({"localTimezone": None, "entities": [{"type": "clientInfo", "timezone": 7}]}, None),
    ],
)
def test_the_time_zone_of_the_client_goes_with_the_conversation(changes: dict[str, Any], zone: str | None) -> None:
    assert (read("fallback_submit_message", **changes).conversation.reference or {}).get("timezone") == zone
