"""Workbooks of LibreOffice and others in the OpenDocument format (.ods), read as they lie in the file."""

from functools import partial

from bot.imports.progress import Meter, Progress
from bot.imports.unreadable import locked
from bot.imports.workbooks.archive import Archive
from bot.imports.workbooks.collecting import LINKS, MACROS, Collection
from bot.imports.workbooks.grid import Allowance, Grid
from bot.imports.workbooks.ods_sheets import OdsSheets
from bot.imports.workbooks.ods_styles import OdsStyles
from bot.imports.workbooks.xml_events import read_events, read_tree
from handlers.plans.reading.sheet import Sheet

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_MACROS = ("basic/", "scripts/")


def read_ods(archive: Archive, progress: Progress) -> tuple[Sheet, ...]:
    """Give the sheets that people see and that hold text."""
    _refuse_locked(archive)
    styles = OdsStyles()
    if archive.has(_STYLES):
        read_events(archive.chunks(_STYLES), styles, archive.name)
    collection = Collection(archive.name)
    if any(path.startswith(_MACROS) for path in archive.paths):
        collection.note(MACROS)
    allowance = Allowance(archive.name)
    reader = OdsSheets(styles, partial(Grid, allowance=allowance), collection.add, collection.hidden)
    meter = Meter("Reading the sheets", archive.size(_CONTENT), progress)
    read_events(meter.watch(archive.chunks(_CONTENT)), reader, archive.name)
    if reader.links:
        collection.note(LINKS)
    return collection.sheets()


def _refuse_locked(archive: Archive) -> None:
    if archive.has("encrypted-package"):
        raise locked(archive.name)
    if archive.has(_MANIFEST):
        manifest = read_tree(archive.read(_MANIFEST), archive.name)
        if next(manifest.iter("encryption-data"), None) is not None:
            raise locked(archive.name)
