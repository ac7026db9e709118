"""The same file, the worse for wear: as exports and many hands leave it. What it says stays the same."""

import random
from collections.abc import Callable

from handlers.plans.reading.sheet import Merge, Sheet


def wear(rng: random.Random, sheet: Sheet) -> Sheet:
    """Give a sheet after one to three mishaps."""
    for mishap in rng.sample(MISHAPS, rng.randint(1, 3)):
        sheet = mishap(rng, sheet)
    return sheet


def _moved_right(rng: random.Random, sheet: Sheet) -> Sheet:
    """The table begins in column B or C."""
    by = rng.randint(1, 2)
    return Sheet(
        tuple(("",) * by + tuple(row) if any(row) else () for row in sheet.rows),
        sheet.name,
        {(row, column + by): look for (row, column), look in sheet.looks.items()},
        tuple(Merge(m.first_row, m.first_column + by, m.last_row, m.last_column + by) for m in sheet.merges),
    )


def _empty_rows(rng: random.Random, sheet: Sheet) -> Sheet:
    """Empty rows above the table."""
    by = rng.randint(1, 4)
    return Sheet(
        ((),) * by + tuple(sheet.rows),
        sheet.name,
        {(row + by, column): look for (row, column), look in sheet.looks.items()},
        tuple(Merge(m.first_row + by, m.first_column, m.last_row + by, m.last_column) for m in sheet.merges),
    )


def _ragged(rng: random.Random, sheet: Sheet) -> Sheet:
    """Empty cells at the ends of rows, or none."""
    rows = (tuple(row) + ("",) * rng.randint(0, 6) for row in sheet.rows)
    return Sheet(tuple(rows), sheet.name, sheet.looks, sheet.merges)


def _spaces(rng: random.Random, sheet: Sheet) -> Sheet:
    """Spaces of every kind, and Windows line ends."""

    def spaced(text: str) -> str:
        if not text or "\t" in text:
            return text
        text = text.replace("\n", "\r\n")
        words = text.split(" ")
        return rng.choice(("", " ")) + rng.choice(("\u00a0", "  ", " ")).join(words) + rng.choice(("", " ", "\u200b"))

    return Sheet(tuple(tuple(map(spaced, row)) for row in sheet.rows), sheet.name, sheet.looks, sheet.merges)


def _loud_headings(_: random.Random, sheet: Sheet) -> Sheet:
    """Bold cells in capitals: headings and sections."""
    rows = [list(row) for row in sheet.rows]
    for (row, column), look in sheet.looks.items():
        if look.bold and not look.italic and column < len(rows[row]):
            rows[row][column] = rows[row][column].upper()
    return Sheet(tuple(tuple(row) for row in rows), sheet.name, sheet.looks, sheet.merges)


def _dashes(rng: random.Random, sheet: Sheet) -> Sheet:
    """Dashes and quotes as word processors make them."""
    dash = rng.choice(("\u2013", "\u2014"))

    def typed(text: str) -> str:
        return text.replace(" - ", f" {dash} ").replace("'", "\u2019")

    return Sheet(tuple(tuple(map(typed, row)) for row in sheet.rows), sheet.name, sheet.looks, sheet.merges)


MISHAPS: tuple[Callable[[random.Random, Sheet], Sheet], ...] = (
    _moved_right,
    _empty_rows,
    _ragged,
    _spaces,
    _loud_headings,
    _dashes,
)
