"""A plan to import, as a workbook with the colours, merged cells and loose ends that real ones have."""

import asyncio
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, Final

import yaml
from aiohttp import web
from cattrs import Converter
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from handlers.dates import spoken

PATH: Final = "/sample-plan.xlsx"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILLS: Final = {"green": "FF92D050", "amber": "FFFFC000", "red": "FFFF5050"}
_SECTION: Final = "FFD9E2EC"
_WIDTHS: Final = (7, 46, 26, 18, 22, 26, 10, 44)
_STATUS: Final = 6
_PLACE: Final = re.compile(r"\{(in|month|quarter|year):(-?\d+)\}")


@dataclass(frozen=True, slots=True)
class _Sample:
    """The file: `themes` has the rows of each section, cell by cell as `headings` names them."""

    title: str
    source: str
    key: str
    headings: tuple[str, ...]
    themes: Mapping[str, tuple[tuple[str, ...], ...]]


async def fetch_sample(today: date) -> web.Response:
    """Answer with the workbook."""
    # In a thread: a workbook takes longer to write than the chat may wait.
    content = await asyncio.to_thread(sample_plan, today)
    headers = {"Content-Type": MEDIA_TYPE, "Content-Disposition": 'attachment; filename="sample-plan.xlsx"'}
    return web.Response(body=content, headers=headers)


def sample_plan(today: date) -> bytes:
    """Write the workbook, with its days around `today`."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one sheet
    sheet.title = "Plan"
    sample = _read()
    _fill(sheet, sample, today)
    about = book.create_sheet("About this file")
    about["A1"].value, about["A1"].alignment = sample.source, Alignment(wrap_text=True, vertical="top")
    about.column_dimensions["A"].width = 100
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, sample: _Sample, today: date) -> None:
    _across(sheet, 1, sample.title, Font(bold=True, size=16))
    _row(sheet, 3, sample.headings, bold=True)
    number = 4
    for theme, rows in sample.themes.items():
        _across(sheet, number, theme, Font(bold=True), PatternFill("solid", start_color=_SECTION))
        for row in rows:
            number += 1
            _action(sheet, number, row, today)
        number += 1
    _across(sheet, number + 1, sample.key, Font(italic=True))
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A4"


def _action(sheet: Worksheet, number: int, row: Sequence[str], today: date) -> None:
    """One action; its status is a colour and no word."""
    _row(sheet, number, ["" if place == _STATUS else _dated(text, today) for place, text in enumerate(row)])
    if row[_STATUS]:
        sheet.cell(number, _STATUS + 1).fill = PatternFill("solid", start_color=_FILLS[row[_STATUS]])


def _row(sheet: Worksheet, number: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for place, text in enumerate(texts, 1):
        cell = sheet.cell(number, place)
        cell.value = text or None
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _across(sheet: Worksheet, number: int, text: str, font: Font, fill: PatternFill | None = None) -> None:
    """One text over the whole width."""
    cell = sheet.cell(number, 1)
    cell.value, cell.font, cell.alignment = text, font, Alignment(wrap_text=True, vertical="top")
    if fill is not None:
        cell.fill = fill
    sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(_WIDTHS))


def _dated(text: str, today: date) -> str:
    def day(found: re.Match[str]) -> str:
        return _spoken(found[1], today + timedelta(days=int(found[2])))

    return _PLACE.sub(day, text)


def _spoken(how: str, day: date) -> str:
    match how:
        case "month":
            return f"{day:%B %Y}"
        case "quarter":
            return f"Q{(day.month + 2) // 3} {day.year}"
        case "year":
            return str(day.year)
        case _:
            return spoken(day)


def _read() -> _Sample:
    content: Any = yaml.safe_load(files("bot.demo").joinpath("sample.yaml").read_text(encoding="utf-8"))
    return Converter(forbid_extra_keys=True).structure(content, _Sample)
