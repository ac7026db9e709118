"""One person who asks again and again is one person."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from handlers.demand.model import Asked, RecentQuestion
from handlers.demand.repeats import asked_again

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)


def _all_together(questions: Sequence[str]) -> Sequence[Sequence[int]]:
    return [list(range(len(questions)))]


def _none_together(questions: Sequence[str]) -> Sequence[Sequence[int]]:
    return [[place] for place in range(len(questions))]


def _before(asked: Asked, topic: str = "", question: str = "hire a van") -> list[RecentQuestion]:
    return [RecentQuestion(1, "t", question, asked, topic, NOW)]


@pytest.mark.parametrize(
    ("asked", "topic", "before", "again"),
    [
        (Asked.ANSWERED, "fees", [], False),
        (Asked.ANSWERED, "fees", _before(Asked.ANSWERED, "fees"), True),
        (Asked.ANSWERED, "fees", _before(Asked.CHOICE, "fees"), True),
        (Asked.ANSWERED, "fees", _before(Asked.ANSWERED, "fund"), False),
        (Asked.ANSWERED, "fees", _before(Asked.ABSTAINED, "fees"), False),
        (Asked.ABSTAINED, "", _before(Asked.ABSTAINED), True),
        (Asked.ABSTAINED, "", _before(Asked.NOT_OURS), False),
        (Asked.NOT_OURS, "", _before(Asked.NOT_OURS), True),
    ],
)
def test_the_same_topic_or_the_same_wish_is_asked_again(
    asked: Asked, topic: str, before: list[RecentQuestion], again: bool
) -> None:
    assert asked_again("is there a van", asked, topic, before, _all_together) == again


def test_another_wish_without_an_answer_is_not_the_same_question() -> None:
    assert not asked_again("book a drone", Asked.ABSTAINED, "", _before(Asked.ABSTAINED), _none_together)


def test_the_same_words_are_the_same_question_whatever_the_engine_says() -> None:
    assert asked_again("hire a van", Asked.ABSTAINED, "", _before(Asked.ABSTAINED), _none_together)
