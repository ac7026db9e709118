"""Before a ballot is sealed: words that may tell who somebody is come back to whoever wrote them, once.

It never forbids. A text is sent as soon as its writer has ticked that it goes as it is; the tick is bound to that very
text by a digest, so that a changed text is looked at again and nothing has to be remembered in between.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from handlers.forms import Field, Form, FormValues, Option, SeveralField, TextField, refilled, ticked
from handlers.outcomes import look_again
from handlers.phrases import joined, shortened
from handlers.voice.guard.noticing import Noticed, notice
from handlers.voice.model import Answers, Instrument, QuestionKind

TICK: Final = ".as_it_is"
"""What the key of a tick has behind that of its field."""
_QUOTED: Final = 4
_LONGEST_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text in which something was noticed."""

    text: str
    noticed: Sequence[Noticed]


def doubts(
    instrument: Instrument, answers: Answers, values: FormValues, known_names: Sequence[str]
) -> Mapping[str, Doubt]:
    """The written answers to be looked at again, by question id; without those that are ticked as they are now."""
    found: dict[str, Doubt] = {}
    for key, text in _written(instrument, answers):
        if _digest(text) in ticked(values.get(key + TICK, "")):
            continue
        if noticed := notice(text, known_names):
            found[key] = Doubt(text, noticed)
    return found


def has_texts(instrument: Instrument, answers: Answers) -> bool:
    """Whether anything was written at all."""
    return any(_written(instrument, answers))


def pointed_out(form: Form, doubts: Mapping[str, Doubt], values: FormValues) -> Form:
    """The form as it was filled in, with what was noticed beside each text, and a tick for sending it as it is."""
    again = refilled(form, values)
    sections = tuple(
        replace(section, fields=tuple(each for field in section.fields for each in _beside(field, doubts)))
        for section in again.sections
    )
    intro = f"{look_again('sent')} You can also send it as it is. {again.intro}"
    return replace(again, sections=sections, intro=intro)


def _beside(field: Field, doubts: Mapping[str, Doubt]) -> Iterator[Field]:
    doubt = doubts.get(field.key)
    if doubt is None or not isinstance(field, TextField):
        yield field
        return
    yield replace(field, hint=_sentence(doubt))
    option = Option(_digest(doubt.text), "Send as it is")
    yield SeveralField(field.key + TICK, "Or leave the answer above unchanged", (option,))


def _sentence(doubt: Doubt) -> str:
    """Say what may tell who somebody is, in the words that were written."""
    quotes = [f"“{_quoted(doubt.text[each.start : each.end])}” ({each.said})" for each in doubt.noticed[:_QUOTED]]
    more = len(doubt.noticed) - len(quotes)
    if more:
        quotes.append(f"{more} more")
    return f"This may tell who somebody is: {joined(quotes)}. Please change it, or tick the box below."


def _quoted(words: str) -> str:
    return shortened(" ".join(words.split()), _LONGEST_QUOTE)


def _written(instrument: Instrument, answers: Answers) -> Iterator[tuple[str, str]]:
    for question in instrument.questions:
        if question.kind is QuestionKind.OPEN and (text := answers.get(question.id, "")):
            yield question.id, text


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
