"""bunsen nudges: who is asked for reports and when, whom it reached, and the pause switch."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    InstitutionOption,
    JsonOption,
    has_mail_server,
    print_json,
    remark,
    run,
    say,
    the_institution,
)
from handlers.people.model import Institution
from handlers.phrases import counted
from handlers.work import Begin, Work

if TYPE_CHECKING:
    from handlers.nudges.preview import Preview
    from handlers.nudges.reporting_back import Report

app = typer.Typer(help="Look after the nudges before reviews.", no_args_is_help=True)


@app.command()
def preview(as_json: bool = JsonOption, institution: str | None = InstitutionOption) -> None:
    """Name everybody who is asked next, when, and how they are reached. Writes nothing."""

    async def show(work: Work, found: Institution, now: datetime) -> None:
        from handlers.cards import plain_text
        from handlers.nudges import overview_cards
        from handlers.nudges.preview import preview as look_ahead

        ahead = await look_ahead(work, found, now, email=has_mail_server())
        print_json(_preview_json(ahead)) if as_json else say(plain_text(overview_cards.preview(ahead, found)))

    run(lambda begin: _with(begin, institution, show))


@app.command()
def report(
    again: bool = typer.Option(False, "--send-again", help="Try anew what could not be sent."),
    as_json: bool = JsonOption,
    institution: str | None = InstitutionOption,
) -> None:
    """Tell whom the nudges of the coming review reached, who could not be reached and why, who has answered."""

    async def show(work: Work, found: Institution, now: datetime) -> None:
        from handlers.cards import plain_text
        from handlers.nudges import overview_cards
        from handlers.nudges.reporting_back import delivery_report

        told = await delivery_report(work, found, now)
        print_json(_report_json(told)) if as_json else say(plain_text(overview_cards.report(told, found)))
        if again:
            number = await work.outbox.send_again(told.failed, now)
            remark(f"{counted(number, 'message')} will be tried again, in working hours.")

    run(lambda begin: _with(begin, institution, show))


@app.command()
def pause(institution: str | None = InstitutionOption) -> None:
    """Let no nudge leave any more, until they are resumed."""

    async def stop(work: Work, found: Institution, now: datetime) -> None:
        if found.nudges_paused_at is None:
            await work.nudges.pause(now)
        say("Nudges are paused: none goes out until `bunsen nudges resume`.")

    run(lambda begin: _with(begin, institution, stop))


@app.command()
def resume(institution: str | None = InstitutionOption) -> None:
    """Let nudges leave again; each person gets at most one message, the newest that is still of use."""

    async def go_on(work: Work, found: Institution, now: datetime) -> None:
        from handlers.nudges.overview import still_of_use

        await work.nudges.pause(None)
        waiting = await still_of_use(work, found, now)
        say(f"Nudges go out again. {counted(waiting, 'message')} waited and will go on the next working morning.")

    run(lambda begin: _with(begin, institution, go_on))


async def _with(begin: Begin, slug: str | None, work: Callable[[Work, Institution, datetime], Awaitable[None]]) -> None:
    async with begin() as tx:
        found = await the_institution(tx, slug)
        await work(tx.of(found.id), found, datetime.now(UTC))


def _preview_json(found: "Preview") -> dict[str, object]:
    return {
        "review": found.review.held_on.isoformat() if found.review else None,
        "papers": found.review.papers_due_on.isoformat() if found.review else None,
        "at": found.at.isoformat() if found.at else None,
        "recipients": [
            {
                "name": each.planned.person.name,
                "email": each.planned.person.email,
                "step": each.planned.step.value,
                "actions": each.actions,
                "channel": each.channel.value,
                "at": each.planned.due_at.isoformat(),
            }
            for each in found.recipients
        ],
        "on_leave": [each.planned.person.name for each in found.away],
        "actions_without_anybody": found.unanswered,
    }


def _report_json(found: "Report") -> dict[str, object]:
    return {
        "review": found.review.held_on.isoformat() if found.review else None,
        "people": [
            {
                "name": line.person.name,
                "email": line.person.email,
                "state": line.answer.value,
                "asked_on": line.asked_on.isoformat() if line.asked_on else None,
                "open": line.open,
                "why": line.why,
            }
            for line in found.lines
        ],
        "failed": len(found.failed),
        "actions_without_anybody": list(found.vacant),
    }
