"""The database as the rest of the house knows it: opened, brought up to date, begun, closed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from handlers.work import Begin
from storage import migrate
from storage.engine import database_url, make_engine
from storage.transaction import transactions


class DatabaseUnusable(Exception):
    """The database cannot be used; the message says why and what to do, and never quotes a password."""


class Database:
    """One database, SQLite or PostgreSQL, by its URL."""

    def __init__(self, url: str) -> None:
        try:
            self.engine = make_engine(database_url(url))
        except (ArgumentError, ValueError) as error:
            # SQLAlchemy's own message would repeat the URL, password included.
            hint = str(error) if "Bunsen keeps" in str(error) else "It is not a database address."
            raise DatabaseUnusable(f"BUNSEN_DATABASE_URL: {hint} Use for example sqlite:///bunsen.db") from None
        self.begin: Begin = transactions(self.engine)

    async def upgrade(self) -> None:
        """Run the migrations that this database has not seen."""
        with _said_plainly():
            await migrate.upgrade(self.engine)

    async def pending(self) -> bool:
        """Tell whether there are migrations that this database has not seen."""
        with _said_plainly():
            return await migrate.pending(self.engine)

    async def differences(self) -> list[str]:
        """List where its tables differ from what the code expects."""
        with _said_plainly():
            return await migrate.differences(self.engine)

    async def missing(self) -> str:
        """An empty text when it answers, else a sentence for /readyz."""
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return "The database does not answer."
        return ""

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or type(error).__name__
        first_line = (str(cause).splitlines() or ["unknown"])[0]
        raise DatabaseUnusable(f"The database cannot be used: {first_line}. Check BUNSEN_DATABASE_URL.") from None
