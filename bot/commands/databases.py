"""bunsen db: bring the database up to date, or check that it is."""

import typer

from bot.commands.session import database_setting, refuse, run_async, say

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
    finally:
        await opened.close()
    for difference in found:
        say(difference)
    if found:
        refuse(
            "The tables were changed by something other than Bunsen. Put back what is named above, or restore a backup."
        )
    say("The database is up to date, and its tables are as expected.")
