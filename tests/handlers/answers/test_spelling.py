"""Short forms and slips of the finger, put right before anything is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers.spelling import Spelling, slips

ENGLISH = {word: rank for rank, word in enumerate(("the", "form", "from", "grading", "trading", "school", "people"))}
SPELLING = Spelling(["apply for registration", "technician development fund", "rscitech", "grading of jobs"], ENGLISH)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("registraton", "registration"),
        ("regsitration", "registration"),
        ("registrationn", "registration"),
        ("develpoemnt", "development"),
        ("rscitehc", "rscitech"),
        ("shcool", "school"),
        ("peeple", "people"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert SPELLING.meant(typed) == meant


@pytest.mark.parametrize("word", ["trading", "from", "the", "Registration", "xqzvw", "a1b2c3", "façade", "ÅNGSTRÖM"])
def test_what_exists_or_cannot_be_guessed_is_left(word: str) -> None:
    assert SPELLING.meant(word) == word


@pytest.mark.parametrize("word", ["schooling", "unform", "formed", "peoples", "hasnt", "formm's", "U.S."])
def test_what_is_made_of_a_word_that_exists_is_left(word: str) -> None:
    assert SPELLING.meant(word) == word


def test_a_letter_that_is_never_typed_for_another_is_no_slip() -> None:
    assert SPELLING.meant("schopl zchooi schoxl") == "school zchooi schoxl"


def test_an_english_word_with_another_beginning_is_not_meant() -> None:
    assert Spelling([], {"lumber": 1}).meant("plumber") == "plumber"


def test_a_short_form_stays_where_the_entries_do_not_know_what_it_stands_for() -> None:
    assert Spelling(["top up in the app"], ENGLISH).meant("pls open the app") == "please open the app"


def test_a_word_of_the_entries_goes_before_an_english_one() -> None:
    assert Spelling(["the trode"], {"trade": 1}).meant("trede") == "trode"


def test_short_forms_are_written_out() -> None:
    assert SPELLING.meant("TDF for techs?") == "technician development fund for technician?"


def test_marks_and_spaces_stay() -> None:
    assert SPELLING.meant(" (registraton) -- why?\n") == " (registration) -- why?\n"


@given(st.text())
def test_any_text_can_be_respelt(text: str) -> None:
    assert isinstance(SPELLING.meant(text), str)


@pytest.mark.parametrize(
    ("one", "other", "count"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("abcd", "badc", 2)]
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert slips(one, other, 2) == count


def test_counting_stops_at_the_most_that_matters() -> None:
    assert slips("registration", "conference", 2) > 2
