"""Files dropped into a chat: plans of the lead's are read, everything else may be kept as evidence."""

from collections.abc import Sequence

from handlers.achievements.finding import to_be_shown
from handlers.actions.evidence import keep_evidence
from handlers.actions.keeping import Refusal
from handlers.actions.ownership import actions_in_hand
from handlers.cards import Card, Divider, Element, Text, Tone
from handlers.feature import Context, Feature, FormInput, FormRoute, Press
from handlers.files import cards, uploads
from handlers.files.evidence_form import FORM, chosen, evidence_form, not_chosen
from handlers.files.model import ReceivedFile
from handlers.forms import refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.plans.model import Action
from handlers.plans.preview import summary
from handlers.rights import Right


async def take(context: Context, files: Sequence[ReceivedFile]) -> Reply:
    """Say what can be done with each file, in one message."""
    return Reply(_together([await _one(context, file) for file in files]), private=True)


async def open_evidence(context: Context, value: str) -> Outcome:
    """Ask which action a file is evidence for."""
    upload = await uploads.find(context, value)
    actions = await _actions(context)
    if upload is None:
        return Reply(cards.gone(), private=True)
    return OpenForm(evidence_form(upload, actions)) if actions else Reply(cards.no_actions(), private=True)


async def take_evidence(context: Context, form: FormInput) -> Outcome:
    """Keep a copy of the file with the action."""
    upload = await uploads.find(context, form.context)
    if upload is None:
        return Close(reply=cards.gone())
    actions = await _actions(context)
    if not actions:
        return Close(reply=cards.no_actions())
    action = chosen(form.values.get("action", ""), actions)
    if action is None:
        again = refilled(evidence_form(upload, actions), form.values)
        return FormErrors(again, {"action": not_chosen(actions)})
    content = await context.work.uploads.content(upload.id)
    kept = await keep_evidence(context, action.id, upload.name, content)
    if isinstance(kept, Refusal):
        return Close(reply=cards.not_kept(kept.why))
    await context.work.uploads.remove(upload.id)
    return Close(update=cards.kept(kept, action))


async def _one(context: Context, file: ReceivedFile) -> Card:
    if file.problem:
        return cards.not_taken(file)
    upload = await uploads.keep(context, file)
    if file.draft is not None and file.draft.actions:
        return summary(upload, file.draft)
    to_sign = Right.LEAD in context.rights and await context.work.submissions.open() is not None
    return cards.what_for(upload, file.draft, achievements=bool(await to_be_shown(context)), to_sign=to_sign)


def _together(shown: Sequence[Card]) -> Card:
    """One card for all; the titles of the later ones become headings in it."""
    first, *others = shown
    body: list[Element] = list(first.body)
    for card in others:
        body += [Divider(), Text(card.title, Tone.STRONG), *card.body]
    return Card(first.title, tuple(body), first.footer)


async def _actions(context: Context) -> Sequence[Action]:
    """What somebody may keep evidence for: all of the plan for chairs and leads, else what they own or help with."""
    if Right.COMMITTEE not in context.rights:
        return await actions_in_hand(context.work, context.person.id, context.today)
    plan = await context.work.plans.current()
    return await context.work.plans.actions(plan.id) if plan else []


FEATURE = Feature(
    "files",
    presses=(Press(cards.EVIDENCE_PRESS, open_evidence, Right.OWNER),),
    forms=(FormRoute(FORM, take_evidence, Right.OWNER),),
    drop=take,
)
