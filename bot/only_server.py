"""One server at a time on a database that is a file; on PostgreSQL there may be any number."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".server"
"""Beside the database. The file stays; what counts is the lock on it, which ends with the process."""


class AnotherServer(Exception):
    """A server runs on this database already; the message says which, and what to do."""


@contextmanager
def only_server(database: Path | None) -> Iterator[None]:
    """Hold the database for this process alone, as far as servers go; commands beside it are welcome.

    `database` is the file it is in, None where it is none. Raises `AnotherServer`.
    """
    if database is None:
        yield
        return
    path = database.with_name(database.name + SUFFIX)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise AnotherServer(f"{path} cannot be written ({error.strerror}). Bunsen notes there that it runs.") from None
    try:
        if not _locked(descriptor):
            raise AnotherServer(_refusal(database, _holder(descriptor)))
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Take the lock, if nobody has it; the system gives it back when the process ends, however that comes about."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(descriptor: int) -> str:
    try:
        number = os.read(descriptor, 20).decode("ascii", "replace").strip()
    except OSError:
        return ""
    return f" (process {number})" if number.isdecimal() else ""


def _refusal(database: Path, holder: str) -> str:
    return (
        f"Another Bunsen server{holder} already runs on {database}. An SQLite file takes one server: "
        "stop that one first, or give each its own database. For several servers on one database use PostgreSQL "
        "(BUNSEN_DATABASE_URL=postgresql://…)."
    )
