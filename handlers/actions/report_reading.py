"""A report form that came back: what it says of each action, what is wrong with it, and what is still to be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.actions.report_form import (
    LONGEST,
    NOTHING,
    RAG_LABELS,
    Page,
    Subject,
    key,
    prefilled,
    wanted,
)
from handlers.actions.rules import Part, Proof, missing, read_proof
from handlers.forms import FormValues, parse_date
from handlers.people.model import Person
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag

_LEARNING = "What was learned? The self-assessment asks it of every red; you may leave it for now."


@dataclass(frozen=True, slots=True)
class Reported:
    """A report to record, and the link that came with it."""

    action: Action
    update: ActionUpdate
    link: Proof | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a form said, once checked.

    `errors` go by field. `ask` has the parts that are still to be asked, with a note, by action id. `left_out` are
    actions that nobody touched although what was said last is not enough any more: a sentence on each, by action id.
    With errors or something to ask there is nothing to record.
    """

    reports: tuple[Reported, ...] = ()
    errors: Mapping[str, str] | None = None
    ask: Mapping[int, tuple[tuple[Part, ...], str]] | None = None
    left_out: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    """What came back about one action. `touched` tells whether anybody changed or wrote anything."""

    subject: Subject
    status: str
    parts: Mapping[Part, str]
    touched: bool
    wrote: bool


def read_report(
    values: FormValues, subjects: Sequence[Subject], page: Page, person: Person, now: datetime, today: date
) -> Report:
    """Check a form that came back. Nothing of it counts unless all of it does."""
    asked = {each.known.action_id: each.parts for each in page.shown}
    reports: list[Reported] = []
    errors: dict[str, str] = {}
    ask: dict[int, tuple[tuple[Part, ...], str]] = {}
    left_out: dict[int, str] = {}
    for subject in subjects:
        given = _given(values, subject, today)
        action_id = subject.action.id
        wrong = _wrong(given)
        if wrong or given.status not in RAG_LABELS:
            errors |= wrong
            continue
        proof, lacks = _lacks(given, today)
        if lacks and not given.touched and not page.alone:
            left_out[action_id] = " ".join(lacks.values())
        elif unasked := _unasked(given, asked[action_id], lacks):
            ask[action_id] = (unasked, " ".join(lacks.values()) or _LEARNING)
        elif lacks:
            errors |= {key(part, subject.action): said for part, said in lacks.items()}
        else:
            reports.append(_reported(given, proof, person, now))
    if errors or ask:
        return Report((), errors, ask, {})
    return Report(tuple(reports), {}, {}, left_out)


def _given(values: FormValues, subject: Subject, today: date) -> _Given:
    action, before = subject.action, prefilled(subject.action, today)
    parts = {part: values.get(key(part, action), "").strip() for part in Part}
    status = values.get(key("rag", action), "").strip()
    wrote = any(text and text != before.get(key(part, action), "") for part, text in parts.items())
    touched = wrote or status != before.get(key("rag", action), "")
    return _Given(subject, status, parts, touched, wrote)


def _wrong(given: _Given) -> dict[str, str]:
    """What cannot be taken, whatever the status: words without one, a status that does not exist, too many words."""
    action, errors = given.subject.action, {}
    if given.status in ("", NOTHING) and given.wrote:
        errors[key("rag", action)] = "Please choose a status to go with what you wrote."
    elif given.status not in ("", NOTHING) and given.status not in RAG_LABELS:
        errors[key("rag", action)] = "Please choose green, amber or red."
    for part, text in given.parts.items():
        if part in LONGEST and len(text) > LONGEST[part]:
            said = f"Please keep this to {LONGEST[part]:,} characters; it has {len(text):,}."
            errors[key(part, action)] = said
    proof = read_proof(given.parts[Part.PROOF]) if given.parts[Part.PROOF] else Proof()
    if isinstance(proof, str):
        errors.setdefault(key(Part.PROOF, action), proof)
    return errors


def _lacks(given: _Given, today: date) -> tuple[Proof, Mapping[Part, str]]:
    """The proof that was given, and what the status still asks for."""
    proof = read_proof(given.parts[Part.PROOF])
    assert isinstance(proof, Proof)  # noqa: S101 - `_wrong` was asked before
    kept = {Part.COMMENT: _kept(given, "comment"), Part.PROOF: _kept(given, "override")}
    said = {part: text or kept.get(part, "") for part, text in given.parts.items()}
    next_on = parse_date(given.parts[Part.NEXT_ON])
    return proof, missing(Rag(given.status), said, next_on, given.subject.proved, today)


def _unasked(given: _Given, asked: Iterable[Part], lacks: Mapping[Part, str]) -> tuple[Part, ...]:
    """The parts that the status asks for and that the form did not show; the whole of them, so that it asks once."""
    rag = Rag(given.status)
    needed = wanted(rag, proved=given.subject.proved)
    hidden = tuple(part for part in needed if part not in asked)
    # Learning may be left out for now, but it is asked for at once.
    unlearned = rag is Rag.RED and not (given.parts[Part.LEARNING] or _kept(given, "learning"))
    return hidden if lacks or unlearned else ()


def _kept(given: _Given, name: str) -> str:
    """What was said last, where the status stays as it was: an empty field says it again."""
    latest = given.subject.action.latest
    said: str = getattr(latest, name) if latest is not None and latest.rag == given.status else ""
    return said


def _reported(given: _Given, proof: Proof, person: Person, now: datetime) -> Reported:
    action, parts, rag = given.subject.action, given.parts, Rag(given.status)
    latest = action.latest
    update = ActionUpdate(
        action_id=action.id,
        at=now,
        rag=rag,
        comment=parts[Part.COMMENT] or _kept(given, "comment"),
        learning=parts[Part.LEARNING] or _kept(given, "learning"),
        next_step=parts[Part.NEXT],
        by=person.name,
        by_person_id=person.id,
        next_step_on=parse_date(parts[Part.NEXT_ON]) if parts[Part.NEXT] else None,
        # A reading stands until there is another.
        reading=parts[Part.READING] or (latest.reading if latest is not None else ""),
    )
    reason = proof.reason or _kept(given, "override")
    if rag is Rag.GREEN and not given.subject.proved and not proof.link:
        update = replace(update, override=reason)
    return Reported(action, update, proof if proof.link else None)
