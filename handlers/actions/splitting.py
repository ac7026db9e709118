"""Splitting an action into two to five: it goes on as the first part, and the others remember where they come from."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.actions import case, changed_cards, presses
from handlers.actions.case import Case
from handlers.actions.changing import added, changed, noted
from handlers.actions.form_faults import faults
from handlers.actions.references import part_refs
from handlers.feature import Context, FormInput
from handlers.forms import Form, FormValues, Section, TextField, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import Action, ChangeKind

FORM = presses.SPLIT_PRESS
MOST_PARTS = 5
_REASON = "reason"


async def open_split(context: Context, value: str) -> Outcome:
    """Open the form for the parts."""
    found = await case.opened(context, value, case.may_scan)
    return found if isinstance(found, Reply) else OpenForm(_form(found))


async def take_split(context: Context, form: FormInput) -> Outcome:
    """Split an action."""
    found = await case.sent(context, form.context, case.may_scan)
    if isinstance(found, Close):
        return found
    asked = _form(found)
    if found.news:
        return case.again(context, found, asked, form.values)
    titles = _titles(form.values)
    errors = faults(asked, form.values)
    if len({title.casefold() for title in titles}) < len(titles):
        errors.setdefault(_part(2), "Two parts have the same title. Please give each its own.")
    if errors:
        return FormErrors(refilled(asked, form.values), errors)
    parts = await _split(context, found.action, titles, form.values[_REASON].strip())
    return Close(changed_cards.split(parts), await case.renewed(context, found, parts[0]))


async def _split(context: Context, action: Action, titles: Sequence[str], reason: str) -> Sequence[Action]:
    """Write the parts; gives them in order, the action itself first."""
    known = await context.work.plans.actions(action.plan_id)
    refs = part_refs(action.ref, len(titles) - 1, [each.ref for each in known])
    new = [
        await added(context, _offspring(action, title, ref), ChangeKind.SPLIT, f"Split from {action.name}: {reason}")
        for title, ref in zip(titles[1:], refs, strict=True)
    ]
    names = ", ".join(part.name for part in new)
    said = f"Into itself and {names}: {reason}"
    first = replace(action, title=titles[0])
    if first == action:
        await noted(context, action.id, ChangeKind.SPLIT, said)
    else:
        first = await changed(context, action, first, ChangeKind.SPLIT, said)
    return [first, *new]


def _offspring(action: Action, title: str, ref: str) -> Action:
    """A part: all that its origin was planned with, and nothing of what was said of it."""
    return replace(
        action,
        id=0,
        ref=ref,
        title=title,
        latest=None,
        note="",
        carried=action.carried,
        carried_from_id=None,
        split_from_id=action.id,
        disputed_by_id=None,
        extra={},
        due_nudge_at=None,
    )


def _titles(values: FormValues) -> Sequence[str]:
    given = (" ".join(values.get(_part(number), "").split()) for number in range(1, MOST_PARTS + 1))
    return [title for title in given if title]


def _part(number: int) -> str:
    return f"part-{number}"


def _form(found: Case) -> Form:
    action = found.action
    longest = max(1000, len(action.title))
    first = TextField(_part(1), "It goes on as", value=action.title, required=True, max_length=longest)
    second = TextField(_part(2), "The second part", required=True, max_length=1000)
    others = (TextField(_part(number), f"Part {number}", max_length=1000) for number in range(3, MOST_PARTS + 1))
    reason = TextField(_REASON, "Why it is split", required=True, multiline=True, max_length=1000)
    said = "The new parts have its owner, dates, measure and reasons; each can be changed afterwards."
    section = Section(action.name[:250], (first, second, *others, reason), said)
    return Form(FORM, "Split the action", (section,), fresh_nonce(), context=found.context, submit_label="Split it")
