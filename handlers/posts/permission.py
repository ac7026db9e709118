"""Who may do what with a post, beyond what a right says."""

from handlers.feature import Context
from handlers.people.model import Post
from handlers.posts import names
from handlers.posts.board import Board
from handlers.rights import Right


def leads(context: Context) -> bool:
    """Tell whether this is the institutional lead."""
    return Right.LEAD in context.rights


def may_see(context: Context, board: Board, post: Post) -> bool:
    """Chairs and leads see every post; others those that they hold, stand in for, or are to hold."""
    own = any(each.person.id == context.person.id for each in board.holdings if each.post.id == post.id)
    return Right.COMMITTEE in context.rights or own


def may_give(context: Context, board: Board, post: Post) -> bool:
    """The lead may always; chairs and the deputy while nobody who can be reached holds the post."""
    if leads(context):
        return True
    stands_in = any(person.id == context.person.id for person in board.deputies(post.id))
    return board.needs_somebody(post) and (Right.COMMITTEE in context.rights or stands_in)


def may_offer(context: Context, board: Board, post: Post) -> bool:
    """The lead, and whoever holds the post."""
    return leads(context) or any(person.id == context.person.id for person in board.holders(post.id))


def presses_for(context: Context, board: Board, post: Post) -> frozenset[str]:
    """The buttons that this person gets on a post's card."""
    if post.ended_on is not None:
        return frozenset({names.PACK_PRESS})
    allowed = {names.PACK_PRESS}
    if may_give(context, board, post):
        allowed.add(names.GIVE_PRESS)
    if may_offer(context, board, post):
        allowed.add(names.OFFER_PRESS)
    if leads(context):
        allowed |= {names.END_PRESS, names.CHANGE_PRESS, names.CLOSE_PRESS}
    return frozenset(allowed)
