"""bunsen people roll-up: which units count together in surveys."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, remark, run, say, the_institution
from handlers.phrases import counted
from handlers.voice.model import SMALLEST_GROUP
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.people.roll_up import GroupSize, RollUp


def roll_up(
    file: Path | None = typer.Argument(None, metavar="[FILE]", help="A CSV with the columns unit and roll-up group."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what would change."),
    example: bool = typer.Option(False, "--example", help="Print a file to begin with: 19 real units in three groups."),
    institution: str | None = InstitutionOption,
) -> None:
    """Put everybody of these units into the groups in which survey answers are counted, from the next survey on."""
    if example:
        typer.echo((files("handlers.people") / "examples" / "roll_up.csv").read_text("utf-8"), nl=False)
        return
    if file is None:
        refuse("Name a file, or --example to see one.", WRONG_USE)
    declared = _read(file)
    if declared.technicians is not None:
        remark("As the file has it:")
        _say_sizes(_declared(declared))

    async def work(begin: Begin) -> "tuple[int, Sequence[GroupSize]]":
        from handlers.people.roll_up import group_sizes, rolled_up

        async with begin() as tx:
            mine = tx.of((await the_institution(tx, institution)).id)
            changed = rolled_up(await mine.people.invited(), declared)
            if not dry_run:
                for person in changed:
                    await mine.people.save(person)
            new = {person.id: person for person in changed}
            return len(changed), group_sizes([new.get(each.id, each) for each in await mine.people.invited()])

    changed, sizes = run(work)
    would = "would change" if dry_run else "changed"
    say(f"The group of {counted(changed, 'person', 'people')} {would}.")
    _say_sizes(sizes)


def _read(file: Path) -> "RollUp":
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile
    from handlers.people.roll_up import read_roll_up

    try:
        declared = read_roll_up(read_csv(file).rows)
    except UnreadableFile as error:
        refuse(error.message)
    for problem in declared.problems:
        remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
    if declared.problems:
        refuse("Nothing was changed. Please put this right and try again.")
    return declared


def _declared(declared: "RollUp") -> "Sequence[GroupSize]":
    from handlers.people.roll_up import declared_sizes

    return declared_sizes(declared)


def _say_sizes(sizes: "Sequence[GroupSize]") -> None:
    from handlers.people.roll_up import RESPONSE

    for each in sizes:
        shown = "shown" if each.ballots >= SMALLEST_GROUP else "hidden"
        say(
            f"{each.name or 'In no group'}: {counted(each.units, 'unit')}, {counted(each.people, 'person', 'people')}; "
            f"where {RESPONSE:.0%} answer, {counted(each.ballots, 'ballot')}, so its figures would be {shown}."
        )
