"""Learning while answering, and the vectors that come with Bunsen."""

import asyncio
import threading
from datetime import date

import numpy as np
import pytest

from bot.answering import learning, reading
from bot.answering.learning import Lessons, LiveAnswers
from bot.answering.reading import shipped_lessons, shipped_vectors
from bot.answering.weights import encoder
from bot.imports.knowledge import shipped_elsewhere, shipped_knowledge
from handlers.answers.engine import AnswerEngine
from handlers.answers.entries import Entry, Source
from handlers.answers.kept import as_arrays
from handlers.answers.semantic.remembered import STEP, RememberingReader, key

SOURCE = Source("Handbook", None, date(2026, 11, 1))


def entry(name: str, *phrasings: str) -> Entry:
    return Entry(name, name.replace("-", " "), phrasings, "Yes.", (SOURCE,), "Stores manager", date(2027, 11, 30))


LOANS = entry("equipment-loans", "can i borrow a camera", "borrow equipment", "loan kit overnight")
KILN = entry("kiln-firing", "when is the kiln fired", "fire my pots", "glaze firing")


HERE, THERE = 1, 2


async def test_what_was_learnt_is_in_use() -> None:
    answers = LiveAnswers([LOANS])
    await answers.learn(HERE, Lessons(1, [LOANS, KILN]))
    assert answers.decide(HERE, "when do you fire the kiln").entry == KILN


async def test_what_one_institution_taught_no_other_knows() -> None:
    answers = LiveAnswers([LOANS])
    await answers.learn(HERE, Lessons(1, [LOANS, KILN]))
    assert answers.decide(THERE, "when is the kiln fired").entry != KILN


async def test_questions_are_answered_while_something_new_is_learnt() -> None:
    answers = LiveAnswers([LOANS])
    half_way, go_on = threading.Event(), threading.Event()

    def hold(_share: float) -> None:
        half_way.set()
        go_on.wait(10)

    learning = asyncio.create_task(answers.learn(HERE, Lessons(1, [LOANS, KILN]), hold))
    await asyncio.to_thread(half_way.wait, 10)
    assert answers.decide(HERE, "borrow equipment").entry == LOANS
    go_on.set()
    await learning


async def test_a_base_that_cannot_be_learnt_leaves_the_old_one_in_use() -> None:
    answers = LiveAnswers([LOANS])

    def fail(_share: float) -> None:
        raise RuntimeError

    (failure,) = await asyncio.gather(answers.learn(HERE, Lessons(1, [KILN]), fail), return_exceptions=True)
    assert (type(failure), answers.decide(HERE, "borrow equipment").entry) == (RuntimeError, LOANS)


async def test_only_what_has_changed_is_learnt_again() -> None:
    answers = LiveAnswers([LOANS])
    await answers.learn(HERE, Lessons(1, [KILN]))
    assert list(answers.to_learn({HERE: 1})) == []
    assert list(answers.to_learn({HERE: 2})) == [HERE]


async def test_where_there_is_no_room_the_engine_that_was_asked_least_lately_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learning, "MOST_ENGINES", 2)
    answers = LiveAnswers([LOANS])
    for institution in (1, 2):
        await answers.learn(institution, Lessons(1, [KILN]))
    answers.decide(2, "glaze firing")
    answers.decide(1, "glaze firing")
    await answers.learn(3, Lessons(1, [KILN]))
    assert [answers.decide(each, "glaze firing").entry for each in (1, 2, 3)] == [KILN, None, KILN]


async def test_an_engine_that_was_let_go_is_learnt_again_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_PHRASINGS", 5)
    answers = LiveAnswers([LOANS])
    for institution in (1, 2):
        await answers.learn(institution, Lessons(1, [KILN]))
    assert list(answers.to_learn({1: 1, 2: 1})) == []
    answers.decide(1, "glaze firing")
    assert list(answers.to_learn({1: 1, 2: 1})) == [1]


async def test_the_same_lessons_in_any_order_give_the_same_answers() -> None:
    one, other = LiveAnswers([]), LiveAnswers([])
    await one.learn(HERE, Lessons(1, [LOANS, KILN], logged=["where is the car park", "fix my door"]))
    await other.learn(THERE, Lessons(7, [KILN, LOANS], logged=["fix my door", "where is the car park"]))
    for question in ("may i take a camera home", "when do we glaze", "who fixes the door"):
        assert one.decide(HERE, question) == other.decide(THERE, question)


def test_questions_that_say_nearly_the_same_are_put_together() -> None:
    questions = ["can i hire a van", "is there a microscope course", "how do i book a van", "van hire for fieldwork"]
    assert [sorted(group) for group in LiveAnswers([]).alike(questions)] == [[0, 2, 3], [1]]


def test_of_no_questions_there_are_no_groups() -> None:
    assert list(LiveAnswers([]).alike([])) == []


def test_every_shipped_phrasing_has_its_vector() -> None:
    """If this fails after editing phrasings: `uv run python scripts/shipped_vectors.py`."""
    reader = RememberingReader(encoder(), shipped_vectors())
    AnswerEngine(shipped_knowledge()[0], reader, shipped_elsewhere()[0])
    assert set(reader.known) == set(shipped_vectors())


def test_what_was_learnt_of_the_shipped_entries_comes_with_bunsen() -> None:
    """If this fails after editing phrasings: `uv run python scripts/shipped_vectors.py`."""
    engine = AnswerEngine(shipped_knowledge()[0], reading.reader(), shipped_elsewhere()[0], before=shipped_lessons())
    assert engine.mark == shipped_lessons()[0]


def test_what_comes_with_bunsen_is_what_would_be_learnt() -> None:
    """If this fails after changing how it learns: `uv run python scripts/shipped_vectors.py`."""
    entries, elsewhere = shipped_knowledge()[0], shipped_elsewhere()[0]
    learnt = AnswerEngine(entries, reading.reader(), elsewhere)
    kept = AnswerEngine(entries, reading.reader(), elsewhere, before=shipped_lessons())
    questions = [entry.phrasings[0] + " please" for entry in entries]
    apart = [abs(learnt.decide(each).confidence - kept.decide(each).confidence) for each in questions]
    # Processors round a little differently.
    assert max(apart) < 0.01


def test_lessons_that_were_kept_answer_like_those_just_learnt() -> None:
    learnt = AnswerEngine([LOANS, KILN], reading.reader())
    kept = AnswerEngine([LOANS, KILN], reading.reader(), before=(learnt.mark, as_arrays(learnt.kept)))
    question = "may i borrow a kiln"
    assert kept.decide(question) == learnt.decide(question)


def test_lessons_of_other_entries_are_not_used() -> None:
    one = AnswerEngine([LOANS], reading.reader())
    other = AnswerEngine([KILN], reading.reader(), before=(one.mark, as_arrays(one.kept)))
    assert other.decide("when do you fire the kiln").entry == KILN


def test_shipped_vectors_are_those_of_the_network() -> None:
    texts = [entry.phrasings[-1] for entry in shipped_knowledge()[0]]
    shipped = shipped_vectors()
    known = [text for text in texts if key(text) in shipped]
    assert len(known) > len(texts) / 2
    # Some few numbers are too large for a byte, and cut off.
    apart = np.abs(encoder().vectors(known) - np.array([shipped[key(text)] for text in known], np.float32) * STEP)
    assert np.quantile(apart, 0.999) < STEP
