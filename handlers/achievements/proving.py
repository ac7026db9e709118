"""What shows achievements: links, and files that were dropped, kept by the same rules as the evidence of actions."""

from handlers.achievements import cards, forms
from handlers.achievements.finding import found_by, to_be_shown
from handlers.achievements.model import Achievement, AchievementProof
from handlers.achievements.permission import may_correct
from handlers.achievements.showing import card_of
from handlers.actions.form_faults import faults
from handlers.actions.keeping import Refusal, checked, clean_name, fingerprint
from handlers.actions.rules import link_trouble, shown_link
from handlers.feature import Context, FormInput
from handlers.files import cards as file_cards
from handlers.files import uploads
from handlers.forms import as_id, refilled
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendFile, look_again
from handlers.voice.events.reading import tidied


async def open_link(context: Context, value: str) -> Outcome:
    """Open the form for a link."""
    found = await found_by(context, value)
    if found is None:
        return Reply(cards.gone(), private=True)
    if not may_correct(context, found):
        return Reply(cards.may_not(found), private=True)
    return OpenForm(forms.link_form(found))


async def take_link(context: Context, form: FormInput) -> Outcome:
    """Keep a link."""
    await context.work.alone()
    found = await found_by(context, form.context)
    if found is None:
        return Close(reply=cards.gone())
    if not may_correct(context, found):
        return Close(reply=cards.may_not(found))
    asked = forms.link_form(found)
    link = form.values.get("link", "").strip()
    errors = faults(asked, form.values)
    if link and (trouble := link_trouble(link)):
        errors.setdefault("link", trouble)
    if errors:
        return FormErrors(refilled(asked, form.values), errors, look_again())
    await add_link_of(context, found, link, tidied(form.values.get("title", "")))
    return Close(update=await card_of(context, found))


async def add_link_of(context: Context, found: Achievement, link: str, title: str) -> None:
    """Keep a link with an achievement, once."""
    if all(each.link != link for each in await _proofs(context, found)):
        await context.work.achievements.add_proof(_new(context, found, title or shown_link(link), link=link))


async def open_file(context: Context, value: str) -> Outcome:
    """Ask which achievement a file shows."""
    upload = await uploads.find(context, value)
    if upload is None:
        return Reply(file_cards.gone(), private=True)
    offered = await to_be_shown(context)
    if not offered:
        return Reply(cards.nothing_to_show(), private=True)
    return OpenForm(forms.file_form(upload.id, upload.name, offered))


async def take_file(context: Context, form: FormInput) -> Outcome:
    """Keep a copy of the file with the achievement."""
    # The total of all copies must hold though several people give files at once.
    await context.work.alone()
    upload = await uploads.find(context, form.context)
    if upload is None:
        return Close(reply=file_cards.gone())
    offered = await to_be_shown(context)
    found = next((each for each in offered if each.id == as_id(form.values.get("achievement", ""))), None)
    if found is None:
        again = refilled(forms.file_form(upload.id, upload.name, offered), form.values)
        return FormErrors(again, {"achievement": "Please choose one of these."}, look_again())
    kept = await _keep(context, found, upload.name, await context.work.uploads.content(upload.id))
    if isinstance(kept, Refusal):
        return Close(reply=cards.not_kept(kept.why))
    await context.work.uploads.remove(upload.id)
    return Close(update=cards.file_kept(found, kept))


async def fetch(context: Context, value: str) -> Outcome:
    """Hand over the copy of a file to those who may record achievements."""
    proof_id = as_id(value)
    copy = await context.work.achievements.proof_copy(proof_id) if proof_id is not None else None
    found = await found_by(context, str(copy[0].achievement_id)) if copy is not None else None
    if copy is None or found is None or not copy[1]:
        return Reply(cards.gone(), private=True)
    proof, content = copy
    return SendFile(clean_name(proof.title), proof.media_type, content, "Evidence of an achievement.")


async def _keep(context: Context, found: Achievement, name: str, content: bytes) -> AchievementProof | Refusal:
    accepted = checked(name, content, await context.work.plans.size_of_copies())
    if isinstance(accepted, Refusal):
        return accepted
    clean, media_type = accepted
    sha256 = fingerprint(content)
    if twin := next((each for each in await _proofs(context, found) if each.sha256 == sha256), None):
        return Refusal(f"This file is there already: it was kept as “{twin.title}”.")
    new = _new(context, found, clean, media_type=media_type, size=len(content), sha256=sha256)
    return await context.work.achievements.add_proof(new, content)


async def _proofs(context: Context, found: Achievement) -> list[AchievementProof]:
    return [each for each in await context.work.achievements.proofs() if each.achievement_id == found.id]


def _new(
    context: Context,
    found: Achievement,
    title: str,
    *,
    link: str = "",
    media_type: str = "",
    size: int = 0,
    sha256: str = "",
) -> AchievementProof:
    person = context.person
    return AchievementProof(0, found.id, title, context.now, link, media_type, size, sha256, person.name, person.id)
