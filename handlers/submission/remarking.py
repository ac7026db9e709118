"""Recording what the panel wrote, one remark at a time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from handlers.actions.finding import find
from handlers.actions.form_faults import faults
from handlers.feature import Context, FormInput
from handlers.forms import FormValues, as_id, parse_date, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.paging import page_asked
from handlers.plans.checking.building import newest_draft
from handlers.plans.model import Action
from handlers.rights import Right
from handlers.submission import remark_cards
from handlers.submission.model import Remark, RemarkKind
from handlers.submission.taken_up import Taken, taken_up
from handlers.work import Work

_BETWEEN: Final = re.compile(r"[,;\n]+")


async def show_remarks(context: Context, _rest: str) -> Reply:
    """List what panels remarked."""
    found = await _taken(context.work)
    return Reply(remark_cards.remark_list(found, 1, lead=Right.LEAD in context.rights), private=True)


async def turn_page(context: Context, value: str) -> Outcome:
    """Show another page of them in the place of this."""
    found = await _taken(context.work)
    return Update(remark_cards.remark_list(found, page_asked(value), lead=Right.LEAD in context.rights))


async def open_remark(context: Context, value: str) -> Outcome:
    """Open the form for a new remark, or for the one that was pressed."""
    number = as_id(value)
    known = await context.work.remarks.get(number) if number is not None else None
    if value and known is None:
        return Reply(remark_cards.remark_gone(), private=True)
    refs = ", ".join([await _ref(context.work, each) for each in known.action_ids]) if known else ""
    earlier = await context.work.remarks.all()
    submitted = await context.work.submissions.last_submitted()
    stage = earlier[0].stage if earlier else submitted.stage if submitted else None
    return OpenForm(remark_cards.remark_form(known, refs, stage, earlier[0].letter_on if earlier else None))


async def take_remark(context: Context, form: FormInput) -> Outcome:
    """Keep a remark, linked to the actions that it is about."""
    number = as_id(form.context)
    known = await context.work.remarks.get(number) if number is not None else None
    if form.context and known is None:
        return Close(remark_cards.remark_gone())
    asked = remark_cards.remark_form(known, "", None, None)
    errors = faults(asked, form.values)
    letter_on = parse_date(form.values.get(remark_cards.LETTER, ""))
    if letter_on is not None and letter_on > context.today:
        errors[remark_cards.LETTER] = "That day is still to come. Please give the date that the letter bears."
    actions, unknown = await _actions(context.work, form.values.get(remark_cards.ACTIONS, ""))
    if unknown:
        errors[remark_cards.ACTIONS] = f"No plan here has exactly one action “{unknown}”. Please give its reference."
    if errors or letter_on is None:
        return FormErrors(refilled(asked, form.values), errors, look_again("kept"))
    new = _read(known, letter_on, form.values, tuple(action.id for action in actions))
    if known is None:
        new = replace(new, added_at=context.now, by=context.person.name, by_person_id=context.person.id)
    saved = await context.work.remarks.save(new)
    found = next(each for each in await _taken(context.work) if each.remark.id == saved.id)
    return Close(remark_cards.kept(found))


async def take_away(context: Context, value: str) -> Outcome:
    """Take a remark away."""
    number = as_id(value)
    if number is None or await context.work.remarks.get(number) is None:
        return Reply(remark_cards.remark_gone(), private=True)
    await context.work.remarks.remove(number)
    return Update(remark_cards.removed())


def _read(known: Remark | None, letter_on: date, values: FormValues, action_ids: tuple[int, ...]) -> Remark:
    theme = values[remark_cards.THEME]
    return replace(
        known or Remark(0, 0, letter_on, RemarkKind.SUGGESTION, ""),
        letter_on=letter_on,
        stage=int(values[remark_cards.STAGE]),
        kind=RemarkKind(values[remark_cards.KIND]),
        words=values[remark_cards.WORDS].strip(),
        theme="" if theme == remark_cards.WHOLE else theme,
        action_ids=action_ids,
    )


async def _taken(work: Work) -> Sequence[Taken]:
    return await taken_up(work, await work.plans.current() or await newest_draft(work))


async def _actions(work: Work, typed: str) -> tuple[list[Action], str]:
    """The actions that were named, and the first words that name none of them (or several)."""
    plans = sorted(await work.plans.all(), key=lambda plan: plan.state.value)  # active, closed, draft
    found: list[Action] = []
    for words in filter(None, (part.strip() for part in _BETWEEN.split(typed))):
        named = [find(words, await work.plans.actions(plan.id)) for plan in plans]
        one = next((each[0] for each in named if len(each) == 1), None)
        if one is None:
            return found, words
        found.append(one)
    return found, ""


async def _ref(work: Work, action_id: int) -> str:
    action = await work.plans.action(action_id)
    return (action.ref or action.title) if action else ""
