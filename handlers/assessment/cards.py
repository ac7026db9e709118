"""What the lead reads about the self-assessment before it is written."""

from collections.abc import Sequence
from typing import Final

from handlers.achievements.names import PAPER
from handlers.assessment import names
from handlers.assessment.headcount import findings
from handlers.assessment.model import Headcount
from handlers.assessment.owed import NOBODY, Debt
from handlers.assessment.sections import Stage, stages
from handlers.assessment.talent import LONGEST_EXAMPLE, LONGEST_SOURCE, LONGEST_WORDING, Mapped, how_many, missing
from handlers.cards import (
    NAME_ON_BUTTON,
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Element,
    Facts,
    Leads,
    Text,
    Tone,
)
from handlers.dates import spoken
from handlers.documents import SPOKEN, DocumentKind
from handlers.forms import Form, Section, TextField, fresh_nonce
from handlers.paging import Page
from handlers.phrases import counted, shortened

DRAFT_KINDS: Final = (DocumentKind.DOCX, DocumentKind.HTML)
APPENDIX_KINDS: Final = (DocumentKind.DOCX, DocumentKind.XLSX, DocumentKind.HTML)
PAGE: Final = 8
_MOST_OWED: Final = 10


def drafts_card(
    due: Stage | None, owed: Sequence[Debt] | None, counts: Sequence[Headcount], talent: Sequence[Mapped]
) -> Card:
    """What can be written now, and what it would still lack. `due`: the stage that is being worked on, if one is set.

    `owed` is None where there is no plan.
    """
    body: list[Element] = [Text("Self-assessment draft", Tone.STRONG)]
    body.append(Text("Every question of the form, filled as far as I know, with the gaps marked."))
    for each in (due,) if due else stages():
        body.append(Text(f"{each.name}, with a {each.months}-month plan", Tone.QUIET))
        label = "" if due else f", stage {each.number}"
        buttons = (
            Button(f"{SPOKEN[kind].capitalize()}{label}", names.DRAFT, f"{kind.value}:{each.number}")
            for kind in DRAFT_KINDS
        )
        body.append(Buttons(tuple(buttons)))
    body += _appendix(owed)
    body.append(Text("What else goes into it", Tone.STRONG))
    body.append(Facts((("Head-count", _count(counts)), ("TALENT Commission", _talent(talent)))))
    more = Button("TALENT recommendations", names.TALENT)
    paper = Button("Update paper", PAPER)
    body.append(Buttons((more, paper)))
    return Card("Self-assessment", tuple(body), "“submission” shows its day, its writers and its signatures.")


def owed_card(page: Page[Debt]) -> Card:
    """Who owes what before the appendix can go out."""
    if not page.total:
        return Card("Nobody owes anything", (Text("The RAG appendix can go out as it is."),))
    lines = Bullets(tuple(debt.sentence for debt in page.items))
    body: list[Element] = [Text(f"{page.span}, in the order of the plan.", Tone.QUIET)] if page.pages > 1 else []
    body += [lines, *([Buttons(turning)] if (turning := page.turning(names.OWED)) else [])]
    return Card("What is owed before the RAG appendix goes out", tuple(body))


def talent_card(page: Page[Mapped], left: int) -> Card:
    """The recommendations with their examples, and the gaps."""
    body: list[Element] = []
    if page.pages > 1:
        body.append(Text(f"{page.span}.", Tone.QUIET))
    body.append(Facts(tuple((each.recommendation.wording, each.example or "No example yet.") for each in page.items)))
    buttons = (
        Button(
            shortened(f"Example: {each.recommendation.wording}", NAME_ON_BUTTON),
            names.EXAMPLE,
            each.recommendation.id,
            leads=Leads.FORM,
        )
        for each in page.items
        if each.recommendation.ours
    )
    body.append(Buttons((*buttons, *page.turning(names.TALENT))))
    add = Button("Add a recommendation", names.EXAMPLE_OWN, style=ButtonStyle.PRIMARY, leads=Leads.FORM)
    body.append(Buttons((add,)))
    if left:
        said = f"{left} of the report's {how_many()} are not in here: those that I know are the ones with a source."
        body.append(Text(said, Tone.QUIET))
    return Card("Recommendations of the TALENT Commission", tuple(body), "Many at once? bunsen talent import FILE.csv")


def example_form(known: Mapped) -> Form:
    """Asks what is done on a recommendation that comes with Bunsen."""
    fields = (_example(known.example), _source(known.answer.source if known.answer else ""))
    return Form(
        names.EXAMPLE,
        "What is done on it",
        (Section("", fields),),
        fresh_nonce(),
        intro=known.recommendation.wording,
        context=known.recommendation.id,
        submit_label="Keep it",
    )


def own_form() -> Form:
    """Asks for a recommendation from the report, and what is done on it."""
    wording = TextField(
        "wording",
        "The recommendation",
        "As the report has it, or in your own words. Given again, its example is replaced.",
        required=True,
        multiline=True,
        max_length=LONGEST_WORDING,
    )
    fields = (wording, _example(""), _source(""))
    return Form(
        names.EXAMPLE_OWN, "Add a recommendation", (Section("", fields),), fresh_nonce(), submit_label="Keep it"
    )


def no_stage() -> Card:
    """Refuse a stage that is not laid down."""
    return Card(
        "There is no such stage", (Text("The stages are 1, 2 and 3. “self-assessment” shows what can be written."),)
    )


def no_plan() -> Card:
    """Say that there is nothing to analyse."""
    return Card(
        "There is no action plan here yet",
        (Text("The RAG appendix is made of the plan. Drop the plan's file into a chat with me to bring it in."),),
    )


def _appendix(owed: Sequence[Debt] | None) -> list[Element]:
    found: list[Element] = [Text("RAG appendix", Tone.STRONG)]
    if owed is None:
        return [*found, Text("There is no action plan yet.")]
    kinds = tuple(Button(f"RAG appendix: {SPOKEN[kind]}", names.APPENDIX, kind.value) for kind in APPENDIX_KINDS)
    if not owed:
        return [*found, Text("Nobody owes anything: it can go out as it is."), Buttons(kinds)]
    said = f"Something is owed on {counted(len(owed), 'action')}, so it is written as a draft with the gaps marked."
    posts = sorted({debt.post for debt in owed if debt.post != NOBODY})
    named = (", ".join(posts[:_MOST_OWED]) + (" and others" if len(posts) > _MOST_OWED else "")) or "nobody yet"
    return [
        *found,
        Text(said),
        Text(f"By: {named}.", Tone.QUIET),
        Buttons((*kinds, Button("Who owes what", names.OWED))),
    ]


def _count(counts: Sequence[Headcount]) -> str:
    if not counts:
        return "none yet; bring one in with bunsen headcount import FILE --on DAY"
    newest = counts[-1]
    wrong = len(findings(newest))
    adds_up = f"{counted(wrong, 'thing does', 'things do')} not add up" if wrong else "it adds up"
    return f"{counted(len(newest.rows), 'unit')}, counted on {spoken(newest.counted_on)}; {adds_up}"


def _talent(talent: Sequence[Mapped]) -> str:
    with_example = sum(bool(each.example) for each in talent)
    left = missing(talent)
    rest = f"; {left} of {how_many()} are not entered" if left else ""
    return f"{with_example} of {counted(len(talent), 'recommendation')} with an example{rest}"


def _example(value: str) -> TextField:
    return TextField(
        "example",
        "What is done here",
        "An example, with a figure if there is one. Empty if there is none yet.",
        value,
        multiline=True,
        max_length=LONGEST_EXAMPLE,
    )


def _source(value: str) -> TextField:
    return TextField(
        "source", "Where that stands", "A page or a paper, so that others can look.", value, max_length=LONGEST_SOURCE
    )
