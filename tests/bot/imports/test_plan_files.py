"""Plans out of files: a crowd of them does not take all the places."""

import asyncio

from bot.imports.plan_files import ApartPlanFiles
from handlers.files.ports import FileProblem
from handlers.plans.reading import PlanDraft

PLAN = b"Action,Owner\nHold an open day,OSD Manager\n"


async def test_of_very_many_files_at_once_some_are_asked_to_come_again() -> None:
    reader = ApartPlanFiles()
    came = await asyncio.gather(*(reader.read(f"{number}.csv", PLAN) for number in range(9)), return_exceptions=True)
    assert [type(each) for each in came] == [PlanDraft] * 8 + [FileProblem]


async def test_once_they_are_read_others_are_taken() -> None:
    reader = ApartPlanFiles()
    await asyncio.gather(*(reader.read(f"{number}.csv", PLAN) for number in range(8)))
    assert len((await reader.read("next.csv", PLAN)).actions) == 1
