"""The writers' part: seeing their sections, and saying how far each is."""

from dataclasses import replace

from handlers.actions.form_faults import faults
from handlers.assessment.sections import Section
from handlers.feature import Context, FormInput
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.submission import cards, forms, writer_cards
from handlers.submission.desk import Desk, read_desk
from handlers.submission.model import SectionState


async def show_mine(context: Context, _rest: str) -> Reply:
    """Show somebody the sections that they write."""
    desk = await read_desk(context.work, context.institution, context.now)
    card = writer_cards.mine(desk, context.person.id) if desk else cards.none_set(lead=False)
    return Reply(card, private=True)


async def turn_to_mine(context: Context, _value: str) -> Outcome:
    """Show them in the place of the card that was pressed."""
    return Update((await show_mine(context, "")).card)


async def open_mark(context: Context, value: str) -> Outcome:
    """Open the form in which a writer says how far a section is."""
    desk = await read_desk(context.work, context.institution, context.now)
    section = _own(desk, value, context.person.id)
    if desk is None or section is None:
        return Reply(writer_cards.not_yours(), private=True)
    return OpenForm(forms.mark_form(section, desk.work[section.id]))


async def take_mark(context: Context, form: FormInput) -> Outcome:
    """Record how far a section is."""
    await context.work.alone()
    desk = await read_desk(context.work, context.institution, context.now)
    section = _own(desk, form.context, context.person.id)
    if desk is None or section is None:
        return Close(writer_cards.not_yours())
    before = desk.work[section.id]
    asked = forms.mark_form(section, before)
    if errors := faults(asked, form.values):
        return FormErrors(refilled(asked, form.values), errors, look_again())
    after = replace(
        before,
        state=SectionState(form.values[forms.STATE]),
        note=" ".join(form.values.get(forms.NOTE, "").split()),
        marked_at=context.now,
        by=context.person.name,
        by_person_id=context.person.id,
    )
    await context.work.submissions.assign(desk.submission.id, after)
    return Close(writer_cards.marked(replace(desk, work={**desk.work, section.id: after}), section))


def _own(desk: Desk | None, section_id: str, person_id: int) -> Section | None:
    if desk is None or not desk.may_write(section_id, person_id):
        return None
    return next((each for each in desk.sections if each.id == section_id), None)
