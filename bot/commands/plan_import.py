"""bunsen plan import: what was understood of a file and what would change; then all of it is written, or nothing."""

import asyncio
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    InstitutionOption,
    JsonOption,
    agreed,
    database,
    database_setting,
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
    from handlers.people.model import Institution
    from handlers.plans.difference import Difference
    from handlers.plans.importing import Import
    from handlers.plans.model import Plan
    from handlers.plans.reading import ActionDraft, PlanDraft


class Into(StrEnum):
    """What a file becomes."""

    NEW = "new"
    DRAFT = "draft"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the person at the terminal wants with a file."""

    file: Path
    title: str
    into: Into | None
    as_of: date | None
    institution: str | None
    asks: bool
    as_json: bool


def import_(
    file: Path = typer.Argument(metavar="FILE", help="The plan: xlsx, xls, ods or csv."),
    dry_run: bool = typer.Option(
        False, "--dry-run", help="Only say what was understood and what would change; write nothing."
    ),
    yes: bool = typer.Option(False, "--yes", help="Write it without asking."),
    as_json: bool = JsonOption,
    title: str = typer.Option(
        "", metavar="TITLE", help="What the plan is called; if left out, what the file says, or its name."
    ),
    into: Into | None = typer.Option(
        None,
        "--into",
        help="A new plan that runs now, a draft of the next, or an update of the one that runs. If left out: an update "
        "where half of the file is in the running plan already, else a new plan; with --yes, a new plan takes the "
        "place of one that runs only if this says new.",
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
    wish = _Wish(file, " ".join(title.split()), into, as_of, institution, asks=not yes, as_json=as_json)
    if as_of is not None and as_of > datetime.now(UTC).date():
        refuse(_to_come(as_of))
    if not yes and not dry_run and not sys.stdin.isatty():
        refuse("Nothing was written: nobody is there to say yes. Run it again with --yes, or with --dry-run to look.")
    draft = _read(file)
    if draft.actions and not dry_run:
        run(lambda begin: _find_institution(begin, institution))
    if as_json:
        from handlers.plans.reading import to_json

        print_json(to_json(draft))
    else:
        _show(draft)
    if not draft.actions:
        refuse(f"No action could be read from {file.name}. Nothing was written.")
    if dry_run:
        _foresee(draft, wish)
        return
    day = _day(draft, wish)
    run(lambda begin: _store(begin, draft, wish, day))


async def _find_institution(begin: Begin, slug: str | None) -> None:
    """Refuse an institution that is unknown or left open, before anything is printed."""
    async with begin() as tx:
        await the_institution(tx, slug)


def _to_come(day: date) -> str:
    return f"{day.isoformat()} is still to come. Say as of which day the file is. Nothing was written."


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
    from handlers.plans.remarks import grouped

    for action in draft.actions:
        theme = action.theme or "no theme"
        where = f"{action.sheet}, row {action.row}" if action.sheet else f"Row {action.row}"
        sure = "" if action.confidence >= 0.9 else f" ({round(action.confidence * 100)}% sure)"
        say(f"{where}: {action.ref + ', ' if action.ref else ''}{theme}{sure}")
        say_indented(action.title)
        say_indented(_who_and_when(action))
    for each in grouped(draft.problems):
        where = f"{each.where}, {each.column}" if each.column else each.where
        say(f"{each.severity.capitalize()}, {where}: {each.message}")
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


def _foresee(draft: "PlanDraft", wish: _Wish) -> None:
    """Say what an import would change, as far as there is a database and a plan to compare with; make neither."""
    from storage.database import Database, DatabaseUnusable, said_plainly

    try:
        file = Database(database_setting()).file
        if file is not None and not file.exists():
            return
        with said_plainly():
            asyncio.run(_compare_only(draft, wish))
    except DatabaseUnusable as unusable:
        remark(f"The file was not compared with a plan. {unusable}")


async def _compare_only(draft: "PlanDraft", wish: _Wish) -> None:
    async with database() as begin, begin() as tx:
        if wish.institution is None and len(await tx.institutions.all()) != 1:
            return  # to look at a file needs no institution
        found = await the_institution(tx, wish.institution)
        work = tx.of(found.id)
        running = await work.plans.current()
        if running is None:
            return
        wanted = await _wanted(work, draft, wish, wish.as_of or datetime.now(UTC).date())
        changes = await _changes(work, wanted, found)
    _tell(changes, wanted, _closes(running, wanted), aloud=not wish.as_json)


def _day(draft: "PlanDraft", wish: _Wish) -> date:
    """The day for which the statuses stand."""
    today = datetime.now(UTC).date()
    given = wish.as_of
    if given is None and wish.asks and any(action.rag is not None for action in draft.actions):
        what = "colours" if draft.coloured else "statuses"
        # A slip at the prompt asks again: the file is read, and may have taken a minute.
        given = typer.prompt(
            f"As of when are these {what}? (YYYY-MM-DD)", default=today.isoformat(), value_proc=day_option, err=True
        )
    if given is not None and given > today:
        refuse(_to_come(given))
    return given or today


async def _store(begin: Begin, draft: "PlanDraft", wish: _Wish, day: date) -> None:
    from handlers.plans.importing import carry_out

    async with begin() as tx:
        found = await the_institution(tx, wish.institution)
        work = tx.of(found.id)
        wanted = await _wanted(work, draft, wish, day)
        changes = await _changes(work, wanted, found)
        closes = _closes(await work.plans.current(), wanted)
    if closes and not wish.asks and wish.into is None:
        refuse(
            f"Most of this file is not in “{closes}”, the plan that runs, so it would take that plan's place. Nothing "
            "was written. Say what it is: --into new, if it is to run from now on, --into update or --into draft."
        )
    _tell(changes, wanted, closes, aloud=False)
    if wish.asks and not agreed(f"Write this into “{wanted.title}”?"):
        refuse("Nothing was written.")
    async with begin() as tx:
        work = tx.of(found.id)
        known = {post.id for post in await work.people.posts()}
        # Compared anew: while the person was thinking, somebody may have reported in chat.
        plan, _ = await carry_out(work, wanted, found, datetime.now(UTC))
        added = [post.name for post in await work.people.posts() if post.id not in known]
    # Not an answer: --json stays the only thing on standard output.
    remark(f"Imported “{plan.title}” with {counted(len(draft.actions), 'action')} into {found.name}.")
    if closes:
        remark(f"It runs now in the place of “{closes}”, which is kept.")
    if added:
        remark(f"New posts, which nobody holds yet: {'; '.join(added)}. Fill them with: bunsen post assign")


async def _changes(work: Work, wanted: "Import", institution: "Institution") -> "Difference":
    from handlers.plans.importing import compare

    return await compare(work, wanted, institution)


def _closes(running: "Plan | None", wanted: "Import") -> str:
    """Give the title of the plan whose place the file would take, or nothing."""
    return running.title if running is not None and wanted.into is None and wanted.state == "active" else ""


def _tell(changes: "Difference", wanted: "Import", closes: str, *, aloud: bool) -> None:
    """Say what the file changes: as the answer, or beside it."""
    from handlers.plans.preview import changes_in_words, examples

    out = say if aloud else remark
    updates = wanted.into.title if wanted.into else ""
    for line in changes_in_words(changes, updates):
        out(f"{line}.")
    for line in examples(changes) if updates else ():
        out(f"- {line}")
    if closes:
        out(f"It would take the place of “{closes}”, the plan that runs.")


async def _wanted(work: Work, draft: "PlanDraft", wish: _Wish, day: date) -> "Import":
    from handlers.plans.importing import Import
    from handlers.plans.model import PlanState

    running = await work.plans.current()
    into = wish.into or (Into.UPDATE if await _is_known(work, running, draft) else Into.NEW)
    if into is Into.UPDATE and running is None:
        refuse("No plan runs that could be updated. Leave --into out to import a new one.")
    state = PlanState.DRAFT if into is Into.DRAFT else PlanState.ACTIVE
    updated = running if into is Into.UPDATE else None
    title = wish.title or (updated.title if updated else draft.title) or wish.file.stem
    return Import(draft, title, day, updated, state, by="the command line")


async def _is_known(work: Work, running: "Plan | None", draft: "PlanDraft") -> bool:
    """Tell whether at least half of the file is in the plan that runs."""
    from handlers.plans.matching import match

    if running is None:
        return False
    matched = match(draft.actions, await work.plans.actions(running.id)).matched
    return sum(each.action is not None for each in matched) * 2 >= len(matched)
