"""The RAG appendix: reds with comment and learning, ambers with what comes next, greens with what shows it. Pure.

The parts of each red are the three that submissions have: what the action was, why it was not carried out, and what
was learnt. Where one of them is missing the appendix says who is to write it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers.assessment.owed import NOBODY, debts
from handlers.assessment.rated import FormColour, RatedAction, RatedPlan
from handlers.dates import spoken
from handlers.documents import Document, DocumentKind, Grid, Heading, Pairs, Paragraph, Part, ToBeWritten, Voice
from handlers.phrases import counted
from handlers.plans.model import Action, Evidence
from handlers.reviews.reporting import Colour
from handlers.wording import COLOUR_WORDS

TITLE = "RAG analysis of the action plan"
FORM_WORDS = {
    FormColour.GREEN: "Green",
    FormColour.AMBER: "Amber",
    FormColour.RED: "Red",
    FormColour.NOT_REPORTED: "Not reported",
}


def appendix_document(found: RatedPlan) -> Document:
    """The whole appendix."""
    day = spoken(found.today)
    return Document(
        TITLE,
        (*draft_warning(found), *summary(found), *reds(found), *ambers(found), *greens(found), *unreported(found)),
        f"{found.plan.title}, {found.institution.name}, as of {day}",
        f"{TITLE}, {found.institution.name}, as of {day}",
    )


def appendix_table(found: RatedPlan) -> Document:
    """The whole appendix as one table, for a workbook: a row an action, the reds with their comment and learning."""
    day = spoken(found.today)
    ordered = [each for colour in FormColour for each in found.of(colour)]
    headings = (
        "Action",
        "Theme",
        "Owner",
        "Colour",
        "State",
        "Comment",
        "Learning",
        "Next step",
        "By",
        "What shows it",
    )
    return Document(
        TITLE,
        (*draft_warning(found), *summary(found), Grid("All actions", headings, tuple(map(_table_row, ordered)))),
        f"{found.plan.title}, {found.institution.name}, as of {day}",
        f"{TITLE}, {found.institution.name}, as of {day}",
    )


def appendix_as(found: RatedPlan, kind: DocumentKind) -> Document:
    """The appendix in the shape that suits a kind of file."""
    return appendix_table(found) if kind is DocumentKind.XLSX else appendix_document(found)


def draft_warning(found: RatedPlan) -> Iterator[Part]:
    """That this is not ready to go out, where it is not."""
    owed = debts(found)
    if owed:
        actions = counted(len(owed), "action")
        yield Paragraph(
            f"This is a draft. Something is still owed on {actions}; it is marked where it is.", Voice.WARNING
        )


def summary(found: RatedPlan) -> Iterator[Part]:
    """The counts, in a sentence and by theme."""
    yield Heading("In short")
    if not found.actions:
        yield Paragraph("The plan has no actions.")
        return
    yield Paragraph(in_one_sentence(found))
    counts = found.counts
    rows = [(theme, *(str(each[colour]) for colour in FormColour), str(each.total())) for theme, each in counts.items()]
    rows.append(("All", *(str(found.total[colour]) for colour in FormColour), str(len(found.actions))))
    yield Grid("Actions by theme", ("Theme", *FORM_WORDS.values(), "All"), tuple(rows))
    yield Paragraph(
        "Green: undertaken and completed. Amber: in progress. Red: still to be carried out, with an explanation; what "
        "was dropped and what has not begun counts as red. Not reported: nobody has said where it stands since the "
        f"last review. Source: reports of the owners in Bunsen, as of {spoken(found.today)}.",
        Voice.QUIET,
    )


def in_one_sentence(found: RatedPlan) -> str:
    """The counts as people say them: "37 actions: 30 green, 3 amber, 4 red. Of the red ones, 1 was dropped."."""
    said = ", ".join(
        f"{found.total[colour]} {FORM_WORDS[colour].lower()}" for colour in FormColour if found.total[colour]
    )
    sentence = f"{counted(len(found.actions), 'action')}: {said}."
    inside = {colour: sum(each.known_as is colour for each in found.actions) for colour in Colour}
    parts = [
        f"{number} {_was(number)} {words}"
        for number, words in ((inside[Colour.DROPPED], "dropped"), (inside[Colour.NOT_DUE], "not due to begin"))
        if number
    ]
    return f"{sentence} Of the red ones, {' and '.join(parts)}." if parts else sentence


def reds(found: RatedPlan) -> Iterator[Part]:
    """Each red with its three parts, under its theme; numbered where it has no reference of its own."""
    mine = found.of(FormColour.RED)
    yield Heading("Red: still to be carried out")
    if not mine:
        yield Paragraph("No action is red.")
    number = 0
    for theme, actions in groupby(mine, key=lambda each: each.theme):
        yield Heading(theme, 2)
        for each in actions:
            number += 1
            yield from _red(number, each)


def ambers(found: RatedPlan) -> Iterator[Part]:
    """Each amber with its next step."""
    yield Heading("Amber: in progress")
    mine = found.of(FormColour.AMBER)
    if not mine:
        yield Paragraph("No action is amber.")
        return
    rows = tuple(
        (each.action.name, each.post or NOBODY, _comment(each.action) or "nothing was said", *_next(each.action))
        for each in mine
    )
    yield Grid("Actions in progress", ("Action", "Owner", "Where it stands", "Next step", "By"), rows)


def greens(found: RatedPlan) -> Iterator[Part]:
    """Each green with what shows it."""
    yield Heading("Green: undertaken and completed")
    mine = found.of(FormColour.GREEN)
    if not mine:
        yield Paragraph("No action is green.")
        return
    rows = tuple((each.action.name, _reported(each, found), _outcome(each.action), _shown_by(each)) for each in mine)
    yield Grid("Completed actions", ("Action", "Reported", "Outcome", "What shows it"), rows)


def unreported(found: RatedPlan) -> Iterator[Part]:
    """Each action of which nobody knows, and who is to say."""
    mine = found.of(FormColour.NOT_REPORTED)
    if not mine:
        return
    yield Heading("Not reported")
    rows = tuple((each.action.name, each.post or NOBODY, _last_said(each.action, found)) for each in mine)
    yield Grid("Actions that nobody has reported on", ("Action", "Who is to report", "Last said"), rows)
    yield ToBeWritten("the owners named above", "Where each of these actions stands.")


def _red(number: int, each: RatedAction) -> Iterator[Part]:
    said = each.action.latest
    comment, learning = (said.comment, said.learning) if said else ("", "")
    rows = [("Action" if each.action.ref else f"{number}. Action", each.action.name)]
    if each.known_as is not Colour.RED:
        rows.append(("State", COLOUR_WORDS[each.known_as]))
    rows += [(label, words) for label, words in (("Comment", comment), ("Learning", learning)) if words]
    yield Pairs(tuple(rows))
    post = each.post or NOBODY
    if not comment:
        yield ToBeWritten(post, "Comment: why this action was not carried out.")
    if not learning:
        yield ToBeWritten(post, "Learning: what was learnt from it, and what follows.")


def _table_row(each: RatedAction) -> tuple[str, ...]:
    said = each.action.latest
    is_amber, is_green = each.colour is FormColour.AMBER, each.colour is FormColour.GREEN
    return (
        each.action.name,
        each.theme,
        each.post or NOBODY,
        FORM_WORDS[each.colour],
        COLOUR_WORDS[each.known_as],
        _comment(each.action),
        said.learning if said else "",
        *(_next(each.action) if is_amber else ("", "")),
        _shown_by(each) if is_green else "",
    )


def _comment(action: Action) -> str:
    return action.latest.comment if action.latest else ""


def _next(action: Action) -> tuple[str, str]:
    said = action.latest
    step, day = (said.next_step, said.next_step_on) if said else ("", None)
    return step or "not said", spoken(day) if day else "not said"


def _reported(each: RatedAction, found: RatedPlan) -> str:
    said = each.action.latest
    if said is None:
        return ""
    day = spoken(found.institution.day(said.at))
    return day if said.by_person_id is not None else f"with the plan, {day}"


def _outcome(action: Action) -> str:
    said = action.latest
    lines = [said.comment, f"Now: {said.reading}" if said.reading else ""] if said else []
    return "\n".join(line for line in lines if line) or "nothing was said"


def _shown_by(each: RatedAction) -> str:
    if each.evidence:
        return "\n".join(shown(piece) for piece in each.evidence)
    why = each.action.latest.override if each.action.latest else ""
    return f"nothing is kept: {why}" if why else "nothing is kept"


def shown(piece: Evidence) -> str:
    """A piece of evidence in a line: its title, and its address where it is a link."""
    return f"{piece.title} ({piece.link})" if piece.link else piece.title


def _last_said(action: Action, found: RatedPlan) -> str:
    said = action.latest
    if said is None:
        return "never"
    return f"{COLOUR_WORDS[Colour(said.rag)].lower()}, on {spoken(found.institution.day(said.at))}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def owed_lines(found: RatedPlan) -> Sequence[str]:
    """What is owed, a sentence an action."""
    return [debt.sentence for debt in debts(found)]
