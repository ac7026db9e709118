"""What Slack sends becomes the right interaction, or none."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.inbound import Kind, commanded, input_blocks, kind_of, pressed, said, submitted
from bot.slack.markup import escape, unescape
from handlers.interactions import (
    Account,
    Commanded,
    Conversation,
    Dropped,
    Interaction,
    MessageRef,
    Platform,
    Pressed,
    Said,
    SharedFile,
    Submitted,
)
from tests.support.slack_requests import payload

SAM = Account(Platform.SLACK, "T0BUNSEN", "U0SAM")


def heard(name: str = "message_im", **changes: Any) -> Interaction:
    interaction = said(payload(name, **changes))
    assert interaction is not None
    return interaction


def text_of(text: str, name: str = "message_im") -> str:
    deed = heard(name, event__text=text).deed
    assert isinstance(deed, Said)
    return deed.text


def test_a_mention_is_heard_and_will_be_answered_in_a_thread_under_it() -> None:
    place = Conversation(Platform.SLACK, "T0BUNSEN", "C0LAB", direct=False, thread="1795339800.000100")
    text = "will you pay my registration fee (https://sciencecouncil.org)?"
    assert heard("app_mention") == Interaction("Ev0MENTION", SAM, place, Said(text))


def test_a_mention_in_a_thread_is_answered_in_that_thread() -> None:
    place = heard("app_mention", event__thread_ts="1795339000.000001").conversation
    assert place.thread == "1795339000.000001"


def test_a_direct_message_is_heard_and_the_chat_stays_flat() -> None:
    place = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", direct=True, thread="")
    assert heard() == Interaction("Ev0DIRECT", SAM, place, Said("what is RSciTech?"))


def test_a_direct_message_in_a_thread_is_answered_there() -> None:
    assert heard(event__thread_ts="1795339000.000001").conversation.thread == "1795339000.000001"


def test_a_file_in_a_direct_chat_comes_with_what_was_said_beside_it() -> None:
    url = "https://files.slack.com/files-pri/T0BUNSEN-F0PLAN/download/plan.xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert heard("message_im_file").deed == Dropped(
        (SharedFile("plan.xlsx", media_type, 11482, {"url": url}),), "our plan"
    )


@pytest.mark.parametrize("files", [None, {}, [], "F1", [1, None]])
def test_files_that_are_none_leave_the_words(files: object) -> None:
    assert heard("message_im_file", event__files=files).deed == Said("our plan")


def test_a_file_in_a_channel_is_not_taken() -> None:
    files = payload("message_im_file")["event"]["files"]
    assert isinstance(heard("app_mention", event__files=files).deed, Said)


def test_the_text_that_comes_with_a_file_is_heard() -> None:
    assert heard(event__subtype="file_share").deed == Said("what is RSciTech?")


@pytest.mark.parametrize(
    "changes",
    [
        {"event__subtype": "message_changed"},
        {"event__subtype": "message_deleted"},
        {"event__subtype": "bot_message"},
        {"event__bot_id": "B0OTHER"},
        {"event__user": "U0BUNSEN"},
        {"event__user": None},
        {"event__channel_type": "channel"},
        {"event__type": "reaction_added"},
        {"event_id": None},
        {"event": "not an object"},
    ],
)
def test_what_no_person_has_just_said_to_bunsen_is_not_heard(changes: dict[str, Any]) -> None:
    assert said(payload("message_im", **changes)) is None


def test_opening_the_messages_tab_says_nothing() -> None:
    assert said(payload("app_home_opened")) is None


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("R&amp;D &lt;fund&gt;", "R&D <fund>"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.ac.uk/a?b=1&amp;c=2>", "https://example.ac.uk/a?b=1&c=2"),
        ("<http://example.ac.uk|example.ac.uk>", "example.ac.uk"),
        ("<mailto:sam@example.ac.uk|sam@example.ac.uk>", "sam@example.ac.uk"),
        ("see <https://example.ac.uk/fund|the fund>", "see the fund (https://example.ac.uk/fund)"),
        ("ask <@U0KIT>", "ask @U0KIT"),
        ("ask <@U0KIT|kit>", "ask @kit"),
        ("in <#C0LAB|lab>", "in #lab"),
        ("<!here> hello", "@here hello"),
        ("<!subteam^S1|@techs> hello", "@techs hello"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_slacks_way_of_writing_becomes_what_was_typed(sent: str, typed: str) -> None:
    assert text_of(sent) == typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0BUNSEN> hello", "hello"),
        ("<@U0BUNSEN>: hello", "hello"),
        ("hello <@U0BUNSEN> again", "hello again"),
        ("<@U0BUNSEN>", ""),
        ("<@U0BUNSEN> ask <@U0KIT>", "ask @U0KIT"),
    ],
)
def test_only_bunsens_own_mention_is_taken_out(sent: str, typed: str) -> None:
    assert text_of(sent, "app_mention") == typed


def test_without_the_bots_name_a_mention_at_the_beginning_is_bunsens() -> None:
    mention = payload("app_mention", event__text="<@U0BUNSEN> ask <@U0KIT>", authorizations=None)
    interaction = said(mention)
    assert interaction is not None
    assert interaction.deed == Said("ask @U0KIT")


@settings(deadline=None)
@given(st.text())
def test_unescaping_undoes_escaping(text: str) -> None:
    assert unescape(escape(text)) == text


def test_in_a_shared_channel_the_workspace_is_the_one_that_installed_bunsen() -> None:
    assert heard("app_mention", team_id="T0PARTNER").account.tenant == "T0BUNSEN"


def test_an_install_of_a_whole_organisation_falls_back_to_the_workspace_of_the_event() -> None:
    assert heard(authorizations__0__team_id=None).account.tenant == "T0BUNSEN"


def test_a_command_is_read_with_its_text_and_its_way_back() -> None:
    incoming = commanded(payload("command", text="ask about R&amp;D"))
    assert incoming is not None
    assert incoming.interaction.deed == Commanded("ask about R&D")
    assert incoming.interaction.key == incoming.origin.trigger == "1795339900.1.command"
    assert incoming.origin.response_url.startswith("https://hooks.slack.example/commands/")


def test_a_command_typed_in_a_chat_of_two_others_is_never_taken_for_a_chat_with_bunsen() -> None:
    incoming = commanded(payload("command", channel_id="D0OTHERS", channel_name="directmessage"))
    assert incoming is not None
    assert not incoming.interaction.conversation.direct


def test_a_press_is_read_without_the_number_of_its_button() -> None:
    incoming = pressed(payload("block_actions"))
    assert incoming is not None
    place = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", direct=True)
    deed = Pressed("actions.report", "17", MessageRef(place, "1795339950.000400"))
    assert incoming.interaction == Interaction("1795339960.2.press", SAM, place, deed)


def test_a_press_in_a_channel_is_answered_under_the_message_that_carries_the_button() -> None:
    incoming = pressed(payload("block_actions", container__channel_id="C0LAB", channel__id="C0LAB"))
    assert incoming is not None
    assert incoming.interaction.conversation.thread == "1795339950.000400"


def test_a_press_on_an_ephemeral_message_has_no_message_that_could_be_updated_later() -> None:
    incoming = pressed(payload("block_actions_ephemeral"))
    assert incoming is not None
    assert incoming.interaction.deed == Pressed("actions.report", "17", None)


def test_a_button_without_a_value_gives_an_empty_one() -> None:
    incoming = pressed(payload("block_actions", actions__0__value=None))
    assert incoming is not None
    assert isinstance(incoming.interaction.deed, Pressed)
    assert incoming.interaction.deed.value == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"container__type": "view"},
        {"actions__0__url": "https://example.ac.uk"},
        {"actions": []},
        {"actions": None},
        {"container": None, "channel": None},
    ],
)
def test_a_press_that_asks_nothing_of_bunsen_is_only_acknowledged(changes: dict[str, Any]) -> None:
    assert pressed(payload("block_actions", **changes)) is None


def test_a_form_comes_back_with_every_field_and_what_it_remembered() -> None:
    incoming = submitted(payload("view_submission"))
    assert incoming is not None
    place = Conversation(Platform.SLACK, "T0BUNSEN", "D0SAM", direct=True)
    values = {"rag": "green", "comment": "", "due": "2026-12-01"}
    origin = MessageRef(place, "1795339950.000400")
    assert incoming.interaction.deed == Submitted("actions.report", "page:17", "n-1", values, origin)


def test_what_was_typed_into_a_form_is_taken_as_it_is() -> None:
    values = {"comment": {"v": {"type": "plain_text_input", "value": "a &amp; <b>"}}}
    incoming = submitted(payload("view_submission", view__state__values=values))
    assert incoming is not None
    assert isinstance(incoming.interaction.deed, Submitted)
    assert incoming.interaction.deed.values == {"comment": "a &amp; <b>"}


def test_a_form_with_a_spoilt_memory_still_has_its_name() -> None:
    incoming = submitted(payload("view_submission", view__private_metadata="{"))
    assert incoming is not None
    assert isinstance(incoming.interaction.deed, Submitted)
    assert incoming.interaction.deed.form == "actions.report"


def test_only_inputs_are_places_for_errors() -> None:
    assert input_blocks(payload("view_submission")) == ("rag", "comment", "due")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("app_mention", Kind.EVENT),
        ("command", Kind.COMMAND),
        ("block_actions", Kind.PRESS),
        ("view_submission", Kind.SUBMISSION),
    ],
)
def test_every_kind_of_payload_is_told_apart(name: str, kind: Kind) -> None:
    assert kind_of(payload(name)) is kind


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PLACES = ["event", "authorizations", "user", "team", "channel", "container", "actions", "view", "message", "text"]


@pytest.mark.parametrize("name", ["app_mention", "message_im", "command", "block_actions", "view_submission"])
@settings(deadline=None)
@given(place=st.sampled_from(PLACES), value=json_values)
def test_no_payload_however_odd_raises_an_error(name: str, place: str, value: object) -> None:
    body = {**payload(name), place: value}
    said(body)
    commanded(body)
    pressed(body)
    submitted(body)
    input_blocks(body)


def test_boxes_that_were_ticked_come_joined() -> None:
    boxes = {"v": {"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "c"}]}}
    none = {"v": {"type": "checkboxes", "selected_options": []}}
    incoming = submitted(payload("view_submission", view__state__values={"some": boxes, "none": none}))
    assert incoming is not None
    assert isinstance(incoming.interaction.deed, Submitted)
    assert incoming.interaction.deed.values == {"some": "a,c", "none": ""}
