"""From the bytes of a file to its text, or a clear word on why they are none."""

import codecs
from dataclasses import dataclass

from bot.imports.unreadable import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "a workbook or a zip archive (such as .xlsx, .ods or .docx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (such as .xls or .doc)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"SQLite format 3", "a database"),
)
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")
_FEW = 3
_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class TextOfFile:
    """The text of a file, and remarks on how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> TextOfFile:
    """Read bytes as text: by their byte order mark, else as UTF-8, else as Windows-1252."""
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            raise UnreadableFile(f"{name} is {kind}, not a CSV file. {_SAVE_AS}")
    text, notes = _text(data, name)
    controls = [character for character in text if character < " " and character not in _ALLOWED_CONTROLS]
    if len(controls) > max(_FEW, _SHARE * len(text)):
        raise UnreadableFile(f"{name} is not a text file: it is full of bytes that are no letters. {_SAVE_AS}")
    if "\x00" in text:
        notes = (*notes, "Zero bytes were found in the file and taken out.")
    return TextOfFile(text.replace("\x00", ""), notes)


def _text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _windows(data, name), ("Read as Windows-1252 text. Check that £ signs, dashes and quotes look right.",)


def _marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        message = f"{name} says that it is {encoding.upper()} text, but is damaged or cut off. {_SAVE_AS}"
        raise UnreadableFile(message) from None


def _windows(data: bytes, name: str) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableFile(
            f"{name} is in none of the usual text encodings, or is not text at all. {_SAVE_AS}"
        ) from None


_SAVE_AS = "In your spreadsheet program choose “Save as”, then “CSV UTF-8”, and try that file."
