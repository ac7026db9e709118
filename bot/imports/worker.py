"""The process in which a file is read: started by `bot.imports.apart`, run as a script, gone after one file.

Only the standard library is imported before the limits are set. On standard input come three pickles: the limits, where
to import from, and the call. On standard output go frames of one letter, a length and a content: P how far it is,
R the result, U why the file cannot be read, E what else went wrong.
"""

import contextlib
import os
import pickle
import struct
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

FRAME = struct.Struct(">cI")
PROGRESS, RESULT, UNREADABLE, ERROR = b"P", b"R", b"U", b"E"
_SECONDS_BETWEEN = 0.1


class Pipe:
    """Where the frames go."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._stage, self._told = "", 0.0

    def send(self, kind: bytes, content: bytes) -> None:
        """Send one frame at once."""
        self._out.write(FRAME.pack(kind, len(content)) + content)
        self._out.flush()

    def progress(self, stage: str, done: int, total: int) -> None:
        """Tell how far it is: each stage as it begins and ends, and ten times a second between."""
        now = time.monotonic()
        if stage != self._stage or done >= total or now - self._told >= _SECONDS_BETWEEN:
            self._stage, self._told = stage, now
            self.send(PROGRESS, pickle.dumps((stage, done, total)))


def main() -> None:
    """Read one file as told on standard input."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    memory, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    sys.path[:] = pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
    _limit(memory, seconds)
    _run(Pipe(out))


def _limit(memory: int, seconds: int) -> None:
    """Bind memory and time, and forbid to write files, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the time limit of the caller remains
        return
    wanted = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for which, limits in wanted.items():
        with contextlib.suppress(ValueError, OSError):  # macOS knows some of them but does not let them be set
            resource.setrlimit(which, limits)


def _run(pipe: Pipe) -> None:
    from bot.imports.unreadable import UnreadableFile

    try:
        read: Callable[..., Any]
        read, name, data = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
        result = read(name, data, pipe.progress)
        content = pickle.dumps(result)
    except UnreadableFile as error:
        pipe.send(UNREADABLE, error.message.encode())
    except Exception as error:  # noqa: BLE001 - the caller has to hear of everything; without what was in the file
        pipe.send(ERROR, _place(error).encode())
    else:
        pipe.send(RESULT, content)


def _place(error: Exception) -> str:
    """Name the kind of an error and where it arose, without its message: that may quote the file."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    where = f" in {os.path.basename(step.tb_frame.f_code.co_filename)}, line {step.tb_lineno}" if step else ""
    return f"{type(error).__name__}{where}"


if __name__ == "__main__":
    main()
