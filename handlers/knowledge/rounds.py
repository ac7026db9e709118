"""What the daily round says about entries: what is due, to whoever keeps it, once a fortnight while it lasts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from handlers.cards import Bullets, Button, Buttons, ButtonStyle, Card, Element, Text, Tone
from handlers.dates import spoken
from handlers.deliveries import Delivery, NewDelivery
from handlers.feature import DeliveryContext, JobContext
from handlers.forms import parse_date
from handlers.knowledge import names
from handlers.knowledge.model import VALUES
from handlers.knowledge.shelf import Shelf, Standing, read_shelf
from handlers.people.hours import opens_at
from handlers.people.leads import leading
from handlers.people.model import Person
from handlers.phrases import counted, joined

EVERY: Final = timedelta(days=14)
_MOST_LISTED: Final = 10
_PLEASE: Final = "Please see whether these still hold. Once their day has passed, sums and deadlines are left out."


async def check_knowledge(context: JobContext) -> None:
    """Write to everybody who keeps something that is due, and was not written to within a fortnight."""
    await context.work.alone()
    today = context.institution.day(context.now)
    shelf = await read_shelf(context.work, context.services.knowledge, today)
    told = await _told_lately(context, today)
    await context.work.outbox.add(
        NewDelivery(
            f"{names.DUE}:{today.isoformat()}:{person.id}",
            names.DUE,
            person.id,
            {"day": today.isoformat()},
            opens_at(context.institution, person, context.now),
        )
        for person in _concerned(shelf)
        if person.id not in told
    )


async def _told_lately(context: JobContext, today: date) -> set[int]:
    written = await context.work.outbox.with_prefix(f"{names.DUE}:")
    days = [(each.person_id, parse_date(each.ids.get("day", ""))) for each in written]
    return {person_id for person_id, day in days if day is not None and today - day < EVERY}


def _concerned(shelf: Shelf) -> list[Person]:
    """Who has something due, and the lead where own entries have an owner post that nobody holds."""
    people = {person.id: person for subject in shelf.due() for person in shelf.keepers(subject)}
    if any(shelf.standing(entry_id) is not Standing.NATIONAL for ids in _unheld(shelf).values() for entry_id in ids):
        people |= {person.id: person for person in leading(shelf.holdings)}
    return list(people.values())


def _unheld(shelf: Shelf) -> dict[str, list[str]]:
    """The entries whose owner post nobody holds, by the name of the post."""
    found: dict[str, list[str]] = {}
    for entry in shelf.entries.values():
        if not shelf.held(entry.owner):
            found.setdefault(entry.owner, []).append(entry.id)
    return found


async def compose_due(context: DeliveryContext, _delivery: Delivery) -> Card | None:
    """Say to somebody what of theirs is due now; None where nothing is any more."""
    shelf = await read_shelf(context.work, context.services.knowledge, context.today)
    mine = [each for each in shelf.due() if any(person.id == context.person.id for person in shelf.keepers(each))]
    leads = any(person.id == context.person.id for person in leading(shelf.holdings))
    unheld = _unheld(shelf) if leads else {}
    return _card(shelf, mine, unheld) if mine or unheld else None


def _card(shelf: Shelf, mine: Sequence[str], unheld: dict[str, list[str]]) -> Card:
    body: list[Element] = []
    if mine:
        more = len(mine) - _MOST_LISTED
        rest = [f"and {more} more"] if more > 0 else []
        body.append(Text(_PLEASE))
        body.append(Bullets((*(_line(shelf, subject) for subject in mine[:_MOST_LISTED]), *rest)))
        body.append(Buttons((Button("Look at them", names.VERIFY_PRESS, style=ButtonStyle.PRIMARY),)))
    if unheld:
        body.append(Text("Nobody holds these posts, so what they look after falls to you:"))
        posts = tuple(f"{post}: {_titles(shelf, ids)}" for post, ids in sorted(unheld.items())[:_MOST_LISTED])
        body.append(Bullets(posts))
        body.append(Text("To pass them on, say “posts”, and add or give away a post of exactly that name.", Tone.QUIET))
    title = f"{counted(len(mine), 'answer is', 'answers are')} due for review" if mine else "Answers without a keeper"
    return Card(title, tuple(body), "I say this once a fortnight while it lasts.")


def _line(shelf: Shelf, subject: str) -> str:
    if subject == VALUES:
        by = shelf.values.review_by
        return f"Our own values: {f'by {spoken(by)}' if by else 'now'}"
    entry = shelf.entries[subject]
    late = "was due" if entry.review_by < shelf.today else "by"
    return f"{entry.title}: {late} {spoken(entry.review_by)}"


def _titles(shelf: Shelf, ids: Sequence[str]) -> str:
    if len(ids) > 2:
        return counted(len(ids), "entry", "entries")
    return joined([f"“{shelf.entries[entry_id].title}”" for entry_id in ids])
