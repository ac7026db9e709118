"""Forms as Teams dialogs."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.teams.render_forms import dialog
from handlers.forms import ChoiceField, DateField, Field, Form, Option, ScaleField, Section, SeveralField, TextField
from tests.support.teams_service import actions, inputs, read

OPTIONS = (Option("1", "Strongly disagree"), Option("2", "Neither *agree* nor disagree"), Option("3", "Agree"))


def form(*fields: Field, **changes: Any) -> Form:
    known: dict[str, Any] = {"name": "report", "title": "Report", "nonce": "n-1", "context": "action:7"}
    return Form(sections=(Section("How it went", fields, "In a few words."),), **known | changes)


def info(shown: Form, **options: Any) -> dict[str, Any]:
    task: dict[str, Any] = dialog(shown, **options).serialize()["task"]
    assert task["type"] == "continue"
    value: dict[str, Any] = task["value"]
    return value


def card(shown: Form, **options: Any) -> dict[str, Any]:
    content: dict[str, Any] = info(shown, **options)["card"]["content"]
    return content


def one_input(field: Field) -> dict[str, Any]:
    (found,) = inputs(card(form(field))).values()
    return found


def test_text_has_its_limit_and_room() -> None:
    assert one_input(TextField("comment", "Comment", multiline=True, max_length=300)) == {
        "type": "Input.Text",
        "id": "field.comment",
        "label": "Comment",
        "isMultiline": True,
        "maxLength": 300,
    }


def test_a_choice_is_a_drop_down() -> None:
    found = one_input(ChoiceField("rag", "Status", OPTIONS[:1]))
    assert (found["type"], found["style"], found["choices"]) == (
        "Input.ChoiceSet",
        "compact",
        [{"title": "Strongly disagree", "value": "1"}],
    )


def test_a_scale_shows_all_its_steps() -> None:
    found = one_input(ScaleField("q1", "I feel valued", OPTIONS))
    assert (found["style"], [choice["value"] for choice in found["choices"]]) == ("expanded", ["1", "2", "3"])


def test_the_steps_of_a_scale_wrap() -> None:
    assert one_input(ScaleField("q1", "I feel valued", OPTIONS))["wrap"] is True


def test_markdown_in_a_step_is_inert() -> None:
    assert one_input(ScaleField("q1", "I feel valued", OPTIONS))["choices"][1]["title"] == (
        "Neither \\*agree\\* nor disagree"
    )


def test_boxes_are_ticked_in_any_number() -> None:
    found = one_input(SeveralField("which", "Which", OPTIONS, values=("1", "3")))
    assert (found["isMultiSelect"], found["style"], found["value"]) == (True, "expanded", "1,3")


def test_a_date_is_picked() -> None:
    found = one_input(DateField("due", "Due", value=date(2026, 12, 1)))
    assert (found["type"], found["value"]) == ("Input.Date", "2026-12-01")


@pytest.mark.parametrize(
    "field",
    [
        TextField("x", "X", value="2"),
        ChoiceField("x", "X", OPTIONS, value="2"),
        ScaleField("x", "X", OPTIONS, value="2"),
    ],
)
def test_a_field_begins_with_its_value(field: Field) -> None:
    assert one_input(field)["value"] == "2"


@pytest.mark.parametrize(
    "field",
    [TextField("x", "X"), ChoiceField("x", "X", OPTIONS), ScaleField("x", "X", OPTIONS), DateField("x", "X")],
)
def test_a_field_without_a_value_begins_empty(field: Field) -> None:
    assert "value" not in one_input(field)


@pytest.mark.parametrize(
    "field",
    [
        TextField("x", "X", required=True),
        ChoiceField("x", "X", OPTIONS, required=True),
        ScaleField("x", "X", OPTIONS, required=True),
        DateField("x", "X", required=True),
    ],
)
def test_a_required_field_says_so_itself(field: Field) -> None:
    found = one_input(field)
    assert found["isRequired"]
    assert found["errorMessage"]


def test_a_hint_can_be_read() -> None:
    assert "Where can it be seen?" in read(card(form(TextField("x", "X", hint="Where can it be seen?"))))


def test_headings_and_help_stand_above_the_fields() -> None:
    shown = read(card(form(TextField("comment", "Comment"), intro="This takes a minute.")))
    assert shown == "This takes a minute.\nHow it went\nIn a few words.\nComment\n[Send]"


def test_sending_carries_what_the_form_is() -> None:
    (send,) = actions(card(form(TextField("comment", "Comment"), submit_label="Save"), origin="1763631020000"))
    assert (send["title"], send["data"]) == (
        "Save",
        {"form": "report", "context": "action:7", "nonce": "n-1", "origin": "1763631020000"},
    )


def test_the_dialog_has_the_forms_title() -> None:
    assert info(form(TextField("x", "X")))["title"] == "Report"


def test_a_long_form_gets_a_high_dialog() -> None:
    short, long = (form(*(TextField(str(n), "X") for n in range(count))) for count in (2, 6))
    assert (info(short)["height"], info(long)["height"]) == ("medium", "large")


def test_an_error_stands_beside_its_field() -> None:
    shown = card(form(TextField("a", "A"), TextField("b", "B")), errors={"b": "Say what was done."})
    assert re.search(r"\nA\n⚠ Say what was done\.\nB\n", read(shown))


def test_the_errors_are_told_on_top_in_words() -> None:
    shown = card(form(TextField("a", "A")), errors={"a": "Too long."}, summary="Nothing is saved yet.")
    assert read(shown).startswith("Nothing is saved yet.\nA: Too long.\n")


def test_errors_without_a_summary_still_say_where_to_look() -> None:
    shown = card(form(TextField("a", "A")), errors={"a": "Too long."})
    assert read(shown).startswith("Please look at what is marked.\nA: Too long.\n")


def test_an_error_of_no_field_is_not_lost() -> None:
    assert "The round has closed." in read(card(form(TextField("a", "A")), errors={"gone": "The round has closed."}))


def test_without_errors_nothing_is_told() -> None:
    assert read(card(form(TextField("a", "A")))) == "How it went\nIn a few words.\nA\n[Send]"


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=2000),
    st.sampled_from(["", "[x](javascript:alert(1))", "**b**", "<at>x</at>"]),
)
def test_whatever_was_typed_comes_back_as_it_was(text: str, markup: str) -> None:
    typed = (text + markup)[-2000:]
    assert one_input(TextField("comment", "Comment", value=typed))["value"] == typed
