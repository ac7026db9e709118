"""Units, and whom to turn to about their people who are not in chat."""

from collections.abc import Mapping, Sequence

from handlers.cards import Button, Buttons, Card, Element, Leads, Table, Text
from handlers.feature import Context, FormInput
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.people.model import Unit
from handlers.posts import cards, names
from handlers.posts.board import Board
from handlers.posts.forms import contact_form
from handlers.posts.looking import the_board
from handlers.posts.permission import leads
from handlers.posts.picking import picked

_PAGE = 10


async def show_units(context: Context, value: str) -> Outcome:
    """Show the units with their contact posts, ten on a page."""
    units = await context.work.posts.units()
    card = _card(units, await the_board(context), as_id(value) or 0, may_set=leads(context))
    return Update(card) if value not in ("", "0") else Reply(card, private=True)


def _card(units: Sequence[Unit], board: Board, page: int, *, may_set: bool) -> Card:
    if not units:
        return Card("There is no unit yet", (Text("Units come in with the list of people."),))
    first = min(page, (len(units) - 1) // _PAGE) * _PAGE
    shown = units[first : first + _PAGE]
    posts = {post.id: post.name for post in board.posts}
    rows = tuple((unit.name, _contact(unit, posts, board)) for unit in shown)
    caption = f"Units {first + 1} to {first + len(shown)} of {len(units)}"
    buttons = [Button("Set a contact", names.CONTACT_PRESS, str(first), leads=Leads.FORM)] if may_set else []
    if first + _PAGE < len(units):
        buttons.append(Button("Next page", names.UNITS_PRESS, str(first // _PAGE + 1)))
    body: list[Element] = [
        Text("The contact is the post to turn to about people of a unit who are not in chat."),
        Table(caption, ("Unit", "Contact"), rows),
    ]
    return Card("Contacts of units", (*body, Buttons(tuple(buttons))) if buttons else tuple(body))


def _contact(unit: Unit, posts: Mapping[int, str], board: Board) -> str:
    post_id = unit.contact_post_id
    if post_id is None or post_id not in posts:
        return "nobody yet"
    people = ", ".join(person.name for person in board.holders(post_id))
    return f"{posts[post_id]} ({people or 'vacant'})"


async def open_contact(context: Context, value: str) -> Outcome:
    """Ask for the contact post of one of the units of a page."""
    units, posts = await context.work.posts.units(), await context.work.people.posts()
    first = as_id(value) or 0
    if not units[first : first + _PAGE] or not posts:
        return Reply(cards.no_such_post(), private=True)
    return OpenForm(contact_form(units[first : first + _PAGE], posts, str(first)))


async def take_contact(context: Context, form: FormInput) -> Outcome:
    """Set the contact post of a unit."""
    units, posts = await context.work.posts.units(), await context.work.people.posts()
    unit = picked(form.values.get("unit", ""), units)
    wanted = form.values.get("post", "").strip()
    post = picked(wanted, posts)
    if unit is None or (post is None and wanted):
        first = as_id(form.context) or 0
        again = refilled(contact_form(units[first : first + _PAGE] or units[:_PAGE], posts, form.context), form.values)
        wrong = {"unit": "Please choose a unit."} if unit is None else {"post": "There is no such post."}
        return FormErrors(again, wrong)
    await context.work.posts.set_contact(unit.id, post.id if post else None)
    said = f"For people of {unit.name} who are not in chat, turn to “{post.name}”." if post else "It has none now."
    return Close(reply=cards.done(f"The contact of {unit.name} is set", said))
