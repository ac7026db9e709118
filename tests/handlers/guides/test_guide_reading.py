"""A fault in the guides' rules is found when they are read, and the message says where it is."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
import yaml

from handlers.guides.reading import GuideFault, fund_rules, route_rules

Plain = dict[str, Any]


def plain(name: str) -> Plain:
    """The rules as they are written."""
    read: Plain = yaml.safe_load((files("handlers.guides") / "rules" / name).read_text("utf-8"))
    return read


def no_source(rules: Plain) -> None:
    """A statement without a source."""
    rules["usual"][0]["sources"] = []


def unknown_source(rules: Plain) -> None:
    """A statement with a source that is not listed."""
    rules["usual"][0]["sources"] = ["hearsay"]


def unknown_answer(rules: Plain) -> None:
    """A condition on an answer that cannot be given."""
    rules["usual"][0]["when"] = {"use": ["yacht"]}


def no_date(rules: Plain) -> None:
    """A date that is none."""
    rules["checked"] = "last week"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(no_source, "no source"), (unknown_source, "no source"), (unknown_answer, "use: yacht"), (no_date, "last week")],
)
def test_a_fault_in_the_fund_rules_is_named(spoil: Callable[[Plain], None], said: str) -> None:
    rules = plain("fund.yaml")
    spoil(rules)
    with pytest.raises(GuideFault, match=said):
        fund_rules(rules)


@pytest.mark.parametrize(
    ("field", "value", "said"), [("cost", "", "cost"), ("pays", "gifts", "gifts"), ("sources", [], "no source")]
)
def test_a_fault_in_a_route_is_named(field: str, value: object, said: str) -> None:
    rules = plain("routes.yaml")
    rules["routes"][0][field] = value
    with pytest.raises(GuideFault, match=said):
        route_rules(rules)
