"""The apostrophe that keeps a cell of a CSV from being worked out: put on when written, taken off when read. Pure.

It is put on more often than a reader warns of formulas (`is_formula`): behind a sign anything may be worked out, as in
-1+HYPERLINK("…") or -2 +cmd|' /C …'!A0, and an apostrophe too many does no harm, for it is taken off again.
"""

import re
import unicodedata

from handlers.cells import is_formula

_HARMLESS = re.compile(r"[+-]\s*[£$€]?[\d.,\s()/-]*%?")
_WORKS_OUT = re.compile(r"[(&|!\"=*/^\[{]")
"""Without any of these a text behind a sign calls nothing and asks nobody."""


def marked(cell: str) -> str:
    """A cell as it is written into a CSV."""
    return f"'{cell}" if _needs_mark(cell) else cell


def unmarked(cell: str) -> str:
    """A cell of a CSV as it was before it was marked."""
    return cell[1:] if cell.startswith("'") and _needs_mark(cell[1:]) else cell


def _needs_mark(cell: str) -> bool:
    # A text that had an apostrophe of its own gets another, so that one is left when it comes back.
    return _may_run(cell.lstrip("'"))


def _may_run(cell: str) -> bool:
    if is_formula(cell):
        return True
    text = cell.lstrip()
    # Excel takes the wide signs of East Asian keyboards for the usual ones.
    text = unicodedata.normalize("NFKC", text[:1]) + text[1:]
    if text[:1] in ("=", "@"):
        return len(text) > 1
    if not text.startswith(("+", "-")) or _HARMLESS.fullmatch(text):
        return False
    return _WORKS_OUT.search(text, 1) is not None
