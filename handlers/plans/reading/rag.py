"""The words that people use for the state of an action, and the colour each stands for.

The mapping follows the stage 3 form (green = undertaken and completed, amber = in progress, red = still to be carried
out) and the wordings met in published plans. "Planned" and "to do" say nothing of a colour yet. "Delayed" may be amber
or red, so it is asked and never guessed.
"""

import re
from dataclasses import dataclass

from handlers.plans.rag import Rag
from handlers.plans.reading.cells import key, shown

_GREEN = (
    "green|g|complete|completed|completion|done|achieved|fully achieved|introduced|finished|delivered|"
    "implemented|met|fully met|fully completed|complete and ongoing|launched|closed complete|closed|in place|"
    "action complete|action completed|established|fully implemented|achievements|achieved to date|now complete|"
    "complete now embedded|embedded|signed off|yes|true|undertaken and completed|undertaken"
)
_AMBER = (
    "amber|a|doing|orange|yellow|in progress|work in progress|in process|in train|ongoing|on going|ongoing task|"
    "continue|continued|continuing|underway|under way|started|begun|on track|partially completed|"
    "partially complete|partly completed|partly complete|partially achieved|partially met|partial|"
    "nearly complete|nearly completed|started not complete|some progress|progressing|well under way|"
    "significant progress|partially implemented|in development|in hand|active|open in progress|mostly complete|"
    "mostly completed|in progress on track|substantially complete|work has started|work under way|at risk|some risk|"
    "partly achieved|partly met|being implemented|being progressed|work ongoing|on schedule|progress made|"
    "on target|some issues|minor issues|in progress at risk"
)
_RED = (
    "red|r|not started|not yet started|never started|not begun|paused|on hold|cancelled|canceled|uncompleted|"
    "incomplete|not complete|not completed|not yet complete|not yet completed|not achieved|not met|not done|"
    "not yet done|not undertaken|not carried out|still to be carried out|not delivered|no progress|stalled|"
    "outstanding|not implemented|yet to start|not progressed|not yet achieved|no action|no action taken|"
    "not taken forward|to be carried out|not in place|unmet|not yet in place|suspended|"
    "not started yet|has not started|not yet begun|not yet commenced|not commenced"
)
_NOT_DUE = "not due|not due yet|not yet due|not_due"
_DROPPED = (
    "dropped|withdrawn|removed|no longer planned|no longer required|abandoned|no longer needed|superseded|"
    "no longer relevant|discontinued|deleted|no longer applicable|no longer pursued|closed superseded|"
    "closed no longer required|closed not taken forward|closed no longer needed"
)
_NOT_YET = (
    "planned|to do|todo|to be explored|to be done|future|new|new action|na|n a|not applicable|none|tbc|tba|"
    "activity to be explored|future action|proposed|scheduled|to start|to be started|upcoming|pending|forthcoming|"
    "not rated|to be confirmed|new for this plan|false|future work|future plan"
)

_WORDS: dict[str, Rag | None] = {
    word: rag
    for words, rag in (
        (_GREEN, Rag.GREEN),
        (_AMBER, Rag.AMBER),
        (_RED, Rag.RED),
        (_NOT_DUE, Rag.NOT_DUE),
        (_DROPPED, Rag.DROPPED),
        (_NOT_YET, None),
    )
    for word in (key(each) for each in words.split("|"))
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
    if whole in _WORDS:
        return Status(_WORDS[whole])
    share = _SHARE.match(words)
    if share:
        return Status(_by_share(int(share[1])), note=text)
    if _GREEN_AMBER.fullmatch(whole):
        return Status(Rag.AMBER, warning=f"{shown(text)} was read as amber: partly done is still in progress.")
    first = _END_OF_FIRST.split(words, maxsplit=1)[0]
    if key(first) == "closed" and _GIVEN_UP.search(whole):
        return Status(Rag.DROPPED, note=text)
    if key(first) in _WORDS:
        return Status(_WORDS[key(first)], note=text)
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
    plain = status.known and not status.warning and len(key(_END_OF_FIRST.split(_plain(text), maxsplit=1)[0])) > 1
    return Status(status.rag) if plain else Status()


def _by_share(percent: int) -> Rag:
    if percent >= _WHOLE:
        return Rag.GREEN
    return Rag.AMBER if percent else Rag.RED


def _plain(text: str) -> str:
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
