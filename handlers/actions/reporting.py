"""Reporting: the form for one action or for several, checked, recorded and answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.actions import cards, meanwhile, telling
from handlers.actions.alike import copied
from handlers.actions.case import standing_values
from handlers.actions.changing import reported
from handlers.actions.entitled import Sight, sight
from handlers.actions.evidence import add_link
from handlers.actions.meanwhile import Entry
from handlers.actions.ownership import owned_actions
from handlers.actions.presses import HERE, MINE, ONE, WAITING
from handlers.actions.report_form import Page, Shown, Subject, first_page, grown, key, prefilled, report_form
from handlers.actions.report_reading import Report, Reported, read_report
from handlers.actions.rules import Part
from handlers.actions.viewing import card_of, list_of_mine
from handlers.cards import Card
from handlers.feature import Context, FormInput
from handlers.forms import Form, FormValues, refilled
from handlers.nudges import cards as nudge_cards
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again
from handlers.plans.model import Action, ActionUpdate
from handlers.reviews.reporting import current_cycle
from handlers.reviews.schedule import next_review


async def open_report(context: Context, value: str) -> Outcome:
    """Open the form for one action, for all that are open or, from a nudge, for those that await a report."""
    if value.startswith(ONE):
        action_id, _, place = value.removeprefix(ONE).partition(":")
        seen = await sight(context, action_id)
        if seen is None or not seen.may.report:
            return Reply(cards.refusal(seen), private=True)
        return await _open(context, [seen.action], alone=True, place=place)
    mine = [action for action in await _mine(context) if not action.is_dropped]
    cycle = await current_cycle(context.work, context.institution, context.now)
    waiting = [action for action in mine if cycle.awaits_report(action)]
    actions = waiting if waiting and value == WAITING else mine
    if not actions:
        return Reply(cards.nothing_to_report(), private=True)
    return await _open(context, actions, place=value if value == MINE else "")


async def take_report(context: Context, form: FormInput) -> Outcome:
    """Record a report; ask for what is missing, ask again where something has changed, go on with the next page."""
    # Whoever else reports on the same actions waits here, and then finds what was said meanwhile.
    await context.work.alone()
    page = Page.read(form.context)
    seen = [await sight(context, str(action_id)) for action_id in page.ids]
    entitled = [each for each in seen if each is not None and each.may.report]
    if not entitled or len(entitled) != len(seen):
        return Close(reply=cards.refusal(next((each for each in seen if each not in entitled), None)))
    actions = [each.action for each in entitled]
    if changed := await _changed_meanwhile(context, page):
        return await _again(context, page, actions, form.values, changed)
    subjects = await _subjects(context, actions)
    report = read_report(form.values, subjects, page, context.person, context.now, context.today)
    if report.ask:
        return _ask(context, page, subjects, form.values, report)
    if report.errors:
        again = refilled(report_form(subjects, page, context.institution, context.today), form.values)
        return FormErrors(again, report.errors, look_again())
    return await _record(context, page, entitled, report)


async def _record(context: Context, page: Page, seen: Sequence[Sight], report: Report) -> Outcome:
    for each in report.reports:
        await _write(context, each)
    done = page.done + len(report.reports)
    mine = {action.id: action for action in await _mine(context) if not action.is_dropped}
    later = [mine[action_id] for action_id in page.later if action_id in mine]
    if later:
        return await _open(context, later, done, place=page.place)
    cycle = await current_cycle(context.work, context.institution, context.now)
    waiting = [action for action in await _mine(context) if cycle.awaits_report(action)]
    updates = [each.update for each in report.reports]
    actions = [each.action for each in seen]
    thanks = cards.thanks(
        updates, actions, page.done, len(waiting), report.left_out, await _copied(context, seen, updates)
    )
    return Close(thanks, await _renewed(context, page, waiting) if done else None)


async def _renewed(context: Context, page: Page, waiting: Sequence[Action]) -> Card | None:
    """What is to stand in the place of the card that the form was opened from."""
    if page.place == MINE:
        return await list_of_mine(context, 1)
    if page.place == HERE:
        fresh = await sight(context, str(page.ids[0]))
        return await card_of(context, fresh) if fresh is not None else None
    if page.alone:
        return None
    return nudge_cards.reported(next_review(await context.work.reviews.all(), context.today), waiting)


async def _write(context: Context, report: Reported) -> None:
    await reported(context, report.action, report.update)
    if report.link is not None:
        await add_link(context, report.action.id, report.link.title, report.link.link)


async def _copied(context: Context, seen: Sequence[Sight], updates: Sequence[ActionUpdate]) -> Mapping[int, Action]:
    if not updates:
        return {}
    return copied(updates, await context.work.plans.actions(seen[0].plan.id))


async def _changed_meanwhile(context: Context, page: Page) -> Mapping[int, Sequence[Entry]]:
    """What was said of the actions of a page since it was opened, by action id."""
    versions = await context.work.plans.versions(page.ids)
    behind = [each.known for each in page.shown if versions[each.known.action_id] != each.known.version]
    found = {known.action_id: await meanwhile.news(context.work, known) for known in behind}
    return {action_id: entries for action_id, entries in found.items() if entries}


async def _again(
    context: Context, page: Page, actions: Sequence[Action], values: FormValues, changed: Mapping[int, Sequence[Entry]]
) -> OpenForm:
    """The same page as things stand now, with what was typed in it and what has changed meanwhile."""
    subjects = await _subjects(context, actions)
    marked = [
        replace(subject, notes=_told(context, changed[subject.action.id])) if subject.action.id in changed else subject
        for subject in subjects
    ]
    versions = {subject.action.id: subject.version for subject in subjects}
    shown = tuple(Shown(replace(each.known, version=versions[each.known.action_id]), each.parts) for each in page.shown)
    typed = dict(values)
    for each in page.shown:
        if each.known.action_id in changed:
            typed = await _unless_untouched(context, typed, each)
    return OpenForm(_filled(report_form(marked, replace(page, shown=shown), context.institution, context.today), typed))


async def _unless_untouched(context: Context, typed: dict[str, str], shown: Shown) -> dict[str, str]:
    """Leave out what merely stood in the form when it was opened: what stands there now takes its place."""
    action = await context.work.plans.action(shown.known.action_id)
    history = (await context.work.plans.history(shown.known.action_id))[: shown.known.version]
    if action is None:
        return typed
    latest = next((entry for entry in reversed(history) if isinstance(entry, ActionUpdate)), None)
    stood = prefilled(replace(action, latest=latest), context.today)
    names = [key("rag", action), *(key(part, action) for part in Part)]
    if any(typed.get(name, "").strip() != stood.get(name, "") for name in names):
        return typed
    return {name: text for name, text in typed.items() if name not in names}


def _told(context: Context, entries: Sequence[Entry]) -> tuple[str, ...]:
    return ("Changed since you opened this form:", *telling.lines(entries, context.institution))


def _ask(context: Context, page: Page, subjects: Sequence[Subject], values: FormValues, report: Report) -> OpenForm:
    """The same page with the fields that are still to be asked, and everything that is wrong said in it."""
    ask, errors = report.ask or {}, report.errors or {}
    marked = []
    for subject in subjects:
        wrong = [said for name, said in errors.items() if name.endswith(f"-{subject.action.id}")]
        said = ask.get(subject.action.id, ((), ""))[1]
        marked.append(replace(subject, notes=tuple(filter(None, (said, *wrong)))))
    wider = grown(page, {action_id: parts for action_id, (parts, _) in ask.items()})
    return OpenForm(_filled(report_form(marked, wider, context.institution, context.today), values))


def _filled(form: Form, values: FormValues) -> Form:
    """The form with what was typed, and with what it says of itself in the fields that nobody has seen yet."""
    return refilled(form, {**standing_values(form), **values})


async def _open(
    context: Context, actions: Sequence[Action], done: int = 0, *, alone: bool = False, place: str = ""
) -> OpenForm:
    subjects = await _subjects(context, actions)
    page = first_page(subjects, done, alone=alone, place=place)
    return OpenForm(report_form(subjects[: len(page.shown)], page, context.institution, context.today))


async def _subjects(context: Context, actions: Sequence[Action]) -> Sequence[Subject]:
    versions = await context.work.plans.versions([action.id for action in actions])
    counts = await context.work.plans.evidence_counts(actions[0].plan_id)
    return [Subject(action, versions[action.id], counts.get(action.id, 0) > 0) for action in actions]


async def _mine(context: Context) -> Sequence[Action]:
    return await owned_actions(context.work, context.person.id, context.today)
