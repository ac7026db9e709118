"""What an instrument must be, so that every platform can show it and its results can be told apart.

The limits are the narrowest of the platforms (platform-facts 2.6 and 3.6). An instrument is plain data, from a file or
built up in chat: `parse_instrument` gives it, or everything that is wrong with it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.answers.entries import is_slug
from handlers.plans.themes import OTHER, THEMES
from handlers.voice.model import Instrument, Question, QuestionKind
from handlers.voice.questions import fields

MOST_QUESTIONS: Final = 50
MOST_FIELDS: Final = 50
"""Slack shows 100 blocks in a form; in Teams so many long scales are 75 KB, of 80 that are safe in a dialog."""
MOST_COMMENTS: Final = 10
"""Open questions: what is written has to fit into a sealed ballot, whose size is the same for all."""
MOST_OPTIONS: Final = {
    QuestionKind.CHOICE: 40,
    QuestionKind.MULTI: 40,
    QuestionKind.RANK: 8,
    QuestionKind.YES_NO: 3,
}
MOST_ROWS: Final = 10
LONGEST_TITLE, LONGEST_WORDING, LONGEST_OPTION = 80, 300, 75
_FIELDS: Final = ("id", "title", "source", "questions")
_QUESTION_FIELDS: Final = ("id", "theme", "kind", "wording", "options", "rows", "reverse", "actions")
# A file's true may come as a truth or as a word.
_TRUTHS: Final = {"true": True, "yes": True, "false": False, "no": False}
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to put right in an instrument: at which question ("" for the whole), what to do, and in which field."""

    where: str
    message: str
    field: str = ""


def parse_instrument(mapping: object) -> Instrument | list[Fault]:
    """Read an instrument from plain data, or say everything that is wrong with it."""
    if not isinstance(mapping, Mapping):
        return [Fault("", "This is not a survey. Write 'id:', 'title:' and 'questions:'.")]
    faults = _unknown(mapping, _FIELDS, "")
    slug, title, source = (_text(mapping, name, longest, "", faults) for name, longest in _HEAD)
    if slug and not is_slug(slug):
        faults.append(Fault("", "The id has small letters, digits and single hyphens only: 'autumn-pulse'."))
    written = mapping.get("questions")
    if not isinstance(written, Sequence) or isinstance(written, str) or not written:
        return [*faults, Fault("", "There are no questions. List them under 'questions:'.")]
    if len(written) > MOST_QUESTIONS:
        return [*faults, Fault("", f"There are {len(written)} questions; {MOST_QUESTIONS} is the most.")]
    read = [_question(each, f"question {number}") for number, each in enumerate(written, 1)]
    faults += [fault for each in read if isinstance(each, list) for fault in each]
    if faults:
        return faults
    instrument = Instrument(slug, title, tuple(each for each in read if isinstance(each, Question)), source)
    return check_instrument(instrument) or instrument


def check_instrument(instrument: Instrument) -> list[Fault]:
    """What is wrong with the questions taken together."""
    faults = []
    seen: set[str] = set()
    for question in instrument.questions:
        keys = {question.id.casefold(), *(field.key.casefold() for field in fields(question))}
        if keys & seen:
            faults.append(Fault(question.id, "Another question has the same id. Give each its own."))
        seen |= keys
    # An open question may come back with a tick beside it (second_look.py).
    count = sum(len(fields(each)) + (each.kind is QuestionKind.OPEN) for each in instrument.questions)
    if count > MOST_FIELDS:
        faults.append(Fault("", f"There would be {count} things to fill in; {MOST_FIELDS} is the most."))
    comments = sum(question.kind is QuestionKind.OPEN for question in instrument.questions)
    if comments > MOST_COMMENTS:
        faults.append(Fault("", f"There are {comments} open questions; {MOST_COMMENTS} is the most."))
    return faults


def as_mapping(instrument: Instrument) -> dict[str, object]:
    """Write an instrument as the plain data that `parse_instrument` reads back to the same."""
    mapping: dict[str, object] = {"id": instrument.id, "title": instrument.title}
    if instrument.source:
        mapping["source"] = instrument.source
    return mapping | {"questions": [_question_mapping(question) for question in instrument.questions]}


def _question_mapping(question: Question) -> dict[str, object]:
    mapping: dict[str, object] = {"id": question.id, "theme": question.theme, "wording": question.wording}
    if question.kind is not QuestionKind.SCALE:
        mapping["kind"] = question.kind.value
    for name in ("options", "rows", "actions"):
        if values := getattr(question, name):
            mapping[name] = list(values)
    if question.reverse:
        mapping["reverse"] = True
    return mapping


_HEAD: Final = (("id", 80), ("title", LONGEST_TITLE), ("source", 300))


def _question(mapping: object, number: str) -> Question | list[Fault]:
    if not isinstance(mapping, Mapping):
        return [Fault(number, "Write 'id:', 'theme:', 'wording:' and, where it is no scale, 'kind:'.")]
    where = str(mapping.get("id") or number)[:40]
    faults = _unknown(mapping, _QUESTION_FIELDS, where)
    wording = _text(mapping, "wording", LONGEST_WORDING, where, faults)
    theme = _text(mapping, "theme", 80, where, faults)
    if theme and theme not in (*THEMES, OTHER):
        faults.append(Fault(where, f"'{theme[:40]}' is no theme. The themes are {', '.join(THEMES)}.", "theme"))
    if not isinstance(mapping.get("id"), str) or not _ID.fullmatch(str(mapping["id"])):
        faults.append(Fault(where, "The id begins with a letter; letters, digits, '-' and '_' follow, 40 at most."))
    kind = _kind(mapping, where, faults)
    lists = {name: _texts(mapping, name, where, faults) for name in ("options", "rows", "actions")}
    if kind is not None and not faults:
        faults += _unfit(kind, lists["options"], lists["rows"], where)
    reverse = str(mapping.get("reverse", False)).casefold()
    if reverse not in _TRUTHS:
        faults.append(Fault(where, "Write 'reverse: true' or leave it out."))
    if faults or kind is None:
        return faults
    return Question(where, theme, wording, kind, lists["options"], lists["rows"], _TRUTHS[reverse], lists["actions"])


def _kind(mapping: Mapping[object, object], where: str, faults: list[Fault]) -> QuestionKind | None:
    try:
        return QuestionKind(str(mapping.get("kind", QuestionKind.SCALE.value)))
    except ValueError:
        known = ", ".join(kind.value for kind in QuestionKind)
        faults.append(
            Fault(where, f"There is no kind '{str(mapping.get('kind'))[:40]}'. The kinds are {known}.", "kind")
        )
        return None


def _unfit(kind: QuestionKind, options: tuple[str, ...], rows: tuple[str, ...], where: str) -> list[Fault]:
    """What does not go with the kind of question."""
    faults = []
    if kind in MOST_OPTIONS and not 2 <= len(options) <= MOST_OPTIONS[kind]:
        said = f"A question of the kind '{kind.value}' has 2 to {MOST_OPTIONS[kind]} options; this has {len(options)}."
        faults.append(Fault(where, said, "options"))
    if kind not in MOST_OPTIONS and options:
        faults.append(Fault(where, f"A question of the kind '{kind.value}' has no options of its own.", "options"))
    if kind is QuestionKind.MATRIX and not 2 <= len(rows) <= MOST_ROWS:
        faults.append(Fault(where, f"A matrix has 2 to {MOST_ROWS} rows; this has {len(rows)}.", "rows"))
    if kind is not QuestionKind.MATRIX and rows:
        faults.append(Fault(where, "Only a matrix has rows.", "rows"))
    for name, texts in (("options", options), ("rows", rows)):
        if len(set(texts)) < len(texts):
            faults.append(Fault(where, f"Two of its {name} are the same.", name))
    return faults


def _texts(mapping: Mapping[object, object], name: str, where: str, faults: list[Fault]) -> tuple[str, ...]:
    written = mapping.get(name, [])
    if not isinstance(written, Sequence) or isinstance(written, str):
        faults.append(Fault(where, f"'{name}' is a list: each on a line of its own after '- '.", name))
        return ()
    # YAML reads an unquoted yes and no as true and false.
    texts = [{True: "Yes", False: "No"}[each] if isinstance(each, bool) else str(each).strip() for each in written]
    if any(not text or len(text) > LONGEST_OPTION or _CONTROL.search(text) for text in texts):
        faults.append(
            Fault(where, f"Each of its {name} has 1 to {LONGEST_OPTION} characters, all of which can be seen.")
        )
    return tuple(texts)


def _text(mapping: Mapping[object, object], name: str, longest: int, where: str, faults: list[Fault]) -> str:
    written = mapping.get(name)
    if written is None and name == "source":
        return ""
    text = " ".join(written.split()) if isinstance(written, str) else ""
    if not text or len(text) > longest or _CONTROL.search(text):
        faults.append(Fault(where, f"'{name}' is text of 1 to {longest} characters, all of which can be seen.", name))
    return text


def _unknown(mapping: Mapping[object, object], known: Sequence[str], where: str) -> list[Fault]:
    return [
        Fault(where, f"There is no field '{str(key)[:40]}'. Use {', '.join(known)}.")
        for key in mapping
        if key not in known
    ]
