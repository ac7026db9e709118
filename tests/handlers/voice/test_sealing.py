"""Sealed ballots: one size, readable only with the key, in no order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.voice.sealing import BallotTooLarge, new_key_pair, open_and_shuffle, seal

ANSWERS = st.dictionaries(st.text(max_size=10), st.text(max_size=100), max_size=20)


@given(ANSWERS)
def test_what_is_sealed_is_what_is_opened(answers: dict[str, str]) -> None:
    private, public = new_key_pair()
    assert open_and_shuffle([seal(answers, public)], private) == ([answers], 0)


@given(ANSWERS, ANSWERS)
def test_all_sealed_ballots_have_one_size(one: dict[str, str], other: dict[str, str]) -> None:
    _, public = new_key_pair()
    assert len(seal(one, public)) == len(seal(other, public))


def test_the_same_answers_sealed_twice_look_different() -> None:
    _, public = new_key_pair()
    assert seal({"V1": "4"}, public) != seal({"V1": "4"}, public)


def test_another_rounds_key_does_not_open_it() -> None:
    _, public = new_key_pair()
    other, _ = new_key_pair()
    assert open_and_shuffle([seal({"V1": "4"}, public)], other) == ([], 1)


def test_answers_that_do_not_fit_are_refused_and_not_cut() -> None:
    _, public = new_key_pair()
    with pytest.raises(BallotTooLarge):
        seal({"V5": "x" * 5000}, public)


def test_opening_does_not_keep_the_order_of_arrival() -> None:
    private, public = new_key_pair()
    sealed = [seal({"n": str(n)}, public) for n in range(100)]
    assert [ballot["n"] for ballot in open_and_shuffle(sealed, private)[0]] != [str(n) for n in range(100)]


def test_one_ballot_that_was_damaged_does_not_take_the_others_with_it() -> None:
    private, public = new_key_pair()
    assert open_and_shuffle([b"damaged", seal({"V1": "4"}, public)], private) == ([{"V1": "4"}], 1)
