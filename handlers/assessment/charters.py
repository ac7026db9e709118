"""Which other charters and reviews a cross-reference names. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

ATHENA_SWAN: Final = "Athena Swan"
REC: Final = "Race Equality Charter"
TEF: Final = "Teaching Excellence Framework"
REF: Final = "Research Excellence Framework"
CONCORDAT: Final = "Concordat"
CHARTERS: Final = (ATHENA_SWAN, REC, TEF, REF, CONCORDAT)
OTHER_CHARTER: Final = "Other"

_NAMED: Final[Mapping[str, re.Pattern[str]]] = {
    ATHENA_SWAN: re.compile(r"\bathena\b", re.IGNORECASE),
    REC: re.compile(r"\b[Rr]ace [Ee]quality\b|\bREC\b"),
    TEF: re.compile(r"\bteaching excellence\b|\bTEF\d{0,4}\b", re.IGNORECASE),
    # "ref. 5" and "ref 5" mean a reference: only capitals name the framework.
    REF: re.compile(r"\b[Rr]esearch [Ee]xcellence\b|\bREF(?:20\d\d)?\b"),
    CONCORDAT: re.compile(r"\bconcordat\b", re.IGNORECASE),
}


def charters_in(reference: str) -> Sequence[str]:
    """The charters that a cross-reference names, in the order of `CHARTERS`; "Other" where it names none of them."""
    return [charter for charter, named in _NAMED.items() if named.search(reference)] or [OTHER_CHARTER]
