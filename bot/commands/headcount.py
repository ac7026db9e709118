"""bunsen headcount: how many technicians there are, by unit."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    REFUSED,
    WRONG_USE,
    InstitutionOption,
    day_option,
    refuse,
    remark,
    run,
    say,
    say_indented,
    the_institution,
)
from handlers.phrases import counted
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.assessment.headcount_file import HeadcountFile
    from handlers.assessment.model import Headcount

app = typer.Typer(help="Bring in how many technicians there are, and see what does not add up.", no_args_is_help=True)


@app.command("import")
def import_(
    file: Path = typer.Argument(
        metavar="FILE", help="A CSV with the column unit, and columns of numbers beside it, such as F, M, Total."
    ),
    on: date = typer.Option(..., "--on", metavar="YYYY-MM-DD", parser=day_option, help="The day of the count."),
    stated: list[str] = typer.Option(
        [],
        "--stated",
        metavar="[COLUMN=]NUMBER",
        help="What a text says elsewhere, to be held against the table: 185, or F=57. May be given several times.",
    ),
    source: str = typer.Option("", "--source", help="Where the numbers come from, such as: HR records."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood, and what does not add up."),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring in a count of heads as it is. What does not add up is said, and never corrected."""
    count = _counted(file, on, source, stated)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            if on > found.day(count.at):
                refuse(f"{on.isoformat()} is still to come. Give the day on which people were counted.", WRONG_USE)
            mine = tx.of(found.id).assessments
            if any(each.sha256 == count.sha256 and each.counted_on == on for each in await mine.headcounts()):
                refuse("This count was brought in before, for the same day. Nothing was changed.")
            if not dry_run:
                await mine.add_headcount(count)

    run(work)
    what = f"{counted(len(count.rows), 'unit')} with {counted(len(count.columns), 'column')}"
    say(f"{what} understood; nothing was written." if dry_run else f"Imported {what}.")
    _tell(count)


@app.command()
def check(institution: str | None = InstitutionOption) -> None:
    """Say what does not add up in the newest count. Exit code 1 if anything is found."""

    async def work(begin: Begin) -> "Headcount":
        async with begin() as tx:
            found = await the_institution(tx, institution)
            counts = await tx.of(found.id).assessments.headcounts()
        if not counts:
            refuse(f"{found.name} has no count of heads yet. Bring one in with: bunsen headcount import FILE --on DAY")
        return counts[-1]

    if _tell(run(work)):
        raise typer.Exit(REFUSED)


def _tell(count: "Headcount") -> int:
    """Say what does not add up; gives how much."""
    from handlers.assessment.headcount import findings

    found = findings(count)
    if not found:
        say(f"The count of {count.counted_on.isoformat()} adds up.")
        return 0
    say(f"{counted(len(found), 'thing')} in it did not add up. Nothing was corrected; it is said in every draft.")
    for each in found:
        say_indented(each.sentence)
    return len(found)


def _counted(file: Path, on: date, source: str, stated: list[str]) -> "Headcount":
    from bot.imports.csv_files import parse_csv
    from bot.imports.files import read_limited
    from bot.imports.unreadable import UnreadableFile
    from handlers.assessment.headcount_file import read_headcount
    from handlers.assessment.model import Headcount

    try:
        content = read_limited(file)
        read = read_headcount([tuple(row) for row in parse_csv(file.name, content).rows])
    except UnreadableFile as error:
        refuse(error.message)
    for problem in read.problems:
        remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
    if not read.is_fine:
        refuse("Nothing was imported. Please put this right and import the file again.")
    digest = hashlib.sha256(content).hexdigest()
    told = _stated(stated, read)
    return Headcount(0, on, read.columns, read.rows, datetime.now(UTC), read.totals, told, source.strip()[:200], digest)


def _stated(options: list[str], read: "HeadcountFile") -> dict[str, Decimal]:
    """What texts say, by the name of a column; the empty name is the total."""
    from handlers.assessment.headcount_file import number_of
    from handlers.cells import key

    found = {}
    for option in options:
        column, _, number = option.rpartition("=")
        value = number_of(number)
        if not isinstance(value, Decimal):
            refuse(f"--stated {option}: {value or 'there is no number.'} Write it like 185 or F=57.", WRONG_USE)
        if column and key(column) not in map(key, read.columns):
            refuse(
                f"--stated {option}: there is no column “{column}”. There are: {', '.join(read.columns)}.", WRONG_USE
            )
        found[column.strip()] = value
    return found
