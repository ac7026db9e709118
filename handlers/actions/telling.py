"""What happened to an action, told in sentences."""

from collections.abc import Sequence

from handlers.actions.changing import FIELDS
from handlers.actions.meanwhile import Entry
from handlers.dates import spoken
from handlers.forms import parse_date
from handlers.people.model import Institution
from handlers.plans.model import ActionChange, ActionUpdate, ChangeKind
from handlers.plans.rag import Rag
from handlers.wording import RAG_WORDS

_SOMEBODY = "Somebody"
_DEEDS = {
    ChangeKind.ADDED: "added the action",
    ChangeKind.EDITED: "changed",
    ChangeKind.COMMENT: "commented",
    ChangeKind.MOVED: "moved",
    ChangeKind.OWNER: "changed who is accountable",
    ChangeKind.DISPUTED: "said that it is not theirs",
    ChangeKind.TAKEN: "took it up",
    ChangeKind.SPLIT: "split it",
    ChangeKind.MERGED: "merged it",
    ChangeKind.CARRIED: "carried it over",
    ChangeKind.EVIDENCE: "added evidence",
    ChangeKind.DECIDED: "wrote down a decision",
}
_SAID_BY_THE_DEED = frozenset((ChangeKind.ADDED, ChangeKind.EVIDENCE))
_LONGEST_VALUE = 120
_ENDS = (".", ".”", "!”", "?”", "…”")


def lines(entries: Sequence[Entry], institution: Institution, longest: int = 0) -> tuple[str, ...]:
    """Tell entries, one line each, in the order given; with `longest`, only the beginning of what people said."""
    return tuple(f"{spoken(institution.day(entry.at))}: {told(entry, longest)}" for entry in entries)


def told(entry: Entry, longest: int = 0) -> str:
    """Tell one entry: who did what, from what to what, and what they said about it."""
    parts = _report(entry, longest) if isinstance(entry, ActionUpdate) else _change(entry, longest)
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts)


def quoted(text: str, longest: int = 0) -> str:
    """Put a text in quotation marks; with `longest`, only its beginning."""
    line = " ".join(text.split())
    return f"“{line}”" if not longest or len(line) <= longest else f"“{line[:longest].rstrip()}…”"


def _report(update: ActionUpdate, longest: int) -> Sequence[str]:
    by = update.by or _SOMEBODY
    parts = [f"{by} dropped it" if update.rag is Rag.DROPPED else f"{by} reported {RAG_WORDS[update.rag].lower()}"]
    if update.comment:
        parts.append(quoted(update.comment, longest))
    if update.learning:
        parts.append(f"Learned: {quoted(update.learning, longest)}")
    if update.next_step:
        until = f", by {spoken(update.next_step_on)}" if update.next_step_on else ""
        parts.append(f"Next: {update.next_step}{until}")
    if update.reading:
        parts.append(f"Measure: {update.reading}")
    if update.override:
        parts.append(f"Green without evidence: {quoted(update.override, longest)}")
    return parts


def _change(change: ActionChange, longest: int) -> Sequence[str]:
    deed = f"{change.by or _SOMEBODY} {_DEEDS[change.kind]}{_from_to(change)}"
    if change.comment and change.kind is ChangeKind.COMMENT:
        return [f"{deed}: {quoted(change.comment, longest)}"]
    return [deed, quoted(change.comment, longest)] if change.comment else [deed]


def _from_to(change: ActionChange) -> str:
    if change.kind in _SAID_BY_THE_DEED:
        return "".join(f" {quoted(now)}" for name, (_, now) in change.changes.items() if name == "evidence")
    said = [_difference(name, was, now) for name, (was, now) in change.changes.items()]
    if not said:
        return ""
    return f" {', '.join(said)}" if change.kind in (ChangeKind.EDITED, ChangeKind.MOVED) else f" ({', '.join(said)})"


def _difference(name: str, was: str, now: str) -> str:
    field = FIELDS.get(name, name)
    if not was:
        return f"the {field}: now {_value(now)}"
    return f"the {field} from {_value(was)} to {_value(now) if now else 'nothing'}"


def _value(text: str) -> str:
    day = parse_date(text) if len(text) == len("2027-03-31") else None
    return spoken(day) if day else quoted(text, _LONGEST_VALUE)
