"""Who is accountable, as far as the owner cell says it. The split is a proposal; the cell itself is always kept."""

import re
from dataclasses import dataclass

from handlers.cells import BULLET, key, one_line, shown
from handlers.plans.reading.dates import read_period
from handlers.plans.reading.verbs import begins_with_doing

_INLINE_BULLET = re.compile(r"[\u2022\u25cf\u25aa\u2023\uf0b7]")
_INITIALS = re.compile(r"\s*[(\[](?:(?:[A-Z]\.?\s?){2,3})(?:\s?[/,&;]\s?(?:[A-Z]\.?\s?){2,3})*[)\]]|\s*\(initials\)")
_LEADS = re.compile(r"\s*\((?:lead|leads|leading|lead role|lead owner|overall lead)\)", re.I)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|\(?[a-z]\))\s+")
_NOBODY = re.compile(
    r"^(?:n a|na|none|nobody|unassigned|vacant|to be \w+|not known|unknown|various|all|no owner|no lead|"
    r"none identified|unallocated|not (?:yet )?(?:assigned|allocated|identified|agreed|known|decided)|"
    r"(?:see|as) (?:above|below)|ditto|"
    r"same as above|yes|no|complete|completed|in progress|not started|on ?going|done|on track|green|amber|red|"
    r"(?:lead|owner|name|person|post|role) (?:tbc|tba|tbd))$|^(?:tbc|tba|tbd)\b"
    r"|\b(?:to be|yet to be) (?:identified|confirmed|agreed|appointed|decided|determined|assigned)\b"
)
_OFFICE = (
    r"manager|managers|lead|leads|leader|leaders|director|directors|head|heads|dean|deans|chair|chairs|officer|"
    r"officers|coordinator|co-ordinator|co-ordinators|coordinators|team|teams|group|groups|committee|sub-group|board|"
    r"department|departments|dept|faculty|faculties|school|schools|college|colleges|institute|division|directorate|"
    r"services|service|office|unit|units|partner|partners|hrbp|hr|edi|osds|osd|it|pvc|dvc|vc|provost|registrar|"
    r"secretary|champion|champions|technician|technicians|advisor|adviser|administrator|superintendent|superintendents|"
    r"supervisor|supervisors|network|forum|council|panel|steering|working|executive|president|principal|sponsor|"
    r"representative|representatives|reps|rep|staff|specialist|specialists|business|l&d|comms|communications|"
    r"organisational|development|people|culture|estates|library|marketing|unions?|level|dso|ceo|coo|deputy|member|members"
)
_ROLE = re.compile(rf"\b(?:{_OFFICE})\b", re.I)
_POST = re.compile(
    r"\b(?:managers?|leads?|leaders?|directors?|heads? of|deans?|chairs?|officers?|co-?ordinators?|teams?|"
    r"(?:sub-?|working |steering |task )?groups?|committee|board|partners?|hrbp|champions?|"
    r"advis[eo]rs?|administrators?|"
    r"superintendents?|supervisors?|network|forum|panel|pvc|dvc|provost|registrar|department|faculty|faculties|school|"
    r"college|office|unit|services|directorate|technicians?)$|^(?:head|director|dean|chair|deputy|associate|chief|pro-?vice)\b",
    re.I,
)
_BARE_TITLE = re.compile(
    r"(?:(?:deputy|associate|assistant|vice|executive|acting|interim|co-?|joint)[ -]?)*"
    r"(?:director|head|dean|chair|manager|officer|president|vice-president|pro[ -]vice[ -]chancellor|lead|secretary)s?",
    re.I,
)
_PERSON = re.compile(
    r"\b(?:managers?|leads?|leaders?|directors?|heads?|deans?|chairs?|officers?|co-?ordinators?|partners?|champions?|"
    r"advis[eo]rs?|administrators?|supervisors?|registrar|provost|secretary|technicians?)$",
    re.I,
)
_STARTS_POST = re.compile(r"(?:head|director|dean|chair|deputy|associate|chief|pro-?vice)\b", re.I)
_ACRONYM = re.compile(
    r"(?:[A-Z][A-Z&]{1,6}|A?[HD]o[A-Z]{1,3}s?|PVC-[A-Z]\w*|[A-Z]{2,5} BPs?)"
    r"(?: (?:Team|Lead|Manager|Group|Partner|Office))?"
)
_JOINING = frozenset({"of", "and", "for", "the", "to", "with", "in", "or"})
_LONGEST_ROLE = 90
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Owners:
    """The proposed owners, and what should be checked about the proposal."""

    names: tuple[str, ...] = ()
    warning: str = ""


_LED = re.compile(
    r"^\s*(?:overall |project |action )?(?:leads?|led by|owners?|responsible|accountable)\s*[:\u2013-]\s*", re.I
)
_HELPED = re.compile(
    r"^\s*(?:support(?:ed by|ing)?|with|deputy|sponsor|consult(?:ed)?|inform(?:ed)?|advice|advised by|contributors?)"
    r"\s*[:\u2013-]\s*",
    re.I,
)


def _leading(line: str) -> str:
    """Give who leads, without the label; nothing for a line that says who only helps."""
    return "" if _HELPED.match(line) else _LED.sub("", line)


def read_owners(text: str) -> Owners:
    """Propose the owners in a cell: split at semicolons, lines and bullets, and with a warning at "/", "&", ","."""
    labelled = any(_LED.match(line) for line in re.split(r"[\n;]", text))
    lines = _lines("\n".join(map(_leading, re.split(r"[\n;]", text))) if labelled else text)
    listed = [part for line in lines for part in _pieces(line)]
    proposed = [name for part in listed for name in _joined(part)]
    names = tuple({name.casefold(): name for name in reversed(proposed)}.values())[::-1]
    if key(text) and not names:
        return Owners(warning=f"{shown(text)} names nobody yet. Give the action an accountable post when there is one.")
    if len(proposed) > len(listed):
        return Owners(
            names, f"{shown(text)} was split into {_list(names)}. Please check that these are separate owners."
        )
    return Owners(names)


def looks_like_owner(text: str) -> bool:
    """Tell whether a text reads like a post or a unit, and not like a sentence."""
    if len(text) > 2 * _LONGEST_ROLE:
        return False
    lines = [one_line(_INITIALS.sub("", BULLET.sub("", each))) for each in text.split("\n")]
    line = "; ".join(each for each in lines if each)
    if not line or len(line) > _LONGEST_ROLE or line.endswith("."):
        return False
    parts = [each.strip() for each in re.split(r"[;/,\u2022]|\band\b|&", line) if each.strip()]
    few = all(len(each.split()) <= _MOST_WORDS for each in parts)
    named = line[:1].isupper() and (_ACRONYM.fullmatch(line) or _POST.search(line) or _ROLE.search(line))
    return bool(parts and few and named and not begins_with_doing(line))


def is_post(text: str) -> bool:
    """Tell, more strictly than `looks_like_owner`, whether a text is the name of a post, a group or a unit."""
    line = one_line(_INITIALS.sub("", text)).strip(" .,;")
    parts = [each.strip() for each in re.split(r"[;/]", line)]
    return all(
        each[:1].isupper()
        and len(each.split()) <= _MOST_WORDS
        and _reads_like_name(each)
        and bool(_POST.search(each) or _ACRONYM.fullmatch(each))
        for each in parts
    )


def _reads_like_name(text: str) -> bool:
    """Tell whether a text is written like the name of a post, and not like a task that ends in one."""
    words = text.split()
    if words[0] in {"A", "An", "The"}:
        return False
    if _STARTS_POST.match(text):
        return True
    small = [word for word in words if word[:1].islower() and word not in _JOINING]
    joined = any(word in _JOINING for word in words)
    last_capital = words[-1][:1].isupper() and len(small) * 3 <= len(words)
    return last_capital or (not joined and len(words) <= 4)


def _lines(text: str) -> list[str]:
    """Give the lines of a cell, where a line that only goes on ("… and\\nTechnical Manager") is joined to its first."""
    lines: list[str] = []
    for line in text.split("\n"):
        goes_on = lines and not BULLET.match(line) and (lines[-1].endswith((" and", ",", " of", " for", "&", "/")))
        if goes_on or (lines and line[:1].islower() and not BULLET.match(line)):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _pieces(line: str) -> list[str]:
    parts = (part for chunk in line.split(";") for part in _INLINE_BULLET.split(chunk))
    bare = (_LEADS.sub("", _INITIALS.sub("", BULLET.sub("", part))) for part in parts)
    plain = (one_line(_NUMBERED.sub("", part)).strip(" ,.") for part in bare)
    return [part for part in plain if key(part) and not _NOBODY.search(key(part)) and not _is_date(part)]


def _is_date(text: str) -> bool:
    """Tell whether a date has strayed into the owner's cell."""
    period = read_period(text) if re.search(r"\d", text) else None
    return period is not None and bool(period.first or period.last or period.error)


def _joined(part: str) -> list[str]:
    """Split at "/" if there is one, else at commas, "and" or "&" where each side could be a post of its own.

    "Technical Managers / People & Culture" names a department with "&" in it, so a slash comes first; and a single word
    beside "&" ("People & Culture") is more often half a name than a post.
    """
    by_slash = _outside_brackets(r"\s+and/or\s+|/", part)
    if len(by_slash) > 1:
        return [each for each in by_slash if key(each)] if all(len(each) > 1 for each in by_slash) else [part]
    by_comma = _outside_brackets(r",\s*(?:and\s+)?|\s\+\s", part)
    if _BARE_TITLE.fullmatch(by_comma[0]) and len(by_comma) == 2 and not _PERSON.search(by_comma[1]):
        return [part]  # "Director, Library and Learning Services" is one post
    if len(by_comma) > 1 and all(_stands_as_post(each) for each in by_comma):
        return [name for each in by_comma for name in _by_and(each)]
    return _by_and(part)


def _outside_brackets(joint: str, text: str) -> list[str]:
    """Cut a text at a joint, but not inside brackets: "PVC (R&I)" is one post."""
    pieces: list[str] = []
    begin = 0
    for found in re.finditer(rf"\([^()]*\)|(?P<joint>{joint})", text):
        if found["joint"] is not None:
            pieces.append(text[begin : found.start()].strip())
            begin = found.end()
    return [*pieces, text[begin:].strip()]


def _by_and(part: str) -> list[str]:
    by_sign = _outside_brackets("&", part)
    if len(by_sign) > 1 and all(_could_be_a_post(each) for each in by_sign):
        return by_sign
    by_word = _outside_brackets(r"\s+(?:and|with)\s+", part)
    if len(by_word) > 1 and all(_stands_as_post(each) for each in by_word) and not _share_noun(by_word):
        return by_word
    return [part]


def _share_noun(parts: list[str]) -> bool:
    """Tell whether the last word belongs to all of them ("HLS and SE faculties")."""
    plural = parts[-1].endswith("s") and len(parts[-1].split()) > 1
    return plural and any(_ACRONYM.fullmatch(each) and " " not in each for each in parts[:-1])


def _stands_as_post(text: str) -> bool:
    return bool(_ACRONYM.fullmatch(text) or (text[:1].isupper() and _POST.search(text)))


def _could_be_a_post(text: str) -> bool:
    return len(text.split()) > 1 or (len(text) > 1 and text.isupper())


def _list(names: tuple[str, ...]) -> str:
    return " and ".join(shown(name) for name in names)
