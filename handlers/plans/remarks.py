"""What is to be said of a file, each thing once: what is the same in several rows is said of all of them together."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.phrases import joined
from handlers.problems import Problem, Severity

_LISTED = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say, and the rows that it is said of, in their order."""

    rows: tuple[int, ...]
    column: str
    message: str
    severity: Severity
    sheet: str

    @property
    def where(self) -> str:
        """Name the rows, behind the sheet if there is one: "Plan, rows 4, 7 and 9"."""
        if len(self.rows) == 1:
            rows = f"row {self.rows[0]}"
        else:
            more = len(self.rows) - _LISTED
            listed = [str(row) for row in self.rows[:_LISTED]]
            rows = f"rows {joined([*listed, f'{more} more'] if more > 0 else listed)}"
        return f"{self.sheet}, {rows}" if self.sheet else rows


def grouped(problems: Iterable[Problem]) -> tuple[Remark, ...]:
    """Say each thing once, where it comes first, with all the rows that it holds for."""
    rows: dict[tuple[str, str, Severity, str], list[int]] = {}
    for each in problems:
        rows.setdefault((each.column, each.message, each.severity, each.sheet), []).append(each.row)
    return tuple(
        Remark(tuple(dict.fromkeys(found)), column, message, severity, sheet)
        for (column, message, severity, sheet), found in rows.items()
    )
