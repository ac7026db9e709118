"""bunsen deliveries: listed with reason, person, kind and time; sent again when told."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from handlers.deliveries import GivenUp, NewDelivery
from storage.database import Database
from tests.bot.commands.conftest import CommandLine

NOW = datetime(2027, 3, 1, 10, 30, tzinfo=UTC)


@pytest.fixture
def two_failed(staffed: CommandLine) -> CommandLine:
    """An institution where two messages were given up, and one waits."""

    async def work() -> None:
        database = Database(staffed.url)
        async with database.begin() as tx:
            (institution,) = await tx.institutions.all()
            people = tx.of(institution.id).people
            to = [await people.by_email(f"{name}@wenlow.example") for name in ("xi", "nell", "sam")]
            await tx.of(institution.id).outbox.add(
                NewDelivery(f"nudge:{number}", "nudge", person.id, {}, NOW + timedelta(minutes=number))
                for number, person in enumerate(to)
                if person is not None
            )
            claimed = await tx.queue.claim(institution.id, NOW + timedelta(minutes=1), 9, 60)
            await tx.queue.mark([GivenUp(each, "Slack refused: user_disabled") for each in claimed], NOW)
        await database.close()

    asyncio.run(work())
    return staffed


def test_what_was_given_up_is_named_with_person_kind_time_and_reason(two_failed: CommandLine) -> None:
    said = two_failed.done("deliveries", "list", "--failed")
    assert "1: nudge to Xi Chen, given up on 2027-03-01 10:30 after 1 attempt" in said
    assert "Slack refused: user_disabled" in said
    assert "Sam Poole" not in said


def test_what_waits_is_listed_too(two_failed: CommandLine) -> None:
    assert "3: nudge to Sam Poole, due on 2027-03-01 10:32" in two_failed.done("deliveries", "list")


def test_json_has_all_of_it(two_failed: CommandLine) -> None:
    first = json.loads(two_failed.done("deliveries", "list", "--failed", "--json"))[0]
    assert (first["key"], first["person"], first["state"], first["reason"]) == (
        "nudge:0",
        {"name": "Xi Chen", "email": "xi@wenlow.example"},
        "failed",
        "Slack refused: user_disabled",
    )


def test_one_is_sent_again(two_failed: CommandLine) -> None:
    assert "1 message will be sent again" in two_failed.done("deliveries", "retry", "1")
    assert "Xi Chen" not in two_failed.done("deliveries", "list", "--failed")


def test_all_are_sent_again(two_failed: CommandLine) -> None:
    assert "2 messages will be sent again" in two_failed.done("deliveries", "retry", "--all")
    assert "Nothing was given up" in two_failed.done("deliveries", "list", "--failed")


def test_where_nothing_was_given_up_nothing_is_sent_again(staffed: CommandLine) -> None:
    assert "nothing to send again" in staffed.done("deliveries", "retry", "--all")


@pytest.mark.parametrize("number", ["3", "99"])
def test_what_was_not_given_up_is_refused_and_nothing_changed(two_failed: CommandLine, number: str) -> None:
    assert f"Not among those that were given up: {number}" in two_failed.refused("deliveries", "retry", "1", number)
    assert "Xi Chen" in two_failed.done("deliveries", "list", "--failed")


@pytest.mark.parametrize("words", [[], ["1", "--all"]])
def test_one_has_to_say_which(two_failed: CommandLine, words: list[str]) -> None:
    assert "Say which" in two_failed.refused("deliveries", "retry", *words, code=2)


@pytest.fixture
def invited(staffed: CommandLine) -> CommandLine:
    """An institution where two invitations to a survey wait."""

    async def work() -> None:
        database = Database(staffed.url)
        async with database.begin() as tx:
            (institution,) = await tx.institutions.all()
            people = tx.of(institution.id).people
            to = [await people.by_email(f"{name}@wenlow.example") for name in ("xi", "nell")]
            await tx.of(institution.id).outbox.add(
                NewDelivery(f"invitation:1:{person.id}", "invitation", person.id, {"survey": "1"}, NOW)
                for person in to
                if person is not None
            )
        await database.close()

    asyncio.run(work())
    return staffed


def test_invitations_to_a_survey_are_counted_and_nobody_is_named(invited: CommandLine) -> None:
    assert invited.done("deliveries", "list").strip() == "2 invitations to a survey: waiting"


def test_json_counts_invitations_too(invited: CommandLine) -> None:
    said = json.loads(invited.done("deliveries", "list", "--json"))
    assert said == [{"kind": "invitation", "state": "waiting", "count": 2}]
