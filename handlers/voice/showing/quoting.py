"""Quoting a comment: one person proposes, another agrees; both times nothing in it may point at anybody."""

from typing import Final

from handlers.feature import Context
from handlers.outcomes import Outcome, Reply, Update
from handlers.voice.cards import not_yet
from handlers.voice.figures import Figures
from handlers.voice.guard.noticing import notice
from handlers.voice.keeping import HAS_FIGURES, figures_of
from handlers.voice.model import Survey
from handlers.voice.quotations import Quotation, QuotationState
from handlers.voice.showing.comments import Comment, comment_asked, comments_card, page_with
from handlers.voice.showing.finding import survey_of

_POINTS: Final = "This comment may tell who wrote it, or whom it means, so it cannot be quoted."
_OWN: Final = "You proposed this one yourself; somebody else decides."


async def propose(context: Context, value: str) -> Outcome:
    """Keep that this comment may be quoted, if a second person agrees."""
    await context.work.alone()
    found = await _comment(context, value)
    if found is None:
        return Reply(not_yet(), private=True)
    survey, figures, comment = found
    if await _points_at_somebody(context, comment):
        return await _shown(context, survey, figures, comment, _POINTS)
    if await _quotation(context, survey, comment) is None:
        await context.work.quotations.propose(survey.id, comment.question, comment.words, context.person.id)
    return await _shown(context, survey, figures, comment)


async def agree(context: Context, value: str) -> Outcome:
    """Let a comment be quoted that somebody else proposed."""
    return await _settle(context, value, QuotationState.APPROVED)


async def decline(context: Context, value: str) -> Outcome:
    """Keep a comment from being quoted."""
    return await _settle(context, value, QuotationState.DECLINED)


async def _settle(context: Context, value: str, state: QuotationState) -> Outcome:
    await context.work.alone()
    found = await _comment(context, value)
    if found is None:
        return Reply(not_yet(), private=True)
    survey, figures, comment = found
    quotation = await _quotation(context, survey, comment)
    if quotation is None:
        return await _shown(context, survey, figures, comment)
    if quotation.first_id == context.person.id:
        return await _shown(context, survey, figures, comment, _OWN)
    if state is QuotationState.APPROVED and await _points_at_somebody(context, comment):
        return await _shown(context, survey, figures, comment, _POINTS)
    await context.work.quotations.settle(quotation.id, state, context.person.id)
    return await _shown(context, survey, figures, comment)


async def _comment(context: Context, value: str) -> tuple[Survey, Figures, Comment] | None:
    survey = await survey_of(context, value)
    if survey is None or survey.state not in HAS_FIGURES:
        return None
    figures = await figures_of(context.work, survey)
    comment = comment_asked(survey, figures, value)
    return (survey, figures, comment) if comment else None


async def _quotation(context: Context, survey: Survey, comment: Comment) -> Quotation | None:
    known = await context.work.quotations.of(survey.id)
    return next((each for each in known if (each.question, each.words) == (comment.question, comment.words)), None)


async def _points_at_somebody(context: Context, comment: Comment) -> bool:
    # Everybody known by name, not only those who are asked: a comment may well be about somebody who is not.
    return bool(notice(comment.words, await context.work.demand.names()))


async def _shown(context: Context, survey: Survey, figures: Figures, comment: Comment, note: str = "") -> Outcome:
    quotations = await context.work.quotations.of(survey.id)
    page = page_with(survey, figures, comment)
    return Update(comments_card(survey, figures, quotations, context.person.id, page, note))
