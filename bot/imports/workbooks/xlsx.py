"""Workbooks of Excel since 2007 (.xlsx, .xlsm and templates), read as they lie in the file.

openpyxl would do it too, but makes an object of every formatted cell: a sheet formatted down to its last row took it
22 seconds and 1.7 GB (3.1.5, measured 2026-11-22), and it finds no sheet in a workbook saved as "Strict Open XML".
"""

from functools import partial
from xml.etree.ElementTree import Element

from bot.imports.progress import Meter, Progress
from bot.imports.workbooks.archive import Archive
from bot.imports.workbooks.collecting import LINKS, MACROS, Collection
from bot.imports.workbooks.grid import Allowance, Grid
from bot.imports.workbooks.xlsx_parts import SheetPart, Workbook, read_workbook
from bot.imports.workbooks.xlsx_sheet import Book, SheetReader
from bot.imports.workbooks.xlsx_strings import SharedStrings, Text
from bot.imports.workbooks.xlsx_styles import Palette, Styles, read_styles, read_theme
from bot.imports.workbooks.xml_events import read_events, read_tree
from handlers.plans.reading.sheet import Sheet


def read_xlsx(archive: Archive, progress: Progress) -> tuple[Sheet, ...]:
    """Give the sheets that people see and that hold text."""
    workbook = read_workbook(archive)
    seen = [part for part in workbook.sheets if not part.hidden]
    sizes = [archive.size(path) for path in (workbook.strings, *(part.path for part in seen))]
    meter = Meter("Reading the sheets", sum(sizes), progress)
    styles = _styles(archive, workbook)
    book = Book(_strings(archive, workbook.strings, styles.palette, meter), styles, workbook.since_1904)
    allowance = Allowance(archive.name)
    collection = _collection(archive, workbook)
    for part in seen:
        collection.add(partial(_sheet, archive, part, book, allowance, meter))
    return collection.sheets()


def _collection(archive: Archive, workbook: Workbook) -> Collection:
    collection = Collection(archive.name)
    if workbook.macros:
        collection.note(MACROS)
    if workbook.links:
        collection.note(LINKS)
    for part in workbook.sheets:
        if part.hidden:
            collection.hidden(part.title)
    return collection


def _sheet(archive: Archive, part: SheetPart, book: Book, allowance: Allowance, meter: Meter) -> Grid:
    reader = SheetReader(book, Grid(part.title, allowance))
    read_events(meter.watch(archive.chunks(part.path)), reader, archive.name)
    return reader.grid


def _strings(archive: Archive, path: str, palette: Palette, meter: Meter) -> list[Text]:
    strings = SharedStrings(archive.name, palette)
    if path:
        read_events(meter.watch(archive.chunks(path)), strings, archive.name)
    return strings.texts


def _styles(archive: Archive, workbook: Workbook) -> Styles:
    styles = _tree(archive, workbook.styles)
    return read_styles(styles, read_theme(_tree(archive, workbook.theme))) if styles is not None else Styles()


def _tree(archive: Archive, path: str) -> Element | None:
    return read_tree(archive.read(path), archive.name) if path else None
