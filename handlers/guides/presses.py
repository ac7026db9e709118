"""The names of the guides' presses and forms, and the button that leads to each."""

from collections.abc import Mapping
from typing import Final

from handlers.cards import Button, Leads

FUND_PRESS: Final = "fund"
ROUTES_PRESS: Final = "routes"

_LABELS: Final[Mapping[str, str]] = {FUND_PRESS: "Walk me through the fund", ROUTES_PRESS: "Find my route"}


def guide_button(guide: str) -> Button:
    """The button that opens a guide, by the name that an entry's field `guide` has; KeyError for any other name."""
    return Button(_LABELS[guide], guide, leads=Leads.FORM)
