"""Units, and whom to turn to about their people who are not in chat."""

from collections.abc import Mapping, Sequence

from handlers.cards import Button, Buttons, Card, Element, Leads, Table, Text
from handlers.feature import Context, FormInput
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.paging import page_asked, page_of
from handlers.people.model import Unit
from handlers.posts import cards, names
from handlers.posts.board import Board
from handlers.posts.forms import contact_form
from handlers.posts.looking import the_board
from handlers.posts.permission import leads
from handlers.posts.picking import picked

_PAGE = 10


async def show_units(context: Context, value: str) -> Outcome:
    """Show the units with their contact posts, ten on a page; turned in its place, or as a message of its own."""
    units = await context.work.posts.units()
    card = _card(units, await the_board(context), page_asked(value), may_set=leads(context))
    return Update(card) if value else Reply(card, private=True)


def _card(units: Sequence[Unit], board: Board, page: int, *, may_set: bool) -> Card:
    if not units:
        return Card("There is no unit yet", (Text("Units come in with the list of people."),))
    shown = page_of(units, page, _PAGE)
    posts = {post.id: post.name for post in board.posts}
    rows = tuple((unit.name, contact_said(unit, posts, board)) for unit in shown.items)
    buttons = [Button("Set a contact", names.CONTACT_PRESS, str(shown.number), leads=Leads.FORM)] if may_set else []
    buttons += shown.turning(names.UNITS_PRESS)
    body: list[Element] = [
        Text("The contact is the post to turn to about people of a unit who are not in chat."),
        Table(f"Units {shown.span}", ("Unit", "Contact"), rows),
    ]
    return Card("Contacts of units", (*body, Buttons(tuple(buttons))) if buttons else tuple(body))


def contact_said(unit: Unit, posts: Mapping[int, str], board: Board) -> str:
    """The contact post of a unit with whoever holds it; `posts` are names by id."""
    post_id = unit.contact_post_id
    if post_id is None or post_id not in posts:
        return "nobody yet"
    people = ", ".join(person.name for person in board.holders(post_id))
    return f"{posts[post_id]} ({people or 'vacant'})"


async def open_contact(context: Context, value: str) -> Outcome:
    """Ask for the contact post of one of the units of a page."""
    units, posts = await context.work.posts.units(), await context.work.people.posts()
    page = page_of(units, page_asked(value), _PAGE)
    if not page.items or not posts:
        return Reply(cards.no_such_post(), private=True)
    return OpenForm(contact_form(page.items, posts, str(page.number)))


async def take_contact(context: Context, form: FormInput) -> Outcome:
    """Set the contact post of a unit."""
    units, posts = await context.work.posts.units(), await context.work.people.posts()
    unit = picked(form.values.get("unit", ""), units)
    wanted = form.values.get("post", "").strip()
    post = picked(wanted, posts)
    if unit is None or (post is None and wanted):
        page = page_of(units, page_asked(form.context), _PAGE)
        again = refilled(contact_form(page.items, posts, str(page.number)), form.values)
        wrong = {"unit": "Please choose a unit."} if unit is None else {"post": "There is no such post."}
        return FormErrors(again, wrong)
    await context.work.posts.set_contact(unit.id, post.id if post else None)
    said = f"For people of {unit.name} who are not in chat, turn to “{post.name}”." if post else "It has none now."
    return Close(reply=cards.done(f"The contact of {unit.name} is set", said))
