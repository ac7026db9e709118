"""Sealed ballots: one size, readable only with the key, in no order."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from bot.imports.instruments import shipped_instruments
from handlers.voice.model import Ballot
from handlers.voice.questions import LONGEST_COMMENT
from handlers.voice.sealing import BallotTooLarge, OpenedBallots, ballot_bytes, new_key_pair, seal

SIZE = 8192
ONE = Ballot("Science", {"V1": "4"})
BALLOTS = st.builds(
    Ballot, st.text(max_size=40), st.dictionaries(st.text(max_size=10), st.text(max_size=100), max_size=20)
)


def _opened(sealed: Iterable[bytes], private: bytes) -> OpenedBallots:
    opened = OpenedBallots(private)
    opened.add(sealed)
    return opened


@given(BALLOTS)
def test_what_is_sealed_is_what_is_opened(ballot: Ballot) -> None:
    private, public = new_key_pair()
    assert list(_opened([seal(ballot, public, SIZE)], private)) == [Ballot("", ballot.answers)]


def test_the_group_that_was_sealed_in_is_counted() -> None:
    private, public = new_key_pair()
    assert _opened([seal(ONE, public, SIZE)] * 3, private).counts.took(["Science"]) == {"Science": 3}


def test_a_group_that_is_none_of_the_round_is_counted_in_none() -> None:
    private, public = new_key_pair()
    assert _opened([seal(ONE, public, SIZE)] * 3, private).counts.took(["Arts"]) == {"": 3}


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
    opened = _opened([seal(ONE, public, SIZE)], other)
    assert (len(opened), opened.unreadable) == (0, 1)


def test_answers_that_do_not_fit_are_refused_and_not_cut() -> None:
    _, public = new_key_pair()
    with pytest.raises(BallotTooLarge):
        seal(Ballot("", {"V5": "x" * SIZE}), public, SIZE)


def test_opening_does_not_keep_the_order_of_arrival() -> None:
    private, public = new_key_pair()
    sealed = [seal(Ballot("", {"n": str(n)}), public, SIZE) for n in range(100)]
    opened = _opened(sealed, private)
    opened.shuffle()
    assert [ballot.answers["n"] for ballot in opened] != [str(n) for n in range(100)]


def test_no_ballot_stays_among_those_that_were_opened_with_it() -> None:
    private, public = new_key_pair()
    opened = OpenedBallots(private)
    for piece in range(10):
        opened.add(seal(Ballot("", {"n": str(10 * piece + n)}), public, SIZE) for n in range(10))
    opened.shuffle()
    stayed = sum(int(ballot.answers["n"]) // 10 == place // 10 for place, ballot in enumerate(opened))
    # Ten of a hundred by chance; more than thirty by chance alone less than once in ten million tries.
    assert stayed <= 30


def test_one_ballot_that_was_damaged_does_not_take_the_others_with_it() -> None:
    private, public = new_key_pair()
    opened = _opened([b"damaged", seal(ONE, public, SIZE)], private)
    assert (len(opened), opened.unreadable) == (1, 1)


@pytest.mark.parametrize("content", ["[]", '{"group": "", "answers": []}', '{"group": ""}', "null", '"'])
def test_what_was_never_a_ballot_is_counted_as_unreadable(content: str) -> None:
    private, public = new_key_pair()
    padded = len(content).to_bytes(4, "big") + content.encode() + bytes(100)
    assert _opened([SealedBox(PublicKey(public)).encrypt(padded)], private).unreadable == 1


@pytest.mark.parametrize("name", ["pulse", "full"])
def test_a_ballot_has_room_for_everything_that_can_be_answered(name: str) -> None:
    instrument = shipped_instruments()[name]
    written = 'We lack "cover", naïvely put. '
    text = (written * 40)[:LONGEST_COMMENT]
    answers = {each.id: text if each.kind.value == "open" else "unsure" for each in instrument.questions}
    _, public = new_key_pair()
    assert seal(Ballot("G" * 60, answers), public, ballot_bytes(instrument))
