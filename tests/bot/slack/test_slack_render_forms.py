"""Whatever a form holds: the modal is within Slack's limits, or the error says in words what is wrong."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.inbound import input_blocks, submitted
from bot.slack.origin import CannotRender, Origin
from bot.slack.render_forms import form_errors, render_form, render_notice
from handlers.forms import ChoiceField, DateField, Field, Form, Option, ScaleField, Section, SeveralField, TextField
from handlers.interactions import Conversation, MessageRef, Platform, Submitted
from tests.support.slack_requests import payload

PLACE = Conversation(Platform.SLACK, "T0BUNSEN", "C0LAB", direct=False, thread="1.2")
ORIGIN = Origin(PLACE, "U0SAM", message="1.2", trigger="t")
STEPS = tuple(Option(str(step), f"Step {step}") for step in range(1, 6))


def form_with(*fields: Field, **changes: Any) -> Form:
    usual: dict[str, Any] = {"name": "f", "title": "Report", "sections": (Section("", fields),), "nonce": "n"}
    return Form(**{**usual, **changes})


def view_of(*fields: Field, **changes: Any) -> dict[str, Any]:
    return render_form(form_with(*fields, **changes), ORIGIN)


def element_of(field: Field) -> dict[str, Any]:
    element: dict[str, Any] = input_of(field)["element"]
    return element


def input_of(field: Field) -> dict[str, Any]:
    (block,) = [block for block in view_of(field)["blocks"] if block["type"] == "input"]
    return dict(block)


words = st.text(st.sampled_from("ab &<>*:\u00e9\U0001f9ea"), max_size=120)
labels = words.filter(lambda text: bool(text.strip()))
keys = st.integers(0, 10**6).map("k{}".format)
options = st.lists(labels, min_size=1, max_size=120).map(
    lambda found: tuple(Option(str(number), label) for number, label in enumerate(found))
)
fields: st.SearchStrategy[Field] = st.one_of(
    st.builds(TextField, keys, labels, words, words, st.booleans(), st.booleans(), st.integers(1, 5000)),
    st.builds(ChoiceField, keys, labels, options, words, words),
    st.builds(ScaleField, keys, labels, options, words, st.just("1")),
    st.builds(SeveralField, keys, labels, options.map(lambda found: found[:100]), words, st.just(("1", "2"))),
    st.builds(DateField, keys, labels, words, st.none() | st.dates()),
)
forms = st.builds(
    Form,
    name=st.just("f"),
    title=words.filter(lambda text: bool(text.strip())),
    sections=st.lists(
        st.builds(Section, words, st.lists(fields, max_size=3).map(tuple), words), min_size=1, max_size=4
    ).map(tuple),
    nonce=keys,
    intro=st.just("Hello"),
)


@settings(deadline=None)
@given(forms)
def test_every_modal_is_within_slacks_limits(form: Form) -> None:
    view = render_form(form, ORIGIN)
    assert len(view["blocks"]) <= 100
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))
    for block in view["blocks"]:
        if block["type"] == "input":
            check_element(block["element"])
    json.dumps(view)


def check_element(element: dict[str, Any]) -> None:
    """platform-facts 2.6; the numbers are written out again here on purpose."""
    match element["type"]:
        case "radio_buttons" | "checkboxes":
            check_options(element["options"], 10)
        case "multi_static_select":
            check_options(element["options"], 100)
        case "static_select":
            for group in element.get("option_groups") or [element]:
                check_options(group["options"], 100)
        case "plain_text_input":
            assert 1 <= element["max_length"] <= 3000
            assert len(element.get("initial_value", "")) <= element["max_length"]


def check_options(options: list[dict[str, Any]], most: int) -> None:
    assert 0 < len(options) <= most
    assert all(0 < len(option["text"]["text"]) <= 75 and len(option["value"]) <= 150 for option in options)


@settings(deadline=None)
@given(st.lists(labels, min_size=1, max_size=8))
def test_every_option_can_be_read_in_full(found: list[str]) -> None:
    choice = ChoiceField("k", "Label", tuple(Option(str(number), label) for number, label in enumerate(found)))
    read = json.dumps(view_of(choice)["blocks"], ensure_ascii=False)
    assert all(json.dumps(label.strip(), ensure_ascii=False)[1:-1] in read for label in found)


def test_a_text_field_is_an_input_with_its_limit_and_what_stood_in_it() -> None:
    element = element_of(TextField("k", "Label", value="so far", multiline=True, max_length=500))
    assert element == {
        "type": "plain_text_input",
        "action_id": "v.n",
        "initial_value": "so far",
        "max_length": 500,
        "multiline": True,
    }


def _input_ids(nonce: str) -> list[tuple[str, str]]:
    blocks = view_of(TextField("a", "A"), DateField("b", "B"), nonce=nonce)["blocks"]
    return [(block["block_id"], block["element"]["action_id"]) for block in blocks if block["type"] == "input"]


def test_the_same_form_has_the_same_inputs_so_that_slack_keeps_what_was_typed() -> None:
    assert _input_ids("n1") == _input_ids("n1")


def test_a_form_that_takes_the_place_of_another_has_inputs_of_its_own_so_that_slack_shows_what_it_brings() -> None:
    assert set(_input_ids("n1")).isdisjoint(_input_ids("n2"))


def test_a_choice_is_a_drop_down_with_its_choice_made() -> None:
    element = element_of(ChoiceField("k", "Label", STEPS, value="3"))
    assert (element["type"], element["initial_option"]["value"]) == ("static_select", "3")


def test_more_than_a_hundred_options_are_grouped() -> None:
    many = tuple(Option(str(number), f"Action {number}") for number in range(250))
    groups = element_of(ChoiceField("k", "Label", many))["option_groups"]
    assert [(group["label"]["text"], len(group["options"])) for group in groups] == [
        ("1 to 100", 100),
        ("101 to 200", 100),
        ("201 to 250", 50),
    ]


def test_a_scale_is_radio_buttons() -> None:
    assert element_of(ScaleField("k", "Label", STEPS))["type"] == "radio_buttons"


def test_a_scale_of_more_than_ten_steps_is_a_drop_down() -> None:
    steps = tuple(Option(str(step), str(step)) for step in range(11))
    assert element_of(ScaleField("k", "Label", steps))["type"] == "static_select"


def test_a_date_is_a_date_picker() -> None:
    element = element_of(DateField("k", "Label", value=date(2026, 12, 1)))
    assert (element["type"], element["initial_date"]) == ("datepicker", "2026-12-01")


def test_a_field_keeps_its_key_its_hint_and_whether_it_is_needed() -> None:
    block = input_of(TextField("k", "Label", hint="A <hint>", required=True))
    assert (block["block_id"], block["hint"]["text"], block["optional"]) == ("k", "A <hint>", False)


def test_a_field_that_is_not_needed_is_optional() -> None:
    assert input_of(TextField("k", "Label"))["optional"] is True


def test_a_section_has_a_heading_and_its_help() -> None:
    section = Section("How it went", (TextField("k", "Label"),), "Be brief.")
    view = render_form(Form("f", "Report", (section,), "n", intro="Hello"), ORIGIN)
    assert [block["type"] for block in view["blocks"]] == ["section", "header", "section", "input"]


def test_a_title_too_long_for_the_window_stands_inside_in_full() -> None:
    title = "Report progress on your three actions"
    assert view_of(TextField("k", "Label"), title=title)["blocks"][0]["text"]["text"] == title


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (form_with(TextField("k", "")), "label"),
        (form_with(TextField("k", "Label", value="x" * 3001)), "too long"),
        (form_with(ChoiceField("k", "Label", ())), "no options"),
        (form_with(ChoiceField("k", "Label", (Option("x" * 151, "l"),))), "too long"),
        (form_with(TextField("k", "Label"), submit_label="Send all of this to everybody"), "too long"),
        (form_with(TextField("k", "Label"), context="x" * 3000), "keep ids"),
        (form_with(*(TextField(f"k{number}", "Label") for number in range(101))), "101 blocks"),
        (form_with(TextField("k" * 256, "Label")), "block_id"),
    ],
)
def test_what_slack_can_never_show_is_an_error_that_says_so(form: Form, said: str) -> None:
    with pytest.raises(CannotRender, match=said):
        render_form(form, ORIGIN)


def test_a_form_remembers_where_it_was_opened() -> None:
    view = view_of(TextField("k", "Label"), context="page:17")
    incoming = submitted(payload("view_submission", view__private_metadata=view["private_metadata"]))
    assert incoming is not None
    assert isinstance(incoming.interaction.deed, Submitted)
    deed = incoming.interaction.deed
    assert (deed.form, deed.context, deed.nonce, deed.origin) == ("f", "page:17", "n", MessageRef(PLACE, "1.2"))


def test_a_form_opened_from_an_ephemeral_message_remembers_its_way_back() -> None:
    origin = Origin(PLACE, "U0SAM", message="1.2", ephemeral=True, response_url="https://hooks.slack.example/1")
    view = render_form(form_with(TextField("k", "Label")), origin)
    incoming = submitted(payload("view_submission", view__private_metadata=view["private_metadata"]))
    assert incoming is not None
    assert incoming.origin.response_url == "https://hooks.slack.example/1"


def test_the_keys_of_a_form_are_where_its_errors_are_shown() -> None:
    view = view_of(TextField("one", "Label"), DateField("two", "Label"))
    assert input_blocks({"view": view}) == ("one", "two")


def test_an_error_stands_beside_its_field() -> None:
    assert form_errors({"two": "Too late."}, "", ("one", "two")) == {"two": "Too late."}


def test_the_general_trouble_comes_first_at_the_first_marked_field() -> None:
    placed = form_errors({"two": "Too late."}, "Nothing is saved.", ("one", "two"))
    assert placed == {"two": "Nothing is saved. Too late."}


def test_general_trouble_alone_stands_beside_the_first_field() -> None:
    assert form_errors({}, "The round has closed.", ("one", "two")) == {"one": "The round has closed."}


def test_an_error_of_a_field_that_is_not_there_is_said_all_the_same() -> None:
    # Slack refuses the whole answer for one unknown key, and the person would see nothing.
    assert form_errors({"gone": "Please choose."}, "", ("one",)) == {"one": "Please choose."}


def test_errors_of_a_form_without_fields_have_no_place_in_it() -> None:
    assert form_errors({}, "Closed.", ()) == {}


def test_a_notice_says_its_text_and_asks_for_nothing() -> None:
    view = render_notice("Something went wrong on my side", "Try again.")
    assert "submit" not in view
    assert view["blocks"][0]["text"]["text"] == "Try again."


@pytest.mark.parametrize(("options", "kind"), [(10, "checkboxes"), (11, "multi_static_select")])
def test_boxes_become_a_list_where_they_are_too_many(options: int, kind: str) -> None:
    found = element_of(
        SeveralField("k", "Label", tuple(Option(str(n), f"O{n}") for n in range(options)), values=("3",))
    )
    assert (found["type"], [option["value"] for option in found["initial_options"]]) == (kind, ["3"])
