"""Read a file in a process of its own, so that a hostile or broken one can cost little time and memory, and no data.

The process has no secrets in its environment, cannot write files, and is ended when it takes too long. What comes back
is unpickled only as plain data: a reader that was taken over cannot run anything here.
"""

import asyncio
import contextlib
import io
import os
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import structlog

from bot.imports.progress import Progress, silent
from bot.imports.unreadable import UnreadableFile
from bot.imports.worker import ERROR, FRAME, PROGRESS, RESULT, UNREADABLE

T = TypeVar("T")
log = structlog.get_logger(__name__)

_WORKER = Path(__file__).with_name("worker.py")
_LARGEST_ANSWER = 256 * 1024 * 1024
_KEPT = ("SYSTEMROOT", "TZ")
_PLAIN = {("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")} | {
    ("builtins", name) for name in ("set", "frozenset", "bytearray", "complex")
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take: bytes of memory, seconds of computing, seconds altogether."""

    memory: int = 1_500 * 1024 * 1024
    computing: int = 60
    altogether: float = 90


async def read_apart(
    name: str,
    data: bytes,
    read: Callable[[str, bytes, Progress], T],
    *,
    progress: Progress = silent,
    limits: Limits = Limits(),
) -> T:
    """Run `read(name, data, progress)` in a fresh process and give what it returns.

    `read` is a function of a module; what it returns consists of dataclasses, enums, dates and plain values of this
    program. `progress` is called here, in the event loop. Raises `UnreadableFile` when `read` does, and when it fails
    in any other way or takes more than the limits.
    """
    call = [(limits.memory, limits.computing), sys.path, (read, name, data)]
    process = await _started()
    try:
        async with asyncio.timeout(limits.altogether):
            sending = asyncio.create_task(_send(process, b"".join(map(pickle.dumps, call))))
            try:
                answer = await _answer(process, name, progress)
            finally:
                await _ended(sending)
    except TimeoutError:
        raise UnreadableFile(_too_long(name)) from None
    finally:
        await _stop(process)
    if answer is None:
        raise _died(name, process.returncode)
    result: T = _loaded(answer, name, read.__module__)
    return result


async def _started() -> Process:
    """Start the worker without the environment, where tokens and passwords may be."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    # -I: nothing is imported from the working directory or the user's own folder.
    return await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-X", "utf8", str(_WORKER), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=kept
    )


async def _send(process: Process, call: bytes) -> None:
    if process.stdin is None:
        return
    with contextlib.suppress(ConnectionError):  # it died; the missing answer says so
        process.stdin.write(call)
        await process.stdin.drain()
        process.stdin.close()


async def _answer(process: Process, name: str, progress: Progress) -> bytes | None:
    """Give the result as it was sent, None where the process ended without one."""
    while process.stdout is not None:
        try:
            kind, size = FRAME.unpack(await process.stdout.readexactly(FRAME.size))
            if size > _LARGEST_ANSWER:
                return None
            content = await process.stdout.readexactly(size)
        except asyncio.IncompleteReadError:
            return None
        if kind == PROGRESS:
            progress(*_loaded(content, name))
        elif kind == RESULT:
            return content
        elif kind == UNREADABLE:
            raise UnreadableFile(content.decode("utf-8", "replace"))
        elif kind == ERROR:
            raise _failed(name, content.decode("utf-8", "replace"))
    return None


def _loaded(content: bytes, name: str, module: str = "") -> Any:
    try:
        return _Plain(content, module).load()
    except Exception as error:  # noqa: BLE001 - what comes from a reader that was taken over fails in any way
        raise _failed(name, type(error).__name__) from None


async def _ended(sending: asyncio.Task[None]) -> None:
    sending.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sending


async def _stop(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    await process.wait()


def _failed(name: str, what: str) -> UnreadableFile:
    log.warning("reading a file failed", error=what)
    if what.startswith("MemoryError"):
        return UnreadableFile(_too_much(name))
    return UnreadableFile(
        f"{name} could not be read: something in it is not as expected. Open it in your spreadsheet program, save it "
        "again as .xlsx and try that file. If it still fails, save the sheet as CSV."
    )


def _died(name: str, code: int | None) -> UnreadableFile:
    log.warning("the reading of a file was cut off", returncode=code)
    return UnreadableFile(_too_much(name))


def _too_long(name: str) -> str:
    return f"{name} took too long to read. Copy the sheet that is needed into a new workbook and try that file."


def _too_much(name: str) -> str:
    return (
        f"{name} takes more time or memory to read than any plan should. "
        "Copy the sheet that is needed into a new workbook and try that file."
    )


class _Plain(pickle.Unpickler):
    """Unpickles values, dates, and the dataclasses and enums of this program; nothing else."""

    def __init__(self, content: bytes, module: str = "") -> None:
        super().__init__(io.BytesIO(content))
        self._own = {"bot", "handlers", module.partition(".")[0]} - {""}

    def find_class(self, module: str, name: str) -> Any:
        """Give a class of plain data. Raises `pickle.UnpicklingError` for anything that could do something."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.partition(".")[0] in self._own and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
