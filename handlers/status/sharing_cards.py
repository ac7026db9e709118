"""What people read about sharing a status with a channel; what is shared stands in `sharing.py`."""

from dataclasses import replace

from handlers.cards import Button, Buttons, ButtonStyle, Card, Divider, Text, Tone
from handlers.status import presses
from handlers.status.report import Report
from handlers.status.sharing import published, seal
from handlers.status.status_card import status_card
from handlers.status.view import View

HOW = "To share it, mention me in the channel with “status”: only you get the answer, and can share it from there."
_MORE = (
    "Names, explanations and what was learned are not in it. “plan” shows every action, “action” and a reference one."
)


def channel_card(report: Report) -> Card:
    """What a channel sees."""
    card = status_card(published(report))
    return replace(card, footer=f"{card.footer} {_MORE}".strip())


def preview(report: Report, view: View) -> Card:
    """Show what the channel would see, and ask."""
    would = channel_card(report)
    share = Button("Share it", presses.SHARE_PRESS, presses.sealed(seal(would), view), ButtonStyle.PRIMARY)
    keep = Button("Do not share it", presses.VIEW_PRESS, view.encode())
    asked = Text("Everybody in the channel would see just what stands between the lines, and could press its buttons.")
    body = (asked, Divider(), Text(would.title, Tone.STRONG), *would.body, Text(would.footer, Tone.QUIET), Divider())
    return Card("Share this with the channel?", (*body, Buttons((share, keep))))


def changed_since(report: Report, view: View) -> Card:
    """The same, where it is not any more what was looked at."""
    card = preview(report, view)
    said = Text(
        "Nothing was shared: somebody has reported since you looked. Here it is as it stands now.", Tone.WARNING
    )
    return replace(card, body=(said, *card.body))


def shared() -> Card:
    """Confirm that it was shared."""
    return Card("Shared", (Text("The channel has it. It stays there as it is now; “status” shows how things go on."),))


def not_shared() -> Card:
    """Say that the channel did not take it, and what to do."""
    return Card(
        "The channel did not take it",
        (Text("I may not be a member there. Please add me to the channel, and share it again."),),
    )


def silent_there() -> Card:
    """Say that Bunsen does not speak in that channel."""
    return Card(
        "I do not speak in that channel",
        (Text("It was switched off there. A chair or lead can mention me in it with “channel on”."),),
    )


def nowhere() -> Card:
    """Say how a status is shared, where it was asked for in a chat of two."""
    return Card("It was not asked for in a channel", (Text(HOW),))
