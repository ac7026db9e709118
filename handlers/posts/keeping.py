"""Adding, renaming and ending posts, and the rule for chairs."""

from dataclasses import replace

from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.people.model import MOST_CHAIRS, Post
from handlers.posts import cards
from handlers.posts.board import Board
from handlers.posts.forms import add_form, change_form, read_described, rule_form
from handlers.posts.holding import end_post
from handlers.posts.looking import the_board, the_post
from handlers.posts.telling import tell_of_leaving
from handlers.rights import PostKind


async def open_add(context: Context, _value: str) -> Outcome:
    """Ask for a new post."""
    return OpenForm(add_form(await context.work.posts.units()))


async def take_add(context: Context, form: FormInput) -> Outcome:
    """Add a post."""
    await context.work.alone()
    units = await context.work.posts.units()
    described, errors = read_described(form.values, Post(0, "", PostKind.OWNER), units)
    known = await context.work.people.post(described.name) if not errors else None
    if known is not None and known.ended_on is None:
        errors = {"name": f"There is already a post “{known.name}”."}
    if errors:
        return FormErrors(refilled(add_form(units), form.values), errors, look_again())
    post = await context.work.people.add_post(described.name, described.kind)
    await context.work.posts.change(replace(described, id=post.id))
    said = (
        "It was there before, and is open again."
        if known is not None
        else "It is vacant until you give it to somebody."
    )
    return Close(reply=cards.done(f"“{post.name}” is added", said, post=post))


async def open_change(context: Context, value: str) -> Outcome:
    """Ask for another name, kind or unit."""
    post = await the_post(context, value)
    if post is None:
        return Reply(cards.no_such_post(), private=True)
    return OpenForm(change_form(post, await context.work.posts.units()))


async def take_change(context: Context, form: FormInput) -> Outcome:
    """Change a post; its holders, actions and history stay with it."""
    await context.work.alone()
    post = await the_post(context, form.context)
    if post is None:
        return Close(reply=cards.no_such_post())
    units = await context.work.posts.units()
    described, errors = read_described(form.values, post, units)
    if not errors and described.kind is not PostKind.LEAD and only_lead_post(await the_board(context), post):
        errors = {"kind": "Without it nobody would lead. Give the lead to another post first."}
    if not errors and not await context.work.posts.change(described):
        errors = {"name": f"There is already a post “{described.name}”."}
    if errors:
        return FormErrors(refilled(change_form(post, units), form.values), errors, look_again())
    renamed = f"It was called “{post.name}”." if described.name != post.name else ""
    return Close(reply=cards.done(f"“{described.name}” is changed", renamed, cards.kind_said(described), post=post))


async def close_post(context: Context, value: str) -> Outcome:
    """End a post today; who holds it leaves it, and its open actions wait in the queue."""
    await context.work.alone()
    post = await the_post(context, value)
    if post is None or post.ended_on is not None:
        return Reply(cards.no_such_post(), private=True)
    board = await the_board(context)
    if only_lead_post(board, post):
        return Reply(cards.needs_a_lead(post), private=True)
    await end_post(context.work, post, board.holdings, context.today)
    others = [each.person for each in board.now_in(post.id) if each.person.id != context.person.id]
    await tell_of_leaving(context.work, context.institution, context.now, post, others, context.today)
    actions = board.open_actions.get(post.id, 0)
    return Update(cards.closed(post, actions, spoken(context.today)))


def only_lead_post(board: Board, post: Post) -> bool:
    """Tell whether this is the one post that leads."""
    return [each.id for each in board.of_kind(PostKind.LEAD)] == [post.id]


async def open_rule(context: Context, _value: str) -> Outcome:
    """Ask how many chairs there are to be."""
    return OpenForm(rule_form(context.institution.chairs))


async def take_rule(context: Context, form: FormInput) -> Outcome:
    """Set how many chairs there are to be."""
    chairs = as_id(form.values.get("chairs", ""))
    if chairs is None or chairs > MOST_CHAIRS:
        errors = {"chairs": f"Please choose a number from 0 to {MOST_CHAIRS}."}
        return FormErrors(refilled(rule_form(context.institution.chairs), form.values), errors)
    await context.work.posts.set_chairs(chairs)
    said = "I no longer look after it." if chairs == 0 else f"I say so when there are fewer than {chairs}."
    return Close(reply=cards.done("The rule for chairs is set", said))
