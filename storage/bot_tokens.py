"""A bot's own token where the platform rotates it: one row, which all replicas share."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.claims import free_lease
from storage.deliveries import insert_if_new
from storage.tables import bot_tokens


class SqlBotTokens:
    """Tokens by name, encrypted by whoever keeps them here. Each method is a transaction of its own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self, name: str) -> tuple[bytes, datetime] | None:
        """What was kept under this name, and when it expires; None where there is nothing yet."""
        statement = select(bot_tokens.c.sealed, bot_tokens.c.expires_at).where(bot_tokens.c.name == name)
        async with self._engine.begin() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return (row.sealed, row.expires_at) if row is not None and row.sealed is not None else None

    async def lease(self, name: str, now: datetime, seconds: float) -> bool:
        """Take the right to renew it, for so long; False where another process has it."""
        async with self._engine.begin() as connection:
            await connection.execute(insert_if_new(connection)(bot_tokens).on_conflict_do_nothing(), {"name": name})
            mine = (bot_tokens.c.name == name) & free_lease(bot_tokens.c.leased_until, now)
            change = update(bot_tokens).where(mine).values(leased_until=now + timedelta(seconds=seconds))
            return (await connection.execute(change)).rowcount > 0

    async def keep(self, name: str, sealed: bytes, expires_at: datetime) -> None:
        """Keep a renewed token, and give the right back."""
        values = {"sealed": sealed, "expires_at": expires_at, "leased_until": None}
        async with self._engine.begin() as connection:
            await connection.execute(update(bot_tokens).where(bot_tokens.c.name == name).values(values))

    async def give_back(self, name: str) -> None:
        """Give the right back without a renewed token."""
        async with self._engine.begin() as connection:
            await connection.execute(update(bot_tokens).where(bot_tokens.c.name == name).values(leased_until=None))
