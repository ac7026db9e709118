"""What an imported file would change in a plan that is there already. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.people.model import Institution
from handlers.plans.matching import Matching, match
from handlers.plans.model import Action
from handlers.plans.rag import Rag
from handlers.plans.reading import ActionDraft

FIELDS: Mapping[str, str] = {
    "ref": "Reference",
    "theme": "Theme",
    "title": "Title",
    "owner_text": "Owner",
    "start": "Start",
    "due": "Due",
    "due_text": "Due, as written",
    "success_measure": "Success measure",
    "rationale": "Rationale",
    "baseline": "Baseline",
    "target": "Target",
    "resource": "Resource",
}
"""What is compared, by its name in the draft, with the word that people read. An action calls two of them otherwise."""
NAMES_IN_PLAN = {"start": "start_on", "due": "due_on"}


@dataclass(frozen=True, slots=True)
class Changed:
    """An action that the file changes: (before, after) by field of `FIELDS`, and its colour where that changes.

    `kept` is the colour that somebody reported after the file's day, and that therefore stays.
    """

    action: Action
    draft: ActionDraft
    fields: Mapping[str, tuple[str, str]]
    rag: Rag | None = None
    kept: Rag | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do to a plan. Actions that are missing in the file stay as they are."""

    new: tuple[ActionDraft, ...]
    changed: tuple[Changed, ...]
    same: int
    missing: tuple[Action, ...]


def difference(
    drafts: Sequence[ActionDraft], actions: Sequence[Action], as_of: date, institution: Institution
) -> Difference:
    """Compare a file whose colours stand for the day `as_of` with the actions of a plan."""
    matching: Matching = match(drafts, actions)
    new = tuple(each.draft for each in matching.matched if each.action is None)
    compared = [
        _changed(each.draft, each.action, as_of, institution) for each in matching.matched if each.action is not None
    ]
    changed = tuple(each for each in compared if each.fields or each.rag or each.kept)
    return Difference(new, changed, len(compared) - len(changed), matching.missing)


def _changed(draft: ActionDraft, action: Action, as_of: date, institution: Institution) -> Changed:
    fields = {name: pair for name in FIELDS if (pair := _values(draft, action, name)) is not None}
    latest = action.latest
    if draft.rag is None or (latest is not None and latest.rag is draft.rag and not _says_more(draft, action)):
        return Changed(action, draft, fields)
    reported_since = latest is not None and latest.by_person_id is not None and institution.day(latest.at) >= as_of
    if reported_since:
        return Changed(action, draft, fields, kept=latest.rag if latest and latest.rag is not draft.rag else None)
    return Changed(action, draft, fields, rag=draft.rag)


def _values(draft: ActionDraft, action: Action, name: str) -> tuple[str, str] | None:
    """What a field was and becomes; None where it stays. What the file leaves empty takes nothing away."""
    if name == "due_text" and draft.due is not None and draft.due == action.due_on:
        return None  # the same day in other words
    before = _said(getattr(action, NAMES_IN_PLAN.get(name, name)))
    after = _said(getattr(draft, name))
    return None if not after or before == after else (before, after)


def _says_more(draft: ActionDraft, action: Action) -> bool:
    latest = action.latest
    said = (latest.comment, latest.learning) if latest else ("", "")
    return any(new and new != old for new, old in zip((draft.comment, draft.learning), said, strict=True))


def _said(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value is not None else ""
