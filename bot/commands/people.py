"""bunsen people and bunsen post: who there is, and who holds which post."""

from datetime import UTC, date, datetime
from pathlib import Path

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, counted, refuse, run, say, the_institution
from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from handlers.work import Begin, Work

people = typer.Typer(help="People, imported from a list.", no_args_is_help=True)
posts = typer.Typer(help="Posts, and who holds them.", no_args_is_help=True)


@people.command("import")
def import_(
    file: Path = typer.Argument(help="CSV with the columns email, name, unit, roll-up group and, if wished, posts."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood."),
    institution: str | None = InstitutionOption,
) -> None:
    """Import people. Those who are known (by e-mail) are brought up to date."""
    from bot.imports.spreadsheets import UnreadableFile, read_csv
    from handlers.people.reading import PeopleDraft, read_people

    try:
        draft: PeopleDraft = read_people(read_csv(file).rows)
    except UnreadableFile as error:
        refuse(error.message)
    for problem in draft.problems:
        say(f"Row {problem.row}, {problem.column or 'whole row'}: {problem.message}")
    if any(problem.severity == "error" for problem in draft.problems) or not draft.people:
        refuse("Nothing was imported. Please mend the rows above and import the file again.")
    if dry_run:
        say(f"{counted(len(draft.people), 'person', 'people')} understood; nothing was written.")
        return

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            for each in draft.people:
                person = await mine.people.save(Person(0, each.name, each.email, each.unit, each.roll_up, invited=True))
                for name in each.posts:
                    await _hold(mine, person, name, datetime.now(UTC).date())
        say(f"Imported {counted(len(draft.people), 'person', 'people')}.")

    run(work)


async def _hold(work: Work, person: Person, name: str, today: date) -> None:
    """Give somebody a post once, however often the list is imported."""
    post = await work.people.add_post(name, _kind_by_name(name))
    held = await work.people.holdings(today)
    if not any(holding.post.id == post.id and holding.person.id == person.id for holding in held):
        await work.people.hold(Holding(post, person))


def _kind_by_name(name: str) -> PostKind:
    """What a post in a people list may do. Only the plain names of DESIGN.md 1 carry more than owning actions."""
    match " ".join(name.split()).casefold():
        case "institutional lead":
            return PostKind.LEAD
        case "committee chair" | "chair":
            return PostKind.CHAIR
        case _:
            return PostKind.OWNER


@posts.command("list")
def list_posts(institution: str | None = InstitutionOption) -> None:
    """List posts with their holders; a vacant post says so."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id).people
            holdings = await mine.holdings(found.day(datetime.now(UTC)))
            for post in await mine.posts():
                names = [h.person.name + (" (deputy)" if h.deputy else "") for h in holdings if h.post.id == post.id]
                say(f"{post.name} [{post.kind}]: {', '.join(names) or 'vacant'}")

    run(work)


@posts.command()
def assign(
    name: str = typer.Argument(help="The post, for example “Committee chair”."),
    email: str = typer.Argument(help="Who holds it."),
    kind: PostKind | None = typer.Option(None, help="What the post may do; a new one owns actions if left out."),
    deputy: bool = typer.Option(False, "--deputy", help="As deputy."),
    until: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="Last day of the term."),
    institution: str | None = InstitutionOption,
) -> None:
    """Give somebody a post; a post that is new is added."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id).people
            person = await mine.by_email(email)
            if person is None:
                refuse(f"There is nobody with the address {email}. Import them first: bunsen people import FILE")
            post = await mine.add_post(name, kind or PostKind.OWNER)
            if kind is not None and kind is not post.kind:
                await mine.change_kind(post.id, kind)
            today = found.day(datetime.now(UTC))
            await mine.hold(Holding(post, person, deputy, today, until.date() if until else None))
        say(f"{person.name} is now {'deputy for ' if deputy else ''}{post.name} [{kind or post.kind}].")

    run(work)


@posts.command()
def end(
    name: str = typer.Argument(help="The post."),
    email: str = typer.Argument(help="Who leaves it."),
    last_day: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="Last day; today if left out."),
    institution: str | None = InstitutionOption,
) -> None:
    """End somebody's time in a post."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id).people
            person, post = await mine.by_email(email), await mine.post(name)
            if person is None or post is None:
                refuse(f"There is no {'post ' + name if post is None else 'person ' + email}.", WRONG_USE)
            today = found.day(datetime.now(UTC))
            day = last_day.date() if last_day else today
            if not await mine.end_holding(post.id, person.id, day):
                refuse(f"{person.name} does not hold the post {post.name}.")
        say(f"{person.name} leaves {post.name}; the last day is {day.isoformat()}.")

    run(work)
