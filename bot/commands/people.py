"""bunsen people and bunsen post: who there is, and who holds which post."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import (
    LONGEST_POST,
    WRONG_USE,
    InstitutionOption,
    counted,
    post_name,
    refuse,
    remark,
    run,
    say,
    the_institution,
)
from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from handlers.work import Begin, Work

if TYPE_CHECKING:
    from handlers.people.reading import PeopleDraft, PersonDraft

people = typer.Typer(help="Look after the list of people.", no_args_is_help=True)
posts = typer.Typer(help="Look after posts, and who holds them.", no_args_is_help=True)

_DAY = ["%Y-%m-%d"]


@people.command("import")
def import_(
    file: Path = typer.Argument(
        metavar="FILE", help="A CSV with the columns e-mail, name, unit, roll-up group and, if you wish, posts."
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what was understood."),
    institution: str | None = InstitutionOption,
) -> None:
    """Bring people in, all of them or nobody. Those who are known by their address are brought up to date."""
    draft = _read(file)
    for problem in draft.problems:
        remark(f"Row {problem.row}{', ' + problem.column if problem.column else ''}: {problem.message}")
    if any(problem.severity == "error" for problem in draft.problems) or not draft.people:
        refuse("Nobody was imported. Please put this right and import the file again.")
    for each in draft.people:
        if too_long := next((post for post in each.posts if len(post) > LONGEST_POST), ""):
            refuse(
                f"{each.email} holds a post whose name has {len(too_long):,} characters; at most {LONGEST_POST} can "
                "be kept. Nobody was imported."
            )
    if dry_run:
        say(f"{counted(len(draft.people), 'person', 'people')} understood; nothing was written.")
        return
    run(lambda begin: _store(begin, draft.people, institution))
    say(f"Imported {counted(len(draft.people), 'person', 'people')}.")


def _read(file: Path) -> "PeopleDraft":
    from bot.imports.spreadsheets import UnreadableFile, read_csv
    from handlers.people.reading import read_people

    try:
        return read_people(read_csv(file).rows)
    except UnreadableFile as error:
        refuse(error.message)


async def _store(begin: Begin, drafts: "Sequence[PersonDraft]", slug: str | None) -> None:
    async with begin() as tx:
        found = await the_institution(tx, slug)
        mine = tx.of(found.id)
        for each in drafts:
            person = await mine.people.save(Person(0, each.name, each.email, each.unit, each.roll_up, invited=True))
            for name in each.posts:
                await _hold(mine, person, name, found.day(datetime.now(UTC)))


async def _hold(work: Work, person: Person, name: str, today: date) -> None:
    """Give somebody a post once, however often the list is imported."""
    post = await work.people.add_post(name, _kind_by_name(name))
    held = await work.people.holdings(today)
    if not any(holding.post.id == post.id and holding.person.id == person.id for holding in held):
        await work.people.hold(Holding(post, person))


def _kind_by_name(name: str) -> PostKind:
    """What a post in a people list may do. Only the plain names of docs/operators.md carry more than owning actions."""
    match " ".join(name.split()).casefold():
        case "institutional lead":
            return PostKind.LEAD
        case "committee chair" | "chair":
            return PostKind.CHAIR
        case _:
            return PostKind.OWNER


@posts.command("list")
def list_posts(institution: str | None = InstitutionOption) -> None:
    """List every post with its holders and deputies, or as vacant."""

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
    name: str = typer.Argument(metavar="POST", help="Its name, such as “Committee chair”."),
    email: str = typer.Argument(metavar="EMAIL", help="Who takes it."),
    kind: PostKind | None = typer.Option(None, help="What its holders may do; “owner” for a post that is new."),
    deputy: bool = typer.Option(False, "--deputy", help="As deputy."),
    until: datetime | None = typer.Option(
        None, metavar="YYYY-MM-DD", formats=_DAY, help="Last day of the term; open if left out."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Give somebody a post, from today. A post that is not there yet is added."""
    name = post_name(name)
    last_day = until.date() if until else None

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            today = found.day(datetime.now(UTC))
            if last_day is not None and last_day < today:
                refuse(f"The term would be over already: {last_day.isoformat()} has passed.", WRONG_USE)
            mine = tx.of(found.id).people
            person = await mine.by_email(email)
            if person is None:
                refuse(f"There is nobody with the address {email}. Import them first: bunsen people import FILE")
            post = await mine.add_post(name, kind or PostKind.OWNER)
            if kind is not None and kind is not post.kind:
                await mine.change_kind(post.id, kind)
            await _take(tx.of(found.id), Holding(post, person, deputy, today, last_day))
        term = f", until {last_day.isoformat()}" if last_day else ""
        say(f"{person.name} is now {'deputy for ' if deputy else ''}{post.name} [{kind or post.kind}]{term}.")

    run(work)


async def _take(work: Work, new: Holding) -> None:
    """Let a holding begin, in the place of any that the same person has of the same post."""
    today = new.starts_on
    assert today is not None  # noqa: S101 - this is what `assign` gives
    held = await work.people.holdings(today)
    same = [each for each in held if each.post.id == new.post.id and each.person.id == new.person.id]
    if any((each.deputy, each.ends_on) == (new.deputy, new.ends_on) for each in same):
        return
    if same:
        await work.people.end_holding(new.post.id, new.person.id, today - timedelta(days=1))
    await work.people.hold(new)


@posts.command()
def end(
    name: str = typer.Argument(metavar="POST", help="Its name."),
    email: str = typer.Argument(metavar="EMAIL", help="Who leaves it."),
    last_day: datetime | None = typer.Option(
        None, metavar="YYYY-MM-DD", formats=_DAY, help="The last day in the post; today if left out."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Let somebody leave a post."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id).people
            person, post = await mine.by_email(email), await mine.post(name)
            if post is None:
                refuse(f"There is no post “{name}”. `bunsen post list` shows those that there are.")
            if person is None:
                refuse(f"There is nobody with the address {email}. Check how it is written.")
            day = last_day.date() if last_day else found.day(datetime.now(UTC))
            if not await mine.end_holding(post.id, person.id, day):
                refuse(
                    f"{person.name} does not hold the post {post.name} after {day.isoformat()}. Nothing was changed."
                )
        say(f"{person.name} leaves {post.name}; the last day is {day.isoformat()}.")

    run(work)
