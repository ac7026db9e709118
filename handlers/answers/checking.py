"""What is wrong with a set of entries.

*Faults* keep an entry from being used; *concerns* are what somebody should look at, and stop nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from handlers.answers.entries import EVERYONE, FEWEST_PHRASINGS, PRIVATE, Entry, Problem, folded, is_slug
from handlers.answers.values import names_in
from handlers.dates import spoken
from handlers.knowledge.model import VALUES

_AUDIENCES = (
    f"An audience is '{EVERYONE}' or '{PRIVATE}' (told to the person who asks alone, in their direct chat). Write one "
    "of them, or leave it out; from anybody else an answer cannot be kept."
)


def check(
    entries: Sequence[Entry], today: date, values: Collection[str] = (), beside: Iterable[str] = ()
) -> list[Problem]:
    """List what is wrong with a set of entries: `values` that may be named, and ids of entries known `beside` them."""
    return [*faults(entries, values, beside), *concerns(entries, today)]


def faults(entries: Sequence[Entry], values: Collection[str] = (), beside: Iterable[str] = ()) -> list[Problem]:
    """What keeps entries from being used."""
    seen: set[str] = set()
    known = {entry.id for entry in entries} | set(beside)
    problems: list[Problem] = []
    for entry in entries:
        problems += [Problem(entry.id, field, message) for field, message in _faults_of(entry, values)]
        problems += _points_nowhere(entry, known)
        if entry.id in seen:
            problems.append(Problem(entry.id, "id", "Another entry has the same id. Give each entry its own."))
        seen.add(entry.id)
    return problems + circles(entries)


def concerns(entries: Sequence[Entry], today: date) -> list[Problem]:
    """What somebody should look at."""
    first_with: dict[str, str] = {}
    problems: list[Problem] = []
    for entry in entries:
        problems += [Problem(entry.id, field, message) for field, message in _concerns_of(entry, today)]
        problems += _phrasings_used(entry, first_with)
    return problems


def _faults_of(entry: Entry, values: Collection[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if entry.id == VALUES:
        found.append(("id", f"'{VALUES}' is kept for the institution's values. Give the entry another id."))
    if not is_slug(entry.id):
        found.append(("id", "Use small letters, digits and single hyphens only, for example 'registration-fees'."))
    if not entry.sources:
        found.append(("sources", "There is no source, so this is never given as an answer. Add at least one."))
    if entry.audience not in (EVERYONE, PRIVATE):
        # Nothing else could be kept: whoever may ask is told by no platform.
        found.append(("audience", _AUDIENCES))
    for line in entry.local:
        named = names_in(line)
        if not named:
            found.append(("local", f"'{line}' names no value in braces, such as {{fund-limit}}. Put it in 'answer'."))
        found += [("local", f"There is no value '{name[:40]}' to be set.") for name in named if name not in values]
    return found


def _points_nowhere(entry: Entry, known: Collection[str]) -> list[Problem]:
    return [
        Problem(entry.id, "see_also", f"There is no entry '{other}'. Correct the id, or take it out.")
        for other in entry.see_also
        if other not in known
    ]


def circles(entries: Iterable[Entry]) -> list[Problem]:
    """Each way of "see also" that leads back to where it began, once."""
    onward = {entry.id: entry.see_also for entry in entries}
    done: set[str] = set()
    found: list[Problem] = []
    for start in onward:
        found += _circles_from(start, onward, done)
    return found


def _circles_from(start: str, onward: Mapping[str, Sequence[str]], done: set[str]) -> list[Problem]:
    found: list[Problem] = []
    way: list[str] = []
    # Without recursion, for a chain may be as long as there are entries; None marks the way back.
    ahead: list[str | None] = [start]
    while ahead:
        here = ahead.pop()
        if here is None:
            done.add(way.pop())
        elif here in way:
            circle = " \N{RIGHTWARDS ARROW} ".join([*way[way.index(here) :], here])
            found.append(Problem(here, "see_also", f"This leads round in a circle: {circle}. Take one of them out."))
        elif here not in done and here in onward:
            way.append(here)
            ahead += [None, *onward[here]]
    return found


def _concerns_of(entry: Entry, today: date) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if len(entry.phrasings) < FEWEST_PHRASINGS:
        found.append(("phrasings", f"There are {len(entry.phrasings)}; write at least {FEWEST_PHRASINGS} ways to ask."))
    if entry.review_by < today:
        found.append(
            ("review_by", f"The review was due by {spoken(entry.review_by)}. Check the text and set a new date.")
        )
    if entry.valid_until is not None and entry.valid_until < today:
        found.append(
            ("valid_until", f"This ended on {spoken(entry.valid_until)} and is no longer answered. Remove it.")
        )
    found += [
        ("sources", f"'{s.name}' is checked on a day to come. Correct the date.")
        for s in entry.sources
        if s.checked > today
    ]
    return found


def _phrasings_used(entry: Entry, first_with: dict[str, str]) -> list[Problem]:
    problems = []
    for phrasing in entry.phrasings:
        owner = first_with.setdefault(folded(phrasing), entry.id)
        if owner != entry.id:
            message = f"'{phrasing}' is also in '{owner}'. Keep it in one of the two."
            problems.append(Problem(entry.id, "phrasings", message))
    return problems
