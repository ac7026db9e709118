"""bunsen voice: what was heard of technicians outside surveys."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import InstitutionOption, agreed, refuse, remark, run, say, the_institution
from handlers.phrases import counted
from handlers.work import Begin, Transaction

if TYPE_CHECKING:
    from handlers.voice.events.file import EventRead, EventsFile

app = typer.Typer(help="Bring in workshops, focus groups and the like.", no_args_is_help=True)


@app.callback()
def voice() -> None:
    """Keep `import` a word of its own."""


@app.command("import")
def import_(
    file: Path = typer.Argument(
        metavar="FILE",
        help="A CSV with the columns method, title, date, invited, took part, theme, prompt, point, times, actions.",
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood."),
    as_it_is: bool = typer.Option(False, "--as-it-is", help="Keep points that may tell of somebody without asking."),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring voice events in, all of them or none: a row for each point. Write no names into them."""
    rows = _rows(file)

    async def work(begin: Begin) -> str:
        async with begin() as tx:
            read, twins = await _read(tx, rows, institution)
            _say_what_is_wrong(read, twins)
            doubtful = await _pointed_out(tx, read, institution)
        events, points = len(read.events), sum(len(each.points) for each in read.events)
        what = f"{counted(events, 'event')} with {counted(points, 'point')}"
        if dry_run:
            return f"{what} understood; nothing was written."
        if doubtful and not as_it_is and not agreed("Import them as they are?"):
            refuse("Nothing was imported. Please write these points another way, or say --as-it-is.")
        async with begin() as tx:
            # Once more: while somebody thought about it, the same events may have been recorded.
            read, twins = await _read(tx, rows, institution)
            if twins or not read.is_fine:
                _say_what_is_wrong(read, twins)
            await _keep(tx, read, institution)
        return f"Imported {what}."

    say(run(work))


async def _read(
    tx: Transaction, rows: Sequence[Sequence[str]], institution: str | None
) -> "tuple[EventsFile, Sequence[EventRead]]":
    """What the rows say, and those of the events that are recorded already."""
    from handlers.voice.events.file import read_events
    from handlers.voice.events.keeping import as_event, references, twin_of

    found, now = await the_institution(tx, institution), datetime.now(UTC)
    mine = tx.of(found.id)
    await mine.alone()
    known = {ref: action.id for ref, action in (await references(mine)).items()}
    read = read_events(rows, found.day(now), known)
    return read, [each for each in read.events if await twin_of(mine, as_event(each, None, now))]


def _say_what_is_wrong(read: "EventsFile", twins: "Sequence[EventRead]") -> None:
    """Name what is wrong or odd, row by row; refuses where the file cannot be kept."""
    for problem in read.problems:
        remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
    for each in twins:
        remark(f"Row {each.row}: “{each.title}” of {each.held_on.isoformat()} is recorded already.")
    if twins or not read.is_fine:
        refuse("Nothing was imported. Please put this right and import the file again.")


async def _pointed_out(tx: Transaction, read: "EventsFile", institution: str | None) -> bool:
    """Say which points may tell of somebody, and whether there are any."""
    from handlers.voice.events.privacy import doubtful_rows

    found = await the_institution(tx, institution)
    doubtful = await doubtful_rows(tx.of(found.id), read.events)
    for row, noticed in doubtful:
        remark(f"Row {row}, point: This may tell of somebody: {noticed}.")
    return bool(doubtful)


async def _keep(tx: Transaction, read: "EventsFile", institution: str | None) -> None:
    from handlers.voice.events.keeping import keep

    found = await the_institution(tx, institution)
    await keep(tx.of(found.id), read.events, None, datetime.now(UTC))


def _rows(file: Path) -> list[tuple[str, ...]]:
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile

    try:
        return [tuple(row) for row in read_csv(file).rows]
    except UnreadableFile as error:
        refuse(error.message)
