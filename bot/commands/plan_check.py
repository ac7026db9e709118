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
    from collections.abc import Sequence

    from handlers.plans.checking.check import Checked
    from handlers.submission.taken_up import Taken

SHOWN = 3


def check(
    as_json: bool = JsonOption,
    everything: bool = typer.Option(False, "--all", help="Show every finding, not only the first few of each kind."),
    draft: bool = typer.Option(False, "--draft", help="Check the plan that is being drafted, not the one that runs."),
    institution: str | None = InstitutionOption,
) -> None:
    """Say what could be better in the plan: owners, measures, dates, duplicates. Exit code 1 if anything is found."""
    checked, remarked = run(lambda begin: _checked(begin, institution, draft))
    if as_json:
        from handlers.plans.checking.check import as_json as found_as_json
        from handlers.submission.remark_cards import remarks_as_json

        print_json({**found_as_json(checked), "remarks": remarks_as_json(remarked)})
    else:
        _show(checked, None if everything else SHOWN)
        _show_remarks(remarked)
    if checked.findings:
        raise typer.Exit(REFUSED)


async def _checked(begin: Begin, slug: str | None, draft: bool) -> "tuple[Checked, Sequence[Taken]]":
    from handlers.plans.checking.building import check_one, newest_draft
    from handlers.submission.taken_up import taken_up

    async with begin() as tx:
        found = await the_institution(tx, slug)
        work = tx.of(found.id)
        running = None if draft else await work.plans.current()
        plan = running or await newest_draft(work)
        if plan is None:
            what = "draft of a plan" if draft else "action plan"
            refuse(f"{found.name} has no {what} yet. Import one with: bunsen plan import FILE")
        return await check_one(work, found, plan, datetime.now(UTC)), await taken_up(work, plan)


def _show(checked: "Checked", most: int | None) -> None:
    from handlers.plans.checking.cards import HEADINGS, summary

    say(f"{checked.title}: {summary(checked)}")
    for rule, findings in checked.by_rule.items():
        say(f"{HEADINGS[rule]} ({findings[0].severity}). {findings[0].suggestion}")
        for finding in findings[:most]:
            say_indented(finding.message)
        if most is not None and len(findings) > most:
            say_indented(f"… and {len(findings) - most} more; --all shows them.")


def _show_remarks(remarked: "Sequence[Taken]") -> None:
    from handlers.submission.remark_cards import for_check_lines

    lines = for_check_lines(remarked)
    if lines:
        say("What panels remarked on earlier submissions:")
    for line in lines:
        say_indented(line)
