"""bunsen plan: bring a plan in, see which there are, let the next one run."""

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.plan_check import check
from bot.commands.session import (
    InstitutionOption,
    JsonOption,
    day_option,
    print_json,
    refuse,
    remark,
    run,
    run_async,
    say,
    say_indented,
    the_institution,
)
from handlers.phrases import counted
from handlers.work import Begin, Work

if TYPE_CHECKING:
    from handlers.plans.importing import Import
    from handlers.plans.model import Plan
    from handlers.plans.reading import ActionDraft, PlanDraft

app = typer.Typer(help="Look after the action plan.", no_args_is_help=True)
app.command("check")(check)


class Into(StrEnum):
    """What a file becomes."""

    NEW = "new"
    DRAFT = "draft"
    UPDATE = "update"


@app.command("import")
def import_(
    file: Path = typer.Argument(metavar="FILE", help="The plan: xlsx, xls, ods or csv."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood; write nothing."),
    yes: bool = typer.Option(False, "--yes", help="Write it without asking."),
    as_json: bool = JsonOption,
    title: str = typer.Option(
        "", metavar="TITLE", help="What the plan is called; if left out, what the file says, or its name."
    ),
    into: Into | None = typer.Option(
        None,
        "--into",
        help="A new plan that runs now, a draft of the next, or an update of the one that runs. If left out: an update "
        "where half of the file is in the running plan already, else a new plan.",
    ),
    as_of: date | None = typer.Option(
        None,
        "--as-of",
        metavar="YYYY-MM-DD",
        parser=day_option,
        help="The day for which the statuses in the file stand; asked for if left out, today with --yes.",
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring in an action plan: see what was understood and what would change; then all of it is written, or nothing.

    A file that was changed can be imported again: actions are found by reference and title.
    """
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
    if not yes and not sys.stdin.isatty():
        refuse("Nothing was written. Run it again with --yes to write these actions.")
    named = " ".join(title.split())
    day = _day(draft, as_of, asks=not yes)
    run(lambda begin: _store(begin, draft, _Wish(file, named, into, day, asks=not yes), institution))


def _read(file: Path) -> "PlanDraft":
    """Read the file in a process of its own, with a bar for one that takes long."""
    from bot.commands.progress import bar
    from bot.imports.plan_files import read_plan_file
    from bot.imports.unreadable import UnreadableFile

    with bar(f"Reading {file.name}") as step:
        try:
            return run_async(read_plan_file(file, step))
        except UnreadableFile as error:
            refuse(error.message)


def _show(draft: "PlanDraft") -> None:
    for action in draft.actions:
        theme = action.theme or "no theme"
        where = f"{action.sheet}, row {action.row}" if action.sheet else f"Row {action.row}"
        sure = "" if action.confidence >= 0.9 else f" ({round(action.confidence * 100)}% sure)"
        say(f"{where}: {action.ref + ', ' if action.ref else ''}{theme}{sure}")
        say_indented(action.title)
        say_indented(_who_and_when(action))
    for problem in draft.problems:
        sheet = f"{problem.sheet}, " if problem.sheet else ""
        where = f"{sheet}row {problem.row}, {problem.column}" if problem.column else f"{sheet}row {problem.row}"
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


def _day(draft: "PlanDraft", given: date | None, *, asks: bool) -> date:
    """The day for which the statuses stand."""
    today = datetime.now(UTC).date()
    if given is None and asks and any(action.rag is not None for action in draft.actions):
        what = "colours" if draft.coloured else "statuses"
        # A slip at the prompt asks again: the file is read, and may have taken a minute.
        given = typer.prompt(
            f"As of when are these {what}? (YYYY-MM-DD)", default=today.isoformat(), value_proc=day_option, err=True
        )
    if given is not None and given > today:
        refuse(f"{given.isoformat()} is still to come. Say as of which day the file is. Nothing was written.")
    return given or today


class _Wish:
    """What the person at the terminal wants with a file."""

    def __init__(self, file: Path, title: str, into: Into | None, as_of: date, *, asks: bool) -> None:
        self.file = file
        self.title = title
        self.into = into
        self.as_of = as_of
        self.asks = asks


async def _store(begin: Begin, draft: "PlanDraft", wish: _Wish, slug: str | None) -> None:
    from handlers.plans.importing import carry_out, compare
    from handlers.plans.preview import changes_in_words, examples

    async with begin() as tx:
        found = await the_institution(tx, slug)
        wanted = await _wanted(tx.of(found.id), draft, wish)
        changes = await compare(tx.of(found.id), wanted, found)
    updates = wanted.into.title if wanted.into else ""
    for line in changes_in_words(changes, updates):
        remark(f"{line}.")
    for line in examples(changes) if updates else ():
        remark(f"- {line}")
    if wish.asks and not typer.confirm(f"Write this into “{wanted.title}”?", err=True):
        refuse("Nothing was written.")
    async with begin() as tx:
        work = tx.of(found.id)
        before = await work.plans.current()
        known = {post.id for post in await work.people.posts()}
        # Compared anew: while the person was thinking, somebody may have reported in chat.
        plan, _ = await carry_out(work, wanted, found, datetime.now(UTC))
        added = [post.name for post in await work.people.posts() if post.id not in known]
    # Not an answer: --json stays the only thing on standard output.
    remark(f"Imported “{plan.title}” with {counted(len(draft.actions), 'action')} into {found.name}.")
    if before is not None and wanted.into is None and plan.state == "active":
        remark(f"It runs now in the place of “{before.title}”, which is kept.")
    if added:
        remark(f"New posts, which nobody holds yet: {'; '.join(added)}. Fill them with: bunsen post assign")


async def _wanted(work: Work, draft: "PlanDraft", wish: _Wish) -> "Import":
    from handlers.plans.importing import Import
    from handlers.plans.model import PlanState

    running = await work.plans.current()
    into = wish.into or (Into.UPDATE if await _is_known(work, running, draft) else Into.NEW)
    if into is Into.UPDATE and running is None:
        refuse("No plan runs that could be updated. Leave --into out to import a new one.")
    state = PlanState.DRAFT if into is Into.DRAFT else PlanState.ACTIVE
    updated = running if into is Into.UPDATE else None
    title = wish.title or (updated.title if updated else draft.title) or wish.file.stem
    return Import(draft, title, wish.as_of, updated, state, by="the command line")


async def _is_known(work: Work, running: "Plan | None", draft: "PlanDraft") -> bool:
    """Tell whether at least half of the file is in the plan that runs."""
    from handlers.plans.matching import match

    if running is None:
        return False
    matched = match(draft.actions, await work.plans.actions(running.id)).matched
    return sum(each.action is not None for each in matched) * 2 >= len(matched)


@app.command("list")
def list_plans(institution: str | None = InstitutionOption) -> None:
    """List the plans: the one that runs, drafts, and those that are closed."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id).plans
            plans = await mine.all()
            for plan in plans:
                period = f", {plan.starts_on} to {plan.ends_on}" if plan.starts_on and plan.ends_on else ""
                actions = counted(len(await mine.actions(plan.id)), "action")
                say(f"{plan.id}: {plan.title} [{plan.state}], {actions}{period}")
        if not plans:
            remark("There is no plan yet. Import one with: bunsen plan import FILE")

    run(work)
