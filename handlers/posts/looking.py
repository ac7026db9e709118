"""Looking at posts: all of them, one, one's own."""

from handlers.cards import Card
from handlers.feature import Context, FormInput
from handlers.forms import as_id
from handlers.outcomes import Close, OpenForm, Outcome, Reply, Update
from handlers.paging import page_asked, page_of
from handlers.people.handovers import Handover
from handlers.people.model import Post
from handlers.posts import cards
from handlers.posts.alarms import alarms
from handlers.posts.board import Board, read_board
from handlers.posts.forms import choose_form
from handlers.posts.permission import leads, may_see, presses_for
from handlers.rights import Right


async def show_posts(context: Context, rest: str) -> Reply:
    """Show the post that was named, or all of them; to those who neither lead nor chair, their own."""
    board = await the_board(context)
    named = await context.work.people.post(rest) if rest.strip() else None
    if named is not None and may_see(context, board, named):
        return Reply(await post_card(context, board, named), private=True)
    return Reply(_all_or_own(context, board, 1), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another page in the place of the one before; without a number, the list as a message of its own."""
    card = _all_or_own(context, await the_board(context), page_asked(value))
    return Update(card) if value else Reply(card, private=True)


def _all_or_own(context: Context, board: Board, page: int) -> Card:
    if Right.COMMITTEE in context.rights:
        return cards.overview(board, alarms(board), page, leads=leads(context))
    mine = [each for each in board.holdings if each.person.id == context.person.id]
    return cards.my_posts(mine)


async def open_choice(context: Context, value: str) -> Outcome:
    """Ask which post of a page to open."""
    board = await the_board(context)
    posts = page_of(board.posts, page_asked(value), cards.PAGE).items
    return OpenForm(choose_form(posts)) if posts else Reply(cards.no_such_post(), private=True)


async def take_choice(context: Context, form: FormInput) -> Outcome:
    """Show the post that was chosen."""
    return Close(reply=await _shown(context, form.values.get("post", "")))


async def show_post(context: Context, value: str) -> Outcome:
    """Show a post."""
    return Reply(await _shown(context, value), private=True)


async def _shown(context: Context, value: str) -> Card:
    board = await the_board(context)
    post = await the_post(context, value)
    if post is None:
        return cards.no_such_post()
    return await post_card(context, board, post) if may_see(context, board, post) else cards.not_yours("see this")


async def post_card(context: Context, board: Board, post: Post) -> Card:
    """The card of a post, with the buttons that this person may press."""
    offers = await offers_of(context, post)
    people = await context.work.people.several({offer.to_person_id for offer in offers if offer.to_person_id})
    history = await context.work.posts.history(post.id)
    may = presses_for(context, board, post)
    return cards.one_post(board, post, history, offers, people, may, email=context.services.email)


async def the_board(context: Context) -> Board:
    """The posts as they stand."""
    return await read_board(context.work, context.institution, context.today)


async def the_post(context: Context, value: str) -> Post | None:
    """The post that a button or form names."""
    post_id = as_id(value)
    return await context.work.posts.get(post_id) if post_id is not None else None


async def offers_of(context: Context, post: Post) -> list[Handover]:
    """The offers of a post that wait for an answer."""
    return [
        offer
        for offer in await context.work.handovers.offered()
        if offer.post_id == post.id and offer.action_id is None
    ]
