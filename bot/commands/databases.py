"""bunsen db: bring the database up to date, or check that it is."""

import typer

from bot.commands.session import REFUSED, database_setting, run_async, say

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database up to date. Every other command does so too; this one does nothing else."""
    from bot.commands.session import database

    async def work() -> None:
        async with database():
            say("The database is up to date.")

    run_async(work())


@app.command()
def check() -> None:
    """Check whether migrations are pending, and whether the tables are as the code expects."""
    run_async(_check())


async def _check() -> None:
    from storage.database import Database

    opened = Database(database_setting())
    try:
        if await opened.pending():
            say("Migrations are pending. Run: bunsen db upgrade")
            raise typer.Exit(REFUSED)
        found = await opened.differences()
    finally:
        await opened.close()
    for difference in found:
        say(f"Unexpected: {difference}")
    if found:
        raise typer.Exit(REFUSED)
    say("The database is up to date, and its tables are as expected.")
