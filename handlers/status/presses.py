"""The buttons of the status, by name. They carry a `View`, with more in front of it where that is said."""

import json

from handlers.reviews.reporting import Colour
from handlers.status.figures import Behind
from handlers.status.view import View, decode

VIEW_PRESS = "status.view"
"""Shows a status in the place of the one whose button was pressed."""
SHOW_PRESS = "status.show"
"""Shows a status anew."""
CHOOSE_PRESS = "status.choose"
"""Opens the form in which a part, a length and a review are chosen."""
LIST_PRESS = "status.list"
"""Lists the actions behind a number, anew; carries what they are."""
PAGE_PRESS = "status.page"
"""Turns to a page of such a list, in its place; carries what they are, and the page."""
PREVIEW_PRESS = "status.preview"
"""Shows what a channel would see."""
SHARE_PRESS = "status.share"
"""Shares it; carries the seal of what was looked at."""
STOP_DIGEST_PRESS = "status.stop-digest"
"""Stops the digest after each review; carries nothing."""


def behind(which: Colour | Behind, view: View) -> str:
    """The value of a button that lists the actions behind a number; a page comes behind it."""
    return f"{which.value}|{view.encode()}|"


def read_behind(value: str) -> tuple[Colour | Behind, View, str]:
    """Read it back: what, of which status, and the number of the page; all actions for whatever is none."""
    name, _, rest = value.partition("|")
    encoded, _, page = rest.rpartition("|")
    for kind in (Colour, Behind):
        if name in kind.__members__.values():
            return kind(name), decode(encoded), page
    return Behind.ALL, decode(encoded), page


def sealed(seal: str, view: View) -> str:
    """The value of the button that shares."""
    return json.dumps([seal, view.encode()])


def read_sealed(value: str) -> tuple[str, View]:
    """Read it back; an empty seal for whatever is none."""
    try:
        seal, view = json.loads(value)
        return str(seal), decode(str(view))
    except (ValueError, TypeError, RecursionError):
        return "", View()
