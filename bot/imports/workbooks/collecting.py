"""The sheets of a workbook: which are kept, and what is said about the others."""

from collections.abc import Callable
from dataclasses import replace

from bot.imports.limits import MAX_SHEETS
from bot.imports.unreadable import UnreadableFile
from bot.imports.workbooks.grid import Grid, TooLarge
from handlers.plans.reading.sheet import Sheet

MACROS = "The workbook holds macros. They were not looked at; only the values of the cells were read."
RULES = (
    "Colours that come from rules (conditional formatting) are not read, only those that were given to cells by hand."
)
LINKS = "The workbook links to other files. They were not opened; the values that it stores itself were read."


class Collection:
    """Keeps the sheets that hold text, and the remarks on the workbook as a whole."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sheets: list[Sheet] = []
        self._notes: list[str] = []
        self._refusals: list[UnreadableFile] = []
        self._asked = 0

    def add(self, read: Callable[[], Grid]) -> None:
        """Read a sheet and keep it. One that is too large is left out with a remark, so that the others are read."""
        self._asked += 1
        if self._asked > MAX_SHEETS:
            raise UnreadableFile(
                f"{self._name} has more than {MAX_SHEETS} sheets. "
                "Copy the sheet that is needed into a new workbook and try that file."
            )
        try:
            sheet = read().sheet()
        except TooLarge as error:
            self._refusals.append(error)
            return
        if sheet is not None:
            self._sheets.append(sheet)

    def hidden(self, title: str) -> None:
        """Hear of a sheet that is hidden, and so is not read."""
        self.note(f"The hidden sheet “{title}” was not read. If it is needed, unhide it and try again.")

    def note(self, note: str) -> None:
        """Take a remark on the workbook; it is shown with the first sheet."""
        if note not in self._notes:
            self._notes.append(note)

    def sheets(self) -> tuple[Sheet, ...]:
        """Give the sheets with text. Raises `UnreadableFile` where there is none."""
        if not self._sheets:
            raise next(iter(self._refusals), self._empty())
        notes = (*self._notes, *(f"One sheet was left out. {error.message}" for error in self._refusals))
        first, *others = self._sheets
        return (replace(first, notes=(*notes, *first.notes)), *others)

    def _empty(self) -> UnreadableFile:
        seen = "none of its sheets that can be seen holds any text" if self._notes else "none of its sheets holds text"
        return UnreadableFile(f"{self._name} is empty: {seen}. Check that it is the right file.")
