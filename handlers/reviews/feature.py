"""Reviews: setting their dates, opening and closing them, and hearing when none goes on."""

from handlers.feature import Command, Context, DailyCheck, Feature, FormRoute, Press
from handlers.outcomes import Reply
from handlers.reviews import alarms, cards, dates, meeting, minutes
from handlers.reviews.dates_form import FORM
from handlers.reviews.minutes_form import LINE_FORM, PRESENT_FORM
from handlers.reviews.minutes_presses import CORRECT_PRESS, LINE_PRESS, MINUTES_PRESS, PRESENT_PRESS
from handlers.reviews.schedule import next_review
from handlers.rights import Right


async def show_reviews(context: Context, _rest: str) -> Reply:
    """Show the coming and the last review: to everybody when they are, to chairs and lead what can be done."""
    reviews = await context.work.reviews.all()
    held = [review for review in reviews if review.closed_at is None and review.held_on <= context.today]
    coming = next_review(reviews, context.today)
    if Right.COMMITTEE not in context.rights:
        return Reply(cards.dates(reviews, coming), private=True)
    return Reply(cards.overview(reviews, held[0] if held else None, coming, context.today), private=True)


_OTHER_WORDS = (
    "review",
    "next review",
    "agenda",
    "when is the review",
    "when is the next review",
    "when is our next review",
    "when are the reviews",
    "date of the next review",
)

FEATURE = Feature(
    "reviews",
    commands=(
        Command(
            "reviews",
            "see when the next review is; for chairs and the lead: set the dates, open and close one",
            show_reviews,
            aliases=_OTHER_WORDS,
        ),
    ),
    presses=(
        Press(cards.DATES_PRESS, dates.open_dates, Right.COMMITTEE),
        Press(cards.OPEN_PRESS, meeting.open_review, Right.COMMITTEE),
        Press(cards.CLOSE_PRESS, meeting.close_review, Right.COMMITTEE),
        Press(MINUTES_PRESS, minutes.show_minutes, Right.COMMITTEE),
        Press(LINE_PRESS, minutes.open_line, Right.COMMITTEE),
        Press(CORRECT_PRESS, minutes.open_correction, Right.COMMITTEE),
        Press(PRESENT_PRESS, minutes.open_present, Right.COMMITTEE),
    ),
    forms=(
        FormRoute(FORM, dates.take_dates, Right.COMMITTEE),
        FormRoute(LINE_FORM, minutes.take_line, Right.COMMITTEE),
        FormRoute(PRESENT_FORM, minutes.take_present, Right.COMMITTEE),
    ),
    deliveries={alarms.ALARM: alarms.compose_alarm},
    daily=(DailyCheck("reviews", alarms.check_reviews),),
)
