"""What every command shares: the database, the institution, and how an error is said."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NoReturn, TypeVar

import typer
from rich.console import Console

from handlers.people.model import Institution
from handlers.work import Begin, Transaction

T = TypeVar("T")

REFUSED = 1
WRONG_USE = 2

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

InstitutionOption = typer.Option(None, "--institution", help="Slug of the institution, where there is more than one.")
JsonOption = typer.Option(False, "--json", help="Print JSON instead of text.")


def refuse(sentence: str, code: int = REFUSED) -> NoReturn:
    """Say what was wrong and what to do, and leave."""
    errors.print(sentence, markup=False)
    raise typer.Exit(code)


def print_json(value: object) -> None:
    """Print JSON for another program; never folded to the width of a terminal."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def counted(number: int, one: str, many: str = "") -> str:
    """Write "1 entry" or "3 entries"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say(text: str) -> None:
    """Print a line; square brackets in it are just that."""
    console.print(text, markup=False)


@asynccontextmanager
async def database() -> AsyncIterator[Begin]:
    """Open the database that the settings name, brought up to date."""
    from storage.database import Database

    opened = Database(database_setting())
    try:
        await opened.upgrade()
        yield opened.begin
    finally:
        await opened.close()


def database_setting() -> str:
    """The database's address, from the environment."""
    from bot.settings import SettingsWrong, read_settings

    try:
        return read_settings().database_url
    except SettingsWrong as wrong:
        refuse(str(wrong))


async def the_institution(tx: Transaction, slug: str | None) -> Institution:
    """Find the institution that a command is about."""
    if slug:
        found = await tx.institutions.by_slug(slug)
        if found is None:
            refuse(f"There is no institution “{slug}”. `bunsen institution list` shows those that there are.")
        return found
    known = await tx.institutions.all()
    if not known:
        refuse("There is no institution yet. Add one with: bunsen institution add SLUG NAME --lead EMAIL")
    if len(known) > 1:
        slugs = ", ".join(institution.slug for institution in known)
        refuse(f"There is more than one institution ({slugs}). Say which with --institution SLUG.", WRONG_USE)
    return known[0]


def run(work: Callable[[Begin], Coroutine[Any, Any, T]]) -> T:
    """Run a command's work on the database; what cannot be helped is said in a sentence."""

    async def with_database() -> T:
        async with database() as begin:
            return await work(begin)

    return run_async(with_database())


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end; a database that cannot be used is said in a sentence."""
    from storage.database import DatabaseUnusable

    try:
        return asyncio.run(work)
    except DatabaseUnusable as unusable:
        refuse(str(unusable))
