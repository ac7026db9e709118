"""Choosing what to see: a part of the plan, the review that changes are told since, the length."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.dates import spoken
from handlers.forms import OPTION_LABEL, ChoiceField, Field, Form, FormValues, Option, Section, as_id, fresh_nonce
from handlers.phrases import shortened
from handlers.reviews.model import Review
from handlers.status.parts import KnownPart
from handlers.status.view import WHOLE, Kind, Part, View

FORM = "status.choose"
_MOST = 100
"""Options in one list; a longer one makes a Teams dialog too large (platform-facts 3.6)."""
_LISTS: Mapping[str, tuple[str, tuple[Kind, ...]]] = {
    "of": ("Theme or phase", (Kind.WHOLE, Kind.THEME, Kind.PHASE)),
    "post": ("Or a post", (Kind.POST,)),
    "unit": ("Or a unit", (Kind.UNIT,)),
}
TOO_MANY = "Only the first 100 are listed, those with actions before the others: “status of …” finds every other."
TWO = "Please choose one part only: a theme or phase, or a post, or a unit."
GONE = "That is not there any more. Please choose another one."


def choose_form(view: View, known: Sequence[KnownPart], reviews: Sequence[Review]) -> Form:
    """Ask for a part, a length and, where there are closed reviews, the one to compare with."""
    fields: list[Field] = []
    for key, (label, kinds) in _LISTS.items():
        some = [each for each in known if each.part.kind in kinds]
        if some:
            options = tuple(Option(_value(each.part), shortened(each.name, OPTION_LABEL)) for each in some[:_MOST])
            chosen = _value(view.part) if view.part.kind in kinds and view.part != WHOLE else ""
            fields.append(ChoiceField(key, label, options, TOO_MANY if len(some) > _MOST else "", chosen))
    lengths = (Option("full", "In full: every section"), Option("short", "In short: figures and reds"))
    fields.append(ChoiceField("length", "Length", lengths, value="short" if view.short else "full", required=True))
    if reviews:
        newest = sorted(reviews, key=lambda review: review.held_on, reverse=True)[:_MOST]
        since = tuple(Option(str(each.id), f"The review on {spoken(each.held_on)}") for each in newest)
        chosen = str(view.since) if view.since in {each.id for each in newest} else since[0].value
        fields.append(ChoiceField("since", "Changes since", since, value=chosen, required=True))
    intro = "Leave the first lists empty for the whole plan."
    return Form(FORM, "Choose what to see", (Section("", tuple(fields)),), fresh_nonce(), intro, view.encode(), "Show")


def read_choice(
    values: FormValues, view: View, known: Sequence[KnownPart], reviews: Sequence[Review]
) -> tuple[View, Mapping[str, str]]:
    """What was chosen, and what is wrong with it by field."""
    parts = {_value(each.part): each.part for each in known}
    given = {key: value for key in _LISTS if (value := values.get(key, "")) and value != _value(WHOLE)}
    errors = {key: GONE for key, value in given.items() if value not in parts}
    if len(given) > 1:
        errors |= dict.fromkeys(list(given)[1:], TWO)
    if errors:
        return view, errors
    part: Part = next((parts[value] for value in given.values()), WHOLE)
    since = as_id(values.get("since", ""))
    closed = {review.id for review in reviews}
    return replace(view, part=part, short=values.get("length") == "short", since=since if since in closed else None), {}


def _value(part: Part) -> str:
    return f"{part.kind.value}:{part.key}"
