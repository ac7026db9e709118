"""Time to answer and to learn, with 300 entries of ten phrasings and what belongs elsewhere.

Processor time is what a question costs on one core; the time on the clock is longer where others use the machine. The
floor is one text of 14 pieces multiplied through matrices of the network's sizes and nothing else, in the same run.
"""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.answers.made_up import ENTRIES, PHRASINGS, entries, questions
from bot.answering.learning import Lessons, LiveAnswers
from bot.answering.weights import encoder
from bot.imports.knowledge import shipped_elsewhere
from handlers.answers.engine import AnswerEngine
from handlers.answers.semantic.encoder import LAYERS, WIDTH
from handlers.answers.semantic.remembered import RememberingReader

QUESTIONS = 300
_PIECES = 14
_PAUSE = 0.1
_WAY = "a wholly new way to ask"


def report_speed() -> str:
    """Measure and write down."""
    chosen = random.Random(2027)  # noqa: S311
    made, elsewhere = entries(chosen), shipped_elsewhere()[0]
    reader = RememberingReader(encoder(), {})
    first = _both(lambda: AnswerEngine(made, reader, elsewhere))
    engine = AnswerEngine(made, reader, elsewhere)
    asked = questions(chosen, QUESTIONS)
    clock, processor = (
        sorted(_seconds(partial(engine.decide, question), timer) for question in asked)
        for timer in (time.perf_counter, time.process_time)
    )
    floor, others = _floor(), sum(len(matter.phrasings) for matter in elsewhere)
    return "\n".join(
        [
            f"{ENTRIES} entries of {PHRASINGS} phrasings, and {others} phrasings of what lies elsewhere",
            f"a question, processor time: {_percentiles(processor)}; "
            f"{processor[len(processor) // 2] / floor:.1f} times the floor of {floor * 1e3:.1f} ms",
            f"a question, on the clock: {_percentiles(clock)}",
            f"learning for the first time: {first}",
            asyncio.run(_changed()),
        ]
    )


async def _changed() -> str:
    """Change one entry while questions are asked, and see when it is answered from."""
    made, elsewhere = entries(), shipped_elsewhere()[0]
    answers = LiveAnswers([])
    await answers.learn(1, Lessons(1, made, elsewhere))
    changed = [replace(made[0], phrasings=(_WAY, *made[0].phrasings)), *made[1:]]
    clock, processor = time.perf_counter(), time.process_time()
    learning = asyncio.create_task(answers.learn(1, Lessons(2, changed, elsewhere)))
    waits = []
    while not learning.done():
        waits.append(await asyncio.to_thread(_seconds, partial(answers.decide, 1, "who pays for my registration")))
        await asyncio.sleep(_PAUSE)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    used = answers.decide(1, _WAY).entry == changed[0]
    waits.sort()
    return (
        f"a changed entry {'is' if used else 'is NOT'} in use after {clock:.1f} s clock, {processor:.1f} s processor;"
        f"\n{len(waits)} questions asked meanwhile: {_percentiles(waits)} on the clock"
    )


def _percentiles(times: list[float]) -> str:
    return f"p50 {times[len(times) // 2] * 1e3:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1e3:.1f} ms"


def _both(work: Callable[[], object]) -> str:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return f"{time.process_time() - processor:.1f} s processor, {time.perf_counter() - clock:.1f} s clock"


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
