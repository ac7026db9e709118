"""Whole processes: what a cold `bunsen ask` costs, and how much memory a server with large bases takes.

Processor time (of the process and its own threads) says what it costs; the clock says more on a busy machine. Memory is
read from /proc, so this runs on Linux.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.answers.made_up import entries
from handlers.answers.entries import as_mapping

_TIMES = 3
_LOOK = 0.01
_SERVER = """
import asyncio
from datetime import date
from random import Random
import bot.serve, bot.slack.surface, bot.teams.surface
from benchmarks.answers.made_up import entries
from bot.answering.learning import Lessons, LiveAnswers
from bot.imports.knowledge import load_base

async def serve(institutions):
    base = load_base(None)
    answers = LiveAnswers(list(base.entries.values()), base.elsewhere)
    for number in range(institutions):
        await answers.learn(number, Lessons(1, entries(Random(number)), base.elsewhere))
        answers.decide(number, "who pays for my registration then")

asyncio.run(serve(%d))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: seconds on the clock and of the processor, and its memory at its largest, in MB."""

    clock: float
    processor: float
    memory: float


def report_processes() -> str:
    """Measure and write down."""
    ask = [sys.executable, "-m", "bot", "ask", "who pays for my registration then"]
    with tempfile.TemporaryDirectory() as folder:
        mappings = [as_mapping(entry) for entry in entries()]
        (Path(folder) / "all.yaml").write_text(yaml.safe_dump(mappings, allow_unicode=True), "utf-8")
        own = cost([*ask, "--knowledge", folder])
    cold = min((cost(ask) for _ in range(_TIMES)), key=lambda each: each.processor)
    lines = [
        f"bunsen ask, cold: {_said(cold)}",
        f"bunsen ask --knowledge, cold, {len(mappings)} entries of one's own: {_said(own)}",
    ]
    for number in (0, 1, 2):
        served = cost([sys.executable, "-c", _SERVER % number])
        lines.append(f"a server for Slack and Teams, {number} such bases besides the shipped one: {_said(served)}")
    return "\n".join(lines)


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end, and say what it cost; raises if it fails."""
    started, memory = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        ended, status, used = 0, 0, None
        while not ended:
            time.sleep(_LOOK)
            memory = max(memory, _largest(process.pid))
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or used is None:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, memory)


def _largest(process: int) -> float:
    """The memory of a process at its largest so far. What `wait4` says begins with the parent's."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), 0.0)


def _said(found: Cost) -> str:
    return f"{found.processor:.1f} s processor, {found.clock:.1f} s clock, {found.memory:.0f} MB at its largest"
