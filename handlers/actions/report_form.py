"""The form in which an owner reports on several actions at once, and what it refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.dates import spoken
from handlers.forms import ChoiceField, Field, Form, FormValues, Option, Section, TextField, as_id, fresh_nonce
from handlers.people.model import Institution, Person
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag

FORM = "actions.report"
PAGE = 10
"""Actions on one form: four fields each stay well under a Slack modal's 100 blocks (platform-facts 2.6)."""

_MOST_LATER = 200
"""More would not fit beside them into a modal's 3,000 characters; whoever has more sends the form twice."""
_LONGEST_CONTEXT = 3000
_LONGEST_HEADING = 250

RAG_LABELS: Mapping[Rag, str] = {
    Rag.GREEN: "Green: done",
    Rag.AMBER: "Amber: in progress",
    Rag.RED: "Red: still to be carried out",
}
_OPTIONS = tuple(Option(rag.value, label) for rag, label in RAG_LABELS.items())
_LONGEST = {"comment": 2000, "next": 300, "learning": 2000}


@dataclass(frozen=True, slots=True)
class Page:
    """The actions on this page, those still to come, and how many reports the pages before it brought.

    It travels as the form's context; what was tampered with on the way is left out.
    """

    shown: tuple[int, ...]
    later: tuple[int, ...]
    done: int = 0

    def as_context(self) -> str:
        """Write it down."""
        return ";".join((",".join(map(str, self.shown)), ",".join(map(str, self.later)), str(self.done)))

    @classmethod
    def first(cls, ids: Sequence[int], done: int = 0) -> "Page":
        """The next page for these actions."""
        return cls(tuple(ids[:PAGE]), tuple(ids[PAGE : PAGE + _MOST_LATER]), done)

    @classmethod
    def from_context(cls, context: str) -> "Page":
        """Read it back."""
        shown, later, done = [*context.split(";"), "", "", ""][:3]
        return cls(_ids(shown)[:PAGE], _ids(later), as_id(done) or 0)


def _ids(text: str) -> tuple[int, ...]:
    numbers = (as_id(part) for part in text[:_LONGEST_CONTEXT].split(","))
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def report_form(actions: Sequence[Action], page: Page, institution: Institution) -> Form:
    """Build the form for the actions of a page."""
    remaining = f" {len(page.later)} more follow on the next page." if page.later else ""
    return Form(
        name=FORM,
        title="Report on your actions",
        sections=tuple(_section(action, institution) for action in actions),
        nonce=fresh_nonce(),
        intro=f"Leave the status empty where you have nothing to say yet.{remaining}",
        context=page.as_context(),
    )


def _section(action: Action, institution: Institution) -> Section:
    fields: tuple[Field, ...] = (
        ChoiceField(f"rag-{action.id}", "Status", _OPTIONS),
        TextField(
            f"comment-{action.id}",
            "Comment",
            hint="For red: why it is still to be carried out. The self-assessment must explain every red.",
            multiline=True,
            max_length=_LONGEST["comment"],
        ),
        TextField(f"next-{action.id}", "Next step", hint="And by when.", max_length=_LONGEST["next"]),
        TextField(
            f"learning-{action.id}",
            "What was learned",
            hint="Above all for red.",
            multiline=True,
            max_length=_LONGEST["learning"],
        ),
    )
    heading = action.name if len(action.name) <= _LONGEST_HEADING else f"{action.name[:_LONGEST_HEADING]}…"
    return Section(heading, fields, _said_last(action, institution))


def _said_last(action: Action, institution: Institution) -> str:
    latest = action.latest
    if latest is None:
        return "Nobody has reported on this yet."
    label = RAG_LABELS.get(latest.rag, latest.rag.value.replace("_", " "))
    return f"Last said: {label}, {spoken(institution.day(latest.at))}."


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
        if len(text) > _LONGEST[name]:
            said = f"Please keep this to {_LONGEST[name]:,} characters; it has {len(text):,}."
            errors[f"{name}-{action_id}"] = said
    return errors
