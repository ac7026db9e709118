"""Sealed ballots: one size, readable only with the key, in no order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.instruments import shipped_instruments
from handlers.voice.model import Ballot
from handlers.voice.questions import LONGEST_COMMENT
from handlers.voice.sealing import BallotTooLarge, ballot_bytes, new_key_pair, open_and_shuffle, seal

SIZE = 8192
ONE = Ballot("Science", {"V1": "4"})
BALLOTS = st.builds(
    Ballot, st.text(max_size=40), st.dictionaries(st.text(max_size=10), st.text(max_size=100), max_size=20)
)


@given(BALLOTS)
def test_what_is_sealed_is_what_is_opened(ballot: Ballot) -> None:
    private, public = new_key_pair()
    assert open_and_shuffle([seal(ballot, public, SIZE)], private) == ([ballot], 0)


@given(BALLOTS, BALLOTS)
def test_all_sealed_ballots_have_one_size(one: Ballot, other: Ballot) -> None:
    _, public = new_key_pair()
    assert len(seal(one, public, SIZE)) == len(seal(other, public, SIZE))


def test_the_same_answers_sealed_twice_look_different() -> None:
    _, public = new_key_pair()
    assert seal(ONE, public, SIZE) != seal(ONE, public, SIZE)


def test_another_rounds_key_does_not_open_it() -> None:
    _, public = new_key_pair()
    other, _ = new_key_pair()
    assert open_and_shuffle([seal(ONE, public, SIZE)], other) == ([], 1)


def test_answers_that_do_not_fit_are_refused_and_not_cut() -> None:
    _, public = new_key_pair()
    with pytest.raises(BallotTooLarge):
        seal(Ballot("", {"V5": "x" * SIZE}), public, SIZE)


def test_opening_does_not_keep_the_order_of_arrival() -> None:
    private, public = new_key_pair()
    sealed = [seal(Ballot("", {"n": str(n)}), public, SIZE) for n in range(100)]
    opened, _ = open_and_shuffle(sealed, private)
    assert [ballot.answers["n"] for ballot in opened] != [str(n) for n in range(100)]


def test_one_ballot_that_was_damaged_does_not_take_the_others_with_it() -> None:
    private, public = new_key_pair()
    assert open_and_shuffle([b"damaged", seal(ONE, public, SIZE)], private) == ([ONE], 1)


@pytest.mark.parametrize("name", ["pulse", "full"])
def test_a_ballot_has_room_for_everything_that_can_be_answered(name: str) -> None:
    instrument = shipped_instruments()[name]
    written = 'We lack "cover", naïvely put. '
    text = (written * 40)[:LONGEST_COMMENT]
    answers = {each.id: text if each.kind.value == "open" else "unsure" for each in instrument.questions}
    _, public = new_key_pair()
    assert seal(Ballot("G" * 60, answers), public, ballot_bytes(instrument))
