"""bunsen db: bring the database up to date, or check that it is."""

from typing import TYPE_CHECKING

import typer

from bot.commands.session import database_setting, refuse, run_async, say

if TYPE_CHECKING:
    from storage.database import Database

app = typer.Typer(help="Look after the database.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the tables up to date, as every command does before its own work."""
    from bot.commands.session import database

    async def work() -> None:
        async with database():
            say("The database is up to date.")

    run_async(work())


@app.command()
def check() -> None:
    """Check that the tables are up to date and as this version expects them."""
    run_async(_check())


async def _check() -> None:
    from storage.database import Database

    opened = Database(database_setting())
    try:
        if await opened.pending():
            refuse("The tables are older than this version of Bunsen. Bring them up to date with: bunsen db upgrade")
        found = await opened.differences()
        broken = [] if found else await _broken_seals(opened)
    finally:
        await opened.close()
    for difference in found:
        say(difference)
    if found:
        refuse(
            "The tables were changed by something other than Bunsen. Put back what is named above, or restore a backup."
        )
    for sentence in broken:
        say(sentence)
    if broken:
        refuse("What was frozen when a review closed was changed since. Put back what is named above from a backup.")
    say("The database is up to date, and its tables are as expected.")


async def _broken_seals(opened: "Database") -> list[str]:
    """A sentence for each frozen snapshot that was changed since."""
    from handlers.packs.gathering import broken_seals

    async with opened.begin() as tx:
        institutions = await tx.institutions.all()
        return [f"{each.name}: {broken}" for each in institutions for broken in await broken_seals(tx.of(each.id))]
