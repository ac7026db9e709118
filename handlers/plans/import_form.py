"""The form between what was read and what is written: which plan it is, and as of when its colours are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.dates import spoken
from handlers.files.model import Upload
from handlers.forms import (
    OPTION_LABEL,
    ChoiceField,
    DateField,
    Field,
    Form,
    FormValues,
    Option,
    Section,
    TextField,
    as_id,
    fresh_nonce,
    parse_date,
)
from handlers.phrases import shortened
from handlers.plans.model import Plan, PlanState
from handlers.plans.reading import PlanDraft

FORM = "plans.import"
_LONGEST_TITLE = 200
_NEW, _DRAFT = "new", "draft"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided: the plan to update (None for a new one in `state`), its title, and the colours' day."""

    upload_id: int
    title: str
    as_of: date
    into_id: int | None
    state: PlanState

    def as_value(self) -> str:
        """Write it down for a button."""
        return json.dumps([self.upload_id, self.title, self.as_of.isoformat(), self.into_id, self.state.value])

    @classmethod
    def from_value(cls, value: str) -> "Choice | None":
        """Read it back; None for anything that a button of ours does not carry."""
        try:
            upload_id, title, as_of, into_id, state = json.loads(value)
            day = date.fromisoformat(as_of)
            numbers = isinstance(upload_id, int) and (into_id is None or isinstance(into_id, int))
            if not numbers or not isinstance(title, str):
                return None
            return cls(upload_id, title[:_LONGEST_TITLE], day, into_id, PlanState(state))
        except (ValueError, TypeError):
            return None


def import_form(upload: Upload, draft: PlanDraft, plans: Sequence[Plan], title: str) -> Form:
    """Build the form. A plan that is closed cannot be updated any more."""
    options = [
        *(Option(str(plan.id), shortened(f"Update “{plan.title}”", OPTION_LABEL)) for plan in _open(plans)),
        Option(_NEW, "A new plan, which runs from now on"),
        Option(_DRAFT, "A draft of the next plan"),
    ]
    fields: list[Field] = [
        ChoiceField("into", "What is it?", tuple(options), value=_proposed(plans), required=True),
        TextField("title", "What is the plan called?", value=title, required=True, max_length=_LONGEST_TITLE),
    ]
    if any(action.rag is not None for action in draft.actions):
        what = "colours" if draft.coloured else "statuses"
        hint = "The day on which the file was last brought up to date. What was reported in chat since then stays."
        fields.append(DateField("as_of", f"As of when are these {what}?", hint=hint, required=True))
    return Form(
        name=FORM,
        title="Import a plan",
        sections=(Section(shortened(upload.name, OPTION_LABEL), tuple(fields)),),
        nonce=fresh_nonce(),
        intro="Next you see what will change. Nothing is written before you say yes.",
        context=str(upload.id),
        submit_label="Show the changes",
    )


def read_choice(
    values: FormValues, upload_id: int, plans: Sequence[Plan], draft: PlanDraft, today: date
) -> tuple[Choice | None, Mapping[str, str]]:
    """Check what came back: a decision, or what is wrong by field."""
    errors: dict[str, str] = {}
    title = " ".join(values.get("title", "").split())
    if not title:
        errors["title"] = "Please give the plan a name."
    elif len(title) > _LONGEST_TITLE:
        errors["title"] = f"Please keep the name to {_LONGEST_TITLE} characters; it has {len(title):,}."
    into = values.get("into", "")
    into_id = as_id(into)
    if into not in (_NEW, _DRAFT) and into_id not in {plan.id for plan in _open(plans)}:
        errors["into"] = "Please choose what it is."
    as_of = parse_date(values.get("as_of", "")) if values.get("as_of") else None
    if any(action.rag is not None for action in draft.actions):
        if as_of is None:
            errors["as_of"] = "Please say as of which day the file is."
        elif as_of > today:
            errors["as_of"] = f"{spoken(as_of)} is still to come. As of which day is the file?"
    if errors:
        return None, errors
    state = PlanState.DRAFT if into == _DRAFT else PlanState.ACTIVE
    return Choice(upload_id, title, as_of or today, into_id, state), {}


def _open(plans: Sequence[Plan]) -> list[Plan]:
    return [plan for plan in plans if plan.state is not PlanState.CLOSED]


def _proposed(plans: Sequence[Plan]) -> str:
    running = [plan for plan in plans if plan.state is PlanState.ACTIVE]
    return str(running[0].id) if running else _NEW
