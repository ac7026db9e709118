"""Rounds of the 26 questions for benchmarks: their people, groups and ballots."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.imports.instruments import shipped_instruments
from handlers.people.model import Institution
from handlers.voice.model import Ballot, Group, Instrument, QuestionKind, Survey, SurveyState
from storage.database import Database

GROUPS = 20
MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
_VALUES = ("1", "2", "3", "4", "5", "unsure")
_COMMENT = "Time to write things down before somebody leaves, and a budget for the courses that the plan names. "


def full() -> Instrument:
    """The set of 26 questions."""
    return shipped_instruments()["full"]


def names() -> Sequence[str]:
    """The names of the groups."""
    return [f"Group {number}" for number in range(GROUPS)]


def made_up(number: int) -> list[Ballot]:
    """So many ballots: nine in ten tick what they can, one in five writes something."""
    chance = random.Random(7)  # noqa: S311 - figures to count, nothing secret
    questions, groups = full().questions, names()
    ballots = []
    for _ in range(number):
        answers = {}
        for question in questions:
            if question.kind is QuestionKind.OPEN:
                if chance.random() < 0.2:
                    answers[question.id] = _COMMENT + str(chance.random())
            elif chance.random() < 0.9:
                options = [str(place) for place in range(len(question.options))]
                answers[question.id] = chance.choice(options or _VALUES)
        ballots.append(Ballot(chance.choice(groups), answers))
    return ballots


async def open_to_nobody(database: Database, public_key: bytes, invited: int) -> tuple[Institution, Survey]:
    """A round with groups; whom it invites is left out, as closing does not look at people."""
    await database.upgrade()
    groups = tuple(Group(name, invited // GROUPS) for name in names())
    new = Survey(0, full(), SurveyState.OPEN, MONDAY, date(2027, 3, 15), public_key, invited)
    async with database.begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        survey = await tx.of(institution.id).surveys.open(replace(new, groups=groups), {})
    return institution, survey
