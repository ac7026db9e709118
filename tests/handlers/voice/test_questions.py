"""Each kind of question: what it asks for in a form, and what it takes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.forms import ChoiceField, ScaleField, SeveralField, TextField
from handlers.voice.model import Question, QuestionKind
from handlers.voice.questions import LONGEST_COMMENT, SCALE, fields, parts, read, read_all

COLOURS = ("Red", "Green", "Blue")


def question(kind: QuestionKind, *options: str, rows: tuple[str, ...] = ()) -> Question:
    return Question("Q1", "Visibility", "Which?", kind, options, rows)


SCALED = question(QuestionKind.SCALE)
CHOICE = question(QuestionKind.CHOICE, *COLOURS)
MULTI = question(QuestionKind.MULTI, *COLOURS)
RANK = question(QuestionKind.RANK, *COLOURS)
YES_NO = question(QuestionKind.YES_NO, "Yes", "No")
OPEN = question(QuestionKind.OPEN)
MATRIX = question(QuestionKind.MATRIX, rows=("at work", "at meetings"))
EVERY_KIND = (SCALED, CHOICE, MULTI, RANK, YES_NO, OPEN, MATRIX)


@pytest.mark.parametrize(
    ("asked", "kinds", "keys"),
    [
        (SCALED, {ScaleField}, ["Q1"]),
        (CHOICE, {ScaleField}, ["Q1"]),
        (YES_NO, {ScaleField}, ["Q1"]),
        (MULTI, {SeveralField}, ["Q1"]),
        (RANK, {ChoiceField}, ["Q1.0", "Q1.1", "Q1.2"]),
        (OPEN, {TextField}, ["Q1"]),
        (MATRIX, {ScaleField}, ["Q1.0", "Q1.1"]),
    ],
)
def test_each_kind_has_its_fields(asked: Question, kinds: set[type], keys: list[str]) -> None:
    assert ({type(field) for field in fields(asked)}, [field.key for field in fields(asked)]) == (kinds, keys)


def test_a_choice_of_more_than_ten_is_a_list() -> None:
    [field] = fields(question(QuestionKind.CHOICE, *map(str, range(11))))
    assert isinstance(field, ChoiceField)


@pytest.mark.parametrize(
    ("asked", "given", "answer"),
    [
        (SCALED, {"Q1": "unsure"}, {"Q1": "unsure"}),
        (CHOICE, {"Q1": "2"}, {"Q1": "2"}),
        (YES_NO, {"Q1": "1"}, {"Q1": "1"}),
        (MULTI, {"Q1": "2,0"}, {"Q1": "0,2"}),
        (RANK, {"Q1.0": "2", "Q1.1": "0"}, {"Q1": "2,0"}),
        (OPEN, {"Q1": "  more time "}, {"Q1": "more time"}),
        (MATRIX, {"Q1.1": "5"}, {"Q1.1": "5"}),
    ],
)
def test_what_is_answered_is_taken(asked: Question, given: dict[str, str], answer: dict[str, str]) -> None:
    assert read(asked, given) == (answer, {})


@pytest.mark.parametrize("asked", EVERY_KIND)
def test_every_question_can_be_skipped(asked: Question) -> None:
    assert read(asked, {field.key: "" for field in fields(asked)}) == ({}, {})


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (SCALED, {"Q1": "6"}),
        (CHOICE, {"Q1": "3"}),
        (YES_NO, {"Q1": "Yes"}),
        (MULTI, {"Q1": "0,7"}),
        (RANK, {"Q1.0": "9"}),
        (OPEN, {"Q1": "x" * (LONGEST_COMMENT + 1)}),
        (MATRIX, {"Q1.0": "0"}),
    ],
)
def test_an_answer_that_was_not_offered_is_refused(asked: Question, given: dict[str, str]) -> None:
    answers, errors = read(asked, given)
    assert (answers, list(errors)) == ({}, list(given))


def test_one_place_for_each_option_of_a_rank() -> None:
    assert read(RANK, {"Q1.0": "1", "Q1.1": "1"}) == (
        {},
        {"Q1.1": "This has a place already. Choose another, or leave it empty."},
    )


def test_a_rank_has_no_gaps() -> None:
    assert list(read(RANK, {"Q1.1": "1"})[1]) == ["Q1.1"]


def test_a_question_that_somebody_made_up_is_left_out() -> None:
    assert read_all((SCALED,), {"Q1": "4", "Q9": "4", "admin": "yes"}) == ({"Q1": "4"}, {})


@given(
    st.sampled_from(EVERY_KIND), st.dictionaries(st.sampled_from(["Q1", "Q1.0", "Q1.1", "Q1.2"]), st.text(max_size=9))
)
def test_whatever_comes_back_is_an_answer_or_an_error_at_a_field(asked: Question, given: dict[str, str]) -> None:
    answers, errors = read(asked, given)
    assert set(errors) <= {field.key for field in fields(asked)}
    assert set(answers) <= {key for key, _ in parts(asked)}


@given(st.sampled_from([SCALED, MATRIX]), st.sampled_from(sorted(SCALE)))
def test_every_step_of_the_scale_is_taken(asked: Question, step: str) -> None:
    key = fields(asked)[0].key
    assert read(asked, {key: step}) == ({key: step}, {})
