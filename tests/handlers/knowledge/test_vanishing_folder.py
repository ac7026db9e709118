"""A knowledge folder that vanishes while Bunsen runs: what was read at the start goes on being answered."""

import shutil
from pathlib import Path

from bot.documents.knowledge_folder import write_folder
from bot.imports.knowledge import load_base
from storage.database import Database
from tests.handlers.knowledge.library import FEES, FUND, KINDS, MENTORS, upgraded
from tests.support.house import House, make_house, text


async def test_what_was_read_goes_on_being_answered(migrated_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "entries"
    write_folder(folder, [FEES, FUND, MENTORS], (), KINDS, None)
    database = Database(migrated_url)
    house = await make_house(database, tmp_path, load_base(folder))
    await house.person("tom")
    shutil.rmtree(folder)
    await house.bunsen.settle()
    (answer,) = await house.hears("tom", "who pays my registration fee")
    assert FEES.answer in text(answer)
    await database.close()


async def test_an_empty_base_leads_to_a_person_and_not_to_a_fault(library: House, tmp_path: Path) -> None:
    gone = upgraded(library, load_base(tmp_path / "gone"))
    (answer,) = await gone.hears("tom", "who pays my registration fee")
    assert "I have no approved answer" in answer.title
