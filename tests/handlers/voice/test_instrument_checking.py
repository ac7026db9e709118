"""Instruments as plain data: read back as they were, and everything that is wrong named at its place."""

from typing import Any

import pytest

from bot.imports.instruments import shipped_instruments
from bot.slack.origin import Origin
from bot.slack.render_forms import render_form
from bot.teams.parts import size
from bot.teams.render_forms import form_card
from handlers.interactions import Conversation, Platform
from handlers.voice.answering import ballot_form
from handlers.voice.checking import MOST_FIELDS, Fault, as_mapping, parse_instrument
from handlers.voice.model import Instrument, QuestionKind
from tests.support.voice import a_round

GOOD: dict[str, Any] = {
    "id": "autumn",
    "title": "Autumn survey",
    "questions": [
        {"id": "V1", "theme": "Visibility", "wording": "I feel seen."},
        {"id": "C1", "theme": "Career Development", "wording": "Which?", "kind": "multi", "options": ["a", "b"]},
    ],
}
ORIGIN = Origin(Conversation(Platform.SLACK, "T1", "D1", True), "U1")
TEAMS_DIALOG = 80_000
"""Bytes that are safe by the newest of Microsoft's pages (platform-facts 3.6)."""


def _with(**changes: Any) -> dict[str, Any]:
    first, *rest = GOOD["questions"]
    return {**GOOD, "questions": [{**first, **changes}, *rest]}


def _faults(mapping: object) -> list[Fault]:
    found = parse_instrument(mapping)
    assert isinstance(found, list), "it was taken"
    return found


@pytest.mark.parametrize("name", ["pulse", "full"])
def test_what_comes_with_bunsen_is_read_back_as_it_was(name: str) -> None:
    instrument = shipped_instruments()[name]
    assert parse_instrument(as_mapping(instrument)) == instrument


def test_the_pulse_asks_six_of_the_full_set_in_the_same_words() -> None:
    full = {each.id: each for each in shipped_instruments()["full"].questions}
    pulse = shipped_instruments()["pulse"].questions
    assert [each.id for each in pulse] == ["V1", "R1", "C1", "S1", "E1", "E3"]
    assert all(full[each.id] == each for each in pulse)


def test_the_full_set_has_26_questions_five_of_them_to_write_on() -> None:
    questions = shipped_instruments()["full"].questions
    assert len(questions) == 26
    assert sum(each.kind is QuestionKind.OPEN for each in questions) == 5


@pytest.mark.parametrize(
    ("mapping", "where", "said"),
    [
        (None, "", "This is not a survey"),
        ({**GOOD, "questions": []}, "", "There are no questions"),
        ({**GOOD, "id": "Autumn!"}, "", "small letters"),
        ({**GOOD, "colour": 1}, "", "There is no field 'colour'"),
        ({**GOOD, "title": "x" * 81}, "", "'title' is text of 1 to 80"),
        ({**GOOD, "questions": [*GOOD["questions"], GOOD["questions"][0]]}, "V1", "Another question has the same id"),
        (_with(id="v 1"), "v 1", "The id begins with a letter"),
        (_with(theme="Pay"), "V1", "'Pay' is no theme"),
        (_with(kind="slider"), "V1", "There is no kind 'slider'"),
        (_with(kind="choice"), "V1", "has 2 to 40 options; this has 0"),
        (_with(kind="choice", options=[str(n) for n in range(200)]), "V1", "this has 200"),
        (_with(kind="choice", options=["a", "a"]), "V1", "Two of its options are the same"),
        (_with(kind="choice", options=["a", "b" * 76]), "V1", "Each of its options has 1 to 75"),
        (_with(kind="choice", options="a, b"), "V1", "'options' is a list"),
        (_with(kind="matrix", rows=["one"]), "V1", "A matrix has 2 to 10 rows"),
        (_with(options=["a", "b"]), "V1", "has no options of its own"),
        (_with(rows=["a", "b"]), "V1", "Only a matrix has rows"),
        (_with(reverse="yes please"), "V1", "Write 'reverse: true'"),
        (_with(wording="a\u202eb"), "V1", "all of which can be seen"),
        (_with(hint="x"), "V1", "There is no field 'hint'"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(mapping: object, where: str, said: str) -> None:
    assert [(f.where, said in f.message) for f in _faults(mapping)] == [(where, True)]


def test_yes_and_no_without_quotation_marks_are_words() -> None:
    found = parse_instrument(_with(kind="yes-no", options=[True, False]))
    assert isinstance(found, Instrument)
    assert found.questions[0].options == ("Yes", "No")


def test_too_much_for_one_form_is_refused() -> None:
    matrix = {"theme": "Visibility", "wording": "?", "kind": "matrix", "rows": [str(n) for n in range(10)]}
    many = [{**matrix, "id": f"M{n}"} for n in range(7)]
    assert f"{MOST_FIELDS} is the most" in _faults({**GOOD, "questions": many})[0].message


def _largest() -> Instrument:
    matrix = {"theme": "Visibility", "wording": "w" * 300, "kind": "matrix", "rows": [f"{n}" * 60 for n in range(10)]}
    found = parse_instrument({**GOOD, "questions": [{**matrix, "id": f"M{n}"} for n in range(5)]})
    assert isinstance(found, Instrument)
    return found


@pytest.mark.parametrize("instrument", [*shipped_instruments().values(), _largest()], ids=lambda each: each.id)
def test_slack_can_show_it(instrument: Instrument) -> None:
    assert len(render_form(ballot_form(a_round(instrument)), ORIGIN)["blocks"]) <= 100


@pytest.mark.parametrize("instrument", [*shipped_instruments().values(), _largest()], ids=lambda each: each.id)
def test_teams_can_show_it(instrument: Instrument) -> None:
    assert size(form_card(ballot_form(a_round(instrument)), "", {}, "")) <= TEAMS_DIALOG
