"""Learning while answering, and the vectors that come with Bunsen."""

import asyncio
import threading
from datetime import date

import numpy as np

from bot.answering.learning import LiveAnswers
from bot.answering.reading import shipped_vectors
from bot.answering.weights import encoder
from bot.imports.knowledge import shipped_elsewhere, shipped_knowledge
from handlers.answers.engine import AnswerEngine
from handlers.answers.entries import Entry, Source
from handlers.answers.semantic.remembered import RememberingReader, key

SOURCE = Source("Handbook", None, date(2026, 11, 1))


def entry(name: str, *phrasings: str) -> Entry:
    return Entry(name, name.replace("-", " "), phrasings, "Yes.", (SOURCE,), "Stores manager", date(2027, 11, 30))


LOANS = entry("equipment-loans", "can i borrow a camera", "borrow equipment", "loan kit overnight")
KILN = entry("kiln-firing", "when is the kiln fired", "fire my pots", "glaze firing")


async def test_what_was_learnt_is_in_use() -> None:
    answers = LiveAnswers([LOANS])
    await answers.learn([LOANS, KILN])
    assert answers.decide("when do you fire the kiln").entry == KILN


async def test_questions_are_answered_while_something_new_is_learnt() -> None:
    answers = LiveAnswers([LOANS])
    half_way, go_on = threading.Event(), threading.Event()

    def hold(_share: float) -> None:
        half_way.set()
        go_on.wait(10)

    learning = asyncio.create_task(answers.learn([LOANS, KILN], done=hold))
    await asyncio.to_thread(half_way.wait, 10)
    assert answers.decide("borrow equipment").entry == LOANS
    go_on.set()
    await learning


async def test_of_many_changes_in_a_row_the_latest_is_learnt() -> None:
    answers = LiveAnswers([LOANS])
    await asyncio.gather(answers.learn([KILN]), answers.learn([LOANS]), answers.learn([LOANS, KILN]))
    assert answers.decide("glaze firing").entry == KILN


async def test_a_base_that_cannot_be_learnt_leaves_the_old_one_in_use() -> None:
    answers = LiveAnswers([LOANS])

    def fail(_share: float) -> None:
        raise RuntimeError

    (failure,) = await asyncio.gather(answers.learn([KILN], done=fail), return_exceptions=True)
    assert (type(failure), answers.decide("borrow equipment").entry) == (RuntimeError, LOANS)


def test_every_shipped_phrasing_has_its_vector() -> None:
    """If this fails after editing phrasings: `uv run python scripts/shipped_vectors.py`."""
    reader = RememberingReader(encoder(), shipped_vectors())
    AnswerEngine(shipped_knowledge()[0], reader, shipped_elsewhere()[0])
    assert set(reader.known) == set(shipped_vectors())


def test_shipped_vectors_are_those_of_the_network() -> None:
    texts = [entry.phrasings[-1] for entry in shipped_knowledge()[0]]
    shipped = shipped_vectors()
    known = [text for text in texts if key(text) in shipped]
    assert len(known) > len(texts) / 2
    assert np.abs(encoder().vectors(known) - np.array([shipped[key(text)] for text in known])).max() < 1e-3
