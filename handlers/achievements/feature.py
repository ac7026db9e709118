"""Achievements in chat: recorded by those who look after the plan, suggested by everybody, corrected in the open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.achievements import cards, forms, names
from handlers.achievements.deciding import accept, decline, open_decline, open_withdraw, withdraw
from handlers.achievements.finding import found_by, plan_actions
from handlers.achievements.model import Achievement, State
from handlers.achievements.paper_desk import PAPER_COMMAND, choose_since, give_paper, take_since
from handlers.achievements.permission import may_correct, may_record, may_see
from handlers.achievements.proving import add_link_of, fetch, open_file, open_link, take_file, take_link
from handlers.achievements.reading import achievement_given
from handlers.achievements.showing import card_of, page_card
from handlers.achievements.telling import DELIVERIES, tell_leads
from handlers.actions.case import with_note
from handlers.feature import Command, Context, Feature, FormInput, FormRoute, Press
from handlers.forms import Form, FormValues, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.paging import page_asked
from handlers.plans.model import Action
from handlers.rights import Right
from handlers.voice.events.privacy import ASKED, pointed_out

MOST_WAITING = 10
"""Suggestions of one person that wait at the same time."""


async def list_achievements(context: Context, _rest: str) -> Reply:
    """Show what was done for technicians."""
    return Reply(await page_card(context, 1), private=True)


async def turn_list(context: Context, value: str) -> Outcome:
    """Show another page."""
    return Update(await page_card(context, page_asked(value)))


async def show(context: Context, value: str) -> Outcome:
    """Show one achievement."""
    found = await found_by(context, value)
    card = await card_of(context, found) if found is not None else cards.gone()
    return Reply(card, private=True)


async def show_history(context: Context, value: str) -> Outcome:
    """Show what an achievement said before; to those who may record."""
    found = await found_by(context, value)
    if found is None or not may_record(context):
        return Reply(cards.gone(), private=True)
    versions = await context.work.achievements.history(found.id)
    return Reply(cards.history_card(versions, context.institution), private=True)


async def open_new(context: Context, _value: str) -> Outcome:
    """Open the form for a new one."""
    if await _waits_too_long(context):
        return Reply(cards.too_many(MOST_WAITING), private=True)
    return OpenForm(forms.achievement_form(None, await plan_actions(context.work), decides=may_record(context)))


async def take_new(context: Context, form: FormInput) -> Outcome:
    """Keep a new one, or the suggestion of one."""
    await context.work.alone()
    if await _waits_too_long(context):
        return Close(reply=cards.too_many(MOST_WAITING))
    plan = await plan_actions(context.work)
    asked = forms.achievement_form(None, plan, decides=may_record(context))
    asked = replace(asked, context=form.context)
    given = await _given(context, asked, form.values, plan, None)
    if not isinstance(given, Achievement):
        return given
    state = State.KEPT if may_record(context) else State.SUGGESTED
    kept = await context.work.achievements.add(replace(given, state=state, note=""))
    if link := form.values.get("link", "").strip():
        await add_link_of(context, kept, link, "")
    if state is State.SUGGESTED:
        await tell_leads(context, kept)
        return Close(reply=cards.thanks(kept))
    return Close(reply=await card_of(context, kept))


async def open_correct(context: Context, value: str) -> Outcome:
    """Open the form to correct one."""
    found = await found_by(context, value)
    if found is None:
        return Reply(cards.gone(), private=True)
    if not may_correct(context, found):
        return Reply(cards.may_not(found), private=True)
    return OpenForm(forms.achievement_form(found, await plan_actions(context.work), decides=may_record(context)))


async def take_correct(context: Context, form: FormInput) -> Outcome:
    """Keep a correction, beside what stood there before."""
    await context.work.alone()
    value, _, _ = form.context.partition(":")
    found = await found_by(context, value)
    if found is None:
        return Close(reply=cards.gone())
    if not may_correct(context, found):
        return Close(reply=cards.may_not(found))
    plan = await plan_actions(context.work)
    asked = replace(forms.achievement_form(found, plan, decides=may_record(context)), context=form.context)
    given = await _given(context, asked, form.values, plan, found)
    if not isinstance(given, Achievement):
        return given
    # The form names actions of the plan that runs; those of plans before it stay.
    earlier = tuple(each for each in found.action_ids if each not in plan)
    corrected = replace(given, id=found.id, state=found.state, action_ids=(*earlier, *given.action_ids))
    changed = await context.work.achievements.change(corrected)
    return Close(update=await card_of(context, changed or corrected))


async def forget_words(context: Context, value: str) -> Outcome:
    """Delete a testimonial whose giver no longer agrees."""
    found = await found_by(context, value)
    if found is None:
        return Reply(cards.gone(), private=True)
    if not may_correct(context, found):
        return Reply(cards.may_not(found), private=True)
    await context.work.achievements.forget_testimonial(found.id)
    return Update(await card_of(context, replace(found, testimonial=None)))


async def _given(
    context: Context, asked: Form, values: FormValues, plan: Mapping[int, Action], known: Achievement | None
) -> Achievement | FormErrors | OpenForm:
    """What a form says; or the form again, with what is wrong or to be looked at."""
    references = {action.ref.casefold(): action for action in plan.values() if action.ref}
    given = achievement_given(asked, values, references, context.now, context.today)
    if isinstance(given, Achievement) and await _is_there(context, given, known):
        given = {"what": "This is recorded already, for the same day. “achievements” shows it."}
    if not isinstance(given, Achievement):
        return FormErrors(refilled(asked, values), given, look_again("kept"))
    told = asked.context.endswith(ASKED)
    if not told and (note := await pointed_out(context.work, [given.what], "kept")):
        again = replace(asked, context=f"{known.id if known else ''}:{ASKED}")
        return with_note(again, note, values)
    return replace(given, by=context.person.name, by_person_id=context.person.id)


async def _is_there(context: Context, given: Achievement, known: Achievement | None) -> bool:
    same = (given.what.casefold(), given.done_on)
    others: Sequence[Achievement] = await context.work.achievements.all()
    alive = (each for each in others if each.state in (State.KEPT, State.SUGGESTED) and may_see(context, each))
    return any(
        (each.what.casefold(), each.done_on) == same and (known is None or each.id != known.id) for each in alive
    )


async def _waits_too_long(context: Context) -> bool:
    if may_record(context):
        return False
    everything = await context.work.achievements.all()
    waiting = [each for each in everything if each.state is State.SUGGESTED and each.begun_by_id == context.person.id]
    return len(waiting) >= MOST_WAITING


FEATURE = Feature(
    "achievements",
    commands=(
        Command(
            "achievements",
            "see what was done for technicians, and record or suggest more",
            list_achievements,
            aliases=("achievement", "record an achievement", "suggest an achievement"),
        ),
        PAPER_COMMAND,
    ),
    presses=(
        Press(names.LIST, turn_list),
        Press(names.SHOW, show),
        Press(names.HISTORY, show_history, Right.OWNER),
        Press(names.NEW, open_new),
        Press(names.CORRECT, open_correct),
        Press(names.FORGET_WORDS, forget_words),
        Press(names.ACCEPT, accept, Right.OWNER),
        Press(names.DECLINE, open_decline, Right.OWNER),
        Press(names.WITHDRAW, open_withdraw),
        Press(names.ADD_LINK, open_link),
        Press(names.FETCH, fetch, Right.OWNER),
        Press(names.FROM_FILE, open_file, Right.OWNER),
        Press(names.PAPER_SINCE, choose_since, Right.COMMITTEE),
        Press(names.PAPER, give_paper, Right.COMMITTEE),
    ),
    forms=(
        FormRoute(names.NEW, take_new),
        FormRoute(names.CORRECT, take_correct),
        FormRoute(names.DECLINE, decline, Right.OWNER),
        FormRoute(names.WITHDRAW, withdraw),
        FormRoute(names.ADD_LINK, take_link),
        FormRoute(names.FROM_FILE, take_file, Right.OWNER),
        FormRoute(names.PAPER_SINCE, take_since, Right.COMMITTEE),
    ),
    deliveries=DELIVERIES,
)
