"""A key of colours that is painted: a coloured cell, with its meaning in it or beside it."""

from collections.abc import Mapping, Sequence

from handlers.cells import key
from handlers.plans.reading.colours import group_of
from handlers.plans.reading.page import Cells, Page
from handlers.plans.reading.rag import read_status

HEADS_KEY = frozenset(
    {"key", "legend", "rag key", "colour key", "rag legend", "key to rag", "rag status key", "status key"}
)
"""What a plan writes above its key of colours."""

_LONGEST = 60
_MOST_TEXTS = 2
_GAP = 2


def legend_fills(page: Page, rows: Sequence[tuple[int, Sequence[str]]]) -> Mapping[str, str]:
    """Read a key that is painted: a coloured cell with its meaning in it or beside it."""
    fills: dict[str, str] = {}
    for number, cells in rows:
        for index in range(len(cells) + 1):
            look = page.look(number, index)
            if look is None or group_of(look.fill) in {"", "white"}:
                continue
            near = (cells[at] for at in (index, index + 1) if at < len(cells) and cells[at])
            words = next((text for text in near if len(text) <= _LONGEST and read_status(text).known), "")
            if words:
                fills.setdefault(look.fill.upper(), words)
    return fills


def goes_on_with_key(page: Page, asides: Sequence[tuple[int, Cells]], number: int, cells: Cells) -> bool:
    """Tell whether a row below the table is one more line of a painted key, in words that are no usual status."""
    if not asides or number - asides[-1][0] > _GAP or not _is_painted_line(page, number, cells):
        return False
    last, above = asides[-1]
    return key(" ".join(above)) in HEADS_KEY or _is_painted_line(page, last, above)


def _is_painted_line(page: Page, number: int, cells: Cells) -> bool:
    texts = [text for text in cells if text]
    if len(texts) > _MOST_TEXTS or any(len(text) > _LONGEST for text in texts):
        return False
    looks = (page.look(number, index) for index in range(len(cells) + 1))
    return any(look is not None and group_of(look.fill) not in {"", "white"} for look in looks)
