"""What was asked, as evidence of need: counted by topic and month, never by person. Pure.

Counts are shown from five up; fewer could be one person's worry. What had no answer is shown from three alike up, as
without the words nobody could write the missing entry. What somebody asked again within the hour, in the same words or
in others, is there once (`repeats`); who asks again on another day cannot be known, as nobody is kept.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.dates import MONTHS
from handlers.demand.model import Asked, LoggedQuestion, Mark, MarkKind

FEWEST: Final = 5
FEWEST_ALIKE: Final = 3
MOST_COMPARED: Final = 300
"""Unanswered questions that are compared with each other, the latest: more would take seconds."""
FEWER: Final = f"fewer than {FEWEST}"
Month = tuple[int, int]
"""(year, month)"""
Alike = Callable[[Sequence[str]], Sequence[Sequence[int]]]
"""Gives the places of questions that say nearly the same together, the largest groups first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How often an entry was asked for, in each month and altogether."""

    id: str
    title: str
    by_month: Mapping[Month, int]

    @property
    def total(self) -> int:
        """In all months together."""
        return sum(self.by_month.values())


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that had no answer and say nearly the same: one of them, and how many there were."""

    example: str
    count: int


@dataclass(frozen=True, slots=True)
class Helped:
    """What people said of an entry."""

    title: str
    helpful: int
    said: int

    @property
    def share(self) -> int:
        """The percentage that found it helpful."""
        return round(100 * self.helpful / self.said)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it. `others` is how often less frequent topics came up together; `elsewhere`, what is not for Bunsen."""

    months: Sequence[Month]
    topics: Sequence[Topic]
    others: int
    answered: int
    unanswered: int
    elsewhere: int
    groups: Sequence[Group]
    helped: Sequence[Helped]
    flagged: Sequence[str]

    @property
    def all_answered(self) -> str:
        """How many had an answer, in words that do not tell how few the less frequent topics are."""
        if 0 < self.others < FEWEST and self.topics:
            return f"more than {self.answered - self.others:,}"
        return shown(self.answered)


def gather(
    logged: Sequence[LoggedQuestion],
    marks: Sequence[Mark],
    titles: Mapping[str, str],
    today: date,
    alike: Alike,
) -> Evidence:
    """Count what was asked in the twelve months up to today; `titles` names entries by id."""
    counted: defaultdict[str, Counter[Month]] = defaultdict(Counter)
    for question in logged:
        if question.topic and question.asked in (Asked.ANSWERED, Asked.CHOICE):
            counted[question.topic][_month(question.asked_on)] += 1
    topics = [Topic(topic, titles.get(topic, topic), months) for topic, months in counted.items()]
    topics.sort(key=lambda topic: (-topic.total, topic.title))
    unanswered = [question.question for question in logged if question.asked is Asked.ABSTAINED]
    return Evidence(
        months=months_until(today),
        topics=[topic for topic in topics if topic.total >= FEWEST],
        others=sum(topic.total for topic in topics if topic.total < FEWEST),
        answered=sum(topic.total for topic in topics),
        unanswered=len(unanswered),
        elsewhere=sum(question.asked is Asked.NOT_OURS for question in logged),
        groups=_groups(unanswered, alike),
        helped=_helped(marks, titles),
        flagged=_flagged(marks, titles),
    )


def shown(count: int) -> str:
    """A count as it may be shown."""
    return f"{count:,}" if count >= FEWEST else FEWER if count else "none"


def shown_by_month(topic: Topic, months: Sequence[Month]) -> tuple[str, ...]:
    """What may be shown of these months beside the total: nothing where the rest of it would be fewer than five."""
    counts = [topic.by_month.get(month, 0) for month in months]
    rest = topic.total - sum(count for count in counts if count >= FEWEST)
    return tuple("not shown" if 0 < rest < FEWEST and count else shown(count) for count in counts)


def months_until(today: date) -> Sequence[Month]:
    """The twelve months up to this day's, the latest first."""
    last = today.year * 12 + today.month - 1
    return [((last - back) // 12, (last - back) % 12 + 1) for back in range(12)]


def spoken_month(month: Month) -> str:
    """A month as people read it: March 2027."""
    return f"{MONTHS[month[1] - 1]} {month[0]}"


def _month(day: date) -> Month:
    return day.year, day.month


def _groups(unanswered: Sequence[str], alike: Alike) -> Sequence[Group]:
    unanswered = unanswered[-MOST_COMPARED:]
    groups = [places for places in alike(unanswered) if len(places) >= FEWEST_ALIKE]
    return [Group(unanswered[places[0]], len(places)) for places in groups]


def _helped(marks: Sequence[Mark], titles: Mapping[str, str]) -> Sequence[Helped]:
    said = Counter(mark.topic for mark in marks if mark.kind is not MarkKind.FLAGGED)
    helpful = Counter(mark.topic for mark in marks if mark.kind is MarkKind.HELPFUL)
    found = [Helped(titles.get(topic, topic), helpful[topic], n) for topic, n in said.items() if n >= FEWEST]
    return sorted(found, key=lambda each: (each.share, each.title))


def _flagged(marks: Sequence[Mark], titles: Mapping[str, str]) -> Sequence[str]:
    topics = {mark.topic for mark in marks if mark.kind is MarkKind.FLAGGED and mark.settled_on is None}
    return sorted(titles.get(topic, topic) for topic in topics)
