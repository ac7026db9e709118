"""Which files are kept as evidence, and under which name. Pure.

What a browser would run (HTML, SVG, scripts) and what a computer would run is never kept: whoever fetches a piece of
evidence must be able to open it without a thought. So a file is what its name says *and* what its first bytes say.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.files.model import MOST_BYTES

LARGEST_TOTAL = 1024 * 1024 * 1024
"""Of all files of an institution together."""
LONGEST_NAME = 120

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, and what stands `at` so many bytes from its start (nothing for plain text)."""

    media_type: str
    begins: tuple[bytes, ...] = ()
    at: int = 0


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "pptx": Kind(f"{_OFFICE}.presentationml.presentation", _ZIP),
    "doc": Kind("application/msword", _OLE),
    "xls": Kind("application/vnd.ms-excel", _OLE),
    "ppt": Kind("application/vnd.ms-powerpoint", _OLE),
    "odt": Kind(f"{_OPEN}.text", _ZIP),
    "ods": Kind(f"{_OPEN}.spreadsheet", _ZIP),
    "odp": Kind(f"{_OPEN}.presentation", _ZIP),
    "csv": Kind("text/csv"),
    "txt": Kind("text/plain"),
    "md": Kind("text/markdown"),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": Kind("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": Kind("image/webp", (b"WEBP",), at=8),
    "heic": Kind("image/heic", (b"ftyp",), at=4),
}

_WHAT = "documents, pictures and spreadsheets (PDF, Word, PowerPoint, Excel, OpenDocument, CSV, text, PNG, JPEG, GIF)"
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_FIRST = 4096


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not kept, in a sentence for the person who gave it."""

    why: str


def checked(name: str, content: bytes, kept_bytes: int) -> tuple[str, str] | Refusal:
    """The name and media type under which a file may be kept; `kept_bytes` is what is kept already."""
    clean = clean_name(name)
    kind = KINDS.get(clean.rpartition(".")[2])
    if not content:
        return Refusal(f"{_said(clean)} is empty, so there is nothing to keep.")
    if len(content) > MOST_BYTES:
        return Refusal(f"{_said(clean)} is larger than 10 MB. Please give a smaller copy, or a link to it.")
    if kind is None:
        return Refusal(f"{_said(clean)} is not of a kind that I keep. I take {_WHAT}; anything else as a link.")
    if not _is(kind, content):
        return Refusal(f"{_said(clean)} is not what its name says. Please save it again, and send me the new copy.")
    if kept_bytes + len(content) > LARGEST_TOTAL:
        return Refusal("There is no room left for files: the institution's 1 GB is full. Please give a link instead.")
    return clean, kind.media_type


def clean_name(name: str) -> str:
    """A file's name that is safe on every computer: no folders, no signs that steer, not long, its ending in small."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    stem, dot, ending = _UNSAFE.sub("_", shown).rstrip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip(" ._") or "evidence"
    ending = ending.strip().casefold()[:10]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .')}.{ending}" if ending else stem[:LONGEST_NAME]


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _is(kind: Kind, content: bytes) -> bool:
    if kind.begins:
        return content.startswith(kind.begins, kind.at)
    start = content[:_FIRST]
    # Plain text has no NUL in it (UTF-16 from Excel begins with its mark), and is no page or script by another name.
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode()
    return b"\x00" not in start and not _is_page(start)


def _is_page(start: bytes) -> bool:
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return plain.startswith((b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"#!", b"mz"))


def _said(name: str) -> str:
    return f"“{name}”"
