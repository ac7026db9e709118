"""bunsen post: which posts there are, and who holds them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import typer

from bot.commands.session import (
    WRONG_USE,
    InstitutionOption,
    day_option,
    has_mail_server,
    post_name,
    refuse,
    remark,
    run,
    say,
    say_indented,
    the_institution,
    today_at,
)
from handlers.people.model import Holding, Person, Post
from handlers.rights import PostKind, kind_by_name
from handlers.work import Begin, Work

app = typer.Typer(help="Look after posts, and who holds them.", no_args_is_help=True)

_POST = typer.Argument(metavar="POST", help="Its name, such as “Committee chair”.")
_TAKER = typer.Argument(metavar="EMAIL", help="Who takes it.")
_TOLD = "Whoever is concerned is told by the server, in working hours."
_SINCE = typer.Option(None, "--from", metavar="YYYY-MM-DD", parser=day_option, help="First day; today if left out.")
_UNTIL = typer.Option(None, metavar="YYYY-MM-DD", parser=day_option, help="Last day of the term; open if left out.")


@app.command("list")
def list_(
    details: bool = typer.Option(False, "--details", help="With terms, absences, how people are reached, and who was."),
    institution: str | None = InstitutionOption,
) -> None:
    """List every post with its holders and deputies, or as vacant."""

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine, today = tx.of(found.id), today_at(found)
            holdings = await mine.people.holdings(today)
            for post in await mine.people.posts():
                names = [h.person.name + (" (deputy)" if h.deputy else "") for h in holdings if h.post.id == post.id]
                say(f"{post.name} [{post.kind}]: {', '.join(names) or 'vacant'}")
                if details:
                    await _say_details(mine, post, today)

    run(work)


async def _say_details(work: Work, post: Post, today: date) -> None:
    from handlers.people.reach import reach

    history = await work.posts.history(post.id)
    accounts = await work.accounts.of({each.person.id for each in history})
    for each in history:
        term = _term(each.starts_on, each.ends_on)
        over = each.ends_on is not None and each.ends_on < today
        way = reach(each.person, accounts.get(each.person.id, ()), email=has_mail_server())
        reached = "" if over else f"; reached {way.words}"
        away = each.person.away_until
        absent = f"; away until {away.isoformat()}" if away is not None and away >= today else ""
        say_indented(f"{each.person.name}{' (deputy)' if each.deputy else ''}: {term}{absent}{reached}")


def _term(starts_on: date | None, ends_on: date | None) -> str:
    if ends_on is None:
        return f"since {starts_on.isoformat()}" if starts_on else "no term set"
    return f"{starts_on or 'from the beginning'} to {ends_on}"


@app.command()
def add(
    name: str = _POST,
    kind: PostKind | None = typer.Option(None, help="What its holders may do; what its name says if left out."),
    institution: str | None = InstitutionOption,
) -> None:
    """Add a post that nobody holds yet."""
    name = post_name(name)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            mine = tx.of((await the_institution(tx, institution)).id).people
            known = await mine.post(name)
            if known is not None and known.ended_on is None:
                refuse(f"There is already a post “{known.name}”. Nothing was changed.")
            post = await mine.add_post(name, kind or kind_by_name(name))
        say(f'Added {post.name} [{post.kind}]. It is vacant. Next: bunsen post assign "{post.name}" EMAIL')

    run(work)


@app.command()
def rename(
    name: str = _POST,
    new_name: str = typer.Argument(metavar="NAME", help="What it is called from now on."),
    institution: str | None = InstitutionOption,
) -> None:
    """Give a post another name. Its holders, actions and history stay with it."""
    new_name = post_name(new_name)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            mine = tx.of((await the_institution(tx, institution)).id)
            post = await _the_post(mine, name)
            if not await mine.posts.change(replace(post, name=new_name)):
                refuse(f"There is already a post “{new_name}”. Nothing was changed.")
        say(f"{post.name} is now called {new_name}.")

    run(work)


@app.command()
def assign(
    name: str = _POST,
    email: str = _TAKER,
    kind: PostKind | None = typer.Option(None, help="What its holders may do; “owner” for a post that is new."),
    deputy: bool = typer.Option(False, "--deputy", help="As deputy."),
    since: date | None = _SINCE,
    until: date | None = _UNTIL,
    institution: str | None = InstitutionOption,
) -> None:
    """Give somebody a post, from today or another day. A post that is not there yet is added."""
    _give(name, email, since, until, institution, kind=kind, deputy=deputy)


@app.command()
def deputise(
    name: str = _POST,
    email: str = typer.Argument(metavar="EMAIL", help="Who stands in."),
    since: date | None = _SINCE,
    until: date | None = _UNTIL,
    institution: str | None = InstitutionOption,
) -> None:
    """Let somebody stand in for a post: the same as “assign --deputy”."""
    _give(name, email, since, until, institution, kind=None, deputy=True)


def _give(
    name: str,
    email: str,
    since: date | None,
    until: date | None,
    institution: str | None,
    *,
    kind: PostKind | None,
    deputy: bool,
) -> None:
    name = post_name(name)

    async def work(begin: Begin) -> None:
        from handlers.posts.board import read_board
        from handlers.posts.giving import give
        from handlers.posts.holding import term_problem
        from handlers.posts.keeping import only_lead_post

        async with begin() as tx:
            found, now = await the_institution(tx, institution), datetime.now(UTC)
            today = found.day(now)
            first_day = since or today
            if problem := term_problem(first_day, until, today):
                refuse(problem.message, WRONG_USE)
            mine = tx.of(found.id)
            await mine.alone()
            person = await mine.people.by_email(email)
            if person is None:
                refuse(f"There is nobody with the address {email}. Import them first: bunsen people import FILE")
            before = await mine.people.post(name)
            post = await mine.people.add_post(name, kind or PostKind.OWNER)
            board = await read_board(mine, found, today)
            if kind is not None and kind is not post.kind:
                if only_lead_post(board, post):
                    refuse(f"{post.name} is the only post that leads here, so it stays one. Nothing was changed.")
                await mine.people.change_kind(post.id, kind)
                post = replace(post, kind=kind)
            given = await give(mine, found, now, board, Holding(post, person, deputy, first_day, until), None)
        begins = f", from {first_day.isoformat()}" if first_day > today else ""
        term = f"{begins}, until {until.isoformat()}" if until else begins
        if before is None:
            # A slip of the keys makes a post of its own, so that is said.
            remark(f"There was no post “{name}”, so it was added. `bunsen post list` shows all of them.")
        what = "is already" if not given else "will be" if first_day > today else "is now"
        say(f"{person.name} {what} {'deputy for ' if deputy else ''}{post.name} [{post.kind}]{term}.")
        if given:
            remark(_TOLD)

    run(work)


@app.command()
def end(
    name: str = _POST,
    email: str = typer.Argument(metavar="EMAIL", help="Who leaves it."),
    last_day: date | None = typer.Option(
        None, metavar="YYYY-MM-DD", parser=day_option, help="The last day in the post; today if left out."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Let somebody leave a post."""

    async def work(begin: Begin) -> None:
        from handlers.posts.board import read_board
        from handlers.posts.giving import leaves_nobody_to_lead
        from handlers.posts.telling import tell_of_leaving

        async with begin() as tx:
            found, now = await the_institution(tx, institution), datetime.now(UTC)
            mine = tx.of(found.id)
            await mine.alone()
            person, post = await mine.people.by_email(email), await _the_post(mine, name)
            if person is None:
                refuse(f"There is nobody with the address {email}. Check how it is written.")
            day = last_day or found.day(now)
            board = await read_board(mine, found, found.day(now))
            held = any(each.post.id == post.id and each.person.id == person.id for each in board.holdings)
            if held and leaves_nobody_to_lead(board, post, person, day):
                refuse(
                    f"After that day nobody would lead here, and nobody could look after Bunsen. Nothing was changed. "
                    f'Give the post to somebody first: bunsen post assign "{post.name}" EMAIL'
                )
            if not await mine.people.end_holding(post.id, person.id, day):
                refuse(
                    f"{person.name} does not hold the post {post.name} after {day.isoformat()}. Nothing was changed."
                )
            await tell_of_leaving(mine, found, now, post, [person], day)
            left = [h for h in await mine.people.holdings(day + timedelta(days=1)) if h.post.id == post.id]
        say(f"{person.name} leaves {post.name}; the last day is {day.isoformat()}.")
        remark(_TOLD)
        if not any(not holding.deputy for holding in left):
            remark(f'After that day nobody holds {post.name}. Next: bunsen post assign "{post.name}" EMAIL')

    run(work)


@app.command()
def close(name: str = _POST, institution: str | None = InstitutionOption) -> None:
    """End a post today. Who held it stays on record; its open actions wait for another post."""

    async def work(begin: Begin) -> None:
        from handlers.posts.board import read_board
        from handlers.posts.holding import end_post
        from handlers.posts.keeping import only_lead_post
        from handlers.posts.telling import tell_of_leaving

        async with begin() as tx:
            found, now = await the_institution(tx, institution), datetime.now(UTC)
            mine = tx.of(found.id)
            await mine.alone()
            post = await _the_post(mine, name)
            board = await read_board(mine, found, found.day(now))
            if only_lead_post(board, post):
                refuse(f"{post.name} is the only post that leads here, so it cannot end. Nothing was changed.")
            await end_post(mine, post, board.holdings, board.today)
            people = [each.person for each in board.now_in(post.id)]
            await tell_of_leaving(mine, found, now, post, people, board.today)
        waiting = board.open_actions.get(post.id, 0)
        actions = f" Its open actions ({waiting}) wait in the lead's queue." if waiting else ""
        say(f"{post.name} ends today.{actions}")

    run(work)


async def _the_post(work: Work, name: str) -> Post:
    post = await work.people.post(name)
    if post is None:
        refuse(f"There is no post “{name}”. `bunsen post list` shows those that there are.")
    if post.ended_on is not None:
        refuse(f"The post “{post.name}” ended on {post.ended_on.isoformat()}. To open it again: bunsen post add")
    return post


async def hold_once(work: Work, person: Person, name: str, today: date) -> None:
    """Give somebody a post once, however often the list of people is imported."""
    post = await work.people.add_post(name, kind_by_name(name))
    held = await work.people.holdings(today)
    if not any(holding.post.id == post.id and holding.person.id == person.id for holding in held):
        await work.people.hold(Holding(post, person))
