"""Review packs, for chairs and the lead: offered as files, and written after the answer."""

from handlers.documents import DocumentKind
from handlers.feature import Command, Context, Feature, Press
from handlers.forms import as_id
from handlers.outcomes import Outcome, Reply, SendDocument
from handlers.packs import cards
from handlers.packs.document import pack_document
from handlers.packs.gathering import SnapshotChanged, gather_minutes, gather_pack, review_in_hand
from handlers.packs.presses import PACK_PRESS, WRITE_MINUTES_PRESS, WRITE_PRESS
from handlers.reviews.model import Review
from handlers.rights import Right
from handlers.status.cards import no_plan


async def show_offer(context: Context, _rest: str) -> Reply:
    """Offer the pack of the review at hand."""
    return await _offer(context, await review_in_hand(context.work, context.today))


async def offer(context: Context, value: str) -> Outcome:
    """Offer the pack of one review."""
    if not value:
        return await show_offer(context, "")
    review = await _review(context, value)
    return await _offer(context, review) if review else Reply(cards.no_such_review(), private=True)


async def write(context: Context, value: str) -> Outcome:
    """Hand over a pack, or say why there is none."""
    kind, _, which = value.partition(":")
    review = await _review(context, which) if which else None
    if kind not in {each.value for each in DocumentKind} or (which and review is None):
        return Reply(cards.no_such_review(), private=True)
    try:
        pack = await gather_pack(context.work, context.institution, review, context.now)
    except SnapshotChanged as found:
        return Reply(cards.changed(found), private=True)
    if pack is None:
        closed = review is not None and review.closed_at is not None
        return Reply(cards.nothing_frozen(review) if review and closed else no_plan(), private=True)
    day = (review.held_on if review else context.today).isoformat()
    caption = cards.caption(review, context.today)
    return SendDocument(pack_document(pack), DocumentKind(kind), f"review-pack-{day}", caption)


async def write_minutes(context: Context, value: str) -> Outcome:
    """Hand over the minutes of a review."""
    review = await _review(context, value)
    if review is None:
        return Reply(cards.no_such_review(), private=True)
    document = await gather_minutes(context.work, context.institution, review)
    name = f"minutes-{review.held_on.isoformat()}"
    return SendDocument(document, DocumentKind.DOCX, name, cards.minutes_caption(review))


async def _offer(context: Context, review: Review | None) -> Reply:
    minutes = await context.work.minutes.of(review.id) if review else ()
    return Reply(cards.offer(review, context.today, has_minutes=bool(minutes)), private=True)


async def _review(context: Context, value: str) -> Review | None:
    """A review by its id; not locked, as nothing of it changes."""
    review_id = as_id(value)
    return next((each for each in await context.work.reviews.all() if each.id == review_id), None)


FEATURE = Feature(
    "packs",
    commands=(
        Command(
            "review pack",
            "get the papers of the review as a Word file, a spreadsheet or a web page",
            show_offer,
            Right.COMMITTEE,
            ("pack", "committee papers"),
            instead="“reviews” tells when the next review is.",
        ),
    ),
    presses=(
        Press(PACK_PRESS, offer, Right.COMMITTEE),
        Press(WRITE_PRESS, write, Right.COMMITTEE),
        Press(WRITE_MINUTES_PRESS, write_minutes, Right.COMMITTEE),
    ),
)
