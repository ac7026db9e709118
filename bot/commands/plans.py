"""bunsen plan and bunsen status: bring a plan in, and tell where it stands."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    LONGEST_POST,
    InstitutionOption,
    JsonOption,
    counted,
    print_json,
    refuse,
    remark,
    run,
    say,
    say_indented,
    the_institution,
)
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.plans.reading import ActionDraft, PlanDraft

app = typer.Typer(help="Look after the action plan.", no_args_is_help=True)


@app.command("import")
def import_(
    file: Path = typer.Argument(metavar="FILE", help="The plan, saved as CSV."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood; write nothing."),
    yes: bool = typer.Option(False, "--yes", help="Write it without asking."),
    as_json: bool = JsonOption,
    title: str = typer.Option("", metavar="TITLE", help="What the plan is called; the file's name if left out."),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring in an action plan: see what was understood, then let all of it be written, or nothing."""
    from handlers.plans.reading import to_json

    draft = _read(file)
    if as_json:
        print_json(to_json(draft))
    else:
        _show(draft)
    if not draft.actions:
        refuse(f"No action could be read from {file.name}. Nothing was written.")
    for action in draft.actions:
        if too_long := next((owner for owner in action.owners if len(owner) > LONGEST_POST), ""):
            refuse(
                f"Row {action.row} names an owner of {len(too_long):,} characters; at most {LONGEST_POST} can be kept. "
                "Nothing was written. Please shorten it and import the file again."
            )
    if dry_run:
        return
    if not yes and not _confirmed(len(draft.actions)):
        refuse("Nothing was written.")
    run(lambda begin: _store(begin, draft, " ".join(title.split()) or file.stem, institution))


def _read(file: Path) -> "PlanDraft":
    from bot.imports.spreadsheets import UnreadableFile, read_csv
    from handlers.plans.reading import read_plan

    try:
        return read_plan(read_csv(file).rows)
    except UnreadableFile as error:
        refuse(error.message)


def _show(draft: "PlanDraft") -> None:
    for action in draft.actions:
        theme = action.theme or "no theme"
        say(f"Row {action.row}: {action.ref + ', ' if action.ref else ''}{theme}")
        say_indented(action.title)
        say_indented(_who_and_when(action))
    for problem in draft.problems:
        where = f"row {problem.row}, {problem.column}" if problem.column else f"row {problem.row}"
        say(f"{problem.severity.capitalize()}, {where}: {problem.message}")
    errors = sum(problem.severity == "error" for problem in draft.problems)
    say(
        f"{counted(len(draft.actions), 'action')} understood, {counted(errors, 'error')}, "
        f"{counted(len(draft.problems) - errors, 'warning')}."
    )


def _who_and_when(action: "ActionDraft") -> str:
    due = action.due.isoformat() if action.due else action.due_text
    status = action.rag.replace("_", " ") if action.rag else ""
    known = (("Owner", "; ".join(action.owners)), ("Due", due), ("Status", status))
    said = [f"{what}: {words}." for what, words in known if words]
    return " ".join(said) or "No owner, no day, no status."


def _confirmed(count: int) -> bool:
    if not sys.stdin.isatty():
        remark("Run it again with --yes to write these actions.")
        return False
    return typer.confirm(f"Write {counted(count, 'action')} as the plan that runs now?", err=True)


async def _store(begin: Begin, draft: "PlanDraft", title: str, slug: str | None) -> None:
    from handlers.plans.importing import store_plan

    async with begin() as tx:
        found = await the_institution(tx, slug)
        work = tx.of(found.id)
        before = await work.plans.current()
        known = {post.id for post in await work.people.posts()}
        plan = await store_plan(work, draft, title, datetime.now(UTC))
        added = [post.name for post in await work.people.posts() if post.id not in known]
    # Not an answer: --json stays the only thing on standard output.
    remark(f"Imported “{plan.title}” with {counted(len(draft.actions), 'action')} into {found.name}.")
    if before is not None:
        remark(f"It runs now in the place of “{before.title}”, which is kept.")
    if added:
        remark(f"New posts, which nobody holds yet: {'; '.join(added)}. Fill them with: bunsen post assign")


def status(as_json: bool = JsonOption, institution: str | None = InstitutionOption) -> None:
    """Tell where the plan stands, and what changed since the last review."""

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
