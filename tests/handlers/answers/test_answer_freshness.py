"""What is shown of an entry before and after its review date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers.entries import Entry, Source
from handlers.answers.freshness import shown

REVIEW_BY = date(2026, 6, 30)
LATE = date(2026, 11, 22)


def entry(answer: str, current: str = "") -> Entry:
    source = Source("Handbook", None, date(2026, 1, 1))
    return Entry("fund", "Fund", ("fund",), answer, (source,), "Fund manager", REVIEW_BY, current=current)


def shown_late(answer: str, current: str = "") -> str:
    return "\n".join(shown(entry(answer, current), LATE).paragraphs)


def test_until_the_review_everything_is_shown() -> None:
    assert shown(entry("Ask first.", "It is £5."), REVIEW_BY).paragraphs == ("Ask first.", "It is £5.")


def test_until_the_review_there_is_no_warning() -> None:
    assert shown(entry("Ask first."), REVIEW_BY).warning is None


def test_after_the_review_the_warning_names_the_day() -> None:
    assert "30 June 2026" in (shown(entry("Ask first."), LATE).warning or "")


def test_after_the_review_the_warning_names_the_owner() -> None:
    assert "Fund manager" in (shown(entry("It is £5."), LATE).warning or "")


def test_after_the_review_what_is_current_is_withheld() -> None:
    assert shown_late("Ask first.", "Ask by the bench.") == "Ask first."


@pytest.mark.parametrize(
    "sentence",
    [
        "The fund is £10,000 a year.",
        "You can get up to 500 pounds.",
        "The fund pays 50% of the fee.",
        "The fund pays 50 per cent.",
        "Apply by 31 March.",
        "Apply by March 31st.",
        "The deadline is next Friday.",
        "The round closes in January.",
        "It closes on 31/01.",
        "In 2026 the fee is £46.",
        "The fee for 2025/26 is £46.",
        "The deadline is 31 January 2027.",
        "Since 2018 the fee has risen, and in 2027 it will be £50.",
    ],
)
def test_after_the_review_a_current_amount_or_deadline_is_withheld(sentence: str) -> None:
    assert shown_late(f"Ask first. {sentence}") == "Ask first."


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2023 the fee was £16.40.",
        "Leicester set aside £36,000 in its 2018 plan.",
        "The round of 2024/25 closed on 31 March 2025.",
        "Any technician may apply.",
        "Allow 8 to 12 weeks.",
        "In 2019, 15% were registered.",
    ],
)
def test_after_the_review_history_stays(sentence: str) -> None:
    assert shown_late(sentence) == sentence


def test_a_sum_with_a_decimal_point_is_withheld_whole() -> None:
    assert shown_late("Ask first. It is £16.40 a year. Then apply.") == "Ask first. Then apply."


def test_a_list_follows_its_heading_into_history() -> None:
    assert shown_late("Fees in 2023:\n- RSci £21.80\n- CSci £48.90") == "Fees in 2023:\n- RSci £21.80\n- CSci £48.90"


def test_a_list_follows_its_heading_out_of_sight() -> None:
    assert shown_late("Ask first.\nFees:\n- RSci £21.80\n- CSci £48.90") == "Ask first."


def test_it_is_said_when_something_is_withheld() -> None:
    assert shown(entry("It is £5."), LATE).withheld


def test_it_is_not_said_when_nothing_is_withheld() -> None:
    assert not shown(entry("Ask first."), LATE).withheld


@given(st.text(), st.dates())
def test_any_text_can_be_shown_on_any_day(answer: str, today: date) -> None:
    assert shown(entry(answer), today)
