"""bunsen unit: the units, and whom to turn to about their people who are not in chat."""

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, run, say, the_institution, today_at
from handlers.people.model import Unit
from handlers.posts.naming import tidy
from handlers.work import Begin, Work

app = typer.Typer(help="Look after units, and whom to turn to about their people.", no_args_is_help=True)


@app.command("list")
def list_(institution: str | None = InstitutionOption) -> None:
    """List every unit with its contact post, and who holds that."""

    async def work(begin: Begin) -> None:
        from handlers.posts.board import read_board
        from handlers.posts.units import contact_said

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            board, units = await read_board(mine, found, today_at(found)), await mine.posts.units()
        posts = {post.id: post.name for post in board.posts}
        for unit in units:
            say(f"{unit.name}: {contact_said(unit, posts, board)}")
        if not units:
            say("There is no unit yet. Units come in with the list of people: bunsen people import FILE")

    run(work)


@app.command()
def contact(
    unit: str = typer.Argument(metavar="UNIT", help="Its name, as `bunsen unit list` shows it."),
    post: str = typer.Argument("", metavar="[POST]", help="The post to turn to about people who are not in chat."),
    nobody: bool = typer.Option(False, "--nobody", help="Take the contact back."),
    institution: str | None = InstitutionOption,
) -> None:
    """Set the post to turn to about people of a unit who are not in chat."""
    if bool(tidy(post)) is nobody:
        refuse("Name either the post to turn to, or --nobody.", WRONG_USE)

    async def work(begin: Begin) -> None:
        async with begin() as tx:
            mine = tx.of((await the_institution(tx, institution)).id)
            of = await _the_unit(mine, unit)
            chosen = await mine.people.post(tidy(post)) if not nobody else None
            if not nobody and (chosen is None or chosen.ended_on is not None):
                refuse(f"There is no post “{tidy(post)}”. `bunsen post list` shows those that there are.")
            await mine.posts.set_contact(of.id, chosen.id if chosen else None)
        say(f"The contact of {of.name} is {chosen.name if chosen else 'nobody'} from now on.")

    run(work)


async def _the_unit(work: Work, name: str) -> Unit:
    wanted = tidy(name).casefold()
    found = next((unit for unit in await work.posts.units() if tidy(unit.name).casefold() == wanted), None)
    if found is None:
        refuse(f"There is no unit “{tidy(name)}”. `bunsen unit list` shows those that there are.")
    return found
