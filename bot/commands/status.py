"""bunsen status: where the plan stands."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    WRONG_USE,
    InstitutionOption,
    JsonOption,
    day_option,
    print_json,
    refuse,
    run,
    say,
    the_institution,
)
from handlers.work import Begin, Work

if TYPE_CHECKING:
    from handlers.plans.model import Plan
    from handlers.status.view import View

_THEME = typer.Option(None, "--theme", help="Only the actions of this theme.")
_PHASE = typer.Option(None, "--phase", min=1, help="Only the actions of this phase, by its number.")
_POST = typer.Option(None, "--post", help="Only the actions that this post owns.")
_UNIT = typer.Option(None, "--unit", help="Only the actions that posts of this unit own.")
_SHORT = typer.Option(False, "--short", help="Figures and reds only.")
_SINCE = typer.Option(
    None, "--since", metavar="DAY", help="Tell changes since the last review closed that was held by this day."
)


def status(
    as_json: bool = JsonOption,
    institution: str | None = InstitutionOption,
    theme: str | None = _THEME,
    phase: int | None = _PHASE,
    post: str | None = _POST,
    unit: str | None = _UNIT,
    short: bool = _SHORT,
    since: str | None = _SINCE,
) -> None:
    """Tell where the plan, or a part of it, stands, and what changed since the last review or an earlier one."""
    parts = {"theme": theme, "phase": str(phase) if phase else None, "post": post, "unit": unit}
    given = {kind: name for kind, name in parts.items() if name is not None}
    if len(given) > 1:
        refuse(f"Choose one part of the plan: --{' or --'.join(given)}.", WRONG_USE)
    day = day_option(since) if since is not None else None

    async def work(begin: Begin) -> None:
        from dataclasses import replace

        from handlers.cards import plain_text
        from handlers.status.asking import review_by
        from handlers.status.counting import as_json as status_as_json
        from handlers.status.feature import status_of
        from handlers.status.report import load, plots_for
        from handlers.status.status_card import status_card
        from handlers.status.view import View

        now = datetime.now(UTC)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            plan = await mine.plans.current()
            if plan is None:
                refuse(f"{found.name} has no action plan yet. Import one with: bunsen plan import FILE")
            view = View(short=short)
            for kind, name in given.items():
                view = await _part(mine, plan, view, kind, name)
            if day is not None:
                review = review_by(day, await mine.reviews.all())
                if review is None:
                    refuse(f"No review was closed by {day.isoformat()}. “bunsen status” compares with the last one.")
                view = replace(view, since=review.id)
            if as_json:
                print_json(status_as_json(await status_of(mine, found, plan, view, now)))
            else:
                report = await load(mine, found, await plots_for(mine, plan, view.part), view, now, most=None)
                say(plain_text(status_card(report)))

    run(work)


async def _part(work: Work, plan: "Plan", view: "View", kind: str, name: str) -> "View":
    """The view of the part of this name; refuses what is none, and says what is."""
    from dataclasses import replace

    from handlers.status.parts import meant
    from handlers.status.report import all_plots
    from handlers.status.view import Kind

    wanted = Kind(kind)
    known = [each for each in (await all_plots(work, plan)).known() if each.part.kind in (Kind.WHOLE, wanted)]
    found = meant(f"phase {name}" if wanted is Kind.PHASE else name, known)
    if not found.exact or found.found[0].part.kind is not wanted:
        names = [each.name for each in (found.found or known[1:6]) if each.part.kind is wanted]
        there = f" There is: {', '.join(names)}." if names else f" The plan has no {kind}s."
        refuse(f"There is no {kind} “{name}”, or more than one that it may mean.{there}")
    return replace(view, part=found.found[0].part)
