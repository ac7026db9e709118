"""bunsen plan precheck: what a review panel would remark."""

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
    from handlers.precheck.facts import Facts


def precheck(
    as_json: bool = JsonOption,
    draft: bool = typer.Option(False, "--draft", help="Look at the plan that is being drafted, not the one that runs."),
    institution: str | None = InstitutionOption,
) -> None:
    """Say what review panels are known to remark, held against the plan. Exit code 1 if they would remark anything."""
    from handlers.precheck.judging import as_json as judged_as_json
    from handlers.precheck.judging import judge

    facts = run(lambda begin: _facts(begin, institution, draft))
    judged = judge(facts)
    if as_json:
        print_json(judged_as_json(facts, judged))
    else:
        _show(facts)
    if any(each.remarked for each in judged):
        raise typer.Exit(REFUSED)


async def _facts(begin: Begin, slug: str | None, draft: bool) -> "Facts":
    from handlers.plans.checking.building import newest_draft
    from handlers.precheck.facts import read_facts

    async with begin() as tx:
        found = await the_institution(tx, slug)
        work = tx.of(found.id)
        running = None if draft else await work.plans.current()
        plan = running or await newest_draft(work)
        if plan is None:
            what = "draft of a plan" if draft else "action plan"
            refuse(f"{found.name} has no {what} yet. Import one with: bunsen plan import FILE")
        return await read_facts(work, found, plan, datetime.now(UTC))


def _show(facts: "Facts") -> None:
    from handlers.precheck.cards import summary
    from handlers.precheck.judging import judge

    judged = judge(facts)
    refs = {action.id: action.ref or action.title for action in facts.actions}
    say(f"{facts.plan.title}: {summary(judged)}")
    for each in judged:
        say(f"{each.rule.title} ({'to look at' if each.remarked else 'in place'}). {each.evidence}")
        if each.remarked:
            for line in each.details:
                say_indented(line)
            concerned = [refs[number] for number in each.action_ids if number in refs]
            if concerned:
                say_indented(f"Actions: {', '.join(concerned)}")
            say_indented(f"{each.rule.advice} (Source: {each.rule.source}.)")
