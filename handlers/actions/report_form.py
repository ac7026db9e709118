"""The form in which an owner reports on several actions at once, and what it refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.dates import spoken
from handlers.forms import ChoiceField, Field, Form, FormValues, Option, Section, TextField, fresh_nonce
from handlers.people.model import Person
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag

FORM = "actions.report"
PAGE = 10
"""Actions on one form: four fields each stay well under a Slack modal's 100 blocks (platform-facts 2.6)."""

RAG_LABELS: Mapping[Rag, str] = {
    Rag.GREEN: "Green: done",
    Rag.AMBER: "Amber: in progress",
    Rag.RED: "Red: still to be carried out",
}
_OPTIONS = tuple(Option(rag.value, label) for rag, label in RAG_LABELS.items())
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """The actions on this page of the form, and those still to come; it travels as the form's context."""

    shown: tuple[int, ...]
    later: tuple[int, ...]

    def as_context(self) -> str:
        """Write the ids down."""
        return ";".join(",".join(map(str, ids)) for ids in (self.shown, self.later))

    @classmethod
    def first(cls, ids: Sequence[int]) -> "Page":
        """The first page for these actions."""
        return cls(tuple(ids[:PAGE]), tuple(ids[PAGE:]))

    @classmethod
    def from_context(cls, context: str) -> "Page":
        """Read the ids back; a context that was tampered with gives an empty page."""
        shown, _, later = context.partition(";")
        return cls(_ids(shown), _ids(later))


def _ids(text: str) -> tuple[int, ...]:
    # At most as many digits as an id can have: int() of a very long text takes long.
    return tuple(int(part) for part in text.split(",") if part.isascii() and part.isdigit() and len(part) < 10)


def report_form(actions: Sequence[Action], page: Page) -> Form:
    """Build the form for the actions of a page."""
    remaining = f" {len(page.later)} more follow on the next page." if page.later else ""
    return Form(
        name=FORM,
        title="Report on your actions",
        sections=tuple(_section(action) for action in actions),
        nonce=fresh_nonce(),
        intro=f"Leave the status empty where you have nothing to say yet.{remaining}",
        context=page.as_context(),
    )


def _section(action: Action) -> Section:
    fields: tuple[Field, ...] = (
        ChoiceField(f"rag-{action.id}", "Status", _OPTIONS),
        TextField(
            f"comment-{action.id}",
            "Comment",
            hint="For red: why it is still to be carried out. The self-assessment must explain every red.",
            multiline=True,
            max_length=_LONGEST,
        ),
        TextField(f"next-{action.id}", "Next step", hint="And by when.", max_length=300),
        TextField(
            f"learning-{action.id}", "What was learned", hint="Above all for red.", multiline=True, max_length=_LONGEST
        ),
    )
    return Section(action.name, fields, _said_last(action))


def _said_last(action: Action) -> str:
    latest = action.latest
    if latest is None:
        return "Nobody has reported on this yet."
    label = RAG_LABELS.get(latest.rag, latest.rag.value.replace("_", " "))
    return f"Last said: {label}, {spoken(latest.at.date())}."


@dataclass(frozen=True, slots=True)
class Report:
    """What a form said, once checked: updates to record, or errors by field."""

    updates: tuple[ActionUpdate, ...]
    errors: Mapping[str, str]


def read_report(values: FormValues, actions: Sequence[Action], person: Person, now: datetime) -> Report:
    """Check a form that came back. Red without an explanation is refused, and so are words without a status."""
    errors: dict[str, str] = {}
    updates: list[ActionUpdate] = []
    for action in actions:
        texts = {name: values.get(f"{name}-{action.id}", "").strip() for name in ("comment", "next", "learning")}
        status = values.get(f"rag-{action.id}", "")
        errors |= _errors(action.id, status, texts)
        if status in RAG_LABELS:
            updates.append(
                ActionUpdate(
                    action_id=action.id,
                    at=now,
                    rag=Rag(status),
                    comment=texts["comment"],
                    learning=texts["learning"],
                    next_step=texts["next"],
                    by=person.name,
                    by_person_id=person.id,
                )
            )
    return Report(() if errors else tuple(updates), errors)


def _errors(action_id: int, status: str, texts: Mapping[str, str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if status and status not in RAG_LABELS:
        errors[f"rag-{action_id}"] = "Please choose green, amber or red."
    if not status and any(texts.values()):
        errors[f"rag-{action_id}"] = "Please choose a status to go with what you wrote."
    if status == Rag.RED and not texts["comment"]:
        errors[f"comment-{action_id}"] = (
            "Red needs an explanation: say in a sentence why it is still to be carried out."
        )
    for name, text in texts.items():
        if len(text) > _LONGEST:
            errors[f"{name}-{action_id}"] = f"Please keep this under {_LONGEST:,} characters; it has {len(text):,}."
    return errors
