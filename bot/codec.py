"""Interactions and outcomes as JSON, for the inbox."""

from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from handlers.cards import Element
from handlers.charts import Chart
from handlers.documents import Part
from handlers.forms import Field
from handlers.interactions import Deed, Interaction
from handlers.outcomes import Outcome


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    # The inner ones first: a card holds elements, and an element may hold a chart; so may a part of a document.
    unions: tuple[Any, ...] = (Chart, Element, Part, Field, Deed, Outcome)
    for union in unions:
        configure_tagged_union(union, converter, tag_name="is")
    return converter


def interaction_to_json(interaction: Interaction) -> str:
    """Write an interaction down."""
    return _converter().dumps(interaction, unstructure_as=Interaction)


def interaction_from_json(text: str) -> Interaction:
    """Read an interaction back."""
    return _converter().loads(text, Interaction)


def outcome_to_json(outcome: Outcome) -> str:
    """Write an outcome down."""
    return _converter().dumps(outcome, unstructure_as=Outcome)


def outcome_from_json(text: str) -> Outcome:
    """Read an outcome back."""
    outcome: Outcome = _converter().loads(text, Outcome)  # type: ignore[arg-type]
    return outcome
