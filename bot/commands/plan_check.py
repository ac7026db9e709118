"""bunsen plan check: what could be better in the plan itself."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    REFUSED,
    InstitutionOption,
    JsonOption,
    print_json,
    refuse,
    run,
    say,
    say_indented,
    the_institution,
)
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.plans.checking.check import Checked

SHOWN = 3


def check(
    as_json: bool = JsonOption,
    everything: bool = typer.Option(False, "--all", help="Show every finding, not only the first few of each kind."),
    draft: bool = typer.Option(False, "--draft", help="Check the plan that is being drafted, not the one that runs."),
    institution: str | None = InstitutionOption,
) -> None:
    """Say what could be better in the plan: owners, measures, dates, duplicates. Exit code 1 if anything is found."""
    checked = run(lambda begin: _checked(begin, institution, draft))
    if as_json:
        from handlers.plans.checking.check import as_json as found_as_json

        print_json(found_as_json(checked))
    else:
        _show(checked, None if everything else SHOWN)
    if checked.findings:
        raise typer.Exit(REFUSED)


async def _checked(begin: Begin, slug: str | None, draft: bool) -> "Checked":
    from handlers.plans.checking.building import check_one, newest_draft

    async with begin() as tx:
        found = await the_institution(tx, slug)
        work = tx.of(found.id)
        running = None if draft else await work.plans.current()
        plan = running or await newest_draft(work)
        if plan is None:
            what = "draft of a plan" if draft else "action plan"
            refuse(f"{found.name} has no {what} yet. Import one with: bunsen plan import FILE")
        return await check_one(work, found, plan, datetime.now(UTC))


def _show(checked: "Checked", most: int | None) -> None:
    from handlers.plans.checking.cards import HEADINGS, summary

    say(f"{checked.title}: {summary(checked)}")
    for rule, findings in checked.by_rule.items():
        say(f"{HEADINGS[rule]} ({findings[0].severity}). {findings[0].suggestion}")
        for finding in findings[:most]:
            say_indented(finding.message)
        if most is not None and len(findings) > most:
            say_indented(f"… and {len(findings) - most} more; --all shows them.")
