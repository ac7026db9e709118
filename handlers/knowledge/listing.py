"""Looking: the overview, lists, search, one entry with its history."""

from collections.abc import Sequence

from handlers.cards import Card
from handlers.feature import Context, FormInput
from handlers.forms import as_id
from handlers.knowledge import cards, list_cards
from handlers.knowledge.list_cards import PAGE, Duties, View
from handlers.knowledge.model import Change, Version, VersionState
from handlers.knowledge.not_ours import may_agree
from handlers.knowledge.permission import groups, holds, may_change, may_confirm
from handlers.knowledge.proposing import shelf_of
from handlers.knowledge.shelf import Shelf, Standing
from handlers.outcomes import Close, OpenForm, Outcome, Reply, Update
from handlers.paging import page_of
from handlers.rights import Right


async def show_knowledge(context: Context, rest: str) -> Reply:
    """Show what there is and what is to be done; with words behind the command, the entries that they find."""
    shelf = await shelf_of(context)
    if rest.strip():
        return Reply(await _found(context, shelf, rest.strip()), private=True)
    duties = await _duties(context, shelf)
    return Reply(list_cards.overview(shelf, duties, leads=Right.LEAD in context.rights), private=True)


async def _duties(context: Context, shelf: Shelf) -> Duties:
    """What waits for this person."""
    confirmable = [version for version in shelf.waiting.values() if may_confirm(context.person, version)]
    said = await context.work.knowledge.said_not_ours()
    agreeable = [each for each in said if may_agree(context.person, each)]
    due, may_set = mine_due(context, shelf), groups(context, shelf)
    return Duties(len(due), len(confirmable), len(may_set), len(agreeable), len(said))


def mine_due(context: Context, shelf: Shelf) -> list[str]:
    """The subjects that are due and that this person keeps."""
    return [
        subject for subject in shelf.due() if any(person.id == context.person.id for person in shelf.keepers(subject))
    ]


async def turn(context: Context, value: str) -> Outcome:
    """Show a list, or another page of it in the place of the one before; with no value, the overview."""
    name, _, number = value.partition(".")
    shelf = await shelf_of(context)
    if name not in tuple(View) or name == View.FOUND:
        return await show_knowledge(context, "")
    view = View(name)
    page = page_of(_in_view(context, shelf, view), as_id(number) or 1, PAGE)
    card = list_cards.listed(shelf, view, page)
    return Update(card) if number else Reply(card, private=True)


def _in_view(context: Context, shelf: Shelf, view: View) -> list[str]:
    entries = sorted(shelf.entries.values(), key=lambda entry: entry.title.casefold())
    match view:
        case View.MINE:
            return [e.id for e in entries if _is_mine(context, shelf, e.id)]
        case View.OWN:
            return [e.id for e in entries if shelf.standing(e.id) is not Standing.NATIONAL]
        case View.FLAGGED:
            return shelf.flagged()
        case View.RETIRED:
            return sorted(shelf.retired)
        case _:
            return [e.id for e in entries]


def _is_mine(context: Context, shelf: Shelf, entry_id: str) -> bool:
    keeps = any(person.id == context.person.id for person in shelf.keepers(entry_id))
    return keeps or holds(shelf, context.person, shelf.entries[entry_id].owner)


async def open_find(context: Context, _value: str) -> Outcome:
    """Ask for words."""
    return OpenForm(list_cards.find_form())


async def take_find(context: Context, form: FormInput) -> Outcome:
    """Show what the words find."""
    return Close(await _found(context, await shelf_of(context), form.values.get("words", "").strip()[:100]))


async def _found(context: Context, shelf: Shelf, words: str) -> Card:
    found = shelf.found(words)
    if len(found) == 1:
        return await _card(context, shelf, found[0])
    return list_cards.listed(shelf, View.FOUND, page_of(found, 1, PAGE), words)


async def open_choice(context: Context, value: str) -> Outcome:
    """Ask which entry of a page to open."""
    shelf = await shelf_of(context)
    ids = [entry_id for entry_id in value.split("|")[:PAGE] if shelf.entry(entry_id)]
    return OpenForm(list_cards.choose_form(shelf, ids)) if ids else Reply(cards.no_such_entry(), private=True)


async def take_choice(context: Context, form: FormInput) -> Outcome:
    """Show the entry that was chosen."""
    return Close(await _card(context, await shelf_of(context), form.values.get("entry", "")))


async def show_entry(context: Context, entry_id: str) -> Outcome:
    """Show one entry."""
    return Reply(await _card(context, await shelf_of(context), entry_id), private=True)


async def _card(context: Context, shelf: Shelf, entry_id: str) -> Card:
    entry = shelf.entry(entry_id)
    if entry is None:
        return cards.no_such_entry()
    history = await context.work.knowledge.history(entry_id)
    card = cards.entry_card(shelf, entry, history, may_change=may_change(context, shelf, entry_id))
    return cards.renewed_since(card) if _is_behind(shelf, entry_id, history) else card


def _is_behind(shelf: Shelf, entry_id: str, history: Sequence[Version]) -> bool:
    """Whether the package's entry was renewed after this institution made its own version."""
    if shelf.standing(entry_id) is not Standing.CHANGED:
        return False
    settled = [each for each in history if each.state in (VersionState.IN_USE, VersionState.SUPERSEDED)]
    made = next((each for each in settled if each.change in (Change.EDITED, Change.ADDED)), None)
    return made is not None and made.base != shelf.base.digest(entry_id)


async def show_history(context: Context, entry_id: str) -> Outcome:
    """Show who did what to an entry."""
    shelf = await shelf_of(context)
    entry = shelf.entry(entry_id)
    if entry is None:
        return Reply(cards.no_such_entry(), private=True)
    history = await context.work.knowledge.history(entry_id)
    return Reply(cards.history_card(entry, history, context.institution), private=True)
