"""Numbers and dates as people see them, from the value and the number format of a cell."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<word>AM/PM|A/P|General)|.', re.I | re.S
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_PLACES = "0#?"
_MOST_PLACES = 15
_BEFORE_LEAP_BUG = 60
"""Excel counts a 29 February 1900 that never was; days before it are off by one."""
_LAST_DAY = 2_958_465
_FOUR_YEARS = 1462
_EXACT = 1e15

_DAYS = (14, *range(27, 32), *range(34, 37), *range(50, 59))
BUILT_IN = dict.fromkeys(_DAYS, "d/m/yyyy") | {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "d/m/yyyy h:mm", 32: "h:mm", 33: "h:mm:ss", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
}  # fmt: skip
"""The formats that a workbook names by number only (ECMA-376, part 1, 18.8.30)."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What of a number format matters for reading."""

    dates: str = ""
    """The parts of a date that it shows: of y, m (month), d, h, n (minute), s and e (time that has passed)."""
    plain: bool = False
    percent: bool = False
    grouped: bool = False
    digits: int = 1
    places: int = 0
    optional: int = 0
    thousands: int = 0
    before: str = ""
    after: str = ""


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Give a number as its format shows it: 3, 40%, £5,000; dates as 2020-12-11, or May 2019 where no day is shown."""
    if not math.isfinite(value):
        return ""
    form = number_format(code)
    if form.dates:
        return _shown_date(value, form.dates, since_1904=since_1904) or general(value)
    return general(value) if form.plain else _shown_number(value, form)


def general(value: float) -> str:
    """Give a number without a format: 3, not 3.0, and no more digits than are certain."""
    if abs(value) < _EXACT and int(value) == value:
        return str(int(value))
    return f"{value:.{_MOST_PLACES}g}"


def shown_moment(moment: datetime, dates: str = "ymdhn") -> str:
    """Give a date, a time or both, as far as a format shows them."""
    day, time = set(dates) & set("ymd"), set(dates) & set("hns")
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    if not day:
        return clock
    if "d" in day or time:
        return f"{moment:%Y-%m-%d} {clock}" if time and clock != "00:00" else f"{moment:%Y-%m-%d}"
    return f"{moment:%B %Y}" if "m" in day else f"{moment:%Y}"


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """Read a format such as `[$£-809]#,##0.00` or `dd/mm/yyyy`; of several sections the first."""
    before, after, pattern, letters = "", "", "", ""
    for token in _TOKEN.finditer(code[:255]):
        part, literal = token[0], token["quoted"] or token["escaped"] or ""
        bracket = token["bracket"]
        if part == ";":
            break
        if bracket is not None:
            literal = bracket[1:].split("-")[0] if bracket.startswith("$") else ""
            letters += "e" if _ELAPSED.fullmatch(bracket) else ""
        elif (token["word"] or "").lower() == "general":
            pattern += "G"
        elif part in "0#?.,%/E@":
            pattern += part
        elif part.lower() in "ymdhs":
            letters += part.lower()
        elif len(part) == 1 and part not in "+-() :":
            literal = part
        if any(place in pattern for place in _PLACES):
            after += literal
        else:
            before += literal
    return NumberFormat(dates=_dates(letters)) if letters else _numeric(pattern, before, after)


def _dates(letters: str) -> str:
    """Tell months from minutes: minutes follow hours or stand before seconds."""
    runs = re.findall(r"(.)\1*", letters)
    parts = []
    for at, letter in enumerate(runs):
        minutes = letter == "m" and (runs[at - 1 : at] in (["h"], ["e"]) or runs[at + 1 : at + 2] == ["s"])
        parts.append("n" if minutes else letter)
    return "".join(parts)


def _numeric(pattern: str, before: str, after: str) -> NumberFormat:
    whole, _, fraction = pattern.partition(".")
    core = re.sub(r",+$", "", whole.rstrip("%"))
    if not re.fullmatch(r"[0#?,]+", core) or not re.fullmatch(r"[0#?,]*%?", fraction):
        return NumberFormat(plain=True)
    body = (fraction or whole).rstrip("%")
    return NumberFormat(
        percent="%" in pattern,
        grouped="," in core,
        digits=core.count("0"),
        places=min(sum(place in _PLACES for place in fraction), _MOST_PLACES),
        optional=min(sum(place in "#?" for place in fraction), _MOST_PLACES),
        thousands=len(body) - len(body.rstrip(",")),
        before=before,
        after=after,
    )


def _shown_number(value: float, form: NumberFormat) -> str:
    exact = Decimal(repr(value)).scaleb((2 if form.percent else 0) - 3 * form.thousands)
    if abs(exact) >= _EXACT:
        return general(value)
    rounded = exact.quantize(Decimal(1).scaleb(-form.places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    fraction = fraction[: form.places - form.optional] + fraction[form.places - form.optional :].rstrip("0")
    whole = (whole if form.grouped else whole.replace(",", "")).zfill(form.digits)
    sign = "-" if rounded < 0 else ""
    number = f"{whole}.{fraction}" if fraction else whole
    return f"{sign}{form.before}{number}{'%' if form.percent else ''}{form.after}".strip()


def _shown_date(value: float, dates: str, *, since_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY - (_FOUR_YEARS if since_1904 else 0):
        return ""
    days, seconds = divmod(round(value * 86_400), 86_400)
    if "e" in dates:
        minutes = (days * 86_400 + seconds) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if days == 0 and not set(dates) & set("hns"):
        return ""
    start = datetime(1904, 1, 1, tzinfo=UTC) if since_1904 else datetime(1899, 12, 30, tzinfo=UTC)
    late = 1 if not since_1904 and days < _BEFORE_LEAP_BUG else 0
    return shown_moment(start + timedelta(days=days + late, seconds=seconds), dates)
