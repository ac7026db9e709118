"""Rows of a sheet that are no part of the plan: page numbers, remarks, the key of the colours, an example."""

import re
from collections.abc import Sequence

from handlers.cells import key
from handlers.plans.reading.legends import mentions_key
from handlers.plans.reading.rag import is_status_word

_REMARK = re.compile(
    r"(?:notes?|n\.?b\.?|key|legend|rag key|colour key|key to \w+|source|version|footnote)\s*(?:[:=.]|v?\d|$)"
    r"|page \d+|\d+ (?:of|/) \d+$|last (?:updated|reviewed|saved)|updated:|reviewed:|date of (?:plan|"
    r"issue|approval|review)"
    r"|©|copyright|prepared by|approved by|document (?:owner|control)|(?:sub-?)?totals?(?: (?:number "
    r"of )?actions?)?\s*(?:[:=\d]|$)|end of (?:document|table)"
    r"|sign(?:ed|ature|-off)\b(?! up)[^:]{0,60}(?::|$)|date(?: signed)?:"
    r"|next (?:review|update|meeting)(?: date)?\s*[:=]"
    r"|(?:any )?(?:questions?|queries|comments)\s*\?|contact(?: details)?\s*:|approved (?:on|at)\b|review date\s*:"
    r"|success (?:will|would|should) look like|(?:overall |expected |intended )?(?:success|impact|outcomes?)"
    r"(?: measures?| criteria)?\s*:"
    r"|(?:list of )?(?:abbreviations|acronyms|definitions|glossary)(?: used)?\s*(?:[:=]|$)"
    r"|\*|continued (?:on|from|overleaf)|for (?:more|further) information|please (?:note|see|complete|add|provide)|"
    r"table \d+|appendix \w+$|plan period|reporting period|institution(?: name)?:|organisation(?: "
    r"name)?:|status as (?:at|of)",
    re.I,
)
_EXAMPLE = re.compile(r"(?:example|e\.g\.?|for example)\b\s*[:.)\-\u2013]?", re.I)
_SILENT = re.compile(r"page \d+|\d+ (?:of|/) \d+$", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]00:00(?::00)?)?", re.ASCII)


def is_aside(cells: Sequence[str]) -> bool:
    """Tell whether a row with few words in it is a remark on the plan, not a part of it."""
    filled = [text for text in cells if text]
    if not filled:
        return False
    if _EXAMPLE.match(filled[0]) and (len(filled) > 2 or key(filled[0]) in {"example", "eg"}):
        return True
    if sums_days(cells):
        return True
    if len(filled) > 2 and len(set(filled)) > 1:
        return all(is_status_word(text) for text in filled)
    return bool(_REMARK.match(filled[0])) or mentions_key(" ".join(filled)) or _is_legend(filled)


def sums_days(cells: Sequence[str]) -> bool:
    """Tell whether a row is what a task board puts below a group: its first and last day, and nothing else."""
    filled = [text for text in cells if text]
    return len(filled) == 2 and not cells[0] and all(_DAY.fullmatch(text) for text in filled)


def is_silent(cells: Sequence[str]) -> bool:
    """Tell whether an aside needs no word: a page number, or the days of a group."""
    filled = [text for text in cells if text]
    if sums_days(cells):
        return True
    return len(filled) <= 1 and bool(filled) and _SILENT.match(filled[0]) is not None


def _is_legend(filled: Sequence[str]) -> bool:
    return len(filled) == 2 and all(is_status_word(text) for text in filled)
