"""bunsen plan and bunsen status: bring a plan in, and tell where it stands."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from bot.commands.session import (
    InstitutionOption,
    JsonOption,
    console,
    counted,
    print_json,
    refuse,
    run,
    say,
    the_institution,
)
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.plans.reading import PlanDraft

app = typer.Typer(help="The action plan.", no_args_is_help=True)


@app.command("import")
def import_(
    file: Path = typer.Argument(help="The plan as CSV."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood; write nothing."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask before writing."),
    as_json: bool = JsonOption,
    title: str = typer.Option("", help="What the plan is called; the file's name if left out."),
    institution: str | None = InstitutionOption,
) -> None:
    """Import an action plan: say what was understood, ask, then write all of it or nothing."""
    from handlers.plans.reading import to_json

    draft = _read(file)
    if as_json:
        print_json(to_json(draft))
    else:
        _show(draft)
    if not draft.actions:
        refuse(f"No action could be read from {file.name}. Nothing was written.")
    if dry_run:
        return
    if not yes and not _confirmed(len(draft.actions)):
        refuse("Nothing was written.")
    run(lambda begin: _store(begin, draft, title or file.stem, institution))


def _read(file: Path) -> "PlanDraft":
    from bot.imports.spreadsheets import UnreadableFile, read_csv
    from handlers.plans.reading import read_plan

    try:
        return read_plan(read_csv(file).rows)
    except UnreadableFile as error:
        refuse(error.message)


def _show(draft: "PlanDraft") -> None:
    table = Table(
        "Row", "Ref", "Theme", "Action", "Owner", "Due", "Status", title=counted(len(draft.actions), "action")
    )
    for action in draft.actions:
        due = action.due.isoformat() if action.due else action.due_text
        cells = (action.ref, action.theme, action.title, "; ".join(action.owners), due, action.rag or "")
        # Plain cells: square brackets in a title are not rich's markup.
        table.add_row(str(action.row), *(cell.replace("[", "\\[") for cell in cells))
    console.print(table)
    for problem in draft.problems:
        say(f"{problem.severity.capitalize()}, row {problem.row}, {problem.column or 'whole row'}: {problem.message}")


def _confirmed(count: int) -> bool:
    if not sys.stdin.isatty():
        say("Run it again with --yes to write these actions.")
        return False
    return typer.confirm(f"Write {counted(count, 'action')} as the plan that runs now?")


async def _store(begin: Begin, draft: "PlanDraft", title: str, slug: str | None) -> None:
    from handlers.plans.importing import store_plan

    async with begin() as tx:
        found = await the_institution(tx, slug)
        plan = await store_plan(tx.of(found.id), draft, title, datetime.now(UTC))
    # On standard error, so that --json stays the only thing on standard output.
    typer.echo(f"Imported “{plan.title}” with {counted(len(draft.actions), 'action')} into {found.name}.", err=True)


def status(as_json: bool = JsonOption, institution: str | None = InstitutionOption) -> None:
    """Tell where the plan stands: counts by theme and status, and what changed since the last review."""

    async def work(begin: Begin) -> None:
        from handlers.cards import plain_text
        from handlers.reviews.schedule import next_review
        from handlers.status.cards import status_card
        from handlers.status.counting import as_json as status_as_json
        from handlers.status.feature import current_status

        now = datetime.now(UTC)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            current = await current_status(mine, found, now)
            coming = next_review(await mine.reviews.all(), found.day(now))
        if current is None:
            refuse(f"{found.name} has no action plan yet. Import one with: bunsen plan import FILE")
        plan, counted = current
        if as_json:
            print_json(status_as_json(counted))
        else:
            say(plain_text(status_card(plan, counted, coming, found)))

    run(work)
