"""Making versions: what is written down of a change."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from handlers.answers.entries import Entry, as_mapping
from handlers.feature import Context
from handlers.knowledge import names
from handlers.knowledge.model import Change, Version, VersionState
from handlers.knowledge.shelf import Shelf
from handlers.knowledge.telling import ask_to_confirm, tell_proposer
from handlers.people.model import Person

BY_IMPORT: Final = "import"
"""Who did what a command brought in."""


def body_of(entry: Entry) -> dict[str, object]:
    """An entry as a version keeps it."""
    return {name: _plain(value) for name, value in as_mapping(entry).items()}


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case _:
            return value


def new_version(
    subject: str,
    change: Change,
    body: Mapping[str, object],
    base: str,
    now: datetime,
    by: Person | None,
    reason: str = "",
) -> Version:
    """A version that is yet to be kept; `by` is None where a command brought it."""
    name, person_id = (by.name, by.id) if by else (BY_IMPORT, None)
    return Version(0, subject, change, VersionState.PROPOSED, body, base, reason, name, person_id, now)


async def propose(context: Context, shelf: Shelf, version: Version) -> tuple[Version, list[Person]]:
    """Let a version wait for a second person; gives it as kept, and who is asked. An earlier proposal gives way."""
    earlier = shelf.waiting.get(version.subject)
    kept = await context.work.knowledge.propose(version)
    if earlier is not None:
        await context.work.outbox.cancel(f"{names.PROPOSED}:{earlier.id}:", context.now, "another proposal came")
        await tell_proposer(context, earlier, names.REPLACED)
    return kept, await ask_to_confirm(context, shelf, kept)
