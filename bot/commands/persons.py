"""bunsen person: what is known about somebody, all of it as a file, and forgetting them."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import typer

from bot.commands.session import (
    InstitutionOption,
    agreed,
    has_mail_server,
    print_json,
    refuse,
    remark,
    run,
    say,
    say_indented,
    the_institution,
    today_at,
)
from handlers.people.model import Holding, Person
from handlers.phrases import counted
from handlers.rights import PostKind
from handlers.work import Begin, Work

app = typer.Typer(help="See, hand out and delete what is known about one person.", no_args_is_help=True)

NAMELESS = "Former colleague"
_EMAIL = typer.Argument(metavar="EMAIL", help="Their address, as in the list of people.")
_NOT_TOLD = "Whether somebody took part in a survey is told to nobody, and ballots cannot be found by person."


@app.command()
def show(email: str = _EMAIL, institution: str | None = InstitutionOption) -> None:
    """Show who somebody is, which posts they hold, and how they are reached."""

    async def work(begin: Begin) -> None:
        from handlers.people.reach import reach

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            person = await _the_person(mine, email)
            accounts = (await mine.accounts.of({person.id})).get(person.id, ())
            holdings = [each for each in await mine.posts.holdings_from(today_at(found)) if each.person.id == person.id]
            say(f"{person.name}, {person.email}")
            for label, value in _facts(person):
                say_indented(f"{label}: {value}")
            say_indented(f"Reached {reach(person, accounts, email=has_mail_server()).words}")
            for known in accounts:
                state = "deactivated" if known.gone else "cannot be written to" if known.unreachable else "in use"
                account = known.account
                say_indented(f"Account: {account.platform} {account.tenant} {account.user} ({state})")
            for each in holdings:
                say_indented(f"Post: {_post(each)}")

    run(work)


def _facts(person: Person) -> Sequence[tuple[str, str]]:
    rows = (
        ("Unit", person.unit),
        ("Roll-up group", person.roll_up),
        ("Time zone", person.timezone),
        ("Away until", person.away_until.isoformat() if person.away_until else ""),
        ("On the institution's list", "yes" if person.invited else "no"),
    )
    return [(label, value) for label, value in rows if value]


def _post(holding: Holding) -> str:
    begins = f" from {holding.starts_on.isoformat()}" if holding.starts_on else ""
    ends = f" until {holding.ends_on.isoformat()}" if holding.ends_on else ""
    return f"{holding.post.name}{' (deputy)' if holding.deputy else ''}{begins}{ends}"


@app.command()
def export(
    email: str = _EMAIL,
    output: Path | None = typer.Option(None, "-o", "--output", metavar="FILE", help="Where to write it."),
    institution: str | None = InstitutionOption,
) -> None:
    """Give everything that is kept about somebody as JSON, for them to read."""

    async def work(begin: Begin) -> Mapping[str, object]:
        async with begin() as tx:
            mine = tx.of((await the_institution(tx, institution)).id)
            person = await _the_person(mine, email)
            return {**await mine.personal_data.about(person.id), "not_included": _NOT_TOLD}

    everything = run(work)
    if output is None:
        print_json(everything)
        return
    try:
        output.write_text(json.dumps(everything, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
    remark(f"Wrote what is kept about {email} to {output}.")


@app.command()
def erase(
    email: str = _EMAIL,
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    force: bool = typer.Option(False, "--force", help="Even if nobody is left who leads."),
    institution: str | None = InstitutionOption,
) -> None:
    """Forget who somebody was. What they did stays in the plan's history, without their name. It cannot be undone."""
    name, posts, only_lead = run(lambda begin: _before_erasing(begin, email, institution))
    if only_lead and not force:
        refuse(
            f"{name} is the only one who leads here, so nobody could look after Bunsen. Give the post to somebody "
            "first, with: bunsen post assign, or add --force."
        )
    if not yes:
        left = f" They leave {counted(posts, 'post')}." if posts else ""
        remark(f"{name} becomes “{NAMELESS}”, without address and accounts.{left} This cannot be undone.")
        if not agreed("Erase?"):
            refuse("Nothing was erased.")
    run(lambda begin: _erase(begin, email, institution))
    say(f"Done. {NAMELESS} stands wherever the name stood; words that others wrote were not searched for it.")


async def _before_erasing(begin: Begin, email: str, slug: str | None) -> tuple[str, int, bool]:
    async with begin() as tx:
        found = await the_institution(tx, slug)
        mine = tx.of(found.id)
        person = await _the_person(mine, email)
        holdings = await mine.posts.holdings_from(today_at(found))
        leading = {each.person.id for each in holdings if each.post.kind is PostKind.LEAD and not each.deputy}
        held = [each for each in holdings if each.person.id == person.id]
        return person.name, len(held), leading == {person.id}


async def _erase(begin: Begin, email: str, slug: str | None) -> None:
    async with begin() as tx:
        found = await the_institution(tx, slug)
        mine = tx.of(found.id)
        await mine.alone()
        person = await _the_person(mine, email)
        await mine.personal_data.erase(person.id, NAMELESS, today_at(found) - timedelta(days=1))


async def _the_person(work: Work, email: str) -> Person:
    person = await work.people.by_email(email.strip())
    if person is None:
        refuse(f"There is nobody with the address {email}. Check how it is written.")
    return person
