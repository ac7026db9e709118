"""The rules of the guided answers, which come with Bunsen."""

from importlib.resources import files

import yaml

from handlers.guides.reading import Plain, fund_rules, route_rules
from handlers.guides.rules import Guides


def shipped_guides() -> Guides:
    """Read the rules in `handlers/guides/rules`."""
    return Guides(fund_rules(_plain("fund.yaml")), route_rules(_plain("routes.yaml")))


def _plain(name: str) -> Plain:
    text = (files("handlers.guides") / "rules" / name).read_text("utf-8")
    read: Plain = yaml.safe_load(text)
    return read
