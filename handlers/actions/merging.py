"""Merging an action into another: both histories stay readable."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.actions import case, changed_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import changed
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import OPTION_LABEL, ChoiceField, Form, Option, Section, TextField, as_id, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.phrases import shortened
from handlers.plans.model import Action, ChangeKind

FORM = presses.MERGE_PRESS
_INTO, _REASON = "into", "reason"


async def open_merge(context: Context, value: str) -> Outcome:
    """Open the form that asks into which."""
    found = await case.opened(context, value, case.may_scan)
    if isinstance(found, Reply):
        return found
    others = await _others(context, found.action)
    return (
        OpenForm(_form(found, others)) if others else Reply(changed_cards.nothing_to_merge(found.action), private=True)
    )


async def take_merge(context: Context, form: FormInput) -> Outcome:
    """Merge an action into another of the same plan."""
    found = await case.sent(context, form.context, case.may_scan)
    if isinstance(found, Close):
        return found
    others = await _others(context, found.action)
    asked = _form(found, others)
    if found.news:
        return case.again(context, found, asked, form.values)
    into = next((each for each in others if each.id == as_id(form.values.get(_INTO, ""))), None)
    errors = faults(asked, form.values)
    if errors or into is None:
        return FormErrors(refilled(asked, form.values), errors)
    reason = form.values[_REASON].strip()
    merged = replace(found.action, merged_into_id=into.id)
    await changed(context, found.action, merged, ChangeKind.MERGED, f"Into {into.name}: {reason}")
    target = await changed(
        context, into, _helped(into, found.action), ChangeKind.MERGED, f"With {merged.name}: {reason}"
    )
    return Close(changed_cards.merged(merged, target), await case.renewed(context, found, merged))


def _helped(into: Action, merged: Action) -> Action:
    """The other action, with whoever worked on the merged one among those that help."""
    posts = {*into.helper_post_ids, *merged.helper_post_ids}
    if merged.owner_post_id is not None:
        posts.add(merged.owner_post_id)
    return replace(into, helper_post_ids=tuple(sorted(posts - {into.owner_post_id})))


async def _others(context: Context, action: Action) -> Sequence[Action]:
    """The actions of its plan that it can be merged into."""
    everything = await context.work.plans.actions(action.plan_id)
    return [each for each in everything if each.id != action.id and not each.is_dropped]


def _form(found: Case, others: Sequence[Action]) -> Form:
    options = tuple(Option(str(each.id), shortened(each.name, OPTION_LABEL)) for each in others)
    fields = (
        ChoiceField(_INTO, "The action that it becomes part of", options, required=True),
        TextField(_REASON, "Why they are merged", required=True, multiline=True, max_length=1000),
    )
    said = "The other keeps its owner, date and status. Whoever worked on this one is among those that help there."
    section = Section(found.action.name[:250], fields, said)
    return Form(FORM, "Merge the action", (section,), fresh_nonce(), context=found.context, submit_label="Merge them")
