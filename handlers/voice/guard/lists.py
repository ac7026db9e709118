"""The guard's words and patterns, read once from the files beside this one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

_PLACE: Final = re.compile(r"<([a-z_]+?)([0-9]?)>")
_A_WORD: Final = r"[^.?!;:\s]\S*"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that tells who somebody is; `said` names it to whoever wrote it."""

    id: str
    said: str
    phrases: Sequence[re.Pattern[str]]
    as_written: Sequence[re.Pattern[str]]
    unless: Sequence[re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class NameLists:
    """Words by what they say of a name; all in lower case (names.yaml says what each is)."""

    given: frozenset[str]
    common: frozenset[str]
    also_words: frozenset[str]
    titles: frozenset[str]
    known_things: Mapping[str, Sequence[tuple[str, ...]]]
    """Phrases by their first word, the longest first."""
    institutions: frozenset[str]
    equipment: frozenset[str]
    places: frozenset[str]
    acronyms: frozenset[str]
    before: frozenset[str]
    before_phrases: frozenset[tuple[str, ...]]
    thing_before: frozenset[str]
    plain_before: frozenset[str]
    after: frozenset[str]
    after_sure: frozenset[str]
    surely: frozenset[str]
    research: frozenset[str]
    word_endings: tuple[str, ...]
    buildings: frozenset[str]
    common_buildings: frozenset[str]
    units: frozenset[str]
    months: frozenset[str]


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds that patterns find, by id."""
    lists, found = _rules()["lists"], {}
    for plain in _rules()["kinds"]:
        written = [re.compile(each) for each in plain.get("as_written", ())]
        phrases, unless = (tuple(_phrase(each, lists) for each in plain.get(key, ())) for key in ("phrases", "unless"))
        found[plain["kind"]] = Kind(plain["kind"], plain["said"], phrases, tuple(written), unless)
    return found


@dataclass(frozen=True, slots=True)
class Cue:
    """A detail that says little by itself: its points for each time it is there, `most` times at the utmost."""

    points: int
    most: int
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Particulars:
    """From how many points on the details of a sentence tell who writes, if it is in the first person."""

    kind: Kind
    least: int
    first_person: re.Pattern[str]
    cues: Sequence[Cue]


@cache
def particulars() -> Particulars:
    """The details that count together."""
    plain, lists = _rules()["particulars"], _rules()["lists"]
    cues = [Cue(each["points"], each["most"], _phrase(each["words"], lists)) for each in plain["cues"]]
    kind = Kind(plain["kind"], plain["said"], (), (), ())
    return Particulars(kind, plain["from"], _phrase(plain["first_person"], lists), cues)


@cache
def name_lists() -> NameLists:
    """The words by which names are told."""
    plain = yaml.safe_load(_read("names.yaml"))
    words = {key: frozenset(value.split()) for key, value in plain.items()}
    phrases = [tuple(each.split()) for each in plain["known_things"].split(", ")]
    things: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        things.setdefault(phrase[0], []).append(phrase)
    lists = _rules()["lists"]
    return NameLists(
        given=frozenset(_read("given_names.txt").split()),
        common=frozenset(_read("common_words.txt").split()),
        also_words=words["also_words"],
        titles=words["titles"],
        known_things=things,
        institutions=words["institutions"],
        equipment=words["equipment"],
        places=words["places"],
        acronyms=words["acronyms"],
        before=words["before"],
        before_phrases=frozenset(tuple(each.split()) for each in plain["before_phrases"].split(", ")),
        thing_before=words["thing_before"],
        plain_before=words["plain_before"],
        after=words["after"],
        after_sure=words["after_sure"],
        surely=words["surely"],
        research=words["research"],
        word_endings=tuple(plain["word_endings"].split()),
        buildings=words["buildings"],
        common_buildings=words["common_buildings"],
        units=frozenset(_first_words(lists["unit"])),
        months=frozenset(lists["month"]),
    )


def _first_words(entries: Sequence[str]) -> list[str]:
    """The first word of each entry; the names look no further than that."""
    return [re.sub(r"\W.*", "", entry.removeprefix("the ")) for entry in entries]


@cache
def _rules() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(_read("rules.yaml"))
    return read


def _read(name: str) -> str:
    return (files("handlers.voice.guard") / name).read_text("utf-8")


def _phrase(pattern: str, lists: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{_filled(pattern, lists)})(?!\S)")


def _filled(pattern: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Put its lists into a pattern; entries may hold lists themselves."""

    def fill(place: re.Match[str]) -> str:
        name, number = place.groups()
        if name == "gap":
            return rf"(?:{_A_WORD} ){{0,{number}}}"
        return f"(?:{'|'.join(_filled(entry, lists) for entry in lists[name])})"

    return _PLACE.sub(fill, pattern)
