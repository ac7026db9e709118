"""bunsen survey list and results: after closing, and never of fewer than five."""

import asyncio
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.people.model import Person
from handlers.voice.model import Instrument, Item, Survey, SurveyState
from handlers.voice.sealing import new_key_pair, seal
from storage.database import Database
from tests.bot.commands.conftest import CommandLine

PULSE = Instrument("pulse", "Pulse", (Item("V1", "Visibility", "My work is seen."),))


async def _hold_round(url: str, ballots: int, *, closed: bool) -> None:
    """Invite ten, let some of them answer, and perhaps close."""
    database = Database(url)
    _, public_key = new_key_pair()
    answers = {"V1": "4"}
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        work = tx.of(institution.id)
        people = [await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example", invited=True)) for n in range(10)]
        opened_at = datetime(2027, 3, 1, tzinfo=UTC)
        new = Survey(0, PULSE, SurveyState.OPEN, opened_at, date(2027, 3, 15), public_key, 10)
        survey = await work.surveys.open(new, [person.id for person in people])
        for person in people[:ballots]:
            await work.ballot_box(person.id).cast(survey.id, seal(answers, public_key))
        if closed:
            await work.surveys.close(survey.id, [answers] * ballots, new.closes_on)
    await database.close()


def hold_round(bunsen: CommandLine, ballots: int = 6, *, closed: bool = True) -> None:
    asyncio.run(_hold_round(bunsen.url, ballots, closed=closed))


def results(bunsen: CommandLine) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bunsen.done("survey", "results", "1", "--json"))
    return found


def test_no_round_yet_says_who_opens_one(wenlow: CommandLine) -> None:
    assert "the lead opens one in chat" in wenlow.done("survey", "list")


def test_rounds_are_listed_with_how_many_took_part(wenlow: CommandLine) -> None:
    hold_round(wenlow, closed=False)
    assert wenlow.done("survey", "list") == "1: Pulse, open, until 2027-03-15, 6 of 10 took part\n"


def test_results_come_with_counts(wenlow: CommandLine) -> None:
    hold_round(wenlow)
    assert results(wenlow) == {
        "invited": 10,
        "ballots": 6,
        "items": [
            {
                "id": "V1",
                "theme": "Visibility",
                "wording": "My work is seen.",
                "opinions": 6,
                "agree": 6,
                "neither": 0,
                "disagree": 0,
            }
        ],
    }


def test_results_can_be_read_as_text(wenlow: CommandLine) -> None:
    hold_round(wenlow)
    assert "My work is seen." in wenlow.done("survey", "results", "1")


def test_fewer_than_five_ballots_are_not_shown(wenlow: CommandLine) -> None:
    hold_round(wenlow, ballots=4)
    assert results(wenlow) == {"invited": None, "ballots": None, "items": []}


def test_an_open_round_has_no_results(wenlow: CommandLine) -> None:
    hold_round(wenlow, closed=False)
    assert "results come after closing" in wenlow.refused("survey", "results", "1", "--json")


def test_a_round_that_is_not_there_is_refused(wenlow: CommandLine) -> None:
    assert "There is no survey 7" in wenlow.refused("survey", "results", "7")


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "one"])
def test_a_number_that_cannot_be_is_wrong_use(wenlow: CommandLine, number: str) -> None:
    assert "Invalid value for 'ID'" in wenlow.refused("survey", "results", "--", number, code=2)


def test_the_round_of_another_institution_is_not_shown(wenlow: CommandLine) -> None:
    hold_round(wenlow)
    wenlow.done("institution", "add", "other", "Another")
    assert "There is no survey 1" in wenlow.refused("survey", "results", "1", "--institution", "other")
