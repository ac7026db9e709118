"""What the tests have done in the process that reads files: a module of its own, as that process imports it by name."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.imports.progress import Progress
from bot.imports.unreadable import UnreadableFile


@dataclass(frozen=True, slots=True)
class Read:
    """What came out."""

    text: str
    day: date


def echo(name: str, data: bytes, _progress: Progress) -> Read:
    return Read(f"{name}: {data.decode()}", date(2026, 11, 22))


def count(_name: str, data: bytes, progress: Progress) -> int:
    for number in range(len(data) + 1):
        progress("Counting", number, len(data))
    progress("Resting", 0, 1)
    return len(data)


def count_bytes(_name: str, data: bytes, _progress: Progress) -> int:
    return len(data)


def refuse(name: str, _data: bytes, _progress: Progress) -> None:
    raise UnreadableFile(f"{name} is a “PDF”.")


def fail(_name: str, data: bytes, _progress: Progress) -> None:
    raise KeyError(data.decode())


def die(_name: str, _data: bytes, _progress: Progress) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang(_name: str, _data: bytes, progress: Progress) -> None:
    progress("the process", os.getpid(), 0)
    time.sleep(600)


def compute(_name: str, _data: bytes, _progress: Progress) -> None:
    while True:
        pass


def swell(_name: str, _data: bytes, _progress: Progress) -> int:
    return len([bytes(1024 * 1024) for _ in range(10_000)])


def write(_name: str, data: bytes, _progress: Progress) -> str:
    try:
        Path(data.decode()).write_bytes(b"x")
    except OSError:
        return "refused"
    return "written"


def speak(_name: str, _data: bytes, _progress: Progress) -> str:
    print("a library that prints")  # noqa: T201 - as a library may
    sys.stdout.flush()
    return "done"


def environment(_name: str, _data: bytes, _progress: Progress) -> list[str]:
    return sorted(os.environ)


class Trap:
    """Would run a command where it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


def take_over(_name: str, _data: bytes, _progress: Progress) -> object:
    return Trap()


def leave(_name: str, _data: bytes, _progress: Progress) -> None:
    os._exit(0)
