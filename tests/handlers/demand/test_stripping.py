"""What is taken out of a question before it is kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.demand.stripping import EMAIL, LINK, NAME, NUMBER, stripped

PEOPLE = ["Sarah Jones", "Will Grant", "José García-López", "Mei Li", "An Nguyen", ""]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("can sarah sign my form", f"can {NAME} sign my form"),
        ("Sarah's post is empty", f"{NAME} post is empty"),
        ("sarah   JONES asked", f"{NAME} asked"),
        ("jose garcia-lopez asked, or lopez", f"{NAME} {NAME} asked, or {NAME}"),
        ("ask Will about the form", f"ask {NAME} about the form"),
        ("will grant says no", f"{NAME} says no"),
        ("dr oyelaran said yes", f"dr {NAME} said yes"),
        ("Prof. Jane Doe and Mr O'Neill", f"Prof. {NAME} and Mr {NAME}"),
        ("write to a.b+c@dept.example.ac.uk.", f"write to {EMAIL}"),
        ("see https://x.ac.uk/people/jane?id=3 please", f"see {LINK} please"),
        ("ring me on 07700 900123", f"ring me on {NUMBER}"),
        ("call +44 (0)151 496 0000", f"call {NUMBER}"),
        ("card 4111-1111-1111-1111", f"card {NUMBER}"),
        ("my staff number is s1234567", f"my staff number is {NUMBER}"),
        ("NI QQ123456C at L69 3BX", f"NI {NUMBER} at {NUMBER}"),
        ("line one\nline\ttwo\x07", "line one line two"),
    ],
)
def test_what_may_be_somebodys_is_taken_out(typed: str, kept: str) -> None:
    assert stripped(typed, PEOPLE) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "will you pay my fee, may i have a grant, an hour?",
        "up to £1,500 or 25000 pounds in 2025/26, by 12/03/2026 or 2026-03-12",
        "prof development in MS Teams",
        "what is ISO 17025, H2020 and REF 2029",
        "how many of the 70% are level 4",
    ],
)
def test_what_says_what_is_needed_stays(typed: str) -> None:
    assert stripped(typed, PEOPLE) == typed


@given(st.text(max_size=300))
def test_stripping_twice_takes_out_no_more(typed: str) -> None:
    once = stripped(typed, PEOPLE)
    assert stripped(once, PEOPLE) == once


HARMLESS = "can does the fund pay for my course in may please who said that"
WORDS = st.sampled_from(HARMLESS.split())


@given(st.lists(WORDS, max_size=6), st.emails(), st.lists(WORDS, max_size=6))
def test_no_address_is_left(before: list[str], address: str, after: list[str]) -> None:
    assert "@" not in stripped(" ".join([*before, address, *after]), PEOPLE)


@given(
    st.lists(WORDS, max_size=6),
    st.text("0123456789", min_size=9, max_size=16),
    st.sampled_from(["", " ", "-", ".", " (", "/"]),
    st.lists(WORDS, max_size=6),
)
def test_no_long_number_is_left_however_it_is_grouped(
    before: list[str], digits: str, between: str, after: list[str]
) -> None:
    grouped = between.join(digits[at : at + 4] for at in range(0, len(digits), 4))
    kept = stripped(" ".join([*before, "ring", grouped, *after]), PEOPLE)
    assert not re.search(r"\d{3}", re.sub(r"\b(19|20)\d\d\b", "", kept))


@given(st.lists(WORDS, max_size=6), st.sampled_from(PEOPLE[:-1]), st.lists(WORDS, max_size=6), st.booleans())
def test_no_whole_name_is_left(before: list[str], name: str, after: list[str], small: bool) -> None:
    kept = stripped(" ".join([*before, name.casefold() if small else name, *after]), PEOPLE)
    assert name.casefold() not in kept.casefold()


@given(st.text(max_size=300))
def test_what_is_kept_can_be_seen_and_is_one_line(typed: str) -> None:
    kept = stripped(typed, PEOPLE)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", kept)
