"""What a file is, by its content: its name may say anything."""

from enum import Enum, auto

from bot.imports.unreadable import UnreadableFile, locked
from bot.imports.workbooks.archive import Archive
from bot.imports.workbooks.xlsx_parts import main_part

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_ODS = ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template")
_DOCUMENTS = (
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (rar)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"SQLite format 3", "a database"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_MARKUP = (b"<?xml", b"<html", b"<!doctype", b"<table", b"<svg", b"<head", b"<style", b"<meta")
_IN_ZIP = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("index/document.iwa", "a Numbers or Pages document"),
    ("visio/", "a Visio drawing"),
)
_IN_OLE = (("WordDocument", "an old Word document"), ("PowerPoint Document", "an old PowerPoint presentation"))
_LONGEST_TYPE = 100
_INSTEAD = "Give the spreadsheet itself: .xlsx, .xls, .ods or .csv."
_SAVE_AS = "Open it in your spreadsheet program, save it as .xlsx and try that file."


class Kind(Enum):
    """The kinds of file that can be read."""

    XLSX = auto()
    XLS = auto()
    ODS = auto()
    TEXT = auto()


def kind_of(data: bytes, name: str) -> Kind:
    """Tell what a file is that is no zip archive. Raises `UnreadableFile`, which says what it is, for the rest."""
    if data.startswith(OLE):
        return _ole_kind(data, name)
    if data.startswith(OLD_XLS):
        return Kind.XLS
    for start, kind in _DOCUMENTS:
        if data.startswith(start) and (len(start) > len(b"MZ") or b"\x00" in data[:512]):
            raise UnreadableFile(f"{name} is {kind}, not a spreadsheet. {_INSTEAD}")
    if b"ftyp" in data[4:8]:
        raise UnreadableFile(f"{name} is a picture, a sound or a film, not a spreadsheet. {_INSTEAD}")
    if data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise UnreadableFile(f"{name} is a web page or an XML file, whatever its name ends with. {_SAVE_AS}")
    return Kind.TEXT


def archive_kind(archive: Archive) -> Kind:
    """Tell which workbook an archive is. Raises `UnreadableFile` for other archives, and says what they are."""
    name = archive.name
    if archive.has("mimetype") and archive.size("mimetype") < _LONGEST_TYPE:
        mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
        if mimetype in _ODS:
            return Kind.ODS
        if "opendocument" in mimetype:
            raise UnreadableFile(f"{name} is a document, but not a spreadsheet. {_INSTEAD}")
    if archive.has("content.xml"):
        return Kind.ODS
    if main_part(archive).endswith(".bin") and archive.has(main_part(archive)):
        raise UnreadableFile(f"{name} is a binary workbook (.xlsb), which cannot be read. {_SAVE_AS}")
    for path, kind in _IN_ZIP:
        if any(member.startswith(path) for member in archive.paths):
            raise UnreadableFile(f"{name} is {kind}, not a spreadsheet. {_INSTEAD}")
    if archive.has(main_part(archive)):
        return Kind.XLSX
    raise UnreadableFile(f"{name} is a zip archive. Unpack it and give the spreadsheet in it.")


def _ole_kind(data: bytes, name: str) -> Kind:
    """Look for the names of the streams that only one kind of old Office file has, in whichever capitals."""
    data = data.lower()
    if _holds(data, "EncryptedPackage"):
        raise locked(name)
    for stream, kind in _IN_OLE:
        if _holds(data, stream):
            raise UnreadableFile(f"{name} is {kind}, not a spreadsheet. {_INSTEAD}")
    if _holds(data, "Workbook") or _holds(data, "Book"):
        return Kind.XLS
    raise UnreadableFile(f"{name} is an old Office file or an e-mail, but not a spreadsheet. {_INSTEAD}")


def _holds(data: bytes, stream: str) -> bool:
    return stream.lower().encode("utf-16-le") + b"\x00\x00" in data
