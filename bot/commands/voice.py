"""bunsen voice: what was heard of technicians outside surveys."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.commands.session import InstitutionOption, refuse, remark, run, say, the_institution
from handlers.phrases import counted
from handlers.work import Begin

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
    institution: str | None = InstitutionOption,
) -> None:
    """Bring voice events in, all of them or none: a row for each point. Write no names into them."""
    rows = _rows(file)

    async def work(begin: Begin) -> tuple[int, int]:
        from handlers.voice.events.file import read_events
        from handlers.voice.events.keeping import as_event, keep, references, twin_of

        now = datetime.now(UTC)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            await mine.alone()
            known = {ref: action.id for ref, action in (await references(mine)).items()}
            read = read_events(rows, found.day(now), known)
            for problem in read.problems:
                remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
            twins = [each for each in read.events if await twin_of(mine, as_event(each, None, now))]
            for each in twins:
                remark(f"Row {each.row}: “{each.title}” of {each.held_on.isoformat()} is recorded already.")
            if twins or not read.is_fine:
                refuse("Nothing was imported. Please put this right and import the file again.")
            if dry_run:
                return len(read.events), sum(len(each.points) for each in read.events)
            return len(read.events), await keep(mine, read.events, None, now)

    events, points = run(work)
    what = f"{counted(events, 'event')} with {counted(points, 'point')}"
    say(f"{what} understood; nothing was written." if dry_run else f"Imported {what}.")


def _rows(file: Path) -> list[tuple[str, ...]]:
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile

    try:
        return [tuple(row) for row in read_csv(file).rows]
    except UnreadableFile as error:
        refuse(error.message)
