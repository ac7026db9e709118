"""`bunsen` as a process of its own, as an operator runs it."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, Signals

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
"""Seconds after which a process that does nothing fails the test; never a part of what is tested."""


@dataclass
class Running:
    """A server that has said where it is."""

    process: Process
    url: str

    async def told(self, signal: Signals) -> int:
        """Send a signal and wait for the end; give the exit code."""
        self.process.send_signal(signal)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@dataclass(frozen=True)
class Ended:
    """What a process said before it ended."""

    code: int
    said: str
    errors: str


@asynccontextmanager
async def running(folder: Path, *words: str, **settings: str) -> AsyncIterator[Running]:
    """Run a server in a folder until it is left; on leaving it is killed where it still runs."""
    process = await _start(folder, words, settings)
    try:
        yield Running(process, await asyncio.wait_for(_address(process), PATIENCE))
    finally:
        if process.returncode is None:
            process.send_signal(SIGKILL)
        await process.communicate()


async def ended(folder: Path, *words: str, **settings: str) -> Ended:
    """Run a command to its end."""
    process = await _start(folder, words, settings)
    said, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    return Ended(process.returncode or 0, said.decode(), errors.decode())


async def _start(folder: Path, words: tuple[str, ...], settings: Mapping[str, str]) -> Process:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("BUNSEN_", "SLACK_", "Microsoft"))}
    environment = {**own, "PYTHONPATH": str(ROOT), **settings}
    command = (sys.executable, "-m", "bot", *words)
    return await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE)


async def _address(process: Process) -> str:
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
    assert process.stderr is not None
    raise AssertionError(f"it ended without an address: {(await process.stderr.read()).decode()}")
