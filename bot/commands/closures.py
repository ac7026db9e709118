"""bunsen institution closures: days on which an institution is closed besides weekends and bank holidays."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, remark, run, say, the_institution
from handlers.phrases import counted
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.nudges.closures import Closures


def closures(
    file: Path | None = typer.Argument(
        None, metavar="FILE", help="Days or ranges with a name, one a row: 2027-12-24..2028-01-03, Christmas closure."
    ),
    none: bool = typer.Option(False, "--none", help="Have no closure days any more."),
    institution: str | None = InstitutionOption,
) -> None:
    """Set the closure days, in the place of those before. No reminder goes out on them."""
    if (file is None) != none:
        refuse("Name one file with closure days, or say --none.", WRONG_USE)
    found = _read(file) if file is not None else None
    if found is not None and found.problems:
        for problem in found.problems:
            remark(f"Row {problem.row}: {problem.message}" if problem.row else problem.message)
        refuse("Nothing was changed. Please put this right and try again.")
    if found is not None and not found.days:
        refuse(f"There is no day in {file}. To have no closure days any more, say --none.")
    run(lambda begin: _store(begin, found.days if found else (), institution))
    for closure in found.closures if found else ():
        days = closure.first.isoformat() + (f" to {closure.last.isoformat()}" if closure.last != closure.first else "")
        say(f"{days}{f': {closure.name}' if closure.name else ''}")
    say(f"{counted(len(found.days) if found else 0, 'closure day')} kept.")


def _read(file: Path) -> "Closures":
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile
    from handlers.nudges.closures import read_closures

    try:
        return read_closures(read_csv(file).rows, datetime.now(UTC).date())
    except UnreadableFile as error:
        refuse(error.message)


async def _store(begin: Begin, days: Iterable[date], slug: str | None) -> None:
    from handlers.dates import spoken
    from handlers.nudges.calendar_change import close_on

    async with begin() as tx:
        found = await the_institution(tx, slug)
        shut = await close_on(tx.of(found.id), found, days, datetime.now(UTC))
    for review in shut:
        remark(
            f"The review on {spoken(review.held_on)}, with papers by {spoken(review.papers_due_on)}, has a day on "
            "which you are closed. A chair can move it with “reviews”."
        )
