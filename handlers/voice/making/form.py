"""The forms in which a survey is made, and what comes back from them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from handlers.forms import ChoiceField, Field, Form, FormValues, Option, Section, SeveralField, TextField, fresh_nonce
from handlers.plans.themes import OTHER, THEMES
from handlers.voice.checking import LONGEST_TITLE, LONGEST_WORDING, as_mapping, parse_instrument
from handlers.voice.model import Instrument, QuestionKind

NEW_FORM = "voice.making.new"
ADD_FORM = "voice.making.add"
_KINDS: Final = {
    QuestionKind.SCALE: "How far do you agree? (five steps)",
    QuestionKind.YES_NO: "Yes or no (and perhaps a third answer)",
    QuestionKind.CHOICE: "Choose one",
    QuestionKind.MULTI: "Choose any number",
    QuestionKind.RANK: "Put in order",
    QuestionKind.MATRIX: "Several statements on the five steps",
    QuestionKind.OPEN: "Write an answer",
}
_REVERSE: Final = "reverse"
_LETTERS: Final = {theme: theme[0] for theme in THEMES}


def new_form() -> Form:
    """Asks for the title and the first question."""
    title = TextField("title", "What is the survey called?", required=True, max_length=LONGEST_TITLE)
    return Form(
        NEW_FORM,
        "Make a survey",
        (Section("", (title,)), Section("The first question", _question_fields())),
        fresh_nonce(),
        intro="A survey can be opened as soon as it has a question. More can be added afterwards.",
        submit_label="Keep it",
    )


def add_form(instrument: Instrument) -> Form:
    """Asks for one more question."""
    section = Section("", _question_fields())
    return Form(ADD_FORM, "Add a question", (section,), fresh_nonce(), context=instrument.id, submit_label="Add it")


def _question_fields() -> tuple[Field, ...]:
    return (
        ChoiceField("theme", "Theme", tuple(Option(each, each) for each in (*THEMES, OTHER)), required=True),
        ChoiceField(
            "kind", "How is it answered?", tuple(Option(k.value, said) for k, said in _KINDS.items()), required=True
        ),
        TextField("wording", "The question, as people read it", required=True, max_length=LONGEST_WORDING),
        TextField("options", "Answers to choose from", "One on each line; not for the five steps.", multiline=True),
        TextField(
            "rows", "Statements", "One on each line; only where several stand on the five steps.", multiline=True
        ),
        SeveralField("reverse", "Is agreeing bad news?", (Option(_REVERSE, "Yes: results say so"),)),
        TextField("actions", "Actions that it informs", "Their references, with commas: V1, C3.", max_length=200),
    )


def begun(values: FormValues, taken: Sequence[str]) -> Instrument | dict[str, str]:
    """The instrument that a `NEW_FORM` makes, or what is wrong by the key of its field."""
    title = " ".join(values.get("title", "").split())
    if not title:
        return {"title": "Please give it a title."}
    mapping: dict[str, object] = {"id": _slug(title, taken), "title": title, "questions": [_question(values, "Q1")]}
    return _parsed(mapping)


def extended(instrument: Instrument, values: FormValues) -> Instrument | dict[str, str]:
    """The instrument with the question of an `ADD_FORM`, or what is wrong by the key of its field."""
    question_id = _free_id(instrument, values.get("theme", ""))
    mapping = as_mapping(instrument)
    questions = mapping["questions"]
    assert isinstance(questions, list)  # noqa: S101 - `as_mapping` makes a list
    return _parsed({**mapping, "questions": [*questions, _question(values, question_id)]})


def without(instrument: Instrument, question_id: str) -> Instrument:
    """The instrument without one of its questions."""
    kept = tuple(each for each in instrument.questions if each.id != question_id)
    return replace(instrument, questions=kept)


def _question(values: FormValues, question_id: str) -> dict[str, object]:
    question: dict[str, object] = {
        "id": question_id,
        "theme": values.get("theme", ""),
        "kind": values.get("kind", ""),
        "wording": values.get("wording", ""),
        "reverse": _REVERSE in values.get("reverse", ""),
    }
    for name in ("options", "rows"):
        question[name] = [line.strip() for line in values.get(name, "").splitlines() if line.strip()]
    question["actions"] = [part.strip() for part in values.get("actions", "").split(",") if part.strip()]
    return question


def _parsed(mapping: Mapping[str, object]) -> Instrument | dict[str, str]:
    found = parse_instrument(mapping)
    if isinstance(found, Instrument):
        return found
    # What is about the survey as a whole is said beside the question that was to join it.
    return {fault.field or "wording": fault.message for fault in reversed(found)}


def _slug(title: str, taken: Sequence[str]) -> str:
    letters = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in title.casefold())
    stem = "-".join(filter(None, letters.split("-")))[:60].strip("-") or "survey"
    numbers = ("", *(f"-{number}" for number in range(2, 1000)))
    return next(stem + number for number in numbers if stem + number not in taken)


def _free_id(instrument: Instrument, theme: str) -> str:
    taken = {each.id.casefold() for each in instrument.questions}
    letter = _LETTERS.get(theme, "Q")
    return next(f"{letter}{n}" for n in range(1, 1000) if f"{letter}{n}".casefold() not in taken)
