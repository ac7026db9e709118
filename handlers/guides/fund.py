"""What holds for somebody who needs money for their development: a pure function of the rules and the values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from handlers.answers.entries import Source
from handlers.answers.values import NO_VALUES, Line, Values, filled
from handlers.dates import spoken
from handlers.guides.amounts import as_pounds, pounds_in
from handlers.guides.rules import FundRules, Given, Statement, holds

LIMIT: Final = "fund-limit"
LEFT: Final = "fund-left"
CLOSES: Final = "fund-closes"
USED: Final = (LIMIT, LEFT, CLOSES, "fund-name", "fund-contact")
"""The values that are used besides those named in the rules' own lines (a test holds them against the catalogue)."""


@dataclass(frozen=True, slots=True)
class FundQuestion:
    """What somebody filled in; the amount is in pounds. Neither amount nor day is needed."""

    given: Given
    amount: Decimal | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class FundAnswer:
    """What holds for them. `remarks` are what they had better know first; `missing` is what is not known here."""

    said: tuple[str, ...]
    remarks: tuple[str, ...]
    here: tuple[Line, ...]
    missing: tuple[str, ...]
    usual: tuple[Statement, ...]
    elsewhere: tuple[Statement, ...]
    instead: tuple[Statement, ...]
    sources: tuple[Source, ...]
    reading: tuple[str, ...]


def fund_answer(rules: FundRules, asked: FundQuestion, values: Values, today: date) -> FundAnswer:
    """Say what holds on this day: first what the institution has set, then what is true elsewhere, then other money."""
    known = values if values.in_date(today) else NO_VALUES
    lines = [(each, filled(each.line, known, today)) for each in rules.here if holds(each.when, asked.given)]
    usual, elsewhere, instead = (
        _said_of(statements, asked.given, known) for statements in (rules.usual, rules.elsewhere, rules.instead)
    )
    return FundAnswer(
        said=_told_back(rules, asked),
        remarks=(*_stale(values, today), *_remarks(asked, known, today)),
        here=tuple(line for _, line in lines if line is not None),
        missing=tuple(each.missing for each, line in lines if line is None and each.missing),
        usual=usual,
        elsewhere=elsewhere,
        instead=instead,
        sources=rules.book.cited([key for each in (*usual, *elsewhere, *instead) for key in each.sources]),
        reading=tuple(each.entry for each in rules.reading if holds(each.when, asked.given)),
    )


def _said_of(statements: Sequence[Statement], given: Given, known: Values) -> tuple[Statement, ...]:
    return tuple(
        each for each in statements if holds(each.when, given) and not (each.unless and known.get(each.unless))
    )


def _told_back(rules: FundRules, asked: FundQuestion) -> tuple[str, ...]:
    said = [question.said(asked.given.get(question.key, "")) for question in rules.book.questions]
    if asked.amount is not None:
        said.append(f"about {as_pounds(asked.amount)}")
    if asked.by is not None:
        said.append(f"by {spoken(asked.by)}")
    return tuple(filter(None, said))


def _stale(values: Values, today: date) -> list[str]:
    if values.in_date(today) or values.review_by is None:
        return []
    return [
        f"What your institution set for its fund was to be looked at again by {spoken(values.review_by)} and was not. "
        "So I leave out its amounts and dates until it is."
    ]


def _remarks(asked: FundQuestion, known: Values, today: date) -> list[str]:
    return [*_on_the_amount(asked.amount, known), *_on_the_day(asked.by, known, today)]


def _on_the_amount(amount: Decimal | None, known: Values) -> list[str]:
    remarks = []
    limit, left = (pounds_in(value.text) if (value := known.get(name)) else None for name in (LIMIT, LEFT))
    if left == 0:
        remarks.append("When the fund was last looked at, nothing was left in it.")
    if amount is None:
        return remarks
    if limit is not None and amount > limit:
        remarks.append(
            f"{as_pounds(amount)} is more than one person can have here ({as_pounds(limit)}). "
            "Ask for part of it, or look at the other money below."
        )
    if left and amount > left:
        remarks.append(
            f"{as_pounds(amount)} is more than was left when the fund was last looked at ({as_pounds(left)})."
        )
    return remarks


def _on_the_day(by: date | None, known: Values, today: date) -> list[str]:
    remarks = []
    closing = known.get(CLOSES)
    closes = closing.until if closing else None
    if closes is not None and closes < today:
        remarks.append(
            f"The last closing date that I know was {spoken(closes)}: it has passed, and I know of no later one. "
            "Please ask before you count on the fund."
        )
    if by is not None and by < today:
        remarks.append(
            f"The day you gave, {spoken(by)}, has passed. Ask first whether money can still be given afterwards."
        )
    elif by is not None and closes is not None and today <= closes and by <= closes:
        remarks.append(
            f"You need it by {spoken(by)}, but the fund closes on {spoken(closes)}. Ask whether it can be sooner."
        )
    return remarks
