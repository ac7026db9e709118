"""The zip archive that a workbook is, opened so that a small file cannot become a large one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from bot.imports.unreadable import UnreadableFile, damaged, locked

MAX_MEMBERS = 2_000
MAX_UNPACKED = 250 * 1024 * 1024
"""A sheet formatted down to its last row, 1,048,576, takes about 110 MB."""

MAX_PART = 16 * 1024 * 1024
"""For the parts that are read as a whole, such as the styles."""

MAX_RATIO = 250
_RATIO_FROM = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


class Archive:
    """The members of a zip archive by path, without regard to capitals. Only what is asked for is unpacked.

    What the archive says about sizes is checked first, and what really comes out is counted.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise damaged(name) from None
        members = self._zip.infolist()
        self._check(members)
        self._members = {_key(member.filename): member for member in members}

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all members, in small letters and with plain slashes."""
        return tuple(self._members)

    def has(self, path: str) -> bool:
        """Tell whether there is a member of this path."""
        return _key(path) in self._members

    def size(self, path: str) -> int:
        """Give the size of a member in bytes as the archive declares it, 0 where there is none."""
        member = self._members.get(_key(path))
        return member.file_size if member else 0

    def chunks(self, path: str) -> Iterator[bytes]:
        """Unpack a member piece by piece; an archive that unpacks to too much is refused on the way."""
        member = self._members.get(_key(path))
        if member is None:
            raise damaged(self.name)
        if member.flag_bits & _ENCRYPTED:
            raise locked(self.name)
        if member.compress_type not in _METHODS:
            raise damaged(self.name)
        try:
            with self._zip.open(member) as opened:
                while chunk := opened.read(_CHUNK):
                    self._count(len(chunk))
                    yield chunk
        except _BROKEN:
            raise damaged(self.name) from None

    def read(self, path: str) -> bytes:
        """Unpack a small member as a whole."""
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks(path):
            size += len(chunk)
            if size > MAX_PART:
                raise self._too_much()
            parts.append(chunk)
        return b"".join(parts)

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MAX_MEMBERS:
            raise UnreadableFile(
                f"{self.name} holds {len(members):,} parts, more than any plan needs. "
                "Copy the sheet that is needed into a new workbook and try that file."
            )
        unpacked = sum(member.file_size for member in members)
        if unpacked > MAX_UNPACKED or any(_swells(member) for member in members):
            raise self._too_much()

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self._too_much()

    def _too_much(self) -> UnreadableFile:
        return UnreadableFile(
            f"{self.name} unpacks to far more than a plan needs, so it was not opened. "
            "Copy the rows that are needed into a new workbook and try that file."
        )


def _swells(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").casefold()
