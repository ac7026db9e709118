"""Engines and transactions on real databases of each kind."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.work import Begin
from storage.engine import database_url as parsed
from storage.engine import make_engine
from storage.migrate import upgrade
from storage.transaction import transactions


@pytest.fixture
async def empty_engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on an empty database."""
    engine = make_engine(parsed(database_url))
    yield engine
    await engine.dispose()


@pytest.fixture
async def engine(empty_engine: AsyncEngine) -> AsyncEngine:
    """An engine on a migrated database."""
    await upgrade(empty_engine)
    return empty_engine


@pytest.fixture
def begin(engine: AsyncEngine) -> Begin:
    """Begins transactions on a migrated database."""
    return transactions(engine)
