"""Lanes: side by side, at the platform's pace, within hours, and of use."""

import asyncio
from datetime import datetime, timedelta

import pytest

from handlers.deliveries import DeliveryFailed, NewDelivery
from handlers.interactions import Account, Platform
from handlers.pace import Pace, Paces, Window
from handlers.people.model import Person, Profile
from scheduler.outbox import OutboxSender, Timing
from tests.support.house import TENANT, House, RecordingSurface, direct_chat
from tests.support.outbox_desk import KIND, QUICK, Desk, Platformlike, make_sender


async def _elsewhere(house: House, slug: str, users: int) -> None:
    """Another institution with people and something for each of them."""
    async with house.bunsen.begin() as tx:
        institution = await tx.institutions.add(slug, slug, "Europe/London", "ENG")
        await tx.institutions.link(institution.id, Platform.WEB, f"T-{slug}")
        people = tx.of(institution.id).people
        for number in range(users):
            account = Account(Platform.WEB, f"T-{slug}", f"{slug}-{number}")
            person = await people.meet(account, Profile(f"{slug} {number}", f"{number}@{slug}.example"))
            await people.remember(account, direct_chat(account.user))
            due = house.clock.now()
            await tx.of(institution.id).outbox.add([NewDelivery(f"k{number}", KIND, person.id, {}, due)])


async def test_one_slow_workspace_holds_up_no_other(desk: Desk) -> None:
    await _elsewhere(desk.house, "slow", 30)
    await _elsewhere(desk.house, "quick", 30)
    stuck = asyncio.Event()
    desk.surface.before_send = {f"direct:slow-{number}": stuck for number in range(30)}
    sending = asyncio.create_task(desk.send())
    await desk.surface.has_sent(30)
    assert {to.id.partition("-")[0] for to, _ in desk.surface.sent} == {"direct:quick"}
    stuck.set()
    assert await sending == 60


async def test_what_falls_due_meanwhile_elsewhere_does_not_wait_for_the_slow_one(desk: Desk) -> None:
    await _elsewhere(desk.house, "slow", 1)
    stuck = desk.surface.before_send["direct:slow-0"] = asyncio.Event()
    sending = asyncio.create_task(desk.send())
    await asyncio.sleep(0.1)
    await _elsewhere(desk.house, "late", 1)
    await desk.surface.has_sent(1)
    stuck.set()
    await sending


async def test_a_workspace_is_sent_to_side_by_side(desk: Desk) -> None:
    await _elsewhere(desk.house, "one", 10)
    together = asyncio.Event()
    waiting: list[str] = []

    class Counting(asyncio.Event):
        async def wait(self) -> bool:  # type: ignore[override]
            waiting.append("")
            if len(waiting) == 10:
                together.set()
            return await together.wait()

    desk.surface.before_send = {f"direct:one-{number}": Counting() for number in range(10)}
    assert await desk.send() == 10


async def test_one_conversation_gets_one_at_a_time_and_in_order(desk: Desk) -> None:
    tina = await desk.house.person("tina")
    for number in range(5):
        await desk.add(tina, f"k{number}")
    await desk.send()
    assert desk.surface.keys == [f"k{number}" for number in range(5)]


async def test_a_refusal_pauses_the_whole_workspace_and_is_nobodys_fault(desk: Desk) -> None:
    desk.surface.paces = Paces(at_once=1)
    await _elsewhere(desk.house, "one", 5)
    desk.surface.failures = [DeliveryFailed("too many", retry_after=300, limited=True)]
    assert await desk.send() == 0
    assert desk.surface.failures == []
    assert await desk.house.select("SELECT DISTINCT state, attempts FROM deliveries") == [("waiting", 0)]


async def test_after_the_pause_everything_goes(desk: Desk) -> None:
    desk.surface.paces = Paces(at_once=1)
    await _elsewhere(desk.house, "one", 5)
    desk.surface.failures = [DeliveryFailed("too many", retry_after=300, limited=True)]
    await desk.send()
    desk.later(minutes=6)
    assert await make_sender(desk.house, desk.surface).send_due() == 5


async def test_a_pause_is_kept_by_other_processes_too(desk: Desk) -> None:
    desk.surface.paces = Paces(at_once=1)
    await _elsewhere(desk.house, "one", 5)
    desk.surface.failures = [DeliveryFailed("too many", retry_after=300, limited=True)]
    await desk.send()
    assert await make_sender(desk.house, desk.surface).send_due() == 0


async def test_a_short_pause_is_waited_for_here(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.failures = [DeliveryFailed("too many", retry_after=1.0, limited=True)]
    assert await desk.send() == 1


async def test_the_pace_of_the_platform_is_kept(desk: Desk) -> None:
    desk.surface.paces = Paces(sends=Pace((Window(2, 0.3),)))
    await _elsewhere(desk.house, "one", 6)
    began = asyncio.get_running_loop().time()
    assert await desk.send() == 6
    assert asyncio.get_running_loop().time() - began >= 0.6


# --- of use, in hours, undisturbed ---


async def test_what_is_too_late_is_not_sent(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a", useful_for=timedelta(hours=1))
    desk.later(hours=1)
    assert await desk.send() == 0
    assert await desk.states() == {"a": ("unneeded", "too late to be of use")}


async def test_what_is_still_of_use_is_sent(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a", useful_for=timedelta(hours=1))
    desk.later(minutes=59)
    assert await desk.send() == 1


async def test_at_night_it_waits_for_the_morning(desk: Desk) -> None:
    desk.later(hours=12)
    await desk.add(await desk.house.person("tina"), "a")
    assert await desk.send() == 0
    assert await desk.states() == {"a": ("waiting", "waiting for working hours")}


async def test_who_does_not_want_to_be_disturbed_is_not(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.quiet["tina"] = desk.house.clock.now() + timedelta(hours=1)
    assert await desk.send() == 0
    desk.later(hours=1)
    assert await desk.send() == 1


async def test_quiet_until_the_evening_means_the_next_morning(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.quiet["tina"] = desk.house.clock.now() + timedelta(hours=9)
    await desk.send()
    ((due,),) = await desk.house.select("SELECT due_at FROM deliveries")
    due = due if isinstance(due, datetime) else datetime.fromisoformat(str(due))
    assert (due.day, due.hour) == (2, 9)


async def test_waiting_for_somebody_costs_no_attempt(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.quiet["tina"] = desk.house.clock.now() + timedelta(hours=1)
    await desk.send()
    assert await desk.house.select("SELECT attempts FROM deliveries") == [(0,)]


# --- who cannot be reached ---


async def _second_account(house: House, person: Person) -> None:
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        await people.meet(Account(Platform.WEB, TENANT, "second"), Profile(person.name, person.email))


async def test_who_cannot_be_reached_is_named_with_the_reason(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.failures = [DeliveryFailed("the account is gone", permanent=True, unreachable=True)]
    await desk.send()
    assert await desk.states() == {"a": ("failed", "the account is gone")}


async def test_who_cannot_be_reached_is_not_tried_again_until_they_speak(desk: Desk) -> None:
    tina = await desk.house.person("tina")
    await desk.add(tina, "a")
    desk.surface.failures = [DeliveryFailed("the account is gone", permanent=True, unreachable=True)]
    await desk.send()
    await desk.add(tina, "b")
    await desk.send()
    assert (desk.surface.keys, (await desk.states())["b"][0]) == ([], "failed")
    await desk.house.hears("tina", "help")
    await desk.add(tina, "c")
    await desk.send()
    assert desk.surface.keys == ["c"]


async def test_who_cannot_be_reached_here_is_reached_elsewhere(desk: Desk) -> None:
    tina = await desk.house.person("tina")
    await _second_account(desk.house, tina)
    await desk.add(tina, "a")
    desk.surface.failures = [DeliveryFailed("the account is gone", permanent=True, unreachable=True)]
    assert await desk.send() == 1
    assert [to.id for to, _ in desk.surface.sent] == ["direct:second"]


async def test_who_is_in_no_chat_gets_mail_where_there_is_a_mail_server(desk: Desk) -> None:
    async with desk.house.bunsen.begin() as tx:
        people = tx.of(desk.house.institution.id).people
        una = await people.save(Person(0, "Una", "una@wenlow.example", invited=True))
    await desk.add(una, "a")
    mail = RecordingSurface()
    platforms = {Platform.WEB: desk.surface, Platform.EMAIL: mail}
    sender = _with(desk.house, platforms)
    assert await sender.send_due() == 1
    assert [to.id for to, _ in mail.sent] == ["una@wenlow.example"]


def _with(house: House, platforms: dict[Platform, RecordingSurface], timing: Timing = QUICK) -> OutboxSender:
    from tests.support.outbox_desk import compose

    profiles = {Platform.WEB: house.surface}
    begin, clock = house.bunsen.begin, house.clock
    return OutboxSender(begin, house.services, {KIND: compose}, platforms, profiles, clock.now, timing)


# --- stopping ---


async def test_stopping_lets_a_call_end_and_gives_back_the_rest(desk: Desk) -> None:
    desk.surface.paces = Paces(at_once=1)
    await _elsewhere(desk.house, "one", 5)
    going_on = asyncio.Event()
    desk.surface.before_send = {f"direct:one-{number}": going_on for number in range(5)}
    sending = asyncio.create_task(desk.send())
    await asyncio.sleep(0.2)
    stopping = asyncio.create_task(desk.sender.stop())
    await asyncio.sleep(0)
    going_on.set()
    await stopping
    await sending
    assert len(desk.surface.sent) == 1
    free = "SELECT count(*) FROM deliveries WHERE leased_until IS NULL AND attempted_at IS NULL AND attempts = 0"
    assert await desk.house.select(free) == [(4,)]


async def test_stopping_does_not_wait_for_ever(desk: Desk) -> None:
    await desk.add(await desk.house.person("tina"), "a")
    desk.surface.before_send["direct:tina"] = asyncio.Event()
    sending = asyncio.create_task(desk.send())
    await asyncio.sleep(0.2)
    async with asyncio.timeout(10):
        await desk.sender.stop()
        await sending
    assert await desk.house.select("SELECT count(*) FROM deliveries WHERE attempted_at IS NOT NULL") == [(1,)]


async def test_two_processes_send_each_message_once(desk: Desk) -> None:
    await _elsewhere(desk.house, "one", 40)
    await _elsewhere(desk.house, "two", 40)
    surfaces = [Platformlike(), Platformlike()]
    senders = [make_sender(desk.house, surface) for surface in surfaces]
    await asyncio.gather(*(sender.send_due() for sender in senders))
    places = sorted(to.id for surface in surfaces for to, _ in surface.sent)
    assert places == sorted(f"direct:{slug}-{number}" for slug in ("one", "two") for number in range(40))


@pytest.mark.parametrize("ahead", [1.0, 600.0])
async def test_the_sender_sleeps_until_the_next_is_due_but_looks_again_soon(desk: Desk, ahead: float) -> None:
    sender = make_sender(desk.house, desk.surface, Timing(look_again=5.0))
    await desk.add(await desk.house.person("tina"), "a")
    desk.house.clock.ahead -= timedelta(seconds=ahead)
    assert await sender.seconds_until_due() == min(ahead, 5.0)
