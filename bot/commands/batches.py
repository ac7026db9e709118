"""Files with many texts to go through, a line of output for each."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.commands.progress import bar
from bot.commands.session import refuse
from bot.imports.csv_files import read_csv
from bot.imports.unreadable import UnreadableFile

LONGEST_CELL: Final = 120_000
"""A text that is far too long gets its line as well; Python's CSV reader takes no more than 131,072 characters."""


def column(file: Path, name: str) -> list[str]:
    """One column of a CSV, top to bottom; where it cannot be read, refuse and say why."""
    try:
        heading, *rows = read_csv(file, LONGEST_CELL).rows or [()]
    except UnreadableFile as error:
        refuse(error.message)
    headings = [cell.strip().casefold() for cell in heading]
    if name not in headings:
        refuse(f"{file.name} has no column “{name}” in its first row.")
    place = headings.index(name)
    return [row[place] if place < len(row) else "" for row in rows]


def one_by_one(title: str, texts: Sequence[str]) -> Iterator[str]:
    """Give text by text; how far it is shows on the terminal, unless the output itself goes there."""
    if sys.stdout.isatty():
        yield from texts
        return
    with bar(title) as step:
        for number, text in enumerate(texts, 1):
            yield text
            step(f"{number} of {len(texts)}", number, len(texts))
