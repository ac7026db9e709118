"""What is typed about an event, and what is wrong with it. Pure: for the forms in chat and for files alike."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

from handlers.cells import key, one_line
from handlers.plans.themes import OTHER, THEMES
from handlers.voice.events.model import ASKED, LONGEST_POINT, MOST_PEOPLE, MOST_TIMES, Method, Prompt

_TIMES: Final = re.compile(r"^(?P<words>.*\S)\s+[x\u00d7]\s?(?P<times>[0-9]{1,9})$")
_BULLET: Final = re.compile(r"^(?:[-\u2022*\u2013]|[0-9]{1,3}[.)])\s+")
# Signs that turn the order of letters around; what is written from right to left needs none of them.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OTHER_WORDS: Final[Mapping[str, Prompt]] = {
    "question": Prompt.QUESTIONS,
    "barrier": Prompt.BARRIERS,
    "obstacles": Prompt.BARRIERS,
    "what good looks like": Prompt.GOOD,
    "good looks like": Prompt.GOOD,
    "findings": Prompt.FINDING,
    "": Prompt.FINDING,
}
_PROMPTS: Final[Mapping[str, Prompt]] = {
    **_OTHER_WORDS,
    **{key(prompt.value): prompt for prompt in Prompt},
    **{key(asked): prompt for prompt, asked in ASKED.items()},
}
_THEMES: Final = {key(theme): theme for theme in (*THEMES, OTHER)}
_METHODS: Final = {key(method.value): method for method in Method}


def tidied(text: str) -> str:
    """A text on one line, without signs that nobody sees."""
    line = one_line("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text))
    return "".join(sign for sign in line if sign not in _TURNING)


def method_of(text: str) -> Method | None:
    """The method that a word names."""
    return _METHODS.get(key(text[:80]))


def theme_of(text: str) -> str | None:
    """The theme that a word names, in its own spelling."""
    return _THEMES.get(key(text[:80]))


def prompt_of(text: str) -> Prompt | None:
    """The prompt that a word or the whole question names; nothing means a finding."""
    return _PROMPTS.get(key(text[:80]))


def day_problem(day: date, today: date) -> str:
    """What is wrong with the day of an event; empty where nothing is."""
    if day > today:
        return "This day is still to come. Record the event once it has been held."
    return "" if day.year >= 2000 else "That is too long ago. Please look at the year."


def count_of(text: str) -> int | str | None:
    """A number of people; None where nothing was given, a sentence where it is none."""
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()):
        return "Please write a whole number, such as 24, or leave it empty."
    # Not read where it is long: nobody needs it, and reading takes time.
    number = int(plain) if len(plain) < 10 else MOST_PEOPLE + 1
    return number if number <= MOST_PEOPLE else f"Please look at this number: it is more than {MOST_PEOPLE:,}."


def too_many(invited: int | None, took_part: int | None) -> str:
    """What is wrong where more took part than were invited; empty where nothing is."""
    if invited is None or took_part is None or took_part <= invited:
        return ""
    return f"More took part ({took_part}) than were invited ({invited}). If it was open to all, leave “invited” empty."


def point_problem(words: str, times: int) -> str:
    """What is wrong with a point; empty where nothing is."""
    if len(words) > LONGEST_POINT:
        return f"A point has at most {LONGEST_POINT} characters; “{words[:40]}…” has {len(words):,}."
    if not 1 <= times <= MOST_TIMES:
        return f"A point is said between 1 and {MOST_TIMES:,} times, not {times:,}."
    return ""


def lines_of(text: str) -> list[tuple[str, int]]:
    """The points in a text, one on each line, with how often each was said ("No cover for courses x4")."""
    found = []
    for line in text.splitlines():
        words, times = _BULLET.sub("", tidied(line)), 1
        if match := _TIMES.match(words):
            words, times = match["words"], int(match["times"])
        if words:
            found.append((words, times))
    return found


def references_in(text: str) -> list[str]:
    """The references of actions in a text, between commas, semicolons or line ends; each once."""
    parts = (tidied(part) for part in re.split(r"[,;\n]", text))
    return list({part.casefold(): part for part in parts if part}.values())
