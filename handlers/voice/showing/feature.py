"""Results: for lead and chairs once a round is closed, and rounded for those who were asked once it is published."""

from collections.abc import Sequence
from typing import Final

from handlers.cards import Button, Buttons, Card
from handlers.feature import Command, Context, Feature, Press
from handlers.outcomes import Outcome, Reply, Update
from handlers.paging import page_asked, page_of
from handlers.rights import Right
from handlers.voice.cards import RESULTS_PRESS, not_yet
from handlers.voice.figures import Figures
from handlers.voice.keeping import HAS_FIGURES, earlier_rounds, figures_of
from handlers.voice.model import Survey, SurveyState
from handlers.voice.showing import cards, comments, quoting
from handlers.voice.showing.finding import survey_of
from handlers.voice.showing.group_cards import groups_card
from handlers.voice.showing.publishing import PUBLISHED_FROM, may_be_published, published_card
from handlers.voice.showing.sides import sides_card
from handlers.voice.showing.trends import trend_card

PUBLISHED_PRESS: Final = "voice.published"
_ROUNDS: Final = 5
"""On a page."""


async def show_rounds(context: Context, _rest: str) -> Reply:
    """Show the rounds with results to lead and chairs; to others what was published of rounds they were asked in."""
    if Right.COMMITTEE in context.rights:
        return Reply(cards.list_card(page_of(await _closed(context), 1, _ROUNDS)), private=True)
    seen = await _published_to(context)
    if not seen:
        return Reply(cards.list_card(page_of([], 1, _ROUNDS)), private=True)
    newest, *others = seen
    card = published_card(newest, await figures_of(context.work, newest))
    older = tuple(Button(cards.label(each), PUBLISHED_PRESS, str(each.id)) for each in others[:_ROUNDS])
    return Reply(Card(card.title, (*card.body, Buttons(older)), card.footer) if older else card, private=True)


async def turn_rounds(context: Context, value: str) -> Outcome:
    """Turn the pages of the list of rounds."""
    return Update(cards.list_card(page_of(await _closed(context), page_asked(value), _ROUNDS)))


async def show_results(context: Context, value: str) -> Outcome:
    """Show a page of the results of a closed round."""
    found = await _found(context, value)
    number = page_asked(_page_in(value))
    return Reply(_results(context, *found, number) if found else not_yet(), private=True)


async def show_groups(context: Context, value: str) -> Outcome:
    """Show a page of the results by group."""
    found = await _found(context, value)
    return Reply(groups_card(*found, page_asked(_page_in(value))) if found else not_yet(), private=True)


async def show_sides(context: Context, value: str) -> Outcome:
    """Show a page of what lead and chairs said beside what technicians said."""
    found = await _found(context, value)
    return Reply(sides_card(*found, page_asked(_page_in(value))) if found else not_yet(), private=True)


async def show_trend(context: Context, value: str) -> Outcome:
    """Show how answers changed up to this round."""
    found = await _found(context, value)
    if found is None:
        return Reply(not_yet(), private=True)
    earlier = [(each, await figures_of(context.work, each)) for each in await earlier_rounds(context.work, found[0])]
    return Reply(trend_card([*earlier, found]), private=True)


async def show_comments(context: Context, value: str) -> Outcome:
    """Show a page of what people wrote."""
    found = await _found(context, value)
    if found is None:
        return Reply(not_yet(), private=True)
    quotations = await context.work.quotations.of(found[0].id)
    number = page_asked(_page_in(value))
    return Reply(comments.comments_card(*found, quotations, context.person.id, number), private=True)


async def publish(context: Context, value: str) -> Outcome:
    """Show the figures of a round, rounded, to those who were asked."""
    found = await _found(context, value)
    if found is None:
        return Reply(not_yet(), private=True)
    survey, figures = found
    if not may_be_published(figures):
        return Reply(cards.too_few_to_publish(PUBLISHED_FROM), private=True)
    if survey.state is SurveyState.CLOSED:
        await context.work.surveys.publish(survey.id, context.now)
    return Reply(cards.published(survey), private=True)


async def show_published(context: Context, value: str) -> Outcome:
    """Show what was published of a round to somebody who was asked."""
    survey = await survey_of(context, value)
    seen = await _published_to(context)
    if survey is None or survey.id not in {each.id for each in seen}:
        return Reply(not_yet(), private=True)
    return Reply(published_card(survey, await figures_of(context.work, survey)), private=True)


def _results(context: Context, survey: Survey, figures: Figures, number: int) -> Card:
    may = Right.LEAD in context.rights and survey.state is SurveyState.CLOSED and may_be_published(figures)
    return cards.results_card(survey, figures, number, own=(cards.publish_button(survey),) if may else ())


async def _closed(context: Context) -> Sequence[Survey]:
    return [each for each in await context.work.surveys.all() if each.state in HAS_FIGURES]


async def _published_to(context: Context) -> Sequence[Survey]:
    asked = await context.work.surveys.asked(context.person.id)
    rounds = await context.work.surveys.all()
    return [each for each in rounds if each.id in asked and each.state is SurveyState.PUBLISHED]


async def _found(context: Context, value: str) -> tuple[Survey, Figures] | None:
    survey = await survey_of(context, value)
    if survey is None or survey.state not in HAS_FIGURES:
        return None
    return survey, await figures_of(context.work, survey)


def _page_in(value: str) -> str:
    return value.partition(":")[2]


FEATURE = Feature(
    "survey results",
    commands=(
        Command("results", "see what surveys said", show_rounds, aliases=("survey results", "results of the survey")),
    ),
    presses=(
        Press(RESULTS_PRESS, show_results, Right.COMMITTEE),
        Press(cards.LIST_PRESS, turn_rounds, Right.COMMITTEE),
        Press(cards.GROUPS_PRESS, show_groups, Right.COMMITTEE),
        Press(cards.SIDES_PRESS, show_sides, Right.COMMITTEE),
        Press(cards.TREND_PRESS, show_trend, Right.COMMITTEE),
        Press(cards.COMMENTS_PRESS, show_comments, Right.COMMITTEE),
        Press(comments.QUOTE_PRESS, quoting.propose, Right.COMMITTEE),
        Press(comments.AGREE_PRESS, quoting.agree, Right.COMMITTEE),
        Press(comments.DECLINE_PRESS, quoting.decline, Right.COMMITTEE),
        Press(cards.PUBLISH_PRESS, publish, Right.LEAD),
        Press(PUBLISHED_PRESS, show_published),
    ),
)
