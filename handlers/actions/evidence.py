"""Evidence: what shows that an action was done, kept as a link or as a copy of a file, listed and fetched again."""

from handlers.actions import cards as action_cards
from handlers.actions import evidence_cards, form_faults, presses
from handlers.actions.changing import noted
from handlers.actions.entitled import sight
from handlers.actions.keeping import Refusal, checked, clean_name, fingerprint
from handlers.actions.rules import link_trouble, shown_link
from handlers.dates import spoken
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, as_id, fresh_nonce, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendFile
from handlers.plans.model import Action, ChangeKind, Evidence

FORM = presses.ADD_EVIDENCE_PRESS


async def keep_evidence(context: Context, action_id: int, name: str, content: bytes) -> Evidence | Refusal:
    """Keep a copy of a file as evidence of an action; a refusal in words where that cannot be.

    What kind of file it is says its name with its first bytes, and never the computer that it came from.
    """
    # The total must hold though several people give files at once.
    await context.work.alone()
    seen = await sight(context, str(action_id))
    if seen is None or not seen.may.comment:
        return Refusal(" ".join(action_cards.why_not(seen)))
    accepted = checked(name, content, await context.work.plans.size_of_copies())
    if isinstance(accepted, Refusal):
        return accepted
    clean, known_type = accepted
    sha256 = fingerprint(content)
    for each in await context.work.plans.evidence(action_id):
        if each.sha256 == sha256:
            on = spoken(context.institution.day(each.added_at))
            return Refusal(f"This file is there already: it was kept as “{each.title}” on {on}.")
    new = _new(context, action_id, clean, media_type=known_type, size=len(content), sha256=sha256)
    return await _keep(context, new, content)


async def add_link(context: Context, action_id: int, title: str, link: str) -> Evidence | None:
    """Keep a link as evidence; None where it is there already."""
    if any(each.link == link for each in await context.work.plans.evidence(action_id)):
        return None
    return await _keep(context, _new(context, action_id, title or shown_link(link), link=link), b"")


def _new(
    context: Context,
    action_id: int,
    title: str,
    *,
    link: str = "",
    media_type: str = "",
    size: int = 0,
    sha256: str = "",
) -> Evidence:
    person = context.person
    return Evidence(0, action_id, title, context.now, link, media_type, size, sha256, person.name, person.id)


async def _keep(context: Context, new: Evidence, content: bytes) -> Evidence:
    kept = await context.work.plans.add_evidence(new, content)
    await noted(context, kept.action_id, ChangeKind.EVIDENCE, "", {"evidence": ("", kept.title)})
    return kept


async def show_evidence(context: Context, value: str) -> Outcome:
    """List the evidence of an action to those who look after it."""
    seen = await sight(context, value)
    if seen is None or not seen.may.read_all:
        return Reply(action_cards.refusal(seen), private=True)
    kept = await context.work.plans.evidence(seen.action.id)
    return Reply(evidence_cards.evidence_card(seen, kept, context.institution), private=True)


async def fetch(context: Context, value: str) -> Outcome:
    """Hand over the copy of a file to those who look after its action."""
    evidence_id = as_id(value)
    found = await context.work.plans.evidence_copy(evidence_id) if evidence_id is not None else None
    seen = await sight(context, str(found[0].action_id)) if found is not None else None
    if found is None or seen is None or not seen.may.read_all:
        return Reply(action_cards.refusal(seen), private=True)
    kept, content = found
    if not content:
        return Reply(evidence_cards.only_a_link(kept), private=True)
    return SendFile(clean_name(kept.title), kept.media_type, content, f"Evidence of {seen.action.name}.")


async def open_link(context: Context, value: str) -> Outcome:
    """Open the form for a link."""
    action_id, _, place = value.partition(":")
    seen = await sight(context, action_id)
    if seen is None or not seen.may.comment:
        return Reply(action_cards.refusal(seen), private=True)
    return OpenForm(_form(seen.action, place))


async def take_link(context: Context, form: FormInput) -> Outcome:
    """Keep a link; the list of evidence is renewed where the form was opened from it."""
    await context.work.alone()
    action_id, _, place = form.context.partition(":")
    seen = await sight(context, action_id)
    if seen is None or not seen.may.comment:
        return Close(action_cards.refusal(seen))
    asked = _form(seen.action, place)
    link, title = form.values.get("link", "").strip(), form.values.get("title", "").strip()
    errors = form_faults.faults(asked, form.values)
    if link and (trouble := link_trouble(link)):
        errors.setdefault("link", trouble)
    if errors:
        return FormErrors(refilled(asked, form.values), errors)
    kept = await add_link(context, seen.action.id, title, link)
    everything = await context.work.plans.evidence(seen.action.id)
    update = evidence_cards.evidence_card(seen, everything, context.institution) if place == presses.HERE else None
    return Close(evidence_cards.kept(seen.action) if kept else evidence_cards.there_already(seen.action), update)


def _form(action: Action, place: str) -> Form:
    link = TextField("link", "Link", "A whole address that begins with https://", required=True, max_length=2000)
    title = TextField("title", "What it shows", "In a few words, for whoever reads the plan.", max_length=200)
    context = f"{action.id}:{presses.HERE}" if place == presses.HERE else str(action.id)
    return Form(FORM, "Add a link", (Section(action.name[:250], (link, title)),), fresh_nonce(), context=context)
