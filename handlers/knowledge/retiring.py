"""Retiring an entry, and the ways back: to the national text, and from retirement."""

from handlers.answers.entries import Entry
from handlers.feature import Context, FormInput
from handlers.forms import Form, Section, TextField, fresh_nonce, refilled
from handlers.knowledge import cards, names
from handlers.knowledge.model import Change
from handlers.knowledge.permission import may_change
from handlers.knowledge.proposing import propose_entry, shelf_of
from handlers.knowledge.shelf import Shelf, Standing
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again
from handlers.phrases import joined, shortened

_LONGEST_REASON = 500


async def open_retire(context: Context, entry_id: str) -> Outcome:
    """Ask why an entry is to be answered no more."""
    shelf = await shelf_of(context)
    entry = shelf.entries.get(entry_id)
    if entry is None or not may_change(context, shelf, entry_id):
        return Reply(cards.refusal(shelf, shelf.entry(entry_id)), private=True)
    return OpenForm(_form(shelf, entry))


def _form(shelf: Shelf, entry: Entry) -> Form:
    pointing = [f"“{each.title}”" for each in shelf.pointing_at(entry.id)]
    also = f" {joined(pointing)} will no longer point to it." if pointing else ""
    text = f"Once a second person has confirmed it, this is not answered any more.{also} It can be brought back."
    reason = TextField("reason", "Why", required=True, multiline=True, max_length=_LONGEST_REASON)
    section = Section(shortened(entry.title, 120), (reason,), text)
    context = f"{entry.id}|{shelf.seen(entry.id)}"
    return Form(
        names.RETIRE_PRESS, "Retire an entry", (section,), fresh_nonce(), context=context, submit_label="Propose"
    )


async def take_retire(context: Context, form: FormInput) -> Outcome:
    """Propose to retire an entry."""
    await context.work.alone()
    shelf = await shelf_of(context)
    entry_id = form.context.partition("|")[0]
    entry = shelf.entries.get(entry_id)
    if entry is None or not may_change(context, shelf, entry_id):
        return Close(cards.refusal(shelf, shelf.entry(entry_id)))
    if form.context != f"{entry_id}|{shelf.seen(entry_id)}":
        return Close(cards.changed_meanwhile(entry))
    reason = form.values.get("reason", "").strip()
    if not reason or len(reason) > _LONGEST_REASON:
        said = {"reason": f"Please say why, in at most {_LONGEST_REASON} characters."}
        return FormErrors(refilled(_form(shelf, entry), form.values), said, look_again("proposed"))
    return Close(await propose_entry(context, shelf, Change.RETIRED, entry, reason))


async def bring_back(context: Context, entry_id: str) -> Outcome:
    """Propose that an entry goes back: a changed one to the national text, a retired one into use."""
    await context.work.alone()
    shelf = await shelf_of(context)
    entry = shelf.entry(entry_id)
    if entry is None or not may_change(context, shelf, entry_id):
        return Reply(cards.refusal(shelf, entry), private=True)
    national = shelf.base.entries.get(entry_id)
    match shelf.standing(entry_id):
        case Standing.CHANGED | Standing.RETIRED if national is not None:
            return Reply(await propose_entry(context, shelf, Change.RETURNED, national), private=True)
        case Standing.RETIRED:
            return Reply(await propose_entry(context, shelf, Change.EDITED, entry), private=True)
        case _:
            return Reply(cards.nothing_changed(entry), private=True)
