"""A house with a small knowledge base, and the people who look after it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from storage.database import Database
from tests.handlers.knowledge.library import BASE, CHAMPION, FUND_MANAGER, LEAD
from tests.support.house import House, make_house


@pytest.fixture
async def library(migrated_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """Lea leads, Rae is the registration champion with Dee as deputy, Fay manages the fund; Tom holds nothing."""
    database = Database(migrated_url)
    house = await make_house(database, tmp_path, BASE)
    await house.person("lea", (LEAD, PostKind.LEAD))
    await house.person("rae", (CHAMPION, PostKind.OWNER))
    await house.person("fay", (FUND_MANAGER, PostKind.OWNER))
    await _deputise(house, await house.person("dee"), CHAMPION)
    await house.person("tom")
    # The round of this morning, with what it says about posts, is over.
    await house.bunsen.settle()
    yield house
    await database.close()


async def _deputise(house: House, person: Person, name: str) -> None:
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        post = await people.post(name)
        assert post is not None
        await people.hold(Holding(post, person, deputy=True))
