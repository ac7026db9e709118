"""What panels are known to remark: a table in data (`rules.yaml`)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from handlers.plans.checking.model import Rule


@dataclass(frozen=True, slots=True)
class Known:
    """Something that panels remark. `findings` are rules of the plan check that would bring it up."""

    id: str
    title: str
    asks: str
    advice: str
    source: str
    findings: frozenset[Rule]


@cache
def known() -> tuple[Known, ...]:
    """All of them, in the order in which they are shown."""
    read = yaml.safe_load((files(__package__) / "rules.yaml").read_text("utf-8"))
    return tuple(
        Known(
            each["id"],
            each["title"],
            each["asks"],
            each["advice"],
            each["source"],
            frozenset(Rule(name) for name in each.get("findings", ())),
        )
        for each in read["rules"]
    )
