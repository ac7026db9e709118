"""Tables of another kind on the same sheet: risks, members, abbreviations, versions of the document."""

from collections.abc import Sequence

from handlers.cells import key
from handlers.plans.reading.columns import Column, recognise

_THEIRS_ALONE = (
    "risk|risks|risk description|likelihood|probability|mitigation|mitigations|mitigating action|mitigating actions|"
    "risk owner|risk score|residual risk|abbreviation|acronym|meaning|definition|version|version no|version number|"
    "author|summary of changes|changes made|member|members|attendee|attendees|respondents|headcount|"
    "number of staff|job title|email|e mail"
)
"""Headings that a table of actions does not begin with."""
_BESIDE_THEM = (
    "severity|control|controls|score|term|in full|change|changes|name|role|department|faculty|document|document title|"
    "response rate|question|staff group|grade|female|male|total|impact|date|status|owner|approved by|contact"
)
_OWN = frozenset(_THEIRS_ALONE.split("|"))
_ANY = _OWN | frozenset(_BESIDE_THEM.split("|"))


def heads_other_table(cells: Sequence[str]) -> bool:
    """Tell whether a row holds the headings of a table that is no plan."""
    said = [key(text) for text in cells if text]
    if len(said) < 2 or not _ANY.issuperset(said) or any(recognise(text) is Column.TITLE for text in cells if text):
        return False
    return sum(1 for words in said if words in _OWN) >= min(2, len(said) - 1)
