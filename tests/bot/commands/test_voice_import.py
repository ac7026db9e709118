"""bunsen voice import: all events of a file or none, with a word on each row that is wrong."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from handlers.voice.events.model import Led, Prompt, VoiceEvent, VoicePoint
from storage.database import Database
from tests.bot.commands.conftest import OTHER_PLAN, PLAN, CommandLine

HEAD = "method,title,date,invited,took part,theme,prompt,point,times,actions\n"
TWO_EVENTS = f"""{HEAD}\
Workshop,First workshop,2026-05-22,40,12,Recognition,barriers,No cover for courses,4,V1; r1
Workshop,First workshop,22/05/2026,,,Recognition,What would good look like?,Time off the job,,
away day,Away day,2026-06-01,,30,,,,,
"""


async def _read(url: str) -> tuple[Sequence[VoiceEvent], Sequence[VoicePoint], Sequence[Led]]:
    database = Database(url)
    try:
        async with database.begin() as tx:
            (institution,) = await tx.institutions.all()
            events = tx.of(institution.id).voice_events
            return await events.all(), await events.points(), await events.led()
    finally:
        await database.close()


def _kept(bunsen: CommandLine) -> Any:
    return asyncio.run(_read(bunsen.url))


@pytest.fixture
def planned(either: CommandLine) -> CommandLine:
    either.done("institution", "add", "wenlow", "University of Little Wenlow")
    either.done("plan", "import", either.file("plan.csv", PLAN), "--yes")
    return either


def test_rows_of_one_event_are_one_event_with_its_points(planned: CommandLine) -> None:
    planned.done("voice", "import", planned.file("events.csv", TWO_EVENTS))
    events, points, _ = _kept(planned)
    assert [(e.title, e.invited, e.took_part) for e in events] == [("Away day", None, 30), ("First workshop", 40, 12)]
    assert [(p.prompt, p.words, p.times) for p in points] == [
        (Prompt.BARRIERS, "No cover for courses", 4),
        (Prompt.GOOD, "Time off the job", 1),
    ]


def test_points_are_linked_to_the_actions_that_they_name(planned: CommandLine) -> None:
    planned.done("voice", "import", planned.file("events.csv", TWO_EVENTS))
    _, points, led = _kept(planned)
    assert [each.point_id for each in led] == [points[0].id] * 2


def test_a_dry_run_writes_nothing(planned: CommandLine) -> None:
    said = planned.done("voice", "import", planned.file("events.csv", TWO_EVENTS), "--dry-run")
    assert "2 events with 2 points understood" in said
    assert _kept(planned) == ([], [], [])


def test_a_row_that_is_wrong_is_named_and_nothing_is_imported(planned: CommandLine) -> None:
    wrong = TWO_EVENTS + "forum,Third,2026-05-22,3,4,,,,,\n"
    said = planned.refused("voice", "import", planned.file("events.csv", wrong))
    assert "Row 5, took part: More took part (4) than were invited (3)" in said
    assert _kept(planned) == ([], [], [])


def test_an_action_of_a_plan_that_is_over_is_refused(planned: CommandLine) -> None:
    planned.done("plan", "import", planned.file("other.csv", OTHER_PLAN), "--yes", "--into", "new")
    assert "no action “V1”" in planned.refused("voice", "import", planned.file("events.csv", TWO_EVENTS))


def test_a_file_is_not_imported_twice(planned: CommandLine) -> None:
    planned.done("voice", "import", planned.file("events.csv", TWO_EVENTS))
    refusal = planned.refused("voice", "import", planned.file("events.csv", TWO_EVENTS))
    assert "Row 2: “First workshop” of 2026-05-22 is recorded already" in refusal
    assert len(_kept(planned)[0]) == 2


def test_a_formula_is_kept_as_plain_text_and_said(planned: CommandLine) -> None:
    row = 'forum,Third,2026-05-22,,,Other,good,"=HYPERLINK(""http://x"",""y"")",,\n'
    result = planned("voice", "import", planned.file("events.csv", HEAD + row))
    assert "begins like a formula" in " ".join(result.stderr.split())
    assert _kept(planned)[1][0].words == '=HYPERLINK("http://x","y")'


# Points that may tell of somebody.

TELLING = f"""{HEAD}\
Workshop,First workshop,2026-05-22,40,12,Recognition,barriers,No cover for courses,4,
Workshop,First workshop,2026-05-22,,,Recognition,barriers,Dr Margaret Holloway never lets us go,,
"""


def test_a_point_that_may_tell_of_somebody_is_pointed_out(planned: CommandLine) -> None:
    said = planned.refused("voice", "import", planned.file("events.csv", TELLING))
    assert "Row 3, point: This may tell of somebody: “Dr Margaret Holloway” (a name)." in said
    assert "Row 2" not in said


def test_without_an_answer_it_is_not_imported(planned: CommandLine) -> None:
    said = planned.refused("voice", "import", planned.file("events.csv", TELLING))
    assert "Please write these points another way, or say --as-it-is." in said
    assert _kept(planned) == ([], [], [])


def test_whoever_says_so_imports_it_as_it_is(planned: CommandLine) -> None:
    planned("voice", "import", planned.file("events.csv", TELLING), typed="y\n")
    assert len(_kept(planned)[1]) == 2


def test_an_option_says_so_beforehand(planned: CommandLine) -> None:
    planned.done("voice", "import", planned.file("events.csv", TELLING), "--as-it-is")
    assert len(_kept(planned)[1]) == 2


def test_a_name_from_the_list_of_people_is_noticed(planned: CommandLine) -> None:
    people = planned.file("people.csv", "name,email\nZebedee Quill,z.quill@wenlow.example\n")
    planned.done("people", "import", people)
    telling = TELLING.replace("Dr Margaret Holloway", "zebedee quill")
    assert "“zebedee quill” (a name)" in planned.refused("voice", "import", planned.file("events.csv", telling))


def test_a_dry_run_points_it_out_and_asks_nothing(planned: CommandLine) -> None:
    result = planned("voice", "import", planned.file("events.csv", TELLING), "--dry-run")
    assert "This may tell of somebody" in result.output
    assert result.exit_code == 0
