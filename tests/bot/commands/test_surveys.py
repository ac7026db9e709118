"""bunsen survey list and results: after closing, and never of fewer than five."""

import asyncio
import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.round_keys import FileRoundKeys
from handlers.people.model import Person
from handlers.voice.model import Ballot, Instrument, Question, Survey, SurveyState
from handlers.voice.sealing import new_key_pair, seal
from storage.database import Database
from tests.bot.commands.conftest import CommandLine

PULSE = Instrument("pulse", "Pulse", (Question("V1", "Visibility", "My work is seen."),))


async def _hold_round(url: str, ballots: int, *, closed: bool) -> None:
    """Invite ten, let some of them answer, and perhaps close."""
    database = Database(url)
    _, public_key = new_key_pair()
    given = [Ballot("", {"V1": "1" if n == 0 else "4"}) for n in range(ballots)]
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        work = tx.of(institution.id)
        people = [await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example", invited=True)) for n in range(10)]
        opened_at = datetime(2027, 3, 1, tzinfo=UTC)
        new = Survey(0, PULSE, SurveyState.OPEN, opened_at, date(2027, 3, 15), public_key, 10)
        survey = await work.surveys.open(new, {person.id: "" for person in people})
        for person, ballot in zip(people, given, strict=False):
            await work.ballot_box(person.id).cast(survey.id, seal(ballot, public_key, 4096))
        if closed:
            await work.surveys.close(survey.id, given, new.closes_on)
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
    steps = {"Strongly disagree": 1, "Disagree": 0, "Neither agree nor disagree": 0, "Agree": 5, "Strongly agree": 0}
    (item,) = results(wenlow)["items"]
    assert item == {
        "id": "V1",
        "theme": "Visibility",
        "wording": "My work is seen.",
        "kind": "scale",
        "reverse": False,
        "opinions": 6,
        "agree": 5,
        "neither": 0,
        "disagree": 1,
        "unsure": 0,
        "counts": steps,
        "groups": {},
    }


def test_results_come_with_who_took_part(wenlow: CommandLine) -> None:
    hold_round(wenlow)
    found = results(wenlow)
    assert (found["invited"], found["ballots"], found["groups"], found["comments"]) == (10, 6, [], None)


def test_results_that_were_printed_are_kept(wenlow: CommandLine) -> None:
    hold_round(wenlow)
    first = results(wenlow)
    with sqlite3.connect(wenlow.url.removeprefix("sqlite:///")) as connection:
        connection.execute("DELETE FROM ballots")
    assert results(wenlow) == first


def test_results_can_be_read_as_text(wenlow: CommandLine) -> None:
    hold_round(wenlow)
    assert "My work is seen." in wenlow.done("survey", "results", "1")


def test_fewer_than_five_ballots_are_not_shown(wenlow: CommandLine) -> None:
    hold_round(wenlow, ballots=4)
    found = results(wenlow)
    assert (found["invited"], found["ballots"], found["items"], found["groups"]) == (None, None, [], [])


def test_how_many_took_part_is_not_listed_below_five(wenlow: CommandLine) -> None:
    hold_round(wenlow, ballots=4, closed=False)
    assert "fewer than 5 of 10 took part" in wenlow.done("survey", "list")


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


GOOD = "id: autumn\ntitle: Autumn\nquestions:\n  - id: V1\n    theme: Visibility\n    wording: I feel seen.\n"


def test_a_good_survey_is_said_to_be_one(bunsen: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "autumn.yaml").write_text(GOOD)
    done = bunsen("survey", "check", str(tmp_path / "autumn.yaml"))
    assert (done.exit_code, done.stdout) == (0, "“Autumn” (autumn): 1 question, nothing to put right.\n")


def test_everything_that_is_wrong_with_a_survey_is_named_at_once(bunsen: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(GOOD.replace("Visibility", "Pay") + "  - id: V1\n    wording: ''\n")
    done = bunsen("survey", "check", str(tmp_path / "bad.yaml"))
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize("content", ["", "- just\n- a list\n", "id: [", "\x00"])
def test_what_is_no_survey_is_refused_in_words(bunsen: CommandLine, tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.yaml").write_text(content)
    done = bunsen("survey", "check", str(tmp_path / "odd.yaml"))
    assert (done.exit_code, "is not a survey yet" in done.stderr) == (1, True)


def test_a_survey_is_imported_and_imported_again_in_its_place(wenlow: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "autumn.yaml").write_text(GOOD)
    first, second = (wenlow("survey", "import", str(tmp_path / "autumn.yaml")).stdout for _ in range(2))
    assert (first, second) == ("Kept “Autumn” with 1 question.\n", "Replaced “Autumn” with 1 question.\n")


def test_the_id_of_a_survey_that_comes_with_bunsen_is_taken(wenlow: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "pulse.yaml").write_text(GOOD.replace("autumn", "pulse"))
    done = wenlow("survey", "import", str(tmp_path / "pulse.yaml"))
    assert (done.exit_code, "Give yours another" in done.stderr) == (1, True)


# --- the privacy guard ---


def looked_through(bunsen: CommandLine, content: bytes) -> list[dict[str, Any]]:
    file = bunsen.folder / "answers.csv"
    file.write_bytes(content)
    return [json.loads(line) for line in bunsen.done("survey", "guard", "--batch", file, "--json").splitlines()]


def test_the_guard_gives_a_line_for_each_row(bunsen: CommandLine) -> None:
    found = looked_through(bunsen, b"id,text\n1,ask dave in stores\n2,Pay is low\n3,\n")
    assert found == [
        {"text": "ask dave in stores", "noticed": [{"kind": "name", "span": [4, 8]}]},
        {"text": "Pay is low", "noticed": []},
        {"text": "", "noticed": []},
    ]


def test_the_guard_reads_what_excel_writes(bunsen: CommandLine) -> None:
    (found,) = looked_through(bunsen, "text;theme\r\nMore caf\xe9s for Si\xe2n;Visibility\r\n".encode("cp1252"))
    assert found["text"] == "More cafés for Siân"


def test_the_guard_can_be_read_by_people(bunsen: CommandLine) -> None:
    file = bunsen.folder / "answers.csv"
    file.write_text("text\nask dave in stores\nPay is low\n", "utf-8")
    assert bunsen.done("survey", "guard", "--batch", file) == "1: “dave” (a name)\n2: nothing noticed\n"


def test_the_guard_names_the_column_that_is_missing(bunsen: CommandLine) -> None:
    file = bunsen.folder / "answers.csv"
    file.write_text("answer\nPay is low\n", "utf-8")
    assert "answers.csv has no column “text”" in bunsen.refused("survey", "guard", "--batch", file)


def test_the_guard_says_which_file_is_not_there(bunsen: CommandLine) -> None:
    assert "nowhere.csv" in bunsen.refused("survey", "guard", "--batch", "nowhere.csv")


async def _open_with_key(url: str, keys: Path, ballots: int, invited: int) -> None:
    """An open round whose key is in this folder."""
    database, round_keys = Database(url), FileRoundKeys(keys)
    public_key = await round_keys.create()
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        work = tx.of(institution.id)
        people = [await work.people.save(Person(0, f"P{n}", f"p{n}@wenlow.example")) for n in range(invited)]
        opened_at = datetime(2027, 3, 1, tzinfo=UTC)
        new = Survey(0, PULSE, SurveyState.OPEN, opened_at, date(2027, 3, 15), public_key, invited)
        survey = await work.surveys.open(new, {person.id: "" for person in people})
        for number, person in enumerate(people[:ballots]):
            sealed = seal(Ballot("", {"V1": str(1 + number % 5)}), public_key, 4096)
            await work.ballot_box(person.id).cast(survey.id, sealed)
    await database.close()


def open_with_key(bunsen: CommandLine, ballots: int = 6, invited: int = 10) -> Path:
    keys = bunsen.folder / "keys"
    bunsen.environment["BUNSEN_KEY_DIR"] = str(keys)
    asyncio.run(_open_with_key(bunsen.url, keys, ballots, invited))
    return keys


def test_a_round_is_closed_and_its_key_destroyed(wenlow: CommandLine) -> None:
    keys = open_with_key(wenlow)
    assert wenlow.done("survey", "close", "1", "--yes") == "Survey 1 is closed, and its key is destroyed.\n"
    assert list(keys.glob("*.key")) == []


def test_a_large_round_is_closed_in_one_go(wenlow: CommandLine) -> None:
    open_with_key(wenlow, 510, 520)
    wenlow.done("survey", "close", "1", "--yes")
    listed = wenlow.done("survey", "list")
    assert ("1: Pulse, closed" in listed, "510 of 520 took part" in listed) == (True, True)


def test_a_round_without_its_key_is_not_closed(wenlow: CommandLine) -> None:
    open_with_key(wenlow)
    wenlow.environment["BUNSEN_KEY_DIR"] = str(wenlow.folder / "none")
    assert "BUNSEN_KEY_DIR" in wenlow.refused("survey", "close", "1", "--yes")


def test_a_round_that_is_closed_is_not_closed_again(wenlow: CommandLine) -> None:
    open_with_key(wenlow)
    wenlow.done("survey", "close", "1", "--yes")
    assert wenlow.refused("survey", "close", "1", "--yes") == "Survey 1 is closed already."


def test_nothing_is_closed_where_nobody_agrees(wenlow: CommandLine) -> None:
    open_with_key(wenlow)
    wenlow.refused("survey", "close", "1")
    assert wenlow.done("survey", "list").startswith("1: Pulse, open")
