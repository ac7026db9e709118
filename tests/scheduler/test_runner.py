"""The runner: jobs apart from each other, messages as soon as they are due, and an orderly end."""

import asyncio
from datetime import datetime, timedelta

import pytest

from handlers.feature import Chore, Job, Services
from handlers.work import Begin, Transaction
from scheduler.outbox import Timing
from scheduler.runner import Runner
from tests.support.house import House
from tests.support.outbox_desk import Desk, make_sender

SOON = Timing(look_again=0.1, soon=0.0, stop=0.5)


class Recorder:
    """A chore that says when it began and ended, and may have to wait."""

    def __init__(self) -> None:
        self.began, self.may_end, self.ended = asyncio.Event(), asyncio.Event(), 0

    async def __call__(self, _begin: Begin, _services: Services, _now: datetime) -> None:
        self.began.set()
        await self.may_end.wait()
        self.ended += 1


async def _broken(_begin: Begin, _services: Services, _now: datetime) -> None:
    raise RuntimeError("this job is broken")


def _runner(house: House, desk: Desk, *chores: Chore) -> Runner:
    sender = make_sender(house, desk.surface, SOON)
    return Runner(house.bunsen.begin, house.services, chores, sender, house.clock.now)


async def test_a_job_that_fails_holds_up_no_other(house: House, desk: Desk) -> None:
    recorder = Recorder()
    recorder.may_end.set()
    await _runner(house, desk, Chore("broken", _broken), Chore("good", recorder)).run_jobs()
    assert recorder.ended == 1


async def test_a_chore_rests_for_as_long_as_it_says(house: House, desk: Desk) -> None:
    recorder = Recorder()
    recorder.may_end.set()
    runner = _runner(house, desk, Chore("upkeep", recorder, timedelta(hours=1)))
    for minutes in (0, 59, 1):
        house.clock.move_to(house.clock.now() + timedelta(minutes=minutes))
        await runner.run_jobs()
    assert recorder.ended == 2


@pytest.mark.parametrize("due", [True, False])
async def test_a_chore_is_done_only_when_it_is_due(house: House, desk: Desk, due: bool) -> None:
    async def is_due(_tx: Transaction, _now: datetime) -> bool:
        return due

    recorder = Recorder()
    recorder.may_end.set()
    await _runner(house, desk, Chore("accounts", recorder, due=is_due)).run_jobs()
    assert recorder.ended == due


async def test_a_chore_that_cannot_say_whether_it_is_due_is_done(house: House, desk: Desk) -> None:
    async def unknown(_tx: Transaction, _now: datetime) -> bool:
        raise RuntimeError("nobody can say")

    recorder = Recorder()
    recorder.may_end.set()
    await _runner(house, desk, Chore("accounts", recorder, due=unknown)).run_jobs()
    assert recorder.ended == 1


async def test_stopping_waits_for_a_job_that_is_under_way(house: House, desk: Desk) -> None:
    recorder = Recorder()
    runner = _runner(house, desk, Chore("slow", recorder))
    runner.start()
    await recorder.began.wait()
    stopping = asyncio.create_task(runner.stop())
    await asyncio.sleep(0.05)
    recorder.may_end.set()
    await stopping
    assert recorder.ended == 1


async def test_a_long_job_does_not_hold_up_messages(house: House, desk: Desk) -> None:
    recorder = Recorder()
    runner = _runner(house, desk, Chore("slow", recorder))
    runner.start()
    await recorder.began.wait()
    await desk.add(await house.person("tina"), "a")
    await desk.surface.has_sent(1)
    recorder.may_end.set()
    await runner.stop()


async def test_what_another_process_wrote_is_noticed_between_ticks(house: House, desk: Desk) -> None:
    runner = _runner(house, desk)
    runner.start()
    await asyncio.sleep(0.2)
    await desk.add(await house.person("tina"), "a")
    await desk.surface.has_sent(1)
    await runner.stop()


async def test_what_falls_due_between_ticks_goes_when_it_is_due(house: House, desk: Desk) -> None:
    tina = await house.person("tina")
    runner = _runner(house, desk)
    runner.start()
    house.clock.move_to(house.clock.now() + timedelta(hours=1))
    await desk.add(tina, "a")
    house.clock.ahead -= timedelta(hours=1)
    await asyncio.sleep(0.3)
    assert desk.surface.keys == []
    house.clock.ahead += timedelta(hours=1)
    await desk.surface.has_sent(1)
    await runner.stop()


async def test_after_the_stop_nothing_goes_out(house: House, desk: Desk) -> None:
    runner = _runner(house, desk)
    runner.start()
    await runner.stop()
    await desk.add(await house.person("tina"), "a")
    await asyncio.sleep(0.3)
    assert desk.surface.keys == []


async def test_stopping_leaves_no_task_behind(house: House, desk: Desk) -> None:
    before = asyncio.all_tasks()
    runner = _runner(house, desk)
    runner.start()
    await asyncio.sleep(0.1)
    await runner.stop()
    assert {task for task in asyncio.all_tasks() - before if not task.done()} == set()


async def test_a_job_that_cannot_say_what_is_due_holds_up_no_other(house: House, desk: Desk) -> None:
    async def cannot_say(_tx: object, _now: datetime) -> list[tuple[int, int]]:
        raise RuntimeError("this selection is broken")

    async def one(_tx: object, _now: datetime) -> list[tuple[int, int]]:
        return [(house.institution.id, 7)]

    async def run(_context: object, row_id: int) -> None:
        ran.append(row_id)

    ran: list[int] = []
    sender = make_sender(house, desk.surface, SOON)
    jobs = (Job("broken", cannot_say, run), Job("good", one, run))
    await Runner(house.bunsen.begin, house.services, jobs, sender, house.clock.now).run_jobs()
    assert ran == [7]
