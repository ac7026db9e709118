"""What is said about a file of rows to whoever brought it: an action plan, a list of people."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the person who brought the file.

    An error: something in the file could not be taken over. A warning: it was taken over, but please check.
    `row` counts as a spreadsheet does, from 1; `column` is the heading as written, or empty for the whole row;
    `sheet` is the sheet's name, or empty where the file has none.
    """

    row: int
    column: str
    message: str
    severity: Severity
    sheet: str = ""
