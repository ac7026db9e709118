"""The second person: proposals looked at, confirmed, declined with a reason; withdrawn by whoever made them."""

from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, as_id, fresh_nonce, refilled
from handlers.knowledge import names, proposal_cards
from handlers.knowledge.model import Version, VersionState
from handlers.knowledge.permission import may_confirm
from handlers.knowledge.proposing import shelf_of
from handlers.knowledge.shelf import Shelf
from handlers.knowledge.telling import tell_proposer
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update, look_again
from handlers.phrases import shortened

_LONGEST_REASON = 500


async def show_waiting(context: Context, _value: str) -> Outcome:
    """List what waits for a second person."""
    shelf = await shelf_of(context)
    versions = sorted(shelf.waiting.values(), key=lambda version: version.id)
    if len(versions) == 1:
        card = proposal_cards.proposal(shelf, versions[0], context.institution, context.person)
        return Reply(card, private=True)
    return Reply(proposal_cards.waiting(shelf, versions, context.institution), private=True)


async def show_proposal(context: Context, value: str) -> Outcome:
    """Show one proposal."""
    shelf, version = await shelf_of(context), await _version(context, value)
    if version is None:
        return Reply(proposal_cards.no_such_proposal(), private=True)
    if version.state is not VersionState.PROPOSED:
        return Reply(proposal_cards.already_settled(shelf, version), private=True)
    card = proposal_cards.proposal(shelf, version, context.institution, context.person)
    return Reply(card, private=True)


async def confirm(context: Context, value: str) -> Outcome:
    """Bring a proposal into use, if what it changes is what was shown."""
    await context.work.alone()
    number, _, seen = value.partition(".")
    shelf, version = await shelf_of(context), await _version(context, number)
    if (refused := _refused(context, shelf, version)) is not None or version is None:
        return refused or Reply(proposal_cards.no_such_proposal(), private=True)
    if seen != shelf.seen(version.subject):
        card = proposal_cards.proposal(shelf, version, context.institution, context.person)
        return Update(proposal_cards.changed_since(card))
    await context.work.knowledge.settle(version.id, VersionState.IN_USE, context.person, context.now)
    await context.work.demand.settle_flags(version.subject, context.today)
    await _over(context, version)
    return Update(proposal_cards.confirmed(shelf, version))


async def open_decline(context: Context, value: str) -> Outcome:
    """Ask for a reason."""
    shelf, version = await shelf_of(context), await _version(context, value)
    if (refused := _refused(context, shelf, version)) is not None or version is None:
        return refused or Reply(proposal_cards.no_such_proposal(), private=True)
    return OpenForm(_form(shelf, version))


def _form(shelf: Shelf, version: Version) -> Form:
    reason = TextField("reason", "Why", f"{version.by} reads it.", "", True, True, _LONGEST_REASON)
    section = Section(shortened(proposal_cards.what(shelf, version), 140), (reason,))
    return Form(names.DECLINE_PRESS, "Decline a proposal", (section,), fresh_nonce(), "", str(version.id), "Decline")


async def take_decline(context: Context, form: FormInput) -> Outcome:
    """Decline a proposal; whoever made it reads the reason."""
    await context.work.alone()
    shelf, version = await shelf_of(context), await _version(context, form.context)
    if (refused := _refused(context, shelf, version)) is not None or version is None:
        return Close(refused.card if refused else proposal_cards.no_such_proposal())
    reason = form.values.get("reason", "").strip()
    if not reason or len(reason) > _LONGEST_REASON:
        said = {"reason": f"Please say why, in at most {_LONGEST_REASON} characters."}
        return FormErrors(refilled(_form(shelf, version), form.values), said, look_again())
    await context.work.knowledge.settle(version.id, VersionState.DECLINED, context.person, context.now, reason)
    await _over(context, version)
    card = proposal_cards.declined(shelf, version)
    return Close(card, card)


async def withdraw(context: Context, value: str) -> Outcome:
    """Take one's own proposal back."""
    await context.work.alone()
    shelf, version = await shelf_of(context), await _version(context, value)
    if version is None or version.by_person_id != context.person.id:
        return Reply(proposal_cards.no_such_proposal(), private=True)
    if version.state is not VersionState.PROPOSED:
        return Update(proposal_cards.already_settled(shelf, version))
    await context.work.knowledge.settle(version.id, VersionState.DECLINED, context.person, context.now)
    await _over(context, version)
    return Update(proposal_cards.withdrawn(shelf, version))


async def _version(context: Context, value: str) -> Version | None:
    version_id = as_id(value)
    return await context.work.knowledge.get(version_id) if version_id is not None else None


def _refused(context: Context, shelf: Shelf, version: Version | None) -> Reply | None:
    """Why this person cannot settle it, if so."""
    if version is None:
        return Reply(proposal_cards.no_such_proposal(), private=True)
    if version.state is not VersionState.PROPOSED:
        return Reply(proposal_cards.already_settled(shelf, version), private=True)
    if not may_confirm(context.person, version):
        return Reply(proposal_cards.your_own(), private=True)
    return None


async def _over(context: Context, version: Version) -> None:
    """What was still to be said of a proposal is not; whoever made it hears what became of it."""
    await context.work.outbox.cancel(f"{names.PROPOSED}:{version.id}:", context.now, "settled")
    await tell_proposer(context, version, names.SETTLED)
