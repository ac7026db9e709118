"""Sums as people write them, in a form or as a value of their institution."""

import re
from decimal import Decimal
from typing import Final

_SUM: Final = r"(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{1,2}))?(?![\d.,]*\d)\s*(k\b|thousand\b)?"
_WITH_POUND: Final = re.compile(r"£\s*" + _SUM, re.IGNORECASE)
_BARE: Final = re.compile(r"(?<![\d.,])" + _SUM, re.IGNORECASE)


def pounds_in(text: str) -> Decimal | None:
    """The sum in a text, in pounds: the one with a pound sign, or the only number. None where that is not plain."""
    found = _WITH_POUND.findall(text) or _BARE.findall(text)
    return _pounds(*found[0]) if len(found) == 1 else None


def _pounds(whole: str, pence: str, thousands: str) -> Decimal:
    pounds = Decimal(whole.replace(",", "") + (f".{pence}" if pence else ""))
    return pounds * 1000 if thousands else pounds


def as_pounds(amount: Decimal) -> str:
    """Write a sum: £1,200 or £36.50."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"
