"""The fund walk-through as a pure function: what is known of the institution, what is not, and what is said first."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.guides import shipped_guides
from bot.imports.knowledge import load_base
from handlers.answers.values import NO_VALUES, Values, names_in, value_of
from handlers.cards import plain_text
from handlers.dates import spoken
from handlers.guides import fund_cards
from handlers.guides.amounts import as_pounds, pounds_in
from handlers.guides.fund import USED, FundAnswer, FundQuestion, fund_answer

RULES = shipped_guides().fund
BASE = load_base(None)
TODAY = date(2027, 3, 1)
USES, WHO = (tuple(choice.id for choice in question.choices) for question in RULES.book.questions)
WRITTEN = {
    "fund-amount": "£10,000",
    "fund-limit": "£500 in an academic year",
    "fund-left": "£300 (February 2027)",
    "fund-closes": "2027-04-30",
    "fund-who": "every technician",
    "fund-covers": "courses",
    "registration-fees-paid": "the first year",
}


def values(**changed: str) -> Values:
    """What an institution has set, with some of it changed; an empty text is not set."""
    written = WRITTEN | {name.replace("_", "-"): text for name, text in changed.items()}
    read = {name: value_of(BASE.values[name].kind, text) for name, text in written.items() if text}
    return Values("Your institution", read, date(2027, 9, 30))


def asked(
    use: str = "course", who: str = "permanent", amount: int | None = None, by: date | None = None
) -> FundQuestion:
    """What somebody filled in."""
    return FundQuestion({"use": use, "who": who}, Decimal(amount) if amount is not None else None, by)


def said(answer: FundAnswer) -> str:
    """What somebody reads of it."""
    return plain_text(fund_cards.result(RULES, answer, values(), "Lea", [], "", TODAY))


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("known", [NO_VALUES, values()])
def test_every_combination_of_answers_gives_statements_with_sources(use: str, who: str, known: Values) -> None:
    answer = fund_answer(RULES, asked(use, who), known, TODAY)
    assert answer.usual
    assert answer.sources
    assert answer.reading
    assert all(each.sources for each in (*answer.usual, *answer.elsewhere, *answer.instead))


def test_an_institution_that_has_set_nothing_is_said_to_be_unknown() -> None:
    answer = fund_answer(RULES, asked(), NO_VALUES, TODAY)
    assert not answer.here
    assert "when it closes next" in answer.missing
    assert "how much is left" in answer.missing


def test_what_the_institution_has_set_is_said_and_not_what_is_true_elsewhere() -> None:
    answer = fund_answer(RULES, asked(), values(), TODAY)
    assert "Who may apply: every technician" in [line.text for line in answer.here]
    assert not answer.elsewhere


def test_where_only_a_part_is_set_the_rest_is_told_of_elsewhere() -> None:
    answer = fund_answer(RULES, asked(), values(fund_who=""), TODAY)
    assert [each.unless for each in answer.elsewhere] == ["fund-who"]


@pytest.mark.parametrize(
    ("amount", "remark"),
    [
        (250, None),
        (300, None),
        (301, "£301 is more than was left"),
        (500, "£500 is more than was left"),
        (501, "£501 is more than one person can have here (£500)"),
    ],
)
def test_an_amount_over_the_limit_or_over_what_is_left_is_said(amount: int, remark: str | None) -> None:
    remarks = fund_answer(RULES, asked(amount=amount), values(), TODAY).remarks
    assert any(remark in each for each in remarks) if remark else not remarks


def test_a_fund_with_nothing_left_is_said_without_an_amount() -> None:
    assert "nothing was left" in fund_answer(RULES, asked(), values(fund_left="£0"), TODAY).remarks[0]


def test_a_limit_that_is_no_sum_is_shown_and_not_compared() -> None:
    answer = fund_answer(RULES, asked(amount=250), values(fund_limit="no fixed limit"), TODAY)
    assert "The most for one person: no fixed limit" in [line.text for line in answer.here]
    assert not answer.remarks


@given(days=st.integers(-1000, 1000))
def test_a_closing_date_is_shown_as_open_up_to_its_day_and_as_past_after_it(days: int) -> None:
    closes = TODAY + timedelta(days=days)
    answer = fund_answer(RULES, asked(), values(fund_closes=closes.isoformat()), TODAY)
    open_ = f"Next closing date: {spoken(closes)}" in [line.text for line in answer.here]
    past = any("has passed" in remark for remark in answer.remarks)
    assert (open_, past) == (days >= 0, days < 0)


@pytest.mark.parametrize(
    ("by", "remark"),
    [
        (date(2027, 2, 28), "has passed"),
        (date(2027, 4, 30), "Ask whether it can be sooner"),
        (date(2027, 5, 1), None),
        (None, None),
    ],
)
def test_a_day_before_the_fund_decides_is_said(by: date | None, remark: str | None) -> None:
    remarks = fund_answer(RULES, asked(by=by), values(), TODAY).remarks
    assert [remark in each for each in remarks] == [True] if remark else not remarks


def test_values_past_their_review_are_left_out_with_a_warning() -> None:
    known = replace(values(), review_by=TODAY - timedelta(days=1))
    answer = fund_answer(RULES, asked(amount=10_000), known, TODAY)
    assert not answer.here
    assert "was to be looked at again by 28 February 2027" in answer.remarks[0]
    assert len(answer.remarks) == 1


def test_somebody_is_told_what_they_said() -> None:
    answer = fund_answer(RULES, asked("fees", "apprentice", 36, date(2027, 5, 1)), values(), TODAY)
    assert answer.said[-2:] == ("about £36", "by 1 May 2027")
    assert "you are an apprentice" in said(answer)


def test_rules_past_their_review_say_so() -> None:
    day = RULES.book.review_by + timedelta(days=1)
    answer = fund_answer(RULES, asked(), NO_VALUES, day)
    card = fund_cards.result(RULES, answer, NO_VALUES, "Lea", [], "", day)
    assert "These rules were due for review by" in plain_text(card)


def test_every_sum_in_the_rules_stands_beside_a_year() -> None:
    statements = [each.text for each in (*RULES.usual, *RULES.elsewhere, *RULES.instead)]
    without = [text for text in statements if "£" in text and not re.search(r"\b20\d\d\b", text)]
    assert not without


def test_every_value_that_the_rules_name_can_be_set() -> None:
    named = {name for each in RULES.here for name in names_in(each.line)} | set(USED)
    unless = {each.unless for each in RULES.elsewhere if each.unless}
    assert named | unless <= set(BASE.values)


def test_every_entry_to_read_exists() -> None:
    assert {each.entry for each in RULES.reading} <= set(BASE.entries)


def test_every_choice_is_told_back_in_words_of_its_own() -> None:
    for question in RULES.book.questions:
        assert len({choice.said for choice in question.choices}) == len(question.choices)


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("350", "350"),
        ("£350", "350"),
        ("about 350 pounds", "350"),
        ("1,200", "1200"),
        ("£12,000 for 2026-27", "12000"),
        ("£36.50", "36.50"),
        ("2k", "2000"),
        ("£600 in an academic year", "600"),
    ],
)
def test_a_sum_is_read_as_people_write_it(text: str, pounds: str) -> None:
    assert pounds_in(text) == Decimal(pounds)


@pytest.mark.parametrize("text", ["", "a lot", "300-400", "£300 to £400", "no limit", "12.345.678"])
def test_what_is_no_single_sum_is_not_guessed(text: str) -> None:
    assert pounds_in(text) is None


@given(st.decimals(0, 999_999, places=2))
def test_a_sum_that_is_written_is_read_again(amount: Decimal) -> None:
    assert pounds_in(as_pounds(amount)) == amount
