"""The entry that comes back in its form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from handlers.answers.checking import faults
from handlers.answers.entries import FEWEST_PHRASINGS, Entry, Problem, Source, folded, parse_draft
from handlers.dates import spoken
from handlers.forms import FormValues
from handlers.knowledge.lists import given_list
from handlers.knowledge.model import VALUES

_TEXTS: Final = ("title", "answer", "current", "owner")
_OF_FIELD: Final = {"sources name": "sources", "sources url": "sources", "sources checked": "sources", "id": "title"}


def source_line(source: Source) -> str:
    """A source as it stands in a form."""
    return f"{source.name} | {source.url}" if source.url else source.name


def read_entry(values: FormValues, before: Entry, entry_id: str, today: date) -> tuple[Entry, dict[str, str]]:
    """The entry that a form holds, made from the one `before`, as far as it can be read; and what is wrong, by field.

    What the form does not show (see also, the guide) stays as it was.
    """
    local = values.get("local", "\n".join(before.local))
    sources = given_list("sources", [source_line(source) for source in before.sources], values)
    mapping: dict[str, object] = {name: values.get(name, "").strip() for name in _TEXTS}
    mapping |= {
        "id": entry_id,
        "audience": values.get("audience", "") or before.audience,
        "review_by": values.get("review_by", ""),
        "valid_until": values.get("valid_until", ""),
        "local": [line.strip() for line in local.splitlines() if line.strip()],
        "phrasings": given_list("phrasings", before.phrasings, values),
        "sources": _sources(sources, before, today),
        "guide": before.guide,
        "see_also": list(before.see_also),
    }
    draft, problems = parse_draft(mapping, "")
    return draft, _by_field(problems)


def _sources(lines: Sequence[str], before: Entry, today: date) -> list[Mapping[str, object]]:
    """What was there before keeps the day on which it was checked; what is new was looked at today."""
    known = {source_line(source): source for source in before.sources}
    read: list[Mapping[str, object]] = []
    for line in lines:
        if (source := known.get(line)) is not None:
            read.append({"name": source.name, "url": source.url, "checked": source.checked})
        else:
            name, url = _name_and_address(line)
            read.append({"name": name or url, "url": url, "checked": today})
    return read


def _name_and_address(line: str) -> tuple[str, str]:
    """A name and the address behind the bar (or at the end of a line without one), if there is any."""
    # Only its last word is looked at: a pattern for the end of a line takes minutes where somebody sends 200,000 bars.
    last = (line.rsplit(maxsplit=1) or [""])[-1]
    before = line[: len(line) - len(last)].rstrip()
    begins = 0 if before.endswith("|") else _begin_of_address(last)
    if not last or begins is None:
        return line.strip(" |"), ""
    address = last[begins:].removeprefix("|")
    name = f"{before} {last[:begins]}".strip(" ,;:-|")
    return name, f"https://{address}" if address.startswith("www.") else address


def _begin_of_address(word: str) -> int | None:
    """Where the address begins that stands in a word: at its bar, or as addresses do."""
    found = re.search(r"\|.|https?://.", word)
    return found.start() if found else None


def troubles(entry: Entry, others: Iterable[Entry], values: Iterable[str], today: date) -> dict[str, str]:
    """What keeps an entry from being proposed, by field, beside the other entries that are in use."""
    beside = {other.id: other for other in others if other.id != entry.id}
    # A circle was there before this form, which does not show "see also".
    found = [problem for problem in faults([entry], set(values), beside) if problem.field != "see_also"]
    if len(entry.phrasings) < FEWEST_PHRASINGS:
        found.append(_problem("phrasings", f"Please write at least {FEWEST_PHRASINGS} ways to ask."))
    if entry.review_by <= today:
        found.append(_problem("review_by", "Please choose a day to come."))
    if entry.valid_until is not None and entry.valid_until < today:
        found.append(_problem("valid_until", f"{spoken(entry.valid_until)} has passed. To end it now, retire it."))
    if folded(entry.title) in {folded(other.title) for other in beside.values()}:
        found.append(_problem("title", "Another entry has this title already."))
    return _by_field([*found, *_asked_elsewhere(entry, beside.values())])


def _asked_elsewhere(entry: Entry, others: Iterable[Entry]) -> list[Problem]:
    asked = {folded(phrasing): other.title for other in others for phrasing in other.phrasings}
    return [
        _problem("phrasings", f"“{phrasing}” already leads to “{asked[folded(phrasing)]}”. Keep it in one of the two.")
        for phrasing in entry.phrasings
        if folded(phrasing) in asked
    ]


def _problem(field: str, message: str) -> Problem:
    return Problem("", field, message)


def _by_field(problems: Sequence[Problem]) -> dict[str, str]:
    said: dict[str, str] = {}
    for problem in problems:
        key = _OF_FIELD.get(problem.field, problem.field)
        said[key] = f"{said[key]} {problem.message}" if key in said else problem.message
    return said


def slug_of(title: str, taken: Iterable[str]) -> str:
    """An id from a title, different from those taken."""
    plain = "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:60].strip("-") or "entry"
    known, slug, number = {*taken, VALUES}, plain, 2
    while slug in known:
        slug, number = f"{plain}-{number}", number + 1
    return slug
