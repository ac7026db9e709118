"""The words around dates in real plans: what may stand before one, and what says that there is none."""

import re

MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "sept": 9,
} | {
    short: number
    for number, short in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905
}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

SEASON_ENDS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""First and last month. Winter is left out: it lies in two years."""

LEAD_IN = re.compile(
    r"(?:by|no later than|not later than|latest|before|the|deadline|deadline of|due|in|on|of|up|"
    r"until|till|up until|no later than|at the latest|during|"
    r"throughout|target|target date|complete|completed|completion|completed by|to be completed|"
    r"week (?:ending|commencing|beginning)|w/[cbe]|timeline|timescale|achieved|delivered|launched|review|"
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)[:,]?\s+"
)
"""One word or phrase that may stand before a date and changes nothing."""

PART_OF_MONTH = re.compile(rf"(?:mid|early|late)[ -](?={'|'.join(MONTHS)})")
ONWARDS = re.compile(r"\s*(?:,\s*)?\bonwards?$|\s+and beyond$")
TO_THE_DATE = re.compile(r"^(?:(?:by|before|the|due|in|end|of|end of|until|during|no later than)\s+)+")
"""Everything that may stand before a date, at once."""

TERMS = {
    "autumn": (9, 12),
    "michaelmas": (9, 12),
    "martinmas": (9, 12),
    "1": (9, 12),
    "one": (9, 12),
    "spring": (1, 3),
    "lent": (1, 3),
    "hilary": (1, 3),
    "2": (1, 3),
    "two": (1, 3),
    "summer": (4, 7),
    "trinity": (4, 7),
    "easter": (4, 7),
    "candlemas": (1, 6),
    "3": (4, 7),
    "three": (4, 7),
}
"""First and last month of the terms of British universities, as most of them have it."""

SEMESTERS = {"1": (9, 1), "one": (9, 1), "2": (2, 6), "two": (2, 6)}

END_OF = re.compile(r"(?:(?:the )?end(?: of)?|close of)\s+(?:the\s+)?")
START_OF = re.compile(r"(?:(?:the )?(?:start|beginning)(?: of)?)\s+(?:the\s+)?")
OPEN = re.compile(
    r"(?:from|since|starting|starts|beginning|begins|with effect from|w\.?e\.?f\.?)(?:\s+(?:in|on|from))?\s+"
)

RECURRING = re.compile(
    r"\b(?:twice|thrice|annual(?:ly)?|biannual(?:ly)?|biennial(?:ly)?|monthly|bi-?monthly|quarterly|weekly|daily|termly|"
    r"yearly|regular(?:ly)?|recurring|rolling|every|each|per (?:year|term|month|annum)|on-?going|continu\w*|always|"
    r"permanent(?:ly)?)\b"
)
CONDITIONAL = re.compile(
    r"\b(?:when|once|if|after|following|subject to|depend\w*|pending|tbc|tba|tbd|to be \w+|asap|"
    r"as (?:soon as|required|needed)|carried (?:over|forward)|n/?a|not applicable)\b"
)
RELATIVE = re.compile(
    r"(?:\b\d+|\b(?:one|two|three|four|five|six|nine|twelve|eighteen))\s?(?:months?|mths?|years?|yrs?|weeks?)\b"
    r"|\by(?:ea)?r?s?\s?\d(?!\d)|\byears? (?:one|two|three|four)\b|\bmonths? \d+|\bphase \w+\b"
    r"|\b(?:first|second|third|fourth|next|final|last) (?:\w+ )?(?:months?|years?|term)\b"
    r"|\b(?:short|medium|long)[- ]term\b"
)
