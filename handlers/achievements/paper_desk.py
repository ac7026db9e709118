"""The update paper in chat: since when, and as which file."""

from datetime import date

from handlers.achievements import names
from handlers.achievements.forms import OFFERED_KINDS, since_form
from handlers.achievements.paper import in_one_sentence, paper_document
from handlers.achievements.paper_facts import paper_facts
from handlers.actions.form_faults import faults
from handlers.cards import Button, Buttons, Card, Element, Leads, Text, Tone
from handlers.dates import spoken
from handlers.documents import SPOKEN, DocumentKind
from handlers.feature import Command, Context, FormInput
from handlers.forms import parse_date, refilled
from handlers.outcomes import FormErrors, OpenForm, Outcome, Reply, SendDocument, look_again
from handlers.reviews.schedule import last_closed
from handlers.rights import Right


async def show_choices(context: Context, _rest: str) -> Reply:
    """Offer the paper since the last review, since the plan began, or since a day of one's own."""
    body: list[Element] = [
        Text("What was done for technicians since a day, theme by theme, with figures and evidence.")
    ]
    for label, since in await _beginnings(context):
        body.append(Text(f"Since {label}, {spoken(since)}", Tone.STRONG))
        body.append(Buttons(tuple(_button(kind, since) for kind in OFFERED_KINDS)))
    other = Button("Since another day", names.PAPER_SINCE, leads=Leads.FORM)
    return Reply(Card("Update paper", (*body, Buttons((other,)))), private=True)


async def choose_since(_context: Context, _value: str) -> Outcome:
    """Ask since when."""
    return OpenForm(since_form())


async def take_since(context: Context, form: FormInput) -> Outcome:
    """Write the paper since a day of one's own."""
    asked = since_form()
    errors = faults(asked, form.values)
    since = parse_date(form.values.get("since", ""))
    if since is not None and since > context.today:
        errors["since"] = "This day is still to come."
    if errors or since is None:
        return FormErrors(refilled(asked, form.values), errors, look_again("written"))
    return await _paper(context, DocumentKind(form.values["kind"]), since)


async def give_paper(context: Context, value: str) -> Outcome:
    """Write the paper as a button says it; show the choices where it says nothing."""
    kind, _, day = value.partition(":")
    since = parse_date(day)
    if since is None or kind not in [each.value for each in OFFERED_KINDS]:
        return await show_choices(context, "")
    return await _paper(context, DocumentKind(kind), since)


async def _paper(context: Context, kind: DocumentKind, since: date) -> SendDocument:
    facts = await paper_facts(context.work, context.institution, since, context.now)
    name = f"update-paper-{context.today.isoformat()}"
    return SendDocument(paper_document(facts), kind, name, f"The update paper. {in_one_sentence(facts)}")


async def _beginnings(context: Context) -> list[tuple[str, date]]:
    found = []
    last = last_closed(await context.work.reviews.all())
    if last is not None:
        found.append(("the last review", last.held_on))
    plan = await context.work.plans.current()
    if plan is not None and plan.starts_on is not None and plan.starts_on <= context.today:
        found.append(("the plan began", plan.starts_on))
    return found


def _button(kind: DocumentKind, since: date) -> Button:
    return Button(SPOKEN[kind].capitalize(), names.PAPER, f"{kind.value}:{since.isoformat()}")


PAPER_COMMAND = Command(
    "update paper",
    "get what was done per theme since a day, as a paper for the committee",
    show_choices,
    Right.COMMITTEE,
    ("update-paper", "committee paper"),
    instead="“achievements” shows what was done, to everybody.",
)
