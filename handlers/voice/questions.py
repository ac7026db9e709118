"""Each kind of question: what it looks like in a form, and what comes back from it.

An open question takes `LONGEST_COMMENT` characters; everything else comes back as numbers of options.
"""

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from handlers.forms import ChoiceField, Field, FormValues, Option, ScaleField, SeveralField, TextField, ticked
from handlers.voice.model import Answers, Question, QuestionKind

LONGEST_COMMENT: Final = 1500
MOST_IN_SIGHT: Final = 10
"""Options that Slack shows as radio buttons; more become a list to choose from (platform-facts 2.6)."""
UNSURE: Final = "unsure"
SCALE: Final[Mapping[str, str]] = {
    "1": "Strongly disagree",
    "2": "Disagree",
    "3": "Neither agree nor disagree",
    "4": "Agree",
    "5": "Strongly agree",
    UNSURE: "Not sure",
}
_STEPS: Final = tuple(Option(value, label) for value, label in SCALE.items())
_PLACES: Final = ("1st", "2nd", "3rd")


def fields(question: Question) -> tuple[Field, ...]:
    """How a question is asked; the keys of its fields begin with its id."""
    match question.kind:
        case QuestionKind.SCALE:
            return (ScaleField(question.id, question.wording, _STEPS),)
        case QuestionKind.MATRIX:
            return tuple(
                ScaleField(_part(question, place), f"{question.wording} {row}", _STEPS)
                for place, row in enumerate(question.rows)
            )
        case QuestionKind.CHOICE | QuestionKind.YES_NO:
            options = _options(question)
            kind = ScaleField if len(options) <= MOST_IN_SIGHT else ChoiceField
            return (kind(question.id, question.wording, options),)
        case QuestionKind.MULTI:
            return (SeveralField(question.id, question.wording, _options(question), hint="Tick any number."),)
        case QuestionKind.RANK:
            return tuple(_places(question))
        case QuestionKind.OPEN:
            return (
                TextField(question.id, question.wording, hint=_NO_NAMES, multiline=True, max_length=LONGEST_COMMENT),
            )
        case _:
            assert_never(question.kind)


def read(question: Question, values: FormValues) -> tuple[Answers, Mapping[str, str]]:
    """What was answered, and what is wrong by the key of its field; a question that was skipped gives neither."""
    match question.kind:
        case QuestionKind.SCALE:
            return _one_of(question.id, values, SCALE)
        case QuestionKind.MATRIX:
            parts = [_one_of(_part(question, place), values, SCALE) for place in range(len(question.rows))]
            return _together(parts)
        case QuestionKind.CHOICE | QuestionKind.YES_NO:
            return _one_of(question.id, values, dict(enumerated(question)))
        case QuestionKind.MULTI:
            return _several(question, values)
        case QuestionKind.RANK:
            return _ranked(question, values)
        case QuestionKind.OPEN:
            return _written(question, values)
        case _:
            assert_never(question.kind)


def parts(question: Question) -> Iterator[tuple[str, str]]:
    """The keys under which a question is answered, each with what it asks: a matrix has one for each row."""
    if question.kind is QuestionKind.MATRIX:
        yield from ((_part(question, place), f"{question.wording} {row}") for place, row in enumerate(question.rows))
    else:
        yield question.id, question.wording


def enumerated(question: Question) -> Iterator[tuple[str, str]]:
    """The options of a question by the number that stands for them in a ballot."""
    yield from ((str(place), option) for place, option in enumerate(question.options))


_NO_NAMES: Final = "Please write so that nobody can tell who you are, or whom you mean."


def _part(question: Question, place: int) -> str:
    return f"{question.id}.{place}"


def _options(question: Question) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in enumerated(question))


def _places(question: Question) -> Iterator[Field]:
    for place in range(len(question.options)):
        said = _PLACES[place] if place < len(_PLACES) else f"{place + 1}th"
        label = f"{question.wording} ({said})"
        yield ChoiceField(
            _part(question, place), label, _options(question), hint="" if place else "You may stop early."
        )


def _one_of(key: str, values: FormValues, known: Mapping[str, str]) -> tuple[Answers, Mapping[str, str]]:
    value = values.get(key, "").strip()
    if not value:
        return {}, {}
    return ({key: value}, {}) if value in known else ({}, {key: "Please choose one of the answers."})


def _several(question: Question, values: FormValues) -> tuple[Answers, Mapping[str, str]]:
    given = ticked(values.get(question.id, ""))
    known = [value for value, _ in enumerated(question)]
    if not set(given) <= set(known):
        return {}, {question.id: "Please choose among the answers."}
    return ({question.id: ",".join(value for value in known if value in given)}, {}) if given else ({}, {})


def _ranked(question: Question, values: FormValues) -> tuple[Answers, Mapping[str, str]]:
    known = {value for value, _ in enumerated(question)}
    given = [values.get(_part(question, place), "").strip() for place in range(len(question.options))]
    errors: dict[str, str] = {}
    for place, value in enumerate(given):
        if value and value not in known:
            errors[_part(question, place)] = "Please choose one of the answers."
        elif value and value in given[:place]:
            errors[_part(question, place)] = "This has a place already. Choose another, or leave it empty."
        elif value and "" in given[:place]:
            errors[_part(question, place)] = "Please fill in the places before this one first."
    chosen = [value for value in given if value]
    return ({question.id: ",".join(chosen)} if chosen and not errors else {}), errors


def _written(question: Question, values: FormValues) -> tuple[Answers, Mapping[str, str]]:
    text = values.get(question.id, "").strip()
    if len(text) > LONGEST_COMMENT:
        return {}, {question.id: f"Please keep this to {LONGEST_COMMENT:,} characters; it has {len(text):,}."}
    return ({question.id: text}, {}) if text else ({}, {})


def _together(
    found: list[tuple[Answers, Mapping[str, str]]],
) -> tuple[dict[str, str], dict[str, str]]:
    answers: dict[str, str] = {}
    errors: dict[str, str] = {}
    for given, wrong in found:
        answers |= given
        errors |= wrong
    return answers, errors


def read_all(questions: tuple[Question, ...], values: FormValues) -> tuple[Answers, Mapping[str, str]]:
    """Read a whole ballot. A question that is not in it is left out without a word: somebody forged it."""
    return _together([read(question, values) for question in questions])
