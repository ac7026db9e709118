"""The draft of a self-assessment: every question of the form, what Bunsen knows, and what is left to write. Pure.

It is made to be written on in: what is filled in says where it comes from and as of when; what is not says who is to
write it. Bunsen never writes an answer that nobody has given.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from handlers.assessment import draft_impact, draft_people, draft_plans
from handlers.assessment.appendix import ambers, greens, unreported
from handlers.assessment.draft_facts import DraftFacts
from handlers.assessment.sections import Basis, Section, sections
from handlers.dates import spoken
from handlers.documents import (
    Document,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Points,
    ToBeWritten,
    Voice,
)
from handlers.phrases import counted

Fill = Callable[[DraftFacts, Section], Iterator[Part]]

_BASIS_WORDS: Final = {
    Basis.FORM: "",
    Basis.LETTER: "Known from a reviewers' letter.",
    Basis.OTHERS: "Asked in the forms of the other stages.",
    Basis.GUIDANCE: "Welcomed by the guidance, not asked in the form.",
}


def draft_document(facts: DraftFacts) -> Document:
    """The whole draft."""
    day = spoken(facts.today)
    filled = [(each, tuple(_section(facts, each))) for each in sections(facts.stage.number)]
    title = f"Self-assessment, {facts.stage.name.lower()}: draft"
    appendix = tuple(_appendix(facts))
    parts = (
        *_front(facts, filled, gaps(appendix)),
        *(part for section, found in filled for part in (Heading(section.heading), *found)),
        *appendix,
        *_about(facts),
    )
    return Document(title, parts, f"{facts.institution.name}, as of {day}", f"{title}, {facts.institution.name}, {day}")


def gaps(parts: tuple[Part, ...]) -> int:
    """How many places in these parts only people can fill."""
    return sum(isinstance(part, ToBeWritten) for part in parts)


def _section(facts: DraftFacts, section: Section) -> Iterator[Part]:
    limit = f" At most {section.most_words} words." if section.most_words else ""
    basis = _BASIS_WORDS[section.basis[facts.stage.number]]
    yield Paragraph(" ".join(filter(None, (f"{section.asks}{limit}", basis))), Voice.QUIET)
    fill = _FILLED.get(section.id)
    if fill is None:
        yield ToBeWritten(facts.who(section), f"The answer to this question.{limit}")
    else:
        yield from fill(facts, section)


def _front(facts: DraftFacts, filled: list[tuple[Section, tuple[Part, ...]]], in_appendix: int) -> Iterator[Part]:
    """What is filled and what is not, before the draft itself."""
    total = in_appendix + sum(gaps(found) for _, found in filled)
    yield Paragraph(
        f"This draft is put together from what is recorded in Bunsen. {counted(total, 'place')} in it only people can "
        "fill; they are marked “To be written”.",
        Voice.WARNING,
    )
    if facts.stage.caution:
        yield Paragraph(facts.stage.caution, Voice.WARNING)
    yield Heading("How far it is")
    rows = tuple((section.heading, facts.who(section), _how_far(found), str(gaps(found))) for section, found in filled)
    yield Grid("Sections of the form", ("Section", "Writer", "From Bunsen", "To be written"), rows)
    if facts.remarks:
        yield Heading("What a panel remarked before", 2)
        yield Points(tuple(f"{each.words} (letter of {spoken(each.letter_on)})" for each in facts.remarks))


def _how_far(found: tuple[Part, ...]) -> str:
    """Whether anything stands there besides the question and the gaps."""
    known = [
        part for part in found[1:] if isinstance(part, Grid) or not isinstance(part, Heading | Paragraph | ToBeWritten)
    ]
    return "filled in" if known and not gaps(found) else "begun" if known else "nothing yet"


def _appendix(facts: DraftFacts) -> Iterator[Part]:
    if facts.rated is None or "rag" not in {each.id for each in sections(facts.stage.number)}:
        return
    yield PageBreak()
    yield Heading("Appendix: RAG analysis, amber and green")
    yield Paragraph(f"{facts.rated.plan.title}. The red actions stand in the section above.", Voice.QUIET)
    for part in (*ambers(facts.rated), *greens(facts.rated), *unreported(facts.rated)):
        yield Heading(part.text, 2) if isinstance(part, Heading) else part


def _about(facts: DraftFacts) -> Iterator[Part]:
    yield Heading("About this draft")
    read = facts.stage.read or "The form of this stage was not at hand."
    yield Paragraph(f"{read} When it is due: {facts.stage.due}", Voice.QUIET)
    if facts.stage.phases:
        yield Grid(
            "When this stage was due, by the month of signing",
            ("Signed", "Due"),
            tuple(facts.stage.phases.items()),
        )
    yield Points(tuple(f"Source: {each}" for each in facts.stage.sources))
    if facts.stage.number == 3:
        yield Paragraph("What follows stage 3 is not laid down in anything that was read.", Voice.QUIET)


def _sign_off(facts: DraftFacts, _section: Section) -> Iterator[Part]:
    yield from facts.sign_off


_FILLED: Final[Mapping[str, Fill]] = {
    "contact": draft_people.contact,
    "numbers": draft_people.numbers,
    "structures": draft_people.structures,
    "approach": draft_people.approach,
    "governance": draft_people.governance,
    "since-signing": draft_plans.since_signing,
    "rag": draft_plans.rag,
    "beyond-plan": draft_plans.beyond_plan,
    "plan-24": draft_plans.next_plan,
    "plan-36": draft_plans.next_plan,
    "impact": draft_impact.impact,
    "talent": draft_impact.talent,
    "charters": draft_impact.charters,
    "voice": draft_impact.voice,
    "publication": draft_impact.publication,
    "sign-off": _sign_off,
}
