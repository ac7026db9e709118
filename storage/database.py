"""The database as the rest of the house knows it: opened, brought up to date, begun, closed."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import ScalarSelect, Table, func, select, text
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)

from handlers.work import Begin, Transaction
from storage import migrate
from storage.bot_tokens import SqlBotTokens
from storage.engine import database_url, make_engine
from storage.tables import deliveries, inbox
from storage.transaction import transactions

# What the driver says in these is about the server, the file or the tables. In the others it may be a value.
_ABOUT_THE_DATABASE = (OperationalError, InterfaceError, ProgrammingError)
_PATIENCE_SECONDS = 5.0


class DatabaseUnusable(Exception):
    """The database cannot be used; the message says why and what to do, and never quotes a password or a value."""


class Database:
    """One database, SQLite or PostgreSQL, by its URL."""

    def __init__(self, url: str) -> None:
        try:
            self.engine = make_engine(database_url(url))
        except (ArgumentError, ValueError) as error:
            # SQLAlchemy's own message would repeat the URL, password included.
            hint = str(error) if "Bunsen keeps" in str(error) else "It is not a database address."
            raise DatabaseUnusable(f"BUNSEN_DATABASE_URL: {hint} Use for example sqlite:///bunsen.db") from None
        name = self.engine.url.database
        on_disk = self.engine.dialect.name == "sqlite" and name not in (None, "", ":memory:")
        self.file = Path(str(name)) if on_disk else None
        """The file that it is in; None where it is none."""
        self.bot_tokens = SqlBotTokens(self.engine)
        self._begin: Begin = transactions(self.engine)
        self._open = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """Begin a transaction: committed on leaving, rolled back on an exception."""
        self._open += 1
        self._idle.clear()
        try:
            async with self._begin() as tx:
                yield tx
        finally:
            self._open -= 1
            if not self._open:
                self._idle.set()

    async def upgrade(self) -> None:
        """Run the migrations that this database has not seen."""
        with said_plainly():
            await migrate.upgrade(self.engine)

    async def pending(self) -> bool:
        """Tell whether there are migrations that this database has not seen."""
        with said_plainly():
            return await migrate.pending(self.engine)

    async def differences(self) -> list[str]:
        """List where its tables differ from what the code expects."""
        with said_plainly():
            return await migrate.differences(self.engine)

    async def missing(self) -> str:
        """An empty text when it answers, else a sentence for /readyz."""
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return "The database does not answer."
        return ""

    async def figures(self) -> Mapping[str, int]:
        """Count what waits and what was given up, for /metrics."""
        # Written out, not bound: a database looks into a partial index only where it can see its condition.
        counts = select(
            _count(deliveries, "state = 'waiting'").label("deliveries_waiting"),
            _count(deliveries, "state = 'failed'").label("deliveries_failed"),
            _count(inbox, "state IN ('waiting', 'worked')").label("inbox_waiting"),
        )
        with said_plainly():
            async with self.engine.connect() as connection:
                return dict((await connection.execute(counts)).mappings().one())

    async def close(self) -> None:
        """Let go of every connection, once the transactions that are still being worked (or cancelled) have ended.

        A connection of SQLite that is cancelled again while it closes never ends, and the process with it.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._idle.wait()
        await self.engine.dispose()


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn whatever the database objects to into `DatabaseUnusable`."""
    try:
        yield
    except SQLAlchemyError as error:
        raise DatabaseUnusable(_plainly(error)) from None


def _plainly(error: SQLAlchemyError) -> str:
    if isinstance(error, migrate.RowsWithoutParent):
        return f"The database was not changed: {error}. Please report this, and stay on the version that you had."
    if isinstance(error, migrate.NewerDatabase):
        return f"A newer version of Bunsen has used this database: {error}. Please install that version again."
    cause = getattr(error, "orig", None)
    if isinstance(error, _ABOUT_THE_DATABASE) or type(error) is DatabaseError:
        first_line = (str(cause).splitlines() or ["unknown"])[0].rstrip(".")
        return f"The database cannot be used: {first_line}. Check BUNSEN_DATABASE_URL."
    kind = type(cause or error).__name__
    return f"The database did not take this ({kind}), so nothing was written. If it happens again, please report it."


def _count(table: Table, condition: str) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).where(text(condition)).scalar_subquery()
