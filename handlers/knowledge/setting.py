"""Setting the institution's values: a form a group, several where a group is large; a second person confirms."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from handlers.actions.form_faults import faults
from handlers.answers.values import Kind, ValueKind
from handlers.cards import Card
from handlers.feature import Context, FormInput
from handlers.forms import (
    DateField,
    Field,
    Form,
    FormValues,
    Section,
    TextField,
    as_id,
    fresh_nonce,
    parse_date,
    refilled,
)
from handlers.knowledge import names, proposal_cards, values_cards
from handlers.knowledge.entry_form import NEXT_REVIEW
from handlers.knowledge.model import VALUES, Change, Version
from handlers.knowledge.own import written_in
from handlers.knowledge.permission import groups, post_of
from handlers.knowledge.proposing import shelf_of
from handlers.knowledge.shelf import Shelf
from handlers.knowledge.versions import new_version, propose
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, look_again

ON_A_PAGE: Final = 10
_LONGEST: Final = 200
_REVIEW, _SOURCE = "review_by", "source"

_SOURCE_HINT: Final = "Its web address, if there is one; it is shown with what you change here."
_REVIEW_HINT: Final = "Of all values together. After that day they are not shown until somebody has looked at them."

Written = Mapping[str, Mapping[str, str]]


async def show_values(context: Context, _value: str) -> Outcome:
    """Show what is set, and lead to the forms."""
    shelf = await shelf_of(context)
    mine = [(group, pages(shelf, group)) for group in groups(context, shelf)]
    return Reply(values_cards.values_card(shelf, mine, _others(context, shelf)), private=True)


def pages(shelf: Shelf, group: str) -> list[list[ValueKind]]:
    """The values of a group, as many as a form takes together."""
    kinds = [kind for kind in shelf.base.values.values() if kind.group == group]
    return [kinds[start : start + ON_A_PAGE] for start in range(0, len(kinds), ON_A_PAGE)]


def _others(context: Context, shelf: Shelf) -> Version | None:
    """A proposal of somebody else that waits: it is looked at before anything is built upon it."""
    waiting = shelf.waiting.get(VALUES)
    return waiting if waiting is not None and waiting.by_person_id != context.person.id else None


async def open_set(context: Context, value: str) -> Outcome:
    """Open the form of one page of a group: "2.fund" is its second."""
    shelf = await shelf_of(context)
    if (other := _others(context, shelf)) is not None:
        return Reply(values_cards.look_first(other), private=True)
    found = _page(context, shelf, value)
    return OpenForm(_form(shelf, value, found)) if found else Reply(values_cards.not_yours(), private=True)


def _page(context: Context, shelf: Shelf, value: str) -> list[ValueKind]:
    number, _, group = value.partition(".")
    page = as_id(number) or 1
    of_group = pages(shelf, group) if group in groups(context, shelf) else []
    return of_group[page - 1] if page <= len(of_group) else []


def _latest(shelf: Shelf) -> Version | None:
    """What a form starts from: one's own proposal, else what is in use."""
    return shelf.waiting.get(VALUES) or shelf.in_use.get(VALUES)


def _form(shelf: Shelf, value: str, kinds: Sequence[ValueKind]) -> Form:
    latest = _latest(shelf)
    written = written_in(latest, shelf.base)
    sections = (
        Section("", tuple(_field(kind, written) for kind in kinds)),
        Section("Where it stands", _about(shelf, latest)),
    )
    intro = f"What holds here: {kinds[0].group}. Leave empty what does not apply; it is then not shown."
    known = f"{value}|{_known(latest)}"
    return Form(names.SET_PRESS, "Our own values", sections, fresh_nonce(), intro, known, "Propose")


def _about(shelf: Shelf, latest: Version | None) -> tuple[Field, ...]:
    review_by = parse_date(str(latest.body.get(_REVIEW, ""))) if latest else None
    if review_by is None or review_by <= shelf.today:
        review_by = shelf.today + NEXT_REVIEW
    return (
        TextField(_SOURCE, "A page that says so", _SOURCE_HINT, max_length=500),
        DateField(_REVIEW, "Next check", _REVIEW_HINT, review_by, required=True),
    )


def _known(version: Version | None) -> str:
    return str(version.id) if version else ""


def _field(kind: ValueKind, written: Written) -> Field:
    text = written.get(kind.id, {}).get("value", "")
    if kind.kind is Kind.DATE and (not text or parse_date(text)):
        return DateField(kind.id, kind.label, kind.hint, parse_date(text))
    return TextField(kind.id, kind.label, kind.hint, text, max_length=max(_LONGEST, len(text)))


async def take_set(context: Context, form: FormInput) -> Outcome:
    """Propose what came back; where the values have changed meanwhile, show them first."""
    await context.work.alone()
    shelf = await shelf_of(context)
    if (other := _others(context, shelf)) is not None:
        return Close(values_cards.look_first(other))
    value, _, known = form.context.partition("|")
    kinds = _page(context, shelf, value)
    if not kinds:
        return Close(values_cards.not_yours())
    asked = _form(shelf, value, kinds)
    if known != _known(_latest(shelf)):
        return OpenForm(values_cards.with_news(asked, shelf, form.values))
    if errors := {**faults(asked, form.values), **_errors(kinds, form.values, context.today)}:
        return FormErrors(refilled(asked, form.values), errors, look_again("proposed"))
    return Close(await _propose(context, shelf, kinds, form.values))


async def _propose(context: Context, shelf: Shelf, kinds: Sequence[ValueKind], values: FormValues) -> Card:
    latest = _latest(shelf)
    before = written_in(latest, shelf.base)
    after = _after(before, kinds, values, post_of(shelf, context.person), context.today)
    body: dict[str, object] = {"values": after, _REVIEW: values.get(_REVIEW, "").strip()}
    # A day alone is worth a second person's look only where there are values that it is for.
    if after == before and (latest is None or body[_REVIEW] == latest.body.get(_REVIEW)):
        return values_cards.nothing_changed()
    version = new_version(VALUES, Change.EDITED, body, "", context.now, context.person)
    kept, people = await propose(context, shelf, version)
    return proposal_cards.proposed(shelf, kept, people)


def _after(
    before: Written, kinds: Sequence[ValueKind], values: FormValues, post: str, today: date
) -> dict[str, Mapping[str, str]]:
    """All values after this form; only what is different carries its source, who set it and when."""
    after = dict(before)
    source = values.get(_SOURCE, "").strip()
    for kind in kinds:
        text = values.get(kind.id, "").strip()
        was = before.get(kind.id, {})
        if not text:
            after.pop(kind.id, None)
        elif text != was.get("value"):
            after[kind.id] = {"value": text, "source": source, "by": post, "on": today.isoformat()}
    return after


def _errors(kinds: Sequence[ValueKind], values: FormValues, today: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in kinds:
        text = values.get(kind.id, "").strip()
        if text and (said := _wrong(kind.kind, text)):
            found[kind.id] = said
    source = values.get(_SOURCE, "").strip()
    if source and (said := _wrong(Kind.URL, source)):
        found[_SOURCE] = said
    review_by = parse_date(values.get(_REVIEW, "").strip())
    if review_by is not None and review_by <= today:
        found[_REVIEW] = "Please choose a day to come."
    return found


def _wrong(kind: Kind, text: str) -> str:
    match kind:
        case Kind.MONEY if not any(sign.isdigit() for sign in text):
            return "Please write a sum, for example £500."
        case Kind.URL if not text.startswith(("https://", "http://")) or " " in text:
            return "Please write the whole web address; it begins with https://."
        case _:
            return ""
