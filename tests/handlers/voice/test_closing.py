"""Closing large rounds, in pieces, and rounds whose keys are in other places."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.app import build
from bot.round_keys import FileRoundKeys
from handlers.cards import Button, Card
from handlers.feature import JobContext
from handlers.outcomes import Close, Reply, Update
from handlers.rights import PostKind
from handlers.voice import closing
from handlers.voice.cards import ANSWER_PRESS, CLOSE_PRESS, GIVE_UP_PRESS, OPEN_PRESS
from handlers.voice.keys import report_folder, tell_of_missing_keys
from handlers.voice.model import Closing
from handlers.voice.sealing import OpenedBallots
from tests.support.house import House, opened, text

PEOPLE = [f"p{n}" for n in range(12)]
CLOSE = Button("Close it now", CLOSE_PRESS, "1")


@pytest.fixture(autouse=True)
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round is large from four ballots up, and opened two at a time."""
    monkeypatch.setattr(closing, "AT_ONCE", 3)
    monkeypatch.setattr(closing, "PIECE", 2)


async def _open_pulse(house: House) -> Card | None:
    for user in PEOPLE:
        await house.person(user)
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    form = opened(await house.press("lea", Button("Open", OPEN_PRESS)))
    outcome = await house.submit("lea", form, {"closes_on": "2027-03-15"})
    assert isinstance(outcome, Close)
    return outcome.reply


async def _vote(house: House, users: Sequence[str]) -> None:
    for user in users:
        form = opened(await house.press(user, Button("Answer", ANSWER_PRESS, "1")))
        await house.submit(user, form, {"V1": "4", "R1": str(1 + int(user[1:]) % 5)})


async def _pulse(house: House) -> str:
    (card,) = await house.hears("lea", "pulse")
    return text(card)


async def _frozen(house: House, ballots: int = 6) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:ballots])
    await house.press("lea", CLOSE)


async def _state(house: House) -> object:
    ((state,),) = await house.select("SELECT state FROM surveys")
    return state


async def test_a_large_round_is_frozen_by_the_press(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:6])
    outcome = await house.press("lea", CLOSE)
    assert isinstance(outcome, Update)
    assert (outcome.card.title, await _state(house)) == ("The survey is closing", "closing")


async def test_nobody_votes_in_a_frozen_round(house: House) -> None:
    await _frozen(house)
    outcome = await house.press("p9", Button("Answer", ANSWER_PRESS, "1"))
    assert isinstance(outcome, Reply)
    assert "closed" in text(outcome.card)


async def test_a_frozen_round_holds_no_readable_answer(house: House) -> None:
    await _frozen(house)
    assert await house.select("SELECT (SELECT count(*) FROM ballots), (SELECT count(*) FROM sealed_ballots)") == [
        (0, 6)
    ]


async def test_the_lead_sees_how_far_the_closing_is(house: House) -> None:
    await _frozen(house)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).closings.advance(1, 4)
    assert "4 of 6 ballots are opened" in await _pulse(house)


async def test_the_lead_sees_no_number_below_five_of_a_round_that_closes(house: House) -> None:
    await _frozen(house, 4)
    assert "is closing. Nobody can answer any more." in await _pulse(house)


async def test_the_next_tick_closes_it_and_destroys_the_key(house: House) -> None:
    await _frozen(house)
    await house.bunsen.runner.tick()
    assert (await _state(house), list((house.folder / "keys").glob("*.key"))) == ("closed", [])


async def test_it_keeps_every_ballot_as_it_was_given(house: House) -> None:
    await _frozen(house)
    await house.bunsen.runner.tick()
    async with house.bunsen.begin() as tx:
        kept = await tx.of(house.institution.id).surveys.ballots(1)
    assert sorted(ballot.answers["R1"] for ballot in kept) == ["1", "1", "2", "3", "4", "5"]


async def test_nothing_is_left_of_the_progress_once_it_is_closed(house: House) -> None:
    await _frozen(house)
    await house.bunsen.runner.tick()
    assert await house.select("SELECT count(*) FROM closings") == [(0,)]


async def test_two_processes_that_close_at_once_close_it_once(house: House) -> None:
    await _frozen(house)
    keys, now = house.services.round_keys, house.clock.now()
    both = (closing.close_frozen(house.bunsen.begin, keys, house.institution.id, 1, now) for _ in range(2))
    assert sorted(await asyncio.gather(*both)) == [False, True]


async def test_what_another_began_and_left_is_begun_anew_after_a_while(house: House) -> None:
    await _frozen(house)
    now = house.clock.now()
    async with house.bunsen.begin() as tx:
        assert await tx.of(house.institution.id).closings.take(1, now, now + closing.ONE_TRIES)
    await house.bunsen.runner.tick()
    left = await _state(house)
    house.clock.move_to(now + closing.ONE_TRIES)
    await house.bunsen.runner.tick()
    assert (left, await _state(house)) == ("closing", "closed")


async def test_a_ballot_that_is_not_counted_is_not_deleted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await _frozen(house)
    monkeypatch.setattr(OpenedBallots, "__len__", lambda _: 5)
    with pytest.raises(closing.BallotsChanged):
        await closing.close_frozen(
            house.bunsen.begin, house.services.round_keys, house.institution.id, 1, house.clock.now()
        )
    assert await house.select("SELECT state, (SELECT count(*) FROM sealed_ballots) FROM surveys") == [("closing", 6)]


async def test_a_closing_that_failed_is_free_for_the_next(house: House) -> None:
    await _frozen(house)
    begin, now = house.bunsen.begin, house.clock.now()
    other = FileRoundKeys(house.folder / "other")
    (key,) = await house.services.round_keys.kept()
    (house.folder / "other").mkdir()
    # Under the right name, a key that opens nothing.
    (house.folder / "other" / f"{key.hex()}.key").write_bytes(bytes(range(32)))
    with pytest.raises(closing.KeyLost):
        await closing.close_frozen(begin, other, house.institution.id, 1, now)
    assert await closing.close_frozen(begin, house.services.round_keys, house.institution.id, 1, now)


async def test_progress_is_told_up_to_the_last_ballot(house: House) -> None:
    await _frozen(house)
    told: list[Closing] = []
    now = house.clock.now()
    await closing.close_frozen(
        house.bunsen.begin,
        house.services.round_keys,
        house.institution.id,
        1,
        now,
        lambda done, of: told.append(Closing(now, of, done)),
    )
    assert [(each.opened, each.ballots) for each in told] == [(0, 6), (2, 6), (4, 6), (6, 6)]


async def test_a_survey_is_not_opened_again_while_its_last_round_closes(house: House) -> None:
    await _frozen(house)
    form = opened(await house.press("lea", Button("Open", OPEN_PRESS)))
    outcome = await house.submit("lea", form, {"closes_on": "2027-03-15"})
    assert isinstance(outcome, Close)
    assert outcome.reply is not None
    assert outcome.reply.title == "That survey is already open"


def _replica(house: House, keys: Path, secret: str = "") -> House:
    """Another process on the same database, with keys in this folder."""
    services = replace(house.services, round_keys=FileRoundKeys(keys, secret))
    bunsen = build(house.database.begin, services, house.clock, lambda _desk, _wake: [house.surface])
    return replace(house, bunsen=bunsen, services=services)


async def _report(*replicas: House) -> None:
    for each in replicas:
        await report_folder(each.bunsen.begin, each.services, each.clock.now())


async def test_a_round_is_opened_where_two_replicas_share_the_key_folder(house: House) -> None:
    await _report(house, _replica(house, house.folder / "keys"))
    card = await _open_pulse(house)
    assert card is not None
    assert card.title == "Technician pulse is open"


async def test_no_round_is_opened_where_another_replica_has_another_folder(house: House) -> None:
    await _report(house, _replica(house, house.folder / "other"))
    card = await _open_pulse(house)
    assert card is not None
    assert (card.title, await house.select("SELECT count(*) FROM surveys")) == (
        "A survey cannot be opened just now", [(0,)],
    )  # fmt: skip


async def test_no_round_is_opened_where_another_replica_has_another_secret(house: House) -> None:
    await _report(house, _replica(house, house.folder / "keys", "a secret"))
    card = await _open_pulse(house)
    assert card is not None
    assert card.title == "A survey cannot be opened just now"


async def test_a_replica_that_is_gone_for_ten_minutes_holds_up_nothing(house: House) -> None:
    await _report(_replica(house, house.folder / "other"))
    house.clock.move_to(house.clock.now() + timedelta(minutes=11))
    card = await _open_pulse(house)
    assert card is not None
    assert card.title == "Technician pulse is open"


async def test_either_of_two_replicas_with_one_folder_closes_what_the_other_opened(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:6])
    house.clock.move_to(house.clock.now() + timedelta(days=20))
    other = _replica(house, house.folder / "keys")
    # The first freezes it.
    await other.bunsen.runner.tick()
    await other.bunsen.runner.tick()
    assert await _state(house) == "closed"


async def test_a_replica_without_the_key_leaves_a_round_to_the_one_that_has_it(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:6])
    house.clock.move_to(house.clock.now() + timedelta(days=20))
    await _replica(house, house.folder / "other").bunsen.runner.tick()
    left = await _state(house)
    await house.bunsen.runner.tick()
    await house.bunsen.runner.tick()
    assert (left, await _state(house)) == ("open", "closed")


async def test_a_press_at_a_replica_without_the_key_freezes_the_round_for_the_other(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:6])
    other = _replica(house, house.folder / "other")
    await _report(house, other)
    await other.press("lea", CLOSE)
    left = await _state(house)
    await house.bunsen.runner.tick()
    assert (left, await _state(house)) == ("closing", "closed")


async def test_a_round_is_not_given_up_where_another_replica_may_have_its_key(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:6])
    other = _replica(house, house.folder / "other")
    await _report(house, other)
    await other.press("lea", Button("Give this round up", GIVE_UP_PRESS, "1"))
    assert await house.select("SELECT count(*) FROM sealed_ballots") == [(6,)]


async def test_two_who_give_a_round_up_at_once_close_it_once(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:2])
    for key in (house.folder / "keys").glob("*.key"):
        key.unlink()
    press = Button("Give this round up", GIVE_UP_PRESS, "1")
    await asyncio.gather(*(house.press("lea", press) for _ in range(3)))
    assert await house.select("SELECT state, (SELECT count(*) FROM survey_figures) FROM surveys") == [("closed", 0)]


async def test_a_round_that_two_close_at_once_is_closed_once(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, PEOPLE[:3])
    await asyncio.gather(*(house.press("lea", CLOSE, f"press-{n}") for n in range(3)))
    assert await house.select("SELECT state, (SELECT count(*) FROM ballots) FROM surveys") == [("closed", 3)]


async def _told_of_missing(house: House, days: float) -> list[str]:
    """What the lead is told so many days after the last day, looked at twice."""
    over = house.institution.calendar.end_of(date(2027, 3, 15))
    house.clock.move_to(over + timedelta(days=days))
    for _ in range(2):
        async with house.bunsen.begin() as tx:
            work = tx.of(house.institution.id)
            await tell_of_missing_keys(JobContext(work, house.services, house.clock.now(), house.institution))
    await house.bunsen.runner.send()
    return [card.title for to, card in house.surface.sent if to.id == "direct:lea"]


async def test_the_lead_is_told_once_where_nobody_has_the_key_for_a_day(house: House) -> None:
    await _open_pulse(house)
    for key in (house.folder / "keys").glob("*.key"):
        key.unlink()
    assert await _told_of_missing(house, 1.5) == ["The survey cannot be opened"]


async def test_the_lead_is_not_told_before_a_day_is_over(house: House) -> None:
    await _open_pulse(house)
    for key in (house.folder / "keys").glob("*.key"):
        key.unlink()
    assert await _told_of_missing(house, 0.5) == []
