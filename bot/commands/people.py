"""bunsen people import: who there is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.posts import hold_once
from bot.commands.roll_up import roll_up
from bot.commands.session import LONGEST_POST, InstitutionOption, refuse, remark, run, say, the_institution, today_at
from handlers.people.model import Person
from handlers.phrases import counted
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.people.reading import PeopleDraft, PersonDraft

app = typer.Typer(help="Look after the list of people.", no_args_is_help=True)
app.command("roll-up")(roll_up)


@app.command("import")
def import_(
    file: Path = typer.Argument(
        metavar="FILE", help="A CSV with the columns e-mail, name, unit, roll-up group and, if you wish, posts."
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood."),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring people in, all of them or nobody. Those who are known by their address are brought up to date."""
    draft = _read(file)
    for problem in draft.problems:
        remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
    if any(problem.severity == "error" for problem in draft.problems) or not draft.people:
        refuse("Nobody was imported. Please put this right and import the file again.")
    for each in draft.people:
        if too_long := next((post for post in each.posts if len(post) > LONGEST_POST), ""):
            refuse(
                f"{each.email} holds a post whose name has {len(too_long):,} characters; at most {LONGEST_POST} can "
                "be kept. Nobody was imported."
            )
    if dry_run:
        say(f"{counted(len(draft.people), 'person', 'people')} understood; nothing was written.")
        return
    run(lambda begin: _store(begin, draft.people, institution))
    say(f"Imported {counted(len(draft.people), 'person', 'people')}.")


def _read(file: Path) -> "PeopleDraft":
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile
    from handlers.people.reading import read_people

    try:
        return read_people(read_csv(file).rows)
    except UnreadableFile as error:
        refuse(error.message)


async def _store(begin: Begin, drafts: "Sequence[PersonDraft]", slug: str | None) -> None:
    async with begin() as tx:
        found = await the_institution(tx, slug)
        mine = tx.of(found.id)
        await mine.posts.add_units(each.unit for each in drafts)
        for each in drafts:
            person = await mine.people.save(Person(0, each.name, each.email, each.unit, each.roll_up, invited=True))
            for name in each.posts:
                await hold_once(mine, person, name, today_at(found))
