"""Making a survey of one's own in chat, for the lead. A round that was opened keeps the questions that it had."""

from collections.abc import Sequence

from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.rights import Right
from handlers.voice.making import cards, form
from handlers.voice.model import Instrument


async def list_instruments(context: Context, _rest: str) -> Reply:
    """Show the surveys that can be opened."""
    return Reply(cards.list_card(_shipped(context), await context.work.instruments.all()), private=True)


async def show(context: Context, slug: str) -> Outcome:
    """Show the questions of one."""
    own = await _own(context, slug)
    found = own or context.services.instruments.get(slug)
    return Reply(cards.instrument_card(found, own=own is not None) if found else cards.gone(), private=True)


async def open_new(_context: Context, _value: str) -> Outcome:
    """Open the form for a survey of one's own."""
    return OpenForm(form.new_form())


async def take_new(context: Context, given: FormInput) -> Outcome:
    """Keep a new survey with its first question."""
    # Two leads may give the same title at the same moment.
    await context.work.alone()
    taken = [each.id for each in (*_shipped(context), *await context.work.instruments.all())]
    made = form.begun(given.values, taken)
    if not isinstance(made, Instrument):
        return FormErrors(refilled(form.new_form(), given.values), made, look_again("kept"))
    await context.work.instruments.save(made, context.person, context.now)
    return Close(reply=cards.instrument_card(made, own=True))


async def open_add(context: Context, slug: str) -> Outcome:
    """Open the form for one more question."""
    found = await _own(context, slug)
    return OpenForm(form.add_form(found)) if found else Reply(cards.gone(), private=True)


async def take_add(context: Context, given: FormInput) -> Outcome:
    """Keep one more question."""
    await context.work.alone()
    found = await _own(context, given.context)
    if found is None:
        return Close(reply=cards.gone())
    longer = form.extended(found, given.values)
    if not isinstance(longer, Instrument):
        return FormErrors(refilled(form.add_form(found), given.values), longer, look_again("added"))
    await context.work.instruments.save(longer, context.person, context.now)
    card = cards.instrument_card(longer, own=True)
    return Close(reply=card, update=card)


async def drop_question(context: Context, value: str) -> Outcome:
    """Take a question out; the last one stays."""
    await context.work.alone()
    slug, _, question_id = value.partition(":")
    found = await _own(context, slug)
    if found is None:
        return Reply(cards.gone(), private=True)
    shorter = form.without(found, question_id)
    if shorter.questions:
        await context.work.instruments.save(shorter, context.person, context.now)
    return Update(cards.instrument_card(shorter if shorter.questions else found, own=True))


async def remove(context: Context, slug: str) -> Outcome:
    """Remove a survey; rounds of it keep their own copy."""
    found = await _own(context, slug)
    if found is None:
        return Reply(cards.gone(), private=True)
    await context.work.instruments.remove(slug)
    return Update(cards.removed(found))


def _shipped(context: Context) -> Sequence[Instrument]:
    return sorted(context.services.instruments.values(), key=lambda each: each.title)


async def _own(context: Context, slug: str) -> Instrument | None:
    return next((each for each in await context.work.instruments.all() if each.id == slug), None)


FEATURE = Feature(
    "survey questions",
    commands=(
        Command(
            "survey questions",
            "see the surveys that can be opened, and make one",
            list_instruments,
            Right.LEAD,
            ("questionnaires", "instruments", "make a survey"),
        ),
    ),
    presses=(
        Press(cards.NEW_PRESS, open_new, Right.LEAD),
        Press(cards.SHOW_PRESS, show, Right.LEAD),
        Press(cards.ADD_PRESS, open_add, Right.LEAD),
        Press(cards.DROP_PRESS, drop_question, Right.LEAD),
        Press(cards.REMOVE_PRESS, remove, Right.LEAD),
    ),
    forms=(FormRoute(form.NEW_FORM, take_new, Right.LEAD), FormRoute(form.ADD_FORM, take_add, Right.LEAD)),
)
