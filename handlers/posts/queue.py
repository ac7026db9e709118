"""The lead's assignment queue: open actions for which nobody answers, each given to a post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers.actions.changing import changed
from handlers.cards import Card
from handlers.deliveries import Delivery
from handlers.feature import Context, DeliveryContext, FormInput
from handlers.forms import FormValues, as_id, parse_date, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.paging import page_asked, page_of
from handlers.people.model import Post
from handlers.plans.model import Action, ActionChange, ChangeKind, Plan
from handlers.posts import names, queue_cards
from handlers.posts.board import Board
from handlers.posts.looking import the_board
from handlers.posts.naming import name_problem, tidy
from handlers.posts.picking import picked
from handlers.posts.queue_forms import PAGE, assign_form, bulk_form
from handlers.posts.telling import tell
from handlers.rights import kind_by_name
from handlers.work import Work


@dataclass(frozen=True, slots=True)
class Waiting:
    """An action that waits for somebody, and why; `vacant` is its post where only a holder is missing."""

    action: Action
    why: str
    vacant: Post | None = None


def waiting(actions: Sequence[Action], board: Board) -> list[Waiting]:
    """The open actions without an owner, of a post that nobody fills, or disputed by their owner."""
    posts = {post.id: post for post in board.posts}
    found = (_waiting(action, posts.get(action.owner_post_id or 0), board) for action in actions if not action.is_over)
    return [each for each in found if each is not None]


def _waiting(action: Action, post: Post | None, board: Board) -> Waiting | None:
    if action.disputed_by_id is not None:
        return Waiting(action, f"“{post.name}” says it is not theirs" if post else "its owner says it is not theirs")
    if action.owner_post_id is None:
        return Waiting(action, "no owner")
    if post is None:
        return Waiting(action, "its post has ended")
    there = [*board.holders(post.id), *board.deputies(post.id)]
    if all(board.is_gone(person) for person in there):
        return Waiting(action, f"“{post.name}” is vacant", post)
    return None


async def _plan(work: Work) -> Plan | None:
    """The plan that runs, else the newest draft."""
    return await work.plans.current() or next(iter(list(await work.plans.all())[::-1]), None)


async def the_queue(context: Context, board: Board) -> list[Waiting]:
    """What waits now."""
    plan = await _plan(context.work)
    return waiting(await context.work.plans.actions(plan.id), board) if plan else []


async def show_queue(context: Context, _rest: str) -> Reply:
    """Show what waits for an owner."""
    return Reply(queue_cards.queue(await the_queue(context, await the_board(context)), 1), private=True)


async def turn_queue(context: Context, value: str) -> Outcome:
    """Show another page of it in the place of the one before; without a number, all of it as a message of its own."""
    card = queue_cards.queue(await the_queue(context, await the_board(context)), page_asked(value))
    return Update(card) if value else Reply(card, private=True)


async def open_assign(context: Context, value: str) -> Outcome:
    """Ask for the posts of the actions of one page."""
    board = await the_board(context)
    found = await the_queue(context, board)
    page = page_of(found, page_asked(value), PAGE)
    if not found:
        return Reply(queue_cards.queue(found, 1), private=True)
    return OpenForm(assign_form([(each.action, each.why) for each in page.items], board.posts))


async def take_assign(context: Context, form: FormInput) -> Outcome:
    """Give each action to the post that was chosen or named for it."""
    await context.work.alone()
    board = await the_board(context)
    ids = [action_id for part in form.context[:2000].split(",") if (action_id := as_id(part)) is not None][:PAGE]
    plan = await _plan(context.work)
    there = {action.id: action for action in await context.work.plans.actions(plan.id)} if plan else {}
    shown = [there[action_id] for action_id in ids if action_id in there]
    chosen: dict[int, str] = {}
    errors: dict[str, str] = {}
    for action in shown:
        name = _named(form.values, f"-{action.id}", board.posts)
        if name and (problem := name_problem(name)):
            errors[f"new-{action.id}"] = problem
        elif name:
            chosen[action.id] = name
    if errors:
        still = {each.action.id: each.why for each in waiting(shown, board)}
        again = assign_form([(action, still.get(action.id, "")) for action in shown], board.posts)
        return FormErrors(refilled(again, form.values), errors, look_again("assigned"))
    return await _assigned(context, [(action, chosen[action.id]) for action in shown if action.id in chosen])


async def open_bulk(context: Context, _value: str) -> Outcome:
    """Ask which owner, as written in the plan, is which post."""
    board = await the_board(context)
    groups = by_owner_text(await the_queue(context, board))
    if not groups:
        return Reply(queue_cards.no_owner_texts(), private=True)
    return OpenForm(bulk_form(groups, board.posts))


async def take_bulk(context: Context, form: FormInput) -> Outcome:
    """Give all waiting actions whose owner is written so to one post."""
    await context.work.alone()
    board = await the_board(context)
    groups = by_owner_text(await the_queue(context, board))
    # The first action stands for its group: a text of any length, and one that may have changed meanwhile.
    first = as_id(form.values.get("owner", ""))
    actions = next((found for found in groups.values() if any(action.id == first for action in found)), None)
    name = _named(form.values, "", board.posts)
    errors = {} if actions else {"owner": "Please choose an owner; this one no longer waits."}
    if problem := name_problem(name):
        errors["new"] = problem if name else "Please choose a post, or write the name of a new one."
    if errors or not actions:
        if not groups:
            return Close(reply=queue_cards.no_owner_texts())
        return FormErrors(refilled(bulk_form(groups, board.posts), form.values), errors, look_again("assigned"))
    return await _assigned(context, [(action, name) for action in actions])


def by_owner_text(found: Sequence[Waiting]) -> Mapping[str, Sequence[Action]]:
    """What waits, by its owner as written in the plan; most actions first."""
    groups: dict[str, list[Action]] = {}
    written: dict[str, str] = {}
    for each in found:
        if text := tidy(each.action.owner_text):
            groups.setdefault(text.casefold(), []).append(each.action)
            written.setdefault(text.casefold(), text)
    return {written[key]: groups[key] for key in sorted(groups, key=lambda key: -len(groups[key]))}


def _named(values: FormValues, suffix: str, posts: Sequence[Post]) -> str:
    """The name of the post that a form gives: a new one that was written goes before one that was chosen."""
    if written := values.get(f"new{suffix}", "").strip():
        return written
    post = picked(values.get(f"post{suffix}", ""), posts)
    return post.name if post else ""


async def _assigned(context: Context, pairs: Sequence[tuple[Action, str]]) -> Outcome:
    posts: dict[int, Post] = {}
    count = 0
    for action, name in pairs:
        post = await context.work.people.post(name)
        if post is None or post.ended_on is not None:
            post = await context.work.people.add_post(name, kind_by_name(name))
        if action.owner_post_id == post.id and action.disputed_by_id is None:
            continue
        given = replace(action, owner_post_id=post.id, disputed_by_id=None)
        await changed(context, action, given, ChangeKind.OWNER)
        posts[post.id] = post
        count += 1
    await _tell_owners(context, set(posts))
    board = await the_board(context)
    vacant = [post for post in posts.values() if not board.now_in(post.id)]
    still = len(await the_queue(context, board))
    return Close(reply=queue_cards.assigned(count, vacant, still))


async def _tell_owners(context: Context, post_ids: set[int]) -> None:
    """One message a person the next morning, however many forms were sent: nobody hears of one action twice."""
    morning = context.institution.calendar.next_morning(context.now)
    board = await the_board(context)
    people = [
        each.person for post_id in post_ids for each in board.now_in(post_id) if each.person.id != context.person.id
    ]
    day = context.today.isoformat()
    await tell(context.work, context.institution, morning, people, names.ASSIGNED, day, {"day": day})


async def compose_assigned(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Tell somebody which actions came to their posts on that day; None where none of them is theirs any more."""
    plan, day = await _plan(context.work), parse_date(delivery.ids["day"])
    if plan is None or day is None:
        return None
    mine = {each.post.id: each.post for each in await context.work.people.holdings(context.today, context.person.id)}
    # Updates are found by the moment: from a day before on, as midnight is not the same moment everywhere.
    since = context.institution.calendar.morning(day) - timedelta(days=1)
    moved = {
        entry.action_id
        for entry in await context.work.plans.updates_since(plan.id, since)
        if isinstance(entry, ActionChange)
        and entry.kind is ChangeKind.OWNER
        and entry.by_person_id != context.person.id
        and context.institution.day(entry.at) == day
    }
    actions = [each for each in await context.work.plans.owned_by(plan.id, mine) if each.id in moved]
    return queue_cards.yours_now(actions, mine) if actions else None
