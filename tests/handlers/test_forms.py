"""A form that comes back keeps what was typed in it."""

from datetime import date

import pytest

from handlers.forms import (
    ChoiceField,
    DateField,
    Form,
    Option,
    ScaleField,
    Section,
    SeveralField,
    TextField,
    refilled,
    ticked,
)

OPTIONS = (Option("green", "Green"), Option("amber", "Amber"))
FORM = Form(
    "update",
    "Report",
    (
        Section(
            "How it went",
            (
                TextField("comment", "Comment", value="from last time"),
                ChoiceField("rag", "Status", OPTIONS, value="amber"),
            ),
        ),
        Section("When", (DateField("due", "Due", value=date(2026, 5, 1)), ScaleField("sure", "How sure", OPTIONS))),
    ),
    nonce="n-1",
    context="action:7",
)


def values_of(form: Form) -> dict[str, object]:
    return {field.key: field.value for field in form.fields}


def test_what_was_given_stands_in_every_kind_of_field() -> None:
    given = {"comment": "two hired", "rag": "green", "due": "2026-12-01", "sure": "amber"}
    assert values_of(refilled(FORM, given)) == {**given, "due": date(2026, 12, 1)}


def test_a_field_that_did_not_come_back_is_empty_and_not_as_it_was_before() -> None:
    assert values_of(refilled(FORM, {})) == {"comment": "", "rag": "", "due": None, "sure": ""}


def test_a_day_that_is_none_is_left_empty() -> None:
    assert values_of(refilled(FORM, {"due": "31 February"}))["due"] is None


def test_an_option_that_was_never_offered_is_not_chosen() -> None:
    assert values_of(refilled(FORM, {"rag": "purple"}))["rag"] == ""


def test_nonce_context_and_wording_stay() -> None:
    assert refilled(refilled(FORM, {}), {"comment": "from last time", "rag": "amber", "due": "2026-05-01"}) == FORM


def test_the_boxes_that_were_ticked_come_back_in_the_order_of_the_options() -> None:
    form = Form("f", "F", (Section("S", (SeveralField("which", "Which", OPTIONS),)),), "n")
    last, first = OPTIONS[-1].value, OPTIONS[0].value
    [field] = refilled(form, {"which": f"{last}, {first},unknown"}).fields
    assert isinstance(field, SeveralField)
    assert field.values == (first, last)


def test_what_is_ticked_twice_counts_once() -> None:
    assert ticked("b,a,,b") == ("b", "a")


def test_a_value_with_a_comma_is_refused() -> None:
    with pytest.raises(ValueError, match="joined by commas"):
        SeveralField("which", "Which", (Option("a,b", "A and B"),))
