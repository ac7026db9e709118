"""What both guides' forms have in common: questions as fields, and answers that a button carries back."""

from collections.abc import Mapping, Sequence
from typing import Final

from handlers.forms import ChoiceField, FormValues, Option
from handlers.guides.rules import Given, Question

_BETWEEN: Final = "|"


def fields_of(questions: Sequence[Question]) -> tuple[ChoiceField, ...]:
    """A drop-down for each question."""
    return tuple(
        ChoiceField(
            question.key,
            question.label,
            tuple(Option(choice.id, choice.label) for choice in question.choices),
            question.hint,
            required=True,
        )
        for question in questions
    )


def given_in(questions: Sequence[Question], values: FormValues) -> Given:
    """The answers to a guide's questions, out of a form."""
    return {question.key: values.get(question.key, "") for question in questions}


def carried(values: FormValues, keys: Sequence[str]) -> str:
    """Write answers as a button's value, so that nothing of them has to be kept."""
    return _BETWEEN.join(values.get(key, "").replace(_BETWEEN, " ") for key in keys)


def carried_back(value: str, keys: Sequence[str]) -> Mapping[str, str]:
    """Read the answers out of a button's value; none where it is not one of ours."""
    given = value.split(_BETWEEN)
    return dict(zip(keys, given, strict=True)) if len(given) == len(keys) else {}
