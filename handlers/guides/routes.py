"""Which registration suits somebody: a pure function of the rules and of what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handlers.guides.rules import Given, Note, Question, Route, RouteRules, Statement, holds

MOST_ROUTES: Final = 3
MOST_NOT_YET: Final = 2
"""Of the routes for which something is missing, so many are named where none fits, and one beside those that fit."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A route, why it was found ("you said that …"), what to know about it, and what is still missing for it."""

    route: Route
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Found:
    """Up to three routes, best first, and what to read about them. `nothing` is there where none of them fits today."""

    suggestions: tuple[Suggestion, ...]
    nothing: Statement | None
    sources: tuple[str, ...]
    reading: tuple[str, ...]


def find_routes(rules: RouteRules, given: Given) -> Found:
    """Find the routes whose needs hold and whose grounds weigh enough; those with something missing come last."""
    weighed = [_weigh(route, given, rules.book.questions) for route in rules.routes if holds(route.needs, given)]
    enough = sorted((each for each in weighed if each.points >= rules.enough), key=lambda each: -each.points)
    fit = [each for each in enough if not each.missing]
    not_yet = [each for each in enough if each.missing]
    suggestions = tuple([*fit, *not_yet[: 1 if fit else MOST_NOT_YET]][:MOST_ROUTES])
    nothing = None if fit else rules.nothing
    reading = [entry for each in suggestions[:1] for entry in each.route.read]
    reading += [each.route.read[0] for each in suggestions[1:]]
    return Found(suggestions, nothing, _sources(suggestions, nothing), tuple(dict.fromkeys(reading)))


def _sources(suggestions: Sequence[Suggestion], nothing: Statement | None) -> tuple[str, ...]:
    """All sources of the first route, the chief one of each other: what is shown of those is short too."""
    keys = [key for each in suggestions[:1] for key in each.route.sources]
    keys += [each.route.sources[0] for each in suggestions[1:]]
    return tuple(dict.fromkeys([*keys, *(nothing.sources if nothing else ())]))


def _weigh(route: Route, given: Given, questions: Sequence[Question]) -> Suggestion:
    grounds = [ground for ground in route.grounds if holds(ground.when, given)]
    asked = {key for ground in grounds if ground.points > 0 for key in ground.when}
    reasons = tuple(q.said(given[q.key]) for q in questions if q.key in asked)
    points = sum(ground.points for ground in grounds)
    return Suggestion(route, reasons, _that_hold(route.notes, given), _that_hold(route.not_yet, given), points)


def _that_hold(notes: Sequence[Note], given: Given) -> tuple[str, ...]:
    return tuple(note.text for note in notes if holds(note.when, given))
