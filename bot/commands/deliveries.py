"""bunsen deliveries: what waits in the outbox, what could not be delivered and why, and sending it again."""

from collections import Counter
from datetime import UTC, datetime

import typer

from bot.commands.session import (
    WRONG_USE,
    InstitutionOption,
    JsonOption,
    print_json,
    refuse,
    run,
    say,
    say_indented,
    the_institution,
)
from handlers.deliveries import DeliveryState, State
from handlers.people.model import Institution, Person
from handlers.phrases import counted
from handlers.work import Begin

app = typer.Typer(help="Look into the messages that Bunsen sends of its own accord.", no_args_is_help=True)

MOST = 200
"""As many are listed; who has more to look at looks at them as JSON."""


@app.command("list")
def list_(
    failed: bool = typer.Option(False, "--failed", help="Only those that were given up, newest first."),
    as_json: bool = JsonOption,
    institution: str | None = InstitutionOption,
) -> None:
    """List what waits and what could not be delivered: to whom, what it was, when, and why.

    Invitations to surveys are only counted: what became of one may tell whether somebody took part.
    """

    async def work(begin: Begin) -> None:
        from handlers.voice.rounds import INVITATION

        async with begin() as tx:
            found = await the_institution(tx, institution)
            outbox = tx.of(found.id).outbox
            shown = [] if failed else [each for each in await outbox.with_prefix("") if each.state is State.WAITING]
            shown += await outbox.failed(10_000)
            people = await tx.of(found.id).people.several({each.person_id for each in shown})
        named = [each for each in shown if each.kind != INVITATION]
        surveys = Counter(each.state for each in shown if each.kind == INVITATION)
        if as_json:
            invitations = [{"kind": INVITATION, "state": state.value, "count": surveys[state]} for state in surveys]
            print_json([*(_as_json(each, people.get(each.person_id)) for each in named), *invitations])
            return
        for each in named[:MOST]:
            _show(each, people.get(each.person_id), found)
        if len(named) > MOST:
            say(f"… and {len(named) - MOST} more; --json lists all of them.")
        for state, number in surveys.items():
            what = "given up" if state is State.FAILED else "waiting"
            say(f"{counted(number, 'invitation')} to a survey: {what}")
        if not shown:
            say("Nothing was given up." if failed else "Nothing waits, and nothing was given up.")

    run(work)


@app.command()
def retry(
    ids: list[int] | None = typer.Argument(
        None, metavar="ID...", min=1, max=2**31 - 1, help="The numbers that `bunsen deliveries list` shows."
    ),
    every: bool = typer.Option(False, "--all", help="All that were given up."),
    institution: str | None = InstitutionOption,
) -> None:
    """Send again what was given up. What is too late to be of use by now is not sent."""
    if bool(ids) == every:
        refuse("Say which: their numbers from `bunsen deliveries list --failed`, or --all.", WRONG_USE)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            outbox = tx.of(found.id).outbox
            failed = {each.id for each in await outbox.failed(1_000_000)}
            if unknown := sorted(set(ids or ()) - failed):
                named = ", ".join(str(number) for number in unknown)
                refuse(f"Not among those that were given up: {named}. Nothing was changed.")
            again = await outbox.send_again(failed if every else set(ids or ()), datetime.now(UTC))
        if again:
            say(f"{counted(again, 'message')} will be sent again, within working hours, by the server that runs.")
        else:
            say("Nothing was given up, so there is nothing to send again.")

    run(work)


def _show(each: DeliveryState, person: Person | None, institution: Institution) -> None:
    name = person.name if person else "somebody unknown"
    say(f"{each.id}: {each.kind} to {name}, {_when(each, institution)}")
    if each.error:
        say_indented(each.error)


def _when(each: DeliveryState, institution: Institution) -> str:
    """Say when, at the institution."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(institution.timezone)
    if each.state is State.FAILED and each.settled_at is not None:
        return (
            f"given up on {each.settled_at.astimezone(zone):%Y-%m-%d %H:%M} after {counted(each.attempts, 'attempt')}"
        )
    return f"due on {each.due_at.astimezone(zone):%Y-%m-%d %H:%M}"


def _as_json(each: DeliveryState, person: Person | None) -> dict[str, object]:
    return {
        "id": each.id,
        "key": each.key,
        "kind": each.kind,
        "person": {"name": person.name, "email": person.email} if person else None,
        "state": each.state.value,
        "due_at": each.due_at.isoformat(),
        "useful_until": each.useful_until.isoformat() if each.useful_until else None,
        "settled_at": each.settled_at.isoformat() if each.settled_at else None,
        "attempts": each.attempts,
        "reason": each.error,
    }
