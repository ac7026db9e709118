"""bunsen knowledge: the approved answers as files; checked, brought in, written out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import REFUSED, InstitutionOption, refuse, remark, run, say, the_institution, today_at
from handlers.phrases import counted

if TYPE_CHECKING:
    from handlers.answers.entries import Entry, Problem
    from handlers.knowledge.base import Base
    from handlers.knowledge.bringing import Brought, OwnValues
    from handlers.work import Begin

app = typer.Typer(help="Look after the approved answers.", no_args_is_help=True)

_FOLDER = typer.Argument(metavar="DIR", help="Where the YAML files are.")
_MOST_LISTED = 20


@app.command()
def check(folder: Path = _FOLDER) -> None:
    """Check a folder of entries, and say what to put right."""
    from bot.imports.knowledge import load_base, read_elsewhere, read_knowledge, read_values
    from bot.imports.own_values import read_own_values
    from handlers.answers.checking import check as check_entries

    entries, problems = read_knowledge(folder)
    problems += read_elsewhere(folder)[1]
    kinds, _, wrong = read_values(folder)
    problems += wrong
    shipped = load_base(None)
    values = {kind.id: kind for kind in kinds} or shipped.values
    problems += read_own_values(folder, values)[1]
    problems += check_entries(entries, datetime.now(UTC).date(), values, shipped.entries)
    _say_problems(problems)
    say(f"{counted(len(entries), 'entry', 'entries')}, {counted(len(problems), 'problem')}.")
    if problems:
        raise typer.Exit(REFUSED)


@app.command("import")
def import_(
    folder: Path = _FOLDER,
    institution: str | None = InstitutionOption,
    yes: bool = typer.Option(False, "--yes", help="Bring it in without asking."),
) -> None:
    """Bring entries and values in, after showing what is new and what changes. They are in use at once."""
    base = _base()
    entries, values = _read(folder, base)

    async def work(begin: "Begin") -> None:
        brought = await _compared(begin, institution, base, entries, values)
        _say_brought(brought)
        if brought.nothing:
            return
        if not yes:
            typer.confirm("Bring this in, without a second person to confirm it?", abort=True)
        await _bring(begin, institution, base, entries, values, brought)
        say("Brought in. It is in use now; new ways to ask are learnt within seconds.")

    run(work)


async def _compared(
    begin: "Begin",
    institution: str | None,
    base: "Base",
    entries: "Sequence[Entry]",
    values: "OwnValues | None",
) -> "Brought":
    from handlers.knowledge.bringing import compare, stops
    from handlers.knowledge.shelf import read_shelf

    async with begin() as tx:
        found = await the_institution(tx, institution)
        shelf = await read_shelf(tx.of(found.id), base, today_at(found))
    if problems := stops(shelf, entries):
        _say_problems(problems)
        refuse(f"Nothing was brought in: {counted(len(problems), 'problem')}.")
    return compare(shelf, entries, values)


async def _bring(
    begin: "Begin",
    institution: str | None,
    base: "Base",
    entries: "Sequence[Entry]",
    values: "OwnValues | None",
    shown: "Brought",
) -> None:
    """Write all of it in one transaction, if it is still what was shown."""
    from handlers.knowledge.bringing import bring_in, compare
    from handlers.knowledge.shelf import read_shelf

    async with begin() as tx:
        found = await the_institution(tx, institution)
        work = tx.of(found.id)
        await work.alone()
        shelf = await read_shelf(work, base, today_at(found))
        if compare(shelf, entries, values) != shown:
            refuse("Somebody has changed entries meanwhile. Nothing was brought in; run it again to see what is new.")
        await bring_in(work, shelf, shown, datetime.now(UTC))


def _read(folder: Path, base: "Base") -> "tuple[Sequence[Entry], OwnValues | None]":
    from bot.imports.knowledge import read_knowledge
    from bot.imports.own_values import read_own_values
    from handlers.answers.checking import concerns

    entries, problems = read_knowledge(folder)
    values, wrong = read_own_values(folder, base.values)
    problems += wrong
    if problems:
        _say_problems(problems)
        refuse(f"Nothing was brought in: {counted(len(problems), 'problem')}.")
    for concern in concerns(entries, datetime.now(UTC).date()):
        remark(f"Please note: {concern.where}, {concern.field}: {concern.message}")
    return entries, values


def _say_problems(problems: "Sequence[Problem]") -> None:
    for problem in problems:
        say(f"{', '.join(filter(None, (problem.where, problem.field)))}: {problem.message}")


def _say_brought(brought: "Brought") -> None:
    _say_list("New", [f"{entry.id}: {entry.title}" for entry in brought.new])
    _say_list("Changed", [f"{entry.id}: {', '.join(labels).lower()}" for entry, labels in brought.changed])
    _say_list("Values", list(brought.values))
    say(f"Unchanged: {brought.unchanged}")
    if brought.nothing:
        say("Everything is in use as it is here; there is nothing to bring in.")


def _say_list(heading: str, lines: list[str]) -> None:
    say(f"{heading}: {len(lines)}")
    for line in lines[:_MOST_LISTED]:
        say(f"  {line}")
    if len(lines) > _MOST_LISTED:
        say(f"  and {len(lines) - _MOST_LISTED} more")


@app.command()
def export(
    folder: Path = typer.Argument(metavar="DIR", help="A new or empty folder to write into."),
    institution: str | None = InstitutionOption,
) -> None:
    """Write all entries as they are in use, and the values that are set, as YAML files."""
    from bot.documents.knowledge_folder import write_folder

    base = _base()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        refuse(f"{folder} is not an empty folder. Give a new one, so that nothing of yours is written over.")

    async def work(begin: "Begin") -> None:
        from handlers.knowledge.bringing import exported_values
        from handlers.knowledge.shelf import read_shelf

        async with begin() as tx:
            found = await the_institution(tx, institution)
            shelf = await read_shelf(tx.of(found.id), base, today_at(found))
        entries = list(shelf.entries.values())
        try:
            write_folder(folder, entries, base.elsewhere, list(base.values.values()), exported_values(shelf))
        except OSError as error:
            refuse(f"{folder} could not be written: {error.strerror}.")
        say(f"{counted(len(entries), 'entry', 'entries')} written to {folder}.")

    run(work)


def _base() -> "Base":
    """What the server of these settings starts with."""
    from bot.imports.knowledge import load_base
    from bot.settings import SettingsWrong, read_settings

    try:
        folder = read_settings().knowledge
    except SettingsWrong as wrong:
        refuse(str(wrong))
    base = load_base(folder)
    if folder is not None and not base.entries:
        refuse(f"There are no usable entries in {folder} (BUNSEN_KNOWLEDGE). `bunsen knowledge check` says why.")
    return base
