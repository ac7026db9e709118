"""Time, memory and cold start, with 300 entries of ten phrasings.

Processor time is what a question costs on one core; the time on the clock is longer where others use the machine. The
floor is one text of 14 pieces multiplied through matrices of the network's sizes and nothing else, in the same run.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from bot.answering.weights import encoder
from bot.imports.knowledge import shipped_knowledge
from handlers.answers.engine import AnswerEngine
from handlers.answers.entries import Entry
from handlers.answers.semantic.encoder import LAYERS, WIDTH
from handlers.answers.semantic.remembered import RememberingReader

ENTRIES = 300
PHRASINGS = 10
QUESTIONS = 300
_PIECES = 14


def report_speed() -> str:
    """Measure and write down."""
    chosen = random.Random(2027)  # noqa: S311
    entries = _entries(chosen)
    reader = RememberingReader(encoder(), {})
    first = _seconds(lambda: AnswerEngine(entries, reader))
    changed = [replace(entries[0], phrasings=("a wholly new way to ask", *entries[0].phrasings)), *entries[1:]]
    started = time.perf_counter()
    engine = AnswerEngine(changed, reader)
    again = time.perf_counter() - started
    clock, processor = (
        sorted(_seconds(partial(engine.decide, question), timer) for question in _questions(chosen))
        for timer in (time.perf_counter, time.process_time)
    )
    floor = _floor()
    cold = min(_seconds(_ask) for _ in range(3))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "\n".join(
        [
            f"{ENTRIES} entries of {PHRASINGS} phrasings",
            f"a question, processor time: {_percentiles(processor)}; "
            f"{processor[len(processor) // 2] / floor:.1f} times the floor of {floor * 1e3:.1f} ms",
            f"a question, on the clock: {_percentiles(clock)}",
            f"learning for the first time {first:.1f} s; with one changed entry {again:.1f} s",
            f"memory of this process at its largest {memory:.0f} MB",
            f"bunsen ask, cold: {cold:.1f} s",
        ]
    )


def _percentiles(times: list[float]) -> str:
    return f"p50 {times[len(times) // 2] * 1e3:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1e3:.1f} ms"


def _seconds(work: Callable[[], object], timer: Callable[[], float] = time.perf_counter) -> float:
    started = timer()
    work()
    return timer() - started


def _floor() -> float:
    shapes = [(WIDTH, 3 * WIDTH), (WIDTH, WIDTH), (WIDTH, 4 * WIDTH), (4 * WIDTH, WIDTH)]
    matrices = [np.ones(shape, np.float32) for _ in range(LAYERS) for shape in shapes]
    inputs = [np.ones((_PIECES, matrix.shape[0]), np.float32) for matrix in matrices]

    def multiply() -> list[object]:
        return [a @ b for a, b in zip(inputs, matrices, strict=True)]

    return min(_seconds(multiply, time.process_time) for _ in range(20))


def _ask() -> None:
    command = [sys.executable, "-m", "bot", "ask", "who pays for my registration then"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def _entries(chosen: random.Random) -> list[Entry]:
    """Entries made of the words of the shipped ones: as long and as alike as real ones, and without any sense."""
    shipped, _ = shipped_knowledge()
    vocabulary = sorted({word for entry in shipped for way in entry.phrasings for word in way.split() if len(word) > 3})
    made = []
    for number in range(ENTRIES):
        topic = chosen.sample(vocabulary, 4)
        ways = {_way(chosen, topic, vocabulary) for _ in range(PHRASINGS)}
        made.append(replace(shipped[0], id=f"entry-{number}", title=" ".join(topic[:2]), phrasings=tuple(sorted(ways))))
    return made


def _way(chosen: random.Random, topic: list[str], vocabulary: list[str]) -> str:
    words = [*chosen.sample(topic, 2), *chosen.sample(vocabulary, chosen.randint(1, 7))]
    chosen.shuffle(words)
    return " ".join(words)


def _questions(chosen: random.Random) -> list[str]:
    shipped, _ = shipped_knowledge()
    return [f"{chosen.choice(chosen.choice(shipped).phrasings)} please" for _ in range(QUESTIONS)]
