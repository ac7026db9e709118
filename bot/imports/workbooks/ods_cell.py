"""One cell of an .ods workbook: what it says of its value, and the text that it shows."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.imports.workbooks.numbers import general, shown_moment
from bot.imports.workbooks.ods_styles import OdsStyles
from bot.imports.workbooks.ods_text import CellText

_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_NUMBERS = ("float", "percentage", "currency")
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")


class Cell:
    """A cell while it is read, with the number of times that it repeats to the right."""

    def __init__(self, attrs: Mapping[str, str], column: int, *, covered: bool) -> None:
        self.column, self.covered = column, covered
        self.times = times(attrs, "number-columns-repeated")
        self.down, self.right = times(attrs, "number-rows-spanned"), times(attrs, "number-columns-spanned")
        self.style = attrs.get("style-name", "")
        self.content = CellText()
        self._attrs = attrs
        self._kind = attrs.get("value-type", "")
        self._formula = bool(attrs.get("formula"))

    @property
    def without_result(self) -> bool:
        """Tell whether it holds a formula whose result is not stored."""
        return self._formula and not self._kind and not str(self.content)

    @property
    def is_error(self) -> bool:
        """Tell whether its formula failed."""
        text = str(self.content)
        return self._kind == "error" or (self._formula and (text in _ERRORS or text.startswith("Err:")))

    def shown(self, styles: OdsStyles, style: str) -> str:
        """Give what people see: the text that the file holds for it, but dates as 2020-12-11 and numbers as 3."""
        text = str(self.content)
        if self._kind in _NUMBERS:
            return self._number(text) if not text or not styles.formatted(style) else text
        if self._kind == "date":
            return self._date(styles.dates(style)) or text
        if self._kind == "time":
            return _duration(self._attrs.get("time-value", "")) or text
        if self._kind == "boolean":
            return {"true": "TRUE", "false": "FALSE"}.get(self._attrs.get("boolean-value", ""), text)
        return text or self._attrs.get("string-value", "")

    def _number(self, text: str) -> str:
        number = self._attrs.get("value", "")
        return general(float(number)) if number and (self._kind == "float" or not text) else text

    def _date(self, dates: str) -> str:
        try:
            moment = datetime.fromisoformat(self._attrs.get("date-value", "").strip()[:19])
        except ValueError:
            return ""
        return shown_moment(moment, dates or "ymdhn")


def times(attrs: Mapping[str, str], key: str) -> int:
    """Give how often something repeats. Raises `ValueError` for what no program writes."""
    count = int(attrs.get(key, "1"))
    if count < 1:
        raise ValueError(count)
    return count


def _duration(text: str) -> str:
    """Give a time such as PT09H30M00S as 09:30."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return ""
    hours, minutes, seconds = map(int, found.groups())
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
