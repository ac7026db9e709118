"""The sections of a draft on impact: measures, testimonials, TALENT, other charters, voice, publication. Pure."""

from collections.abc import Iterator
from typing import Final

from handlers.assessment.charters import CHARTERS, OTHER_CHARTER, charters_in
from handlers.assessment.draft_facts import DraftFacts
from handlers.assessment.draft_plans import HEADINGS, achievement_row, demoted
from handlers.assessment.sections import Section
from handlers.assessment.talent import how_many, missing, report
from handlers.dates import spoken
from handlers.demand.evidence import FEWEST, shown
from handlers.documents import Grid, Heading, Pairs, Paragraph, Part, Points, Quotation, ToBeWritten, Voice
from handlers.phrases import counted
from handlers.voice.evidence import evidence_document

_NO_BASELINE: Final = "no baseline yet"


def impact(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Measures from their baseline to now, achievements with figures, testimonials."""
    yield Heading("Measures", 2)
    yield from _measures(facts)
    yield Heading("Achievements with a figure", 2)
    measured = [each for each in facts.achievements if each.measured]
    if measured:
        yield Grid("What was reached", HEADINGS, tuple(achievement_row(each, facts) for each in measured))
    else:
        yield Paragraph("No achievement has a figure yet.")
    yield from _asked(facts)
    yield Heading("Testimonials", 2)
    said = [each.testimonial for each in facts.achievements if each.testimonial is not None]
    for testimonial in said:
        yield Quotation(testimonial.words, testimonial.of)
    if said:
        yield Paragraph("Each of them agreed to be quoted; when and how is recorded with the achievement.", Voice.QUIET)
    else:
        yield Paragraph("No testimonial is recorded.")
    yield _source(facts, "reports of the owners, and achievements,")
    yield ToBeWritten(
        facts.who(section), "What these figures mean for technicians, with links to initiatives and articles."
    )


def talent(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Each recommendation with its example, and the gaps."""
    enacted = [each for each in facts.talent if each.example]
    if enacted:
        rows = tuple(
            (each.recommendation.wording, each.example, (each.answer.source if each.answer else "") or "not said")
            for each in enacted
        )
        yield Grid("Recommendations that are enacted", ("Recommendation", "Example", "Where that stands"), rows)
    gaps = [each.recommendation.wording for each in facts.talent if not each.example]
    if gaps:
        yield Paragraph("Recommendations without an example yet:")
        yield Points(tuple(gaps))
        yield ToBeWritten(facts.who(section), "An example for each of these, or that it stands in the next plan.")
    if left := missing(facts.talent):
        yield ToBeWritten(
            facts.who(section),
            f"The other {left} of the report's {how_many()} recommendations: they are not in Bunsen. They stand in the "
            f"report ({report()}), and are added from “self-assessment” in chat or with bunsen talent import FILE.",
        )
    yield Paragraph(f"Examples as entered in Bunsen, as of {spoken(facts.today)}.", Voice.QUIET)
    sources = dict.fromkeys(
        source for each in facts.talent if each.recommendation.ours for source in each.recommendation.sources
    )
    yield Paragraph(f"The recommendations above, in our own words, from: {'; '.join(sources)}.", Voice.QUIET)


def charters(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """Where actions and achievements stand in other charters too."""
    named = [(each.cross_reference, each.what) for each in facts.achievements if each.cross_reference]
    actions = [each.action for each in facts.rated.actions] if facts.rated else []
    known = {action.id for action in actions}
    actions += [action for action in facts.next_actions if action.id not in known]
    named += [(action.cross_reference, action.name) for action in actions if action.cross_reference]
    rows = [(charter, reference, what) for reference, what in named for charter in charters_in(reference)]
    order = (*CHARTERS, OTHER_CHARTER)
    rows.sort(key=lambda row: order.index(row[0]))
    if rows:
        yield Grid(
            "Where the same stands elsewhere", ("Charter or review", "Where", "Action or achievement"), tuple(rows)
        )
        yield _source(facts, "cross-references of actions and achievements")
    without = [charter for charter in CHARTERS if charter not in {row[0] for row in rows}]
    if without:
        yield ToBeWritten(
            facts.who(section), f"Where technicians are spoken of in: {', '.join(without)}. Nothing is recorded."
        )


def voice(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """The evidence of the technician voice, as it stands."""
    evidence = evidence_document(facts.institution.name, facts.heard, facts.today)
    yield from demoted(iter(evidence.parts))
    yield _source(facts, "surveys, events and what they led to,")
    if section.id not in facts.writers:
        return
    yield ToBeWritten(facts.who(section), "Anything else that shows how technicians were heard.")


def publication(facts: DraftFacts, section: Section) -> Iterator[Part]:
    """The address of the public page, if it was set."""
    if facts.published is None:
        yield ToBeWritten(
            facts.who(section),
            "The address where signatory status and plan stand, with a named contact. Set it once among the "
            "institution's values (“knowledge”), and it stands here.",
        )
        return
    yield Pairs((("Address", facts.published.address),))
    by = f" by {facts.published.by}" if facts.published.by else ""
    on = f" on {spoken(facts.published.on)}" if facts.published.on else ""
    yield Paragraph(f"Source: the institution's values in Bunsen, set{by}{on}.", Voice.QUIET)
    yield ToBeWritten(
        facts.who(section), "That status, plan and a named contact stand there: please look, and confirm it."
    )


def _asked(facts: DraftFacts) -> Iterator[Part]:
    """What technicians asked, as evidence of need; nothing where too few asked."""
    if not facts.asked:
        return
    yield Heading("What technicians asked about funds and registration", 2)
    rows = tuple((topic.title, shown(topic.total)) for topic in facts.asked)
    yield Grid("Questions to Bunsen in twelve months", ("Topic", "Questions"), rows)
    yield Paragraph(f"Counted without names; topics asked about fewer than {FEWEST} times are left out.", Voice.QUIET)


def _measures(facts: DraftFacts) -> Iterator[Part]:
    if not facts.measures:
        yield Paragraph("No action has a baseline, a target or a reading yet.")
        return
    rows = tuple(
        (
            each.action.name,
            each.measure or "not said",
            each.baseline or _NO_BASELINE,
            each.target or "no target yet",
            f"{each.now} ({spoken(each.now_on)})" if each.now_on else "not read yet",
        )
        for each in facts.measures
    )
    yield Grid("From the baseline to now", ("Action", "Measure", "Baseline", "Target", "Now"), rows)
    without = sum(not each.baseline for each in facts.measures)
    moving = sum(each.is_moving for each in facts.measures)
    baselines = f"{counted(without, 'has', 'have')} no baseline yet" if without else "all have a baseline"
    yield Paragraph(f"{moving} of {counted(len(facts.measures), 'measure')} were read; {baselines}.")


def _source(facts: DraftFacts, what: str) -> Paragraph:
    return Paragraph(f"Source: {what} in Bunsen, as of {spoken(facts.today)}.", Voice.QUIET)
