"""What a proposal changes, for a second person to read: old beside new, and of lists what comes and goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from handlers.answers.entries import Entry
from handlers.answers.freshness import sentences
from handlers.answers.values import Kind, ValueKind, value_of
from handlers.cards import Bullets, Element, Text, Tone
from handlers.dates import spoken
from handlers.knowledge.entry_form import who_may_read
from handlers.knowledge.entry_reading import source_line

_LONG: Final = 300
"""Characters from which on a text is compared sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that differs: its lines as they were, and as they would be."""

    label: str
    was: tuple[str, ...]
    new: tuple[str, ...]


def of_entries(was: Entry | None, new: Entry) -> list[Changed]:
    """What differs between two versions of an entry; all of it where there was none. Days of sources do not count."""
    before = _fields(was) if was else {}
    return [
        Changed(label, before.get(label, ()), lines)
        for label, lines in _fields(new).items()
        if lines != before.get(label, ())
    ]


def _fields(entry: Entry) -> dict[str, tuple[str, ...]]:
    ends = spoken(entry.valid_until) if entry.valid_until else ""
    return {
        "Title": _some(entry.title),
        "Answer": _some(entry.answer),
        "Only now": _some(entry.current),
        "Our own values": entry.local,
        "Ways to ask": entry.phrasings,
        "Sources": tuple(source_line(source) for source in entry.sources),
        "Looked after by": _some(entry.owner),
        "Next review": _some(spoken(entry.review_by)),
        "Who may read it": _some(who_may_read(entry.audience)),
        "Ends on": _some(ends),
        "See also": entry.see_also,
        "Guide": _some(entry.guide),
    }


def of_values(
    was: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]], kinds: Mapping[str, ValueKind]
) -> list[Changed]:
    """What differs between two sets of values, by their labels."""
    return [
        Changed(kind.label, _value(kind.kind, was.get(name, {})), _value(kind.kind, new.get(name, {})))
        for name, kind in kinds.items()
        if _told(was.get(name, {})) != _told(new.get(name, {}))
    ]


def _told(written: Mapping[str, str]) -> tuple[str, str]:
    return written.get("value", ""), written.get("source", "")


def _value(kind: Kind, written: Mapping[str, str]) -> tuple[str, ...]:
    text, source = _told(written)
    shown = value_of(kind, text).text
    return _some(f"{shown} (see {source})" if source else shown)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def elements(changes: Sequence[Changed]) -> list[Element]:
    """The changes as a card shows them."""
    shown: list[Element] = []
    for change in changes:
        shown.append(Text(change.label, Tone.STRONG))
        shown += _told_in_lists(change) if _is_list(change) else _told_whole(change)
    return shown


def _is_list(change: Changed) -> bool:
    return len(change.was) > 1 or len(change.new) > 1


def _told_whole(change: Changed) -> list[Element]:
    was, new = "".join(change.was), "".join(change.new)
    if min(len(was), len(new)) > _LONG:
        return _told_in_lists(Changed(change.label, tuple(sentences(was)), tuple(sentences(new))))
    if not was:
        return [Text(new)]
    return [Text(f"Was: {was}", Tone.QUIET), Text(f"New: {new}" if new else "New: nothing; it is taken out.")]


def _told_in_lists(change: Changed) -> list[Element]:
    gone, come = _gone_and_come(change.was, change.new)
    shown: list[Element] = []
    if come:
        shown += [Text("Put in:" if change.was else "All new:"), Bullets(tuple(come))]
    if gone:
        shown += [Text("Taken out:", Tone.QUIET), Bullets(tuple(gone))]
    return shown


def _gone_and_come(was: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    gone: list[str] = []
    come: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += was[a:b]
            come += new[c:d]
    return gone, come
