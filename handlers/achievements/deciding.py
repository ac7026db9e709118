"""Suggestions accepted and declined, achievements withdrawn: each a version of its own."""

from dataclasses import replace

from handlers.achievements import cards, forms
from handlers.achievements.finding import found_by
from handlers.achievements.model import Achievement, State
from handlers.achievements.permission import may_correct, may_decide
from handlers.achievements.showing import card_of
from handlers.achievements.telling import tell_suggester
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import Form, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.voice.events.reading import tidied


async def accept(context: Context, value: str) -> Outcome:
    """Let a suggestion stand in papers, and tell whoever made it."""
    await context.work.alone()
    found = await found_by(context, value)
    if found is None:
        return Reply(cards.gone(), private=True)
    if not may_decide(context, found):
        return Reply(cards.decided_already(found), private=True)
    kept = await _become(context, found, State.KEPT, "accepted")
    await tell_suggester(context, kept)
    return Update(await card_of(context, kept))


async def open_decline(context: Context, value: str) -> Outcome:
    """Ask why a suggestion is not taken up."""
    found = await found_by(context, value)
    if found is None:
        return Reply(cards.gone(), private=True)
    if not may_decide(context, found):
        return Reply(cards.decided_already(found), private=True)
    return OpenForm(forms.decline_form(found))


async def decline(context: Context, form: FormInput) -> Outcome:
    """Leave a suggestion out, and tell whoever made it why."""
    await context.work.alone()
    found = await found_by(context, form.context)
    if found is None:
        return Close(reply=cards.gone())
    if not may_decide(context, found):
        return Close(reply=cards.decided_already(found))
    note = _note(forms.decline_form(found), form)
    if not isinstance(note, str):
        return note
    declined = await _become(context, found, State.DECLINED, note)
    await tell_suggester(context, declined)
    return Close(update=await card_of(context, declined))


async def open_withdraw(context: Context, value: str) -> Outcome:
    """Ask why an achievement is withdrawn."""
    found = await found_by(context, value)
    if found is None:
        return Reply(cards.gone(), private=True)
    if not may_correct(context, found):
        return Reply(cards.may_not(found), private=True)
    return OpenForm(forms.withdraw_form(found))


async def withdraw(context: Context, form: FormInput) -> Outcome:
    """Take an achievement out of all papers to come."""
    await context.work.alone()
    found = await found_by(context, form.context)
    if found is None:
        return Close(reply=cards.gone())
    if not may_correct(context, found):
        return Close(reply=cards.may_not(found))
    note = _note(forms.withdraw_form(found), form)
    if not isinstance(note, str):
        return note
    return Close(update=await card_of(context, await _become(context, found, State.WITHDRAWN, note)))


def _note(asked: Form, form: FormInput) -> str | FormErrors:
    errors = faults(asked, form.values)
    note = tidied(form.values.get("note", ""))
    if not note:
        errors.setdefault("note", "Please say why in a few words.")
    return FormErrors(refilled(asked, form.values), errors, look_again()) if errors else note


async def _become(context: Context, found: Achievement, state: State, note: str) -> Achievement:
    person = context.person
    next_one = replace(found, state=state, note=note, at=context.now, by=person.name, by_person_id=person.id)
    return await context.work.achievements.change(next_one) or next_one
