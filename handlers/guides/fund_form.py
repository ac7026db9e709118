"""The form of the fund walk-through, and what was filled into it."""

from typing import Final

from handlers.actions.form_faults import faults
from handlers.forms import DateField, Form, FormValues, Section, TextField, fresh_nonce, parse_date, refilled
from handlers.guides.amounts import pounds_in
from handlers.guides.form_parts import carried, carried_back, fields_of, given_in
from handlers.guides.fund import FundQuestion
from handlers.guides.presses import FUND_PRESS
from handlers.guides.rules import FundRules

_AMOUNT: Final = "amount"
_BY: Final = "by"
_LONGEST_AMOUNT: Final = 20


def fund_form(rules: FundRules, value: str = "") -> Form:
    """The form; with a button's value, filled in as it was before."""
    amount = TextField(
        _AMOUNT, "Roughly how much, in pounds?", "Leave it empty if you do not know yet.", max_length=_LONGEST_AMOUNT
    )
    by = DateField(_BY, "By when do you need it?", "Leave it empty if any time will do.")
    form = Form(
        FUND_PRESS,
        "Money for you",
        (Section("What it is for", (*fields_of(rules.book.questions), amount, by)),),
        fresh_nonce(),
        "Four short questions. Nothing that you fill in is kept, and nobody else sees it.",
        submit_label="See what holds",
    )
    before = carried_back(value, _keys(rules))
    return refilled(form, before) if before else form


def fund_faults(rules: FundRules, values: FormValues) -> dict[str, str]:
    """What has to be put right, by field."""
    found = faults(fund_form(rules), values)
    amount = values.get(_AMOUNT, "").strip()
    if amount and _AMOUNT not in found and pounds_in(amount) is None:
        found[_AMOUNT] = "Please write one sum in pounds, for example 350, or leave this empty."
    return found


def fund_question(rules: FundRules, values: FormValues) -> FundQuestion:
    """What was filled in."""
    amount = values.get(_AMOUNT, "").strip()
    return FundQuestion(
        given_in(rules.book.questions, values), pounds_in(amount) if amount else None, parse_date(values.get(_BY, ""))
    )


def fund_carried(rules: FundRules, values: FormValues) -> str:
    """What was filled in, as the value of the button that opens the form again."""
    amount = fund_question(rules, values).amount
    return carried({**values, _AMOUNT: f"{amount:f}" if amount is not None else ""}, _keys(rules))


def _keys(rules: FundRules) -> list[str]:
    return [*(question.key for question in rules.book.questions), _AMOUNT, _BY]
