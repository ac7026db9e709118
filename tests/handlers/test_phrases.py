"""Numbers, names and long names in sentences."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.phrases import counted, counted_in_words, joined, shortened


def test_one_of_a_thing_is_counted_in_the_singular() -> None:
    assert counted(1, "action") == "1 action"


def test_none_and_many_of_a_thing_are_counted_in_the_plural() -> None:
    assert [counted(number, "action") for number in (0, 3)] == ["0 actions", "3 actions"]


def test_a_plural_that_does_more_than_end_in_s_is_given() -> None:
    assert counted(2, "entry", "entries") == "2 entries"


def test_in_a_sentence_one_is_a_word() -> None:
    assert counted_in_words(1, "action waits", "actions wait") == "one action waits"


def test_in_a_sentence_several_are_a_figure() -> None:
    assert counted_in_words(4, "action waits", "actions wait") == "4 actions wait"


def test_three_names_have_a_comma_and_one_and() -> None:
    assert joined(["Ann", "Bo", "Cy"]) == "Ann, Bo and Cy"


def test_nobody_is_an_empty_text() -> None:
    assert joined([]) == ""


@given(st.text(max_size=200), st.integers(min_value=1, max_value=100))
def test_a_shortened_text_is_never_longer_than_asked(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest


@given(st.text(max_size=100))
def test_a_text_that_fits_stays_as_it_is(text: str) -> None:
    assert shortened(text, 100) == text
