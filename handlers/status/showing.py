"""Showing a status: asked for in words or by a button, in this length or that, and the actions behind its numbers."""

from dataclasses import replace

from handlers.cards import Button, Buttons, Card, Text, Tone
from handlers.channels.model import ChannelAnswers
from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import refilled
from handlers.interactions import Place
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Share, Update, look_again
from handlers.packs.presses import PACK_PRESS
from handlers.paging import Page, page_asked
from handlers.plans.brief import ActionInCount
from handlers.rights import Right
from handlers.status import cards, choosing, part_cards, sharing_cards
from handlers.status.asking import read_asked, review_by
from handlers.status.figures import Figures
from handlers.status.list_card import list_card, page_behind
from handlers.status.parts import meant
from handlers.status.presses import read_behind, read_sealed
from handlers.status.report import Naming, Report, all_plots, load, plots_for
from handlers.status.sharing import published, seal
from handlers.status.status_card import status_card, turning_buttons
from handlers.status.view import WHOLE, View, decode

_FOR_EVERYBODY = (
    "This is what everybody may see; the chairs and the lead see explanations besides. “plan” has each action."
)


async def show_status(context: Context, rest: str) -> Reply:
    """Tell where the plan, or the part that was typed, stands; to the person alone, for a channel may see less."""
    asked = read_asked(rest, context.today)
    plan = await context.work.plans.current()
    if plan is None:
        return Reply(cards.no_plan(), private=True)
    view = View(short=asked.short, place=_here(context))
    if asked.since is not None:
        review = review_by(asked.since, await context.work.reviews.all())
        if review is None:
            return Reply(part_cards.no_review_then(spoken(asked.since)), private=True)
        view = replace(view, since=review.id)
    if asked.part:
        known = (await all_plots(context.work, plan)).known()
        found = meant(asked.part, known)
        if not found.exact:
            return Reply(part_cards.which_part(asked.part, found.found, view), private=True)
        view = replace(view, part=found.found[0].part)
    return Reply(await _card(context, view), private=True)


async def show_view(context: Context, value: str) -> Outcome:
    """Show another status in the place of this one."""
    return Update(await _card(context, decode(value)))


async def show_anew(context: Context, value: str) -> Outcome:
    """Show a status below what was pressed."""
    return Reply(await _card(context, decode(value)), private=True)


async def open_choice(context: Context, value: str) -> Outcome:
    """Open the form in which a part, a length and a review are chosen."""
    plan = await context.work.plans.current()
    if plan is None:
        return Reply(cards.no_plan(), private=True)
    known = (await all_plots(context.work, plan)).known()
    closed = [review for review in await context.work.reviews.all() if review.closed_at is not None]
    return OpenForm(choosing.choose_form(decode(value), known, closed))


async def take_choice(context: Context, form: FormInput) -> Outcome:
    """Show what was chosen, in the place of the card that was pressed."""
    plan = await context.work.plans.current()
    if plan is None:
        return Close(reply=cards.no_plan())
    known = (await all_plots(context.work, plan)).known()
    closed = [review for review in await context.work.reviews.all() if review.closed_at is not None]
    view, errors = choosing.read_choice(form.values, decode(form.context), known, closed)
    if errors:
        asked = choosing.choose_form(decode(form.context), known, closed)
        return FormErrors(refilled(asked, form.values), errors, look_again("shown"))
    return Close(update=await _card(context, view))


async def list_behind(context: Context, value: str) -> Outcome:
    """List the actions behind a number, below the card."""
    return Reply(await _list(context, value), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another page of such a list, in its place."""
    return Update(await _list(context, value))


async def show_preview(context: Context, value: str) -> Outcome:
    """Show what the channel would see, and ask."""
    view = decode(value)
    report = await _loaded(context, view)
    if isinstance(report, Card):
        return Reply(report, private=True)
    if view.place is None:
        return Reply(sharing_cards.nowhere(), private=True)
    return Update(sharing_cards.preview(report, view))


async def share(context: Context, value: str) -> Outcome:
    """Share what was looked at, and nothing else."""
    seen, view = read_sealed(value)
    report = await _loaded(context, view)
    if isinstance(report, Card):
        return Reply(report, private=True)
    if view.place is None:
        return Reply(sharing_cards.nowhere(), private=True)
    if await _is_silent(context, view.place):
        return Reply(sharing_cards.silent_there(), private=True)
    card = sharing_cards.channel_card(report)
    if seal(card) != seen:
        return Update(sharing_cards.changed_since(report, view))
    return Share(card, view.place, sharing_cards.shared(), sharing_cards.not_shared())


async def _loaded(context: Context, view: View, naming: Naming | None = None) -> Report | Card:
    """The status that a button asks for; where there is none (any more), a card that says so."""
    plan = await context.work.plans.current()
    if plan is None:
        return cards.no_plan()
    plots = await plots_for(context.work, plan, view.part)
    report = await load(context.work, context.institution, plots, view, context.now, naming)
    return report if report.name else part_cards.no_such_part()


async def _card(context: Context, view: View) -> Card:
    """The status as this reader may have it, with what can be done with it."""
    report = await _loaded(context, view)
    if isinstance(report, Card):
        return report
    if Right.COMMITTEE not in context.rights:
        card = status_card(published(report))
        word = Text(_FOR_EVERYBODY, Tone.QUIET)
        return replace(card, body=(word, *card.body, turning_buttons(report, may_share=False)))
    card = status_card(report)
    how = () if view.place else (Text(sharing_cards.HOW, Tone.QUIET),)
    pack = (Buttons((Button("Review pack", PACK_PRESS),)),) if view.part == WHOLE else ()
    return replace(card, body=(*card.body, turning_buttons(report, may_share=view.place is not None), *pack, *how))


async def _list(context: Context, value: str) -> Card:
    which, view, number = read_behind(value)

    def page(figures: Figures) -> Page[ActionInCount]:
        return page_behind(figures, which, view, page_asked(number))

    report = await _loaded(context, view, lambda figures: [action.id for action in page(figures).items])
    if isinstance(report, Card):
        return report
    if Right.COMMITTEE not in context.rights:
        report = published(report)
    return list_card(report, which, page(report.figures))


async def _is_silent(context: Context, place: Place) -> bool:
    there = replace(context.conversation, id=place.channel, thread=place.thread, direct=False)
    return await context.work.channels.answers(there) is ChannelAnswers.OFF


def _here(context: Context) -> Place | None:
    """The channel in which somebody asked; none for a chat of two."""
    conversation = context.conversation
    return None if conversation.direct else Place(conversation.id, conversation.thread)
