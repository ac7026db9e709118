"""Read a spreadsheet of any usual kind into plain sheets. Nothing in it is ever run, and no link is followed."""

from bot.imports.csv_files import parse_csv
from bot.imports.files import check_size
from bot.imports.kinds import ZIP, Kind, archive_kind, kind_of
from bot.imports.progress import Progress, silent
from bot.imports.unreadable import UnreadableFile, damaged
from bot.imports.workbooks.archive import Archive
from bot.imports.workbooks.ods import read_ods
from bot.imports.workbooks.xlsx import read_xlsx
from handlers.plans.reading.sheet import Sheet

# What the values of a broken or hostile workbook cause: numbers that are none, parts that are not there.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def read_bytes(name: str, data: bytes, progress: Progress = silent) -> tuple[Sheet, ...]:
    """Give the sheets of an .xlsx, .xlsm, .xls, .ods or .csv file that hold text; at least one.

    What kind it is says the content, not the name. Raises `UnreadableFile` for everything else. This takes seconds for
    large files and trusts nothing in them; where people wait or files come from outside, call it through `read_apart`.
    """
    check_size(name, data)
    if data.startswith(ZIP):
        return _read_archive(Archive(data, name), progress)
    match kind_of(data, name):
        case Kind.XLS:
            # xlrd takes longer to import than any other file to be read.
            from bot.imports.workbooks.xls import read_xls

            return read_xls(data, name, progress)
        case _:
            sheet = parse_csv(name, data)
    if not any(any(row) for row in sheet.rows):
        raise UnreadableFile(f"{name} is empty. Check that it is the right file.")
    return (sheet,)


def _read_archive(archive: Archive, progress: Progress) -> tuple[Sheet, ...]:
    try:
        kind = archive_kind(archive)
        return read_ods(archive, progress) if kind is Kind.ODS else read_xlsx(archive, progress)
    except _BROKEN:
        raise damaged(archive.name) from None
