"""What every command shares: the database, the institution, and how an error is said."""

import asyncio
import json
import unicodedata
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from handlers.people.model import Institution
from handlers.posts.naming import LONGEST, name_problem, tidy
from handlers.work import Begin, Transaction

if TYPE_CHECKING:
    from bot.settings import Settings

T = TypeVar("T")

REFUSED = 1
WRONG_USE = 2

LONGEST_POST = LONGEST

# Colons and square brackets in what people wrote are just that, neither emoji nor markup.
_OUT = Console(highlight=False, emoji=False, markup=False)
_ERR = Console(highlight=False, emoji=False, markup=False, stderr=True)

InstitutionOption = typer.Option(
    None, "--institution", metavar="SLUG", help="Which institution; needed only where there are several."
)
JsonOption = typer.Option(False, "--json", help="Print JSON instead of text.")


def refuse(sentence: str, code: int = REFUSED) -> NoReturn:
    """Say what was wrong and what to do, and leave."""
    remark(sentence)
    raise typer.Exit(code)


def agreed(question: str) -> bool:
    """Ask on standard error; False for no, and where nobody is there to answer."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        remark("")  # the question still stands on its line
        return False


def print_json(value: object, *, indent: int | None = 2) -> None:
    """Print JSON for another program: in UTF-8 whatever the terminal speaks, and never folded."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent).encode())


def today_at(institution: Institution) -> date:
    """The day it is now at an institution."""
    return institution.day(datetime.now(UTC))


def say(text: str) -> None:
    """Print what was asked for."""
    _print(_OUT, text)


def say_indented(text: str) -> None:
    """Print something that belongs to the line above; its own line ends become spaces."""
    line = Text(without_controls(" ".join(text.split())))
    _OUT.print(Padding(line, (0, 0, 0, 4), expand=False)) if _OUT.is_terminal else say(f"    {line.plain}")


def remark(text: str) -> None:
    """Print what is not an answer (an error, a warning, what was done) where it does not mix with one."""
    _print(_ERR, text)


def without_controls(text: str) -> str:
    """Take out the characters with which a file could play tricks on the terminal; line ends and tabs stay."""
    return "".join(mark for mark in text if mark in "\n\t" or unicodedata.category(mark) != "Cc")


def day_option(text: str) -> date:
    """Read the day that an option gives; what is no day is wrong use, said in plain words."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a day. Write it like 2027-12-24.") from None


def post_name(text: str) -> str:
    """Give a post's name tidied, or refuse it."""
    if problem := name_problem(text):
        refuse(problem, WRONG_USE)
    return tidy(text)


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


def the_settings() -> "Settings":
    """What the environment says; what cannot be used is refused in a sentence."""
    from bot.settings import SettingsWrong, read_settings

    try:
        return read_settings()
    except SettingsWrong as wrong:
        refuse(str(wrong))


def database_setting() -> str:
    """The database's address, from the environment."""
    return the_settings().database_url


def has_mail_server() -> bool:
    """Tell whether the environment names a mail server, as the server's does."""
    return bool(the_settings().smtp_url.get_secret_value())


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
    """Run a command's work on the database."""

    async def with_database() -> T:
        async with database() as begin:
            return await work(begin)

    return run_async(with_database())


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end; whatever the database objects to is said in a sentence."""
    from storage.database import DatabaseUnusable, said_plainly

    try:
        with said_plainly():
            return asyncio.run(work)
    except DatabaseUnusable as unusable:
        refuse(str(unusable))


def _print(console: Console, text: str) -> None:
    # A terminal gets whole words; a file or another program gets whole lines.
    console.print(without_controls(text), soft_wrap=not console.is_terminal)
