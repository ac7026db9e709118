"""Fixtures that every kind of test uses."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.house import House, make_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A whole Bunsen on a SQLite database of its own."""
    database = Database(f"sqlite:///{tmp_path / 'bunsen.db'}")
    yield await make_house(database, tmp_path)
    await database.close()
