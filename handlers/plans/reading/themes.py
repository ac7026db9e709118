"""The theme that a cell or a section row names, told from a sentence that only mentions one.

A theme of the institution's own ("Governance") is kept as written; `handlers.plans.themes.counted_under` counts it
under "Other". Where a cell names several of the five, the first is taken, with a warning that quotes the cell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.cells import key, one_line, shown
from handlers.plans.themes import (
    CAREER_DEVELOPMENT,
    EVALUATING_IMPACT,
    RECOGNITION,
    SUSTAINABILITY,
    THEMES,
    VISIBILITY,
)

_NAMES = {
    "visibility": VISIBILITY,
    "recognition": RECOGNITION,
    "career development": CAREER_DEVELOPMENT,
    "careers development": CAREER_DEVELOPMENT,
    "career progression": CAREER_DEVELOPMENT,
    "careers": CAREER_DEVELOPMENT,
    "career": CAREER_DEVELOPMENT,
    "development": CAREER_DEVELOPMENT,
    "sustainability": SUSTAINABILITY,
    "evaluating impact": EVALUATING_IMPACT,
    "evaluation of impact": EVALUATING_IMPACT,
    "evaluate impact": EVALUATING_IMPACT,
    "impact evaluation": EVALUATING_IMPACT,
    "evaluation": EVALUATING_IMPACT,
    "impact": EVALUATING_IMPACT,
    "career dev": CAREER_DEVELOPMENT,
    "eval impact": EVALUATING_IMPACT,
    "career pathways": CAREER_DEVELOPMENT,
    "career progression and development": CAREER_DEVELOPMENT,
    "evaluating the impact": EVALUATING_IMPACT,
    "impact evaluating": EVALUATING_IMPACT,
}
_DEFINITIONS = (
    (VISIBILITY, re.compile(r"\bidentifiable\b|\bcontribution of (?:our )?technicians is visible\b", re.I)),
    (RECOGNITION, re.compile(r"^\W*support (?:our )?technicians to gain recognition\b", re.I)),
    (CAREER_DEVELOPMENT, re.compile(r"^\W*enabl\w+ career progression\b", re.I)),
    (SUSTAINABILITY, re.compile(r"\bfuture sustainability of technical skills\b", re.I)),
    (
        EVALUATING_IMPACT,
        re.compile(r"^\W*(?:regularly )?(?:assess|evaluat)\w* the impact of (?:the |our )?actions\b", re.I),
    ),
)
"""How the Technician Commitment itself defines its five themes; plans print it in the place of the name."""
_LETTERS = {
    "v": VISIBILITY,
    "r": RECOGNITION,
    "c": CAREER_DEVELOPMENT,
    "cd": CAREER_DEVELOPMENT,
    "s": SUSTAINABILITY,
    "e": EVALUATING_IMPACT,
    "ei": EVALUATING_IMPACT,
}
_OWN_SECTIONS = {
    "all themes",
    "cross cutting themes",
    "cross theme",
    "technician voice",
    "governance",
    "leadership",
    "communication",
    "communications",
    "cross cutting",
    "overarching",
    "general",
}
_NUMBER = re.compile(
    r"^\s*(?:(?:theme|pillar|work\s?stream|section|area|strand)\b\s*)?(?:\d{1,2}|[ivx]{1,4}|[a-f])?\s*[.:)\-\u2013]\s+",
    re.I,
)
_CONTINUED = re.compile(r"[\s,:(\[\u2013\u2014-]+cont(?:inued|['\u2019]d|d)?\b\.?[)\]\s]*$", re.I)
_LABEL = re.compile(r"^\s*(?:theme|pillar|work\s?stream)\b\s*\d*\s*[:.\-\u2013]?\s*", re.I)
_DEFINITION = re.compile(r"\s*(?:[:\n]|\s[-\u2013\u2014]\s)")
_KEY_PAIR = re.compile(
    rf"\b([A-Z]{{1,3}})\s*[=:\-\u2013]\s*({'|'.join(sorted(_NAMES, key=len, reverse=True))})\b", re.I
)
_KEY_TURNED = re.compile(rf"\b({'|'.join(sorted(_NAMES, key=len, reverse=True))})\s*\(\s*([A-Z]{{1,3}})\s*\)", re.I)
_LEADING_NAME = re.compile(rf"({'|'.join(sorted(_NAMES, key=len, reverse=True))})\b", re.I)
_BEGINS_DEFINITION = re.compile(r"\W*(?:ensur|support|enabl|regularly|assess|evaluat)", re.I)
_SHEET_WORDS = frozenset(
    {"theme", "pillar", "action", "actions", "plan", "section", "strand", "area", "work", "stream"}
)
_TOO_SHORT = frozenset({"impact", "development", "evaluation", "career", "careers", "career dev", "eval impact"})
"""Names that mean a theme when they stand alone, and much else within a sentence."""
_LONGEST_LABEL = 200
_LONGEST_KEY = 1000


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """The theme of a cell, and what should be checked about it."""

    theme: str = ""
    warning: str = ""


def read_theme(text: str, letters: Mapping[str, str] | None = None) -> ThemeReading:
    """Read a theme cell; `letters` is the plan's own key, where it prints one."""
    plain = one_line(text)
    if not key(plain):
        return ThemeReading()
    announced = announced_theme(plain)
    alone = theme_label(text) or _letter(plain, letters) or (announced if announced in THEMES else "")
    if alone:
        return ThemeReading(alone)
    named = list(dict.fromkeys(_named(plain, letters)))
    if not named:
        return ThemeReading(plain, _own_word(plain))
    several = len(named) > 1 or _says_more(plain)
    return ThemeReading(named[0], _several(plain, named[0]) if several else "")


def without_continued(text: str) -> str:
    """Take off what a page puts behind a heading that it repeats ("Visibility (continued)")."""
    return _CONTINUED.sub("", text)


def theme_label(text: str) -> str:
    """Give the theme that a text is a label of: "Visibility", "2. Visibility:", "Visibility - Ensure that …"."""
    label = _LABEL.sub("", _NUMBER.sub("", without_continued(text[:_LONGEST_LABEL])))
    return _NAMES.get(key(_DEFINITION.split(label, maxsplit=1)[0]), "")


def section_theme(text: str) -> str:
    """Give the theme that a row of its own announces. Stricter than a label, as the row could be an action."""
    label = key(_LABEL.sub("", _NUMBER.sub("", without_continued(text[:_LONGEST_LABEL]))))
    if label in _OWN_SECTIONS:
        return one_line(text).rstrip(" :")
    return _NAMES.get(label, "")


def theme_aimed_at(text: str) -> str:
    """Give the one theme of the five that a goal names ("Improve visibility", "Evaluate the impact of …")."""
    words = f" {key(text[:_LONGEST_LABEL])} "
    named = {theme for name, theme in _NAMES.items() if name not in _TOO_SHORT and f" {name} " in words}
    named |= {EVALUATING_IMPACT} if re.search(r" evaluat\w+ (?:the |our )?impact ", words) else set()
    return next(iter(named)) if len(named) == 1 else ""


def definition_theme(text: str) -> str:
    """Give the theme whose printed definition a text is ("Ensure that all technicians … are identifiable")."""
    start = text[:_LONGEST_LABEL]
    return next((theme for theme, pattern in _DEFINITIONS if pattern.search(start)), "")


def named_theme(text: str) -> str:
    """Give the theme that a line names, be it with its definition behind the name ("Visibility - Ensure …")."""
    theme = section_theme(text)
    if theme:
        return theme
    label = _LABEL.sub("", _NUMBER.sub("", text[:_LONGEST_LABEL]))
    parts = _DEFINITION.split(label, maxsplit=1)
    name = _NAMES.get(key(parts[0]), "")
    if name and len(parts) > 1 and (definition_theme(parts[1]) == name or not parts[1].strip()):
        return name
    head = _LEADING_NAME.match(label)
    return _NAMES[key(head[1])] if head and definition_theme(label[head.end() :]) else ""


def announced_theme(text: str) -> str:
    """Give the theme that a line of its own announces, by its name or by nothing but its definition."""
    begins = _BEGINS_DEFINITION.match(text[:_LONGEST_LABEL])
    return named_theme(text) or (definition_theme(text) if begins else "")


def named_after_theme(name: str, letters: Mapping[str, str] | None = None) -> str:
    """Give the theme that a sheet is named after ("1 Visibility", "CD", "Recognition actions"), or nothing."""
    words = [word for word in key(name).split() if word not in _SHEET_WORDS and not word.isdigit()]
    label = " ".join(words)
    return _NAMES.get(label, "") or {**_LETTERS, **(letters or {})}.get(label, "")


def names_only_themes(text: str, letters: Mapping[str, str] | None = None) -> bool:
    """Tell whether a text is nothing but the names or letters of themes: one, or a list of them."""
    if len(text) > _LONGEST_LABEL:
        return False
    parts = [part for part in re.split(r"[,;/+&\u2022\n]|\band\b", text) if key(part)]
    return bool(parts) and all(_NAMES.get(key(part)) or _letter(part, letters) for part in parts)


def read_key(lines: Iterable[str]) -> dict[str, str]:
    """Read a key of letters ("V = Visibility, CD = Career Development") from the lines above a table."""
    pairs: dict[str, str] = {}
    for line in lines:
        start = line[:_LONGEST_KEY]
        pairs |= {key(letter): _NAMES[name.casefold()] for letter, name in _KEY_PAIR.findall(start)}
        pairs |= {key(letter): _NAMES[name.casefold()] for name, letter in _KEY_TURNED.findall(start)}
    return pairs


def _letter(text: str, letters: Mapping[str, str] | None) -> str:
    return {**_LETTERS, **(letters or {})}.get(key(text), "")


def _named(text: str, letters: Mapping[str, str] | None) -> Iterable[str]:
    """Give the themes of a list in their order, or else the full names mentioned anywhere."""
    parts = re.split(r"[,;/+&\u2022]|\band\b", text)
    listed = [_NAMES.get(key(part), "") or _letter(part, letters) for part in parts]
    if any(listed):
        return [theme for theme in listed if theme]
    small = f" {key(text)} "
    found = sorted(
        (small.index(f" {theme.casefold()} "), theme) for theme in THEMES if f" {theme.casefold()} " in small
    )
    return [theme for _, theme in found]


def _says_more(text: str) -> bool:
    """Tell whether a list holds something beside the theme that was found in it."""
    parts = [part for part in re.split(r"[,;/+&\u2022]|\band\b", text) if key(part)]
    return len(parts) > 1


def _several(text: str, taken: str) -> str:
    return f"{shown(text)} names more than one theme; {taken} was taken. Change it if another should come first."


def _own_word(text: str) -> str:
    five = ", ".join(THEMES)
    return f"{shown(text)} is none of the five themes ({five}). It is kept as written and counted under “Other”."
