"""“You said, we did”: drafted after a review, looked at and sent by the lead, read by those who were asked."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from handlers.actions.case import with_note
from handlers.actions.form_faults import faults
from handlers.cards import Card
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import Command, Context, DailyCheck, DeliveryContext, Feature, FormInput, FormRoute, Press
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.people.hours import here_at
from handlers.rights import Right
from handlers.voice.events.privacy import ASKED, pointed_out
from handlers.voice.events.reading import tidied
from handlers.voice.you_said import cards
from handlers.voice.you_said.drafting import DRAFTED, draft_after_review, leads, lines_now
from handlers.voice.you_said.model import SaidState, YouSaid

TOLD: Final = "you-said"
_USEFUL_FOR: Final = timedelta(days=14)


async def show(context: Context, _rest: str) -> Reply:
    """Show what was sent last; to the lead the draft, if there is one, and to others of the committee what was sent."""
    known = await context.work.you_said.all()
    approved = next((each for each in known if each.state is SaidState.APPROVED), None)
    if Right.LEAD in context.rights:
        draft = next((each for each in known if each.state is SaidState.DRAFT), None)
        card = cards.draft(draft, await _audience(context)) if draft else cards.for_lead(approved)
        return Reply(card, private=True)
    asked = context.person.invited or Right.COMMITTEE in context.rights
    return Reply(cards.told(approved) if approved and asked else cards.nothing_sent(), private=True)


async def make_draft(context: Context, _value: str) -> Outcome:
    """Make a draft between reviews, or show the one that is there."""
    await context.work.alone()
    known = await context.work.you_said.all()
    draft = next((each for each in known if each.state is SaidState.DRAFT), None)
    if draft is None:
        lines = await lines_now(context.work, context.institution, context.now)
        if not lines:
            return Reply(cards.nothing_to_tell(), private=True)
        draft = await context.work.you_said.draft(lines, context.now, None)
    return Reply(cards.draft(draft, await _audience(context)), private=True)


async def open_edit(context: Context, value: str) -> Outcome:
    """Open the form with what was done, line by line."""
    draft = await _draft(context, value)
    return OpenForm(cards.edit_form(draft)) if draft else Reply(cards.gone(), private=True)


async def take_edit(context: Context, form: FormInput) -> Outcome:
    """Keep what the lead wrote."""
    await context.work.alone()
    said_id, _, was_asked = form.context.partition(":")
    draft = await _draft(context, said_id)
    if draft is None:
        return Close(reply=cards.gone())
    asked = replace(cards.edit_form(draft), context=form.context)
    errors = faults(asked, form.values)
    values = {field.key: tidied(form.values.get(field.key, "")) for field in asked.fields}
    lines = cards.rewritten(draft.lines, values)
    if not lines:
        errors.setdefault("0", "Please leave at least one line, or set the draft aside.")
    if errors:
        return FormErrors(refilled(asked, form.values), errors, look_again("kept"))
    words = [line.did for line in lines]
    if not was_asked and (note := await pointed_out(context.work, words, "kept")):
        return with_note(replace(asked, context=f"{draft.id}:{ASKED}"), note, form.values)
    await context.work.you_said.rewrite(draft.id, lines)
    return Close(update=cards.draft(replace(draft, lines=tuple(lines)), await _audience(context)))


async def send(context: Context, value: str) -> Outcome:
    """Send it to everybody who is asked in surveys."""
    draft = await _draft(context, value)
    if draft is None or not await context.work.you_said.approve(draft.id, context.person, context.now):
        return Reply(cards.gone(), private=True)
    people = await context.work.people.invited()
    await context.work.outbox.add(
        NewDelivery(
            f"{TOLD}:{draft.id}:{person.id}",
            TOLD,
            person.id,
            {"said": str(draft.id)},
            here_at(context.institution, person, context.now),
            context.now + _USEFUL_FOR,
        )
        for person in people
    )
    return Update(cards.sent(len(people)))


async def set_aside(context: Context, value: str) -> Outcome:
    """Lay a draft aside."""
    draft = await _draft(context, value)
    if draft is None or not await context.work.you_said.set_aside(draft.id):
        return Reply(cards.gone(), private=True)
    return Update(cards.set_aside())


async def compose_told(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Write what was approved; None for anything else."""
    said = await context.work.you_said.get(int(delivery.ids["said"]))
    return cards.told(said) if said is not None and said.state is SaidState.APPROVED else None


async def compose_drafted(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Show the lead the draft; None once it is settled, or where somebody is no longer the lead."""
    said = await context.work.you_said.get(int(delivery.ids["said"]))
    who = {person.id for person in await leads(context.work, context.institution, context.now)}
    if said is None or said.state is not SaidState.DRAFT or context.person.id not in who:
        return None
    return cards.draft(said, len(await context.work.people.invited()))


async def _draft(context: Context, value: str) -> YouSaid | None:
    said_id = as_id(value)
    said = await context.work.you_said.get(said_id) if said_id is not None else None
    return said if said is not None and said.state is SaidState.DRAFT else None


async def _audience(context: Context) -> int:
    return len(await context.work.people.invited())


FEATURE = Feature(
    "you said, we did",
    commands=(
        Command(
            "you said",
            "see what came of what technicians said",
            show,
            aliases=("you said we did", "you said, we did"),
        ),
    ),
    presses=(
        Press(cards.DRAFT_PRESS, make_draft, Right.LEAD),
        Press(cards.EDIT_PRESS, open_edit, Right.LEAD),
        Press(cards.SEND_PRESS, send, Right.LEAD),
        Press(cards.ASIDE_PRESS, set_aside, Right.LEAD),
    ),
    forms=(FormRoute(cards.FORM, take_edit, Right.LEAD),),
    deliveries={TOLD: compose_told, DRAFTED: compose_drafted},
    daily=(DailyCheck("you said, we did", draft_after_review),),
)
