"""What a report on an action must say, and what a plan must say before it closes. Pure.

Green needs something that shows it, amber what comes next and by when, red why: the self-assessment's own form
asks for "an explanation for those categorised as red".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from handlers.plans.model import Action
from handlers.plans.rag import Rag

LONGEST_LINK = 2000
_AROUND = "<>()[],;:.!?\"'“”"
"""What stands around a link in a sentence, and is not part of it."""


class Part(StrEnum):
    """A part of a report besides its status."""

    COMMENT = "comment"
    NEXT = "next"
    NEXT_ON = "by"
    LEARNING = "learning"
    PROOF = "proof"
    """A link that shows that it is done, or why there is none."""
    READING = "reading"
    """The measure as it is now."""


WANTED: Mapping[Rag, tuple[Part, ...]] = {
    Rag.RED: (Part.LEARNING,),
    Rag.AMBER: (Part.NEXT, Part.NEXT_ON),
    Rag.GREEN: (Part.PROOF,),
}
"""The parts that a status asks for, besides the comment."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was given to show that something is done: a link with a title, or the reason why there is none."""

    link: str = ""
    title: str = ""
    reason: str = ""


def read_proof(text: str) -> Proof | str:
    """Find the link in what was typed, or take it as a reason; a sentence where the link cannot be one."""
    words = text.split()
    links = [word.strip(_AROUND) for word in words if _looks_like_link(word)]
    if not links:
        return Proof(reason=" ".join(words))
    if len(links) > 1:
        return "Please give one link; more can be added on the action itself."
    if trouble := link_trouble(links[0]):
        return trouble
    title = " ".join(word for word in words if not _looks_like_link(word)).strip(" :,-\u2013")
    return Proof(link=links[0], title=title or shown_link(links[0]))


def link_trouble(link: str) -> str:
    """Say what is wrong with the shape of a link, in a sentence; nothing is fetched."""
    if len(link) > LONGEST_LINK:
        return f"This link is longer than {LONGEST_LINK:,} characters. Please give a shorter one."
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return "This is not a complete link. It should look like https://www.example.ac.uk/page."
    if parts.scheme.casefold() == "http":
        return "Please give the secure form of the link, which begins with https://."
    if parts.scheme.casefold() != "https" or "." not in host.strip(".") or not link.isprintable() or " " in link:
        return "This is not a complete link. It should look like https://www.example.ac.uk/page."
    if parts.username is not None or parts.password is not None:
        return "This link holds a user name or password. Please give it without."
    return ""


def shown_link(link: str) -> str:
    """A link without what it begins with, as people say it."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")[:200]


def _looks_like_link(word: str) -> bool:
    plain = word.strip(_AROUND).casefold()
    return "://" in plain or plain.startswith("www.")


def missing(rag: Rag, given: Mapping[Part, str], next_on: date | None, shown: bool, today: date) -> Mapping[Part, str]:
    """What a report still lacks, in a sentence each. `shown` tells whether there is evidence already."""
    match rag:
        case Rag.RED if not given.get(Part.COMMENT):
            return {Part.COMMENT: "Red needs an explanation: say in a sentence why it is still to be carried out."}
        case Rag.AMBER:
            return _missing_of_amber(given, next_on, today)
        case Rag.GREEN if not shown and not given.get(Part.PROOF):
            return {Part.PROOF: "Green needs a link that shows that it is done, or a few words on why there is none."}
        case _:
            return {}


def _missing_of_amber(given: Mapping[Part, str], next_on: date | None, today: date) -> Mapping[Part, str]:
    lacks = {}
    if not given.get(Part.NEXT):
        lacks[Part.NEXT] = "Amber needs the next step: say in a few words what happens next."
    if next_on is None:
        said = given.get(Part.NEXT_ON)
        lacks[Part.NEXT_ON] = "There is no such day." if said else "Amber needs the day by which the next step is done."
    elif next_on < today:
        lacks[Part.NEXT_ON] = "This day has passed. By when will the next step be done?"
    return lacks


@dataclass(frozen=True, slots=True)
class MissingForClosing:
    """An action that cannot go into the self-assessment as it is: it counts as red, and something is not said."""

    action: Action
    explanation: bool
    learning: bool


def missing_for_closing(actions: Iterable[Action]) -> Sequence[MissingForClosing]:
    """The actions of a plan that lack an explanation or learning when it closes.

    In the form's appendix everything is red that was not begun, was dropped or is still to be carried out, and each red
    has three parts: action, comment and learning. What is in progress or done needs neither.
    """
    found = []
    for action in actions:
        latest = action.latest
        if latest is not None and latest.rag in (Rag.GREEN, Rag.AMBER):
            continue
        explained, learned = (bool(latest.comment), bool(latest.learning)) if latest else (False, False)
        if not (explained and learned):
            found.append(MissingForClosing(action, not explained, not learned))
    return found
