"""bunsen nudges preview, pause, resume, report; bunsen institution closures."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.schedule import first_nudge_at, papers_due_on
from storage.database import Database
from tests.bot.commands.conftest import PLAN, CommandLine


async def _with_review(bunsen: CommandLine, days: int) -> date:
    """Set a review so many days from now, as a chair would in chat."""
    calendar = Calendar("ENG", "Europe/London")
    now = datetime.now(UTC)
    held_on = calendar.working_day_on_or_before((now + timedelta(days=days)).date())
    review = Review(0, held_on, papers_due_on(held_on, calendar))
    database = Database(bunsen.url)
    async with database.begin() as tx:
        (institution,) = await tx.institutions.all()
        first = first_nudge_at(review, calendar, now)
        await tx.of(institution.id).reviews.save(Review(0, held_on, review.papers_due_on, next_nudge_at=first))
    await database.close()
    return held_on


@pytest.fixture
def planned(staffed: CommandLine) -> CommandLine:
    """One institution with people, posts and a plan whose owners are among them."""
    import asyncio

    staffed.done("plan", "import", staffed.file("plan.csv", PLAN), "--yes")
    asyncio.run(_with_review(staffed, 90))
    return staffed


def test_the_preview_names_who_is_asked(planned: CommandLine) -> None:
    found = json.loads(planned.done("nudges", "preview", "--json"))
    assert [each["email"] for each in found["recipients"]] == ["nell@wenlow.example", "xi@wenlow.example"] or [
        each["email"] for each in found["recipients"]
    ] == ["xi@wenlow.example"]


def test_the_preview_reads_like_the_card(planned: CommandLine) -> None:
    assert "owners, 28 days before the papers close" in planned.done("nudges", "preview")


def test_without_a_review_nobody_is_asked_next(staffed: CommandLine) -> None:
    assert "No next review is set." in staffed.done("nudges", "preview")


def test_before_the_first_step_the_report_is_empty(planned: CommandLine) -> None:
    assert json.loads(planned.done("nudges", "report", "--json"))["people"] == []


def test_pausing_is_said_in_the_preview(planned: CommandLine) -> None:
    planned.done("nudges", "pause")
    assert "Nudges have been paused since" in planned.done("nudges", "preview")
    planned.done("nudges", "resume")
    assert "paused" not in planned.done("nudges", "preview")


def test_resuming_says_how_many_messages_waited(planned: CommandLine) -> None:
    planned.done("nudges", "pause")
    assert "0 messages waited" in planned.done("nudges", "resume")


def test_closure_days_are_kept_and_said(wenlow: CommandLine) -> None:
    year = datetime.now(UTC).year + 1
    file = wenlow.file(
        "closed.csv", f"date,name\n{year}-12-24..{year}-12-31,Christmas closure\n{year}-07-02,Open day\n"
    )
    said = wenlow.done("institution", "closures", file)
    assert f"{year}-12-24 to {year}-12-31: Christmas closure" in said
    assert "9 closure days kept." in said


def test_a_text_file_of_days_will_do(wenlow: CommandLine) -> None:
    year = datetime.now(UTC).year + 1
    assert "2 closure days kept." in wenlow.done(
        "institution", "closures", wenlow.file("closed.txt", f"{year}-07-01\n{year}-07-02\n")
    )


def test_wrong_dates_are_refused_row_by_row(wenlow: CommandLine) -> None:
    year = datetime.now(UTC).year + 1
    said = wenlow.refused(
        "institution", "closures", wenlow.file("closed.csv", f"date,name\n{year}-02-30,Never\nsoon,Later\n")
    )
    assert f"Row 2: “{year}-02-30” is not a day" in said
    assert "Row 3: “soon” is not a day" in said
    assert "Nothing was changed" in said


def test_closures_can_be_taken_back(wenlow: CommandLine) -> None:
    year = datetime.now(UTC).year + 1
    wenlow.done("institution", "closures", wenlow.file("closed.csv", f"{year}-07-02,Open day\n"))
    assert "0 closure days kept." in wenlow.done("institution", "closures", "--none")


@pytest.mark.parametrize("words", [(), ("closed.csv", "--none")])
def test_a_file_or_none_and_not_both(wenlow: CommandLine, words: tuple[str, ...]) -> None:
    wenlow.file("closed.csv", "2027-07-02\n")
    assert "Name one file" in wenlow.refused("institution", "closures", *words, code=2)


def test_an_empty_file_does_not_take_all_closures_back(wenlow: CommandLine) -> None:
    assert "--none" in wenlow.refused("institution", "closures", wenlow.file("closed.csv", "date,name\n"))


def test_a_file_that_is_not_there_is_named(wenlow: CommandLine) -> None:
    assert "nowhere.csv" in wenlow.refused("institution", "closures", Path("nowhere.csv"))
