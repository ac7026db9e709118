"""What people wrote, a few comments a page, and what may be quoted of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.cards import Button, Buttons, Card, Divider, Element, Text, Tone
from handlers.forms import as_id
from handlers.paging import Page, page_of
from handlers.voice.cards import RESULTS_PRESS
from handlers.voice.figures import Figures
from handlers.voice.model import Survey
from handlers.voice.quotations import Quotation, QuotationState
from handlers.voice.showing.cards import COMMENTS_PRESS

QUOTE_PRESS: Final = "voice.quote"
AGREE_PRESS: Final = "voice.quote-agree"
DECLINE_PRESS: Final = "voice.quote-decline"
COMMENTS: Final = 5
"""On a page: with each of full length, about as much as one message takes."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: under which question, the how-manieth there (from 0), and its words."""

    question: str
    place: int
    words: str


def all_comments(survey: Survey, figures: Figures) -> Sequence[Comment]:
    """All comments that may be shown, question by question."""
    shown = figures.comments or {}
    return [
        Comment(question.id, place, words)
        for question in survey.instrument.questions
        for place, words in enumerate(shown.get(question.id, ()))
    ]


def value_of(survey: Survey, comment: Comment) -> str:
    """What a button about a comment carries."""
    return f"{survey.id}:{comment.question}:{comment.place}"


def comment_asked(survey: Survey, figures: Figures, value: str) -> Comment | None:
    """The comment that a button is about."""
    _, _, rest = value.partition(":")
    question, _, place = rest.partition(":")
    found = (each for each in all_comments(survey, figures) if each.question == question)
    return next((each for each in found if each.place == as_id(place)), None)


def page_with(survey: Survey, figures: Figures, comment: Comment) -> int:
    """The number of the page on which a comment stands."""
    return all_comments(survey, figures).index(comment) // COMMENTS + 1


def comments_card(
    survey: Survey, figures: Figures, quotations: Sequence[Quotation], reader: int, number: int, note: str = ""
) -> Card:
    """A page of comments, with what this reader (by id) can do about quoting them."""
    title = f"{survey.instrument.title}: what people wrote"
    if figures.comments is None:
        few = f"Comments are shown from {max(10, survey.terms.comments_from)} ballots up, and fewer came in."
        return Card(title, (Text(few),))
    page = page_of(all_comments(survey, figures), number, COMMENTS)
    if not page.items:
        return Card(title, (Text("Nobody wrote anything."),))
    known = {(each.question, each.words): each for each in quotations}
    body: list[Element] = [Text(note, Tone.WARNING)] if note else []
    body += _page(survey, page, known, reader)
    back = Button("The figures", RESULTS_PRESS, str(survey.id))
    body.append(Buttons((*page.turning(COMMENTS_PRESS, f"{survey.id}:"), back)))
    return Card(title, tuple(body), f"Comments {page.span}, in no order. For lead and chairs only; never by group.")


def _page(
    survey: Survey, page: Page[Comment], known: Mapping[tuple[str, str], Quotation], reader: int
) -> Iterator[Element]:
    asked = {question.id: question.wording for question in survey.instrument.questions}
    under = ""
    for number, comment in enumerate(page.items, page.before + 1):
        if comment.question != under:
            under = comment.question
            yield Divider()
            yield Text(asked[under], Tone.STRONG)
        yield Text(f"{number}. “{comment.words}”")
        yield from _quoting(survey, comment, number, known.get((comment.question, comment.words)), reader)


def _quoting(
    survey: Survey, comment: Comment, number: int, quotation: Quotation | None, reader: int
) -> Iterator[Element]:
    value = value_of(survey, comment)
    match quotation:
        case None:
            yield Buttons((Button(f"{number} may be quoted", QUOTE_PRESS, value),))
        case Quotation(state=QuotationState.APPROVED):
            yield Text("May be quoted: two people agreed.", Tone.QUIET)
        case Quotation(state=QuotationState.DECLINED):
            yield Text("Is not quoted: somebody was against it.", Tone.QUIET)
        case Quotation(first_id=first) if first == reader:
            yield Text("You would quote this; a second person decides.", Tone.QUIET)
        case _:
            yield Text("Somebody would quote this. Do you agree?", Tone.QUIET)
            yes = Button(f"Agree to quote {number}", AGREE_PRESS, value)
            yield Buttons((yes, Button(f"No, do not quote {number}", DECLINE_PRESS, value)))
