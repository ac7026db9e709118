"""XML read piece by piece, with everything switched off that a file could do harm with.

Python's own parser expands entities and lets a single tag grow without end (expat before 2.6 even reads it again for
every piece, CVE-2023-52425), so declarations, deep nesting and endless tags are refused here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from bot.imports.unreadable import UnreadableFile, damaged

MAX_DEPTH = 100
MAX_TAG = 1024 * 1024
_CHUNK = 64 * 1024
_TEXT_BUFFER = 32 * 1024


class Handler(Protocol):
    """Gets the events of an XML document. Names come without their prefix."""

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, tag: str) -> None:
        """Hear that an element ends."""

    def text(self, data: str) -> None:
        """Hear of text; one text may come in several pieces."""


def read_events(chunks: Iterable[bytes], handler: Handler, name: str) -> None:
    """Feed a document to a handler. Raises `UnreadableFile` for what is broken, and for what no workbook contains."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _TEXT_BUFFER
    events = _Events(handler, name)
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = events.refuse
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MAX_TAG:
                raise strange(name)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged(name) from None


def read_tree(data: bytes, name: str) -> Element:
    """Read a small document as a whole."""
    builder = _Builder()
    pieces = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    read_events(pieces, builder, name)
    return builder.close()


def strange(name: str) -> UnreadableFile:
    """Say that a file holds what no spreadsheet program writes."""
    return UnreadableFile(
        f"{name} holds something that no spreadsheet program writes, so for safety it was not read. "
        "Open it in your spreadsheet program, save it again as .xlsx and try that file."
    )


class _Events:
    def __init__(self, handler: Handler, name: str) -> None:
        self._start: Callable[[str, Mapping[str, str]], None] = handler.start
        self._end: Callable[[str], None] = handler.end
        self._name = name
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise strange(self._name)
        if ":" in "".join(attrs):  # the quickest way to ask it of every key; a large sheet has millions of elements
            attrs = {_local(key): value for key, value in attrs.items()}
        self._start(_local(tag) if ":" in tag else tag, attrs)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._end(_local(tag) if ":" in tag else tag)

    def refuse(self, *_declaration: object) -> None:
        raise strange(self._name)


class _Builder:
    """Collects the events to elements."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()
        self.close = self._tree.close

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._tree.start(tag, dict(attrs))

    def end(self, tag: str) -> None:
        self._tree.end(tag)

    def text(self, data: str) -> None:
        self._tree.data(data)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
