"""The words that people use for the state of an action, and the colour each stands for.

The mapping follows the stage 3 form (green = undertaken and completed, amber = in progress, red = still to be carried
out) and the wordings met in published plans. "Planned" and "to do" say nothing of a colour yet. "Delayed" may be amber
or red, so it is asked and never guessed.
"""

import re
from dataclasses import dataclass

from handlers.cells import key, shown
from handlers.plans.rag import Rag
from handlers.plans.reading import status_words
from handlers.plans.reading.date_words import MONTHS

_WORDS: dict[str, Rag | None] = {
    word: rag
    for words, rag in (
        (status_words.GREEN, Rag.GREEN),
        (status_words.AMBER, Rag.AMBER),
        (status_words.RED, Rag.RED),
        (status_words.NOT_DUE, Rag.NOT_DUE),
        (status_words.DROPPED, Rag.DROPPED),
        (status_words.NOT_YET, None),
    )
    for word in (key(each) for each in words.split("|"))
}
_IN_A_CELL: dict[str, Rag | None] = _WORDS | {
    word: rag
    for words, rag in (
        (status_words.MORE_GREEN, Rag.GREEN),
        (status_words.MORE_AMBER, Rag.AMBER),
        (status_words.MORE_RED, Rag.RED),
        (status_words.MORE_DROPPED, Rag.DROPPED),
    )
    for word in words.split("|")
}
_MARKS = {
    "✅": "green",
    "✔": "green",
    "✓": "green",
    "☑": "green",
    "❌": "red",
    "✗": "red",
    "✘": "red",
    "🟢": "green",
    "🟩": "green",
    "🟠": "amber",
    "🟧": "amber",
    "🟡": "amber",
    "🟨": "amber",
    "🔴": "red",
    "🟥": "red",
}
_LABEL = re.compile(
    r"^\s*(?:rag|brag|status|rating|rag[\s-]*(?:rating|status))\s*[:\-\u2013]?\s+|^\s*(?:rag|status)\s*:\s*", re.I
)
_SHARE = re.compile(r"(\d{1,3})\s?%(?:\s+(?:complete|completed|done))?\s*$", re.I)
_GREEN_AMBER = re.compile(r"(?:g|green) (?:a|amber)|(?:a|amber) (?:g|green)")
_GIVEN_UP = re.compile(r"\b(?:superseded|withdrawn|no longer|not (?:be )?(?:taken|pursued)|abandoned|replaced by)\b")
_BEFORE = re.compile(
    r"(?:(?:the|this|all|action|actions|objective|task|now|fully|successfully|already|work|has been|is) )+"
)
_BEHIND = re.compile(
    r"(?: (?:early|late|on time|in full|ahead of schedule|ahead of time|so far|to date|and ongoing|and embedded|"
    r"and in place|and live|and published|and bau|and now bau|and business as usual|bau|and closed|and signed off|"
    rf"{'|'.join(MONTHS)}|(?:20)?\d\d|in|by))+"
)
_WHOLE = 100
_LISTED = frozenset({"action", "actions", "items", "rated", "categorised", "as", "the"})
_LONGEST_WORD = 60
_END_OF_FIRST = re.compile(r"[.:;,(\n\[]|\s[-\u2013\u2014]\s|\s+(?:in|on|by|since|as of|from|for)\s+")


@dataclass(frozen=True, slots=True)
class Status:
    """What a status cell says: a colour or none yet, the words that say more, and a warning where it must be asked."""

    rag: Rag | None = None
    note: str = ""
    warning: str = ""
    known: bool = True


def read_status(text: str) -> Status:
    """Read a status cell. What it says beyond the word itself is kept as a note."""
    words = _plain(text)
    whole = key(words)
    if not whole:
        return Status()
    if text.rstrip().endswith("?"):
        return Status(note=text, warning=_ask(text, whole), known=False)
    if whole in _IN_A_CELL:
        return Status(_IN_A_CELL[whole])
    share = _SHARE.match(words)
    if share:
        return Status(_by_share(int(share[1])), note=text)
    if _GREEN_AMBER.fullmatch(whole):
        return Status(Rag.AMBER, warning=f"{shown(text)} was read as amber: partly done is still in progress.")
    first = _END_OF_FIRST.split(words, maxsplit=1)[0]
    if key(first) == "closed" and _GIVEN_UP.search(whole):
        return Status(Rag.DROPPED, note=text)
    for plain in (key(first), _bare(key(first)), _bare(whole)):
        if plain in _IN_A_CELL:
            return Status(_IN_A_CELL[plain], note=text)
    return Status(note=text, warning=_ask(text, whole), known=False)


def is_status_word(text: str) -> bool:
    """Tell whether a text is nothing but a word, letter or mark for a status."""
    return len(text) <= _LONGEST_WORD and key(_plain(text)) in _WORDS


def is_status_heading(text: str) -> bool:
    """Tell whether a line of its own heads a list of actions by their status ("Completed actions", "Red")."""
    words = " ".join(word for word in key(_plain(text[:_LONGEST_WORD])).split() if word not in _LISTED)
    return len(text) <= _LONGEST_WORD and len(words) > 1 and words in _WORDS


def status_of_heading(text: str) -> Rag | None:
    """Give the status that a line heads a list of actions with, or None where that says none yet."""
    return _WORDS.get(" ".join(word for word in key(_plain(text)).split() if word not in _LISTED))


def read_prose(text: str) -> Status:
    """Read what a text about progress begins with. It is no status cell: what is not understood is not asked about."""
    status = read_status(text)
    plain = (
        status.known
        and not status.warning
        and (len(key(_END_OF_FIRST.split(_plain(text), maxsplit=1)[0])) > 1 or "%" in text)
    )
    return Status(status.rag) if plain else Status()


def _bare(words: str) -> str:
    """Take off what changes nothing of a status: "Action successfully completed June 2026" is completed."""
    before = _BEFORE.match(words)
    rest = words[before.end() :] if before else words
    behind = re.search(rf"{_BEHIND.pattern}$", rest)
    return rest[: behind.start()] if behind else rest


def _by_share(percent: int) -> Rag:
    if percent >= _WHOLE:
        return Rag.GREEN
    return Rag.AMBER if percent else Rag.RED


def _plain(text: str) -> str:
    """Take the label off; a mark that stands beside a word of its own only repeats it ("✅ Done")."""
    bare = "".join(" " if sign in _MARKS else sign for sign in text) if len(text) <= _LONGEST_WORD else ""
    if key(bare) in _WORDS:
        return bare.strip()
    for mark, word in _MARKS.items():
        text = text.replace(mark, f" {word} ")
    return _LABEL.sub("", text).strip()


def _ask(text: str, whole: str) -> str:
    if re.search(r"\b(?:delay|late|behind|overdue|defer|postpone)", whole):
        return f"{shown(text)} may be amber (in progress) or red (still to be done), so no colour was set. Choose one."
    return (
        f"{shown(text)} is not a status that Bunsen knows, so no colour was set and the words were kept as a comment. "
        "Write green, amber, red, not due or dropped."
    )
