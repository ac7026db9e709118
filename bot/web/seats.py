"""Who can be played in the demo, where they talk, and the demo's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from handlers.interactions import Account, Conversation, Platform

TENANT: Final = "demo"
CHANNEL: Final = "channel"
MAIL: Final = "mail"
"""Where everybody reads the e-mails that go to people without a seat; nobody writes here."""
BUNSEN: Final = ""
"""The author of what Bunsen says; everybody else is named by their user id."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that may be fetched beside the suggestions; `path` is on this server."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody to be in the demo. `user` is the account; `email`, where given, is told to the desk as verified."""

    id: str
    user: str
    name: str
    role_label: str
    blurb: str
    suggestions: tuple[str, ...] = ()
    email: str = ""
    offer: Offer | None = None

    @property
    def account(self) -> Account:
        """The account of whoever sits here."""
        return Account(Platform.WEB, TENANT, self.user)

    @property
    def direct(self) -> str:
        """The id of this seat's own chat with Bunsen."""
        return direct_id(self.user)


class DemoTime(Protocol):
    """The clock of the demo, which can be moved forward."""

    def now(self) -> datetime:
        """The present moment of the demo, in UTC."""

    def label(self) -> str:
        """The present moment in words, such as “Monday 23 November 2026, 09:30”."""

    async def forward(self, to: str) -> str:
        """Go forward to the next `day`, `week` or `deadline`; give a sentence on what the time is now."""


STEPS: Final = ("day", "week", "deadline")


def direct_id(user: str) -> str:
    """Name the chat of two with this user."""
    return f"direct:{user}"


def place(conversation: str, thread: str = "") -> Conversation:
    """Make the conversation as the core knows it; a chat of two has no threads."""
    direct = conversation != CHANNEL
    return Conversation(Platform.WEB, TENANT, conversation, direct, "" if direct else thread)


def seat_of_user(seats: Sequence[Seat], user: str) -> Seat | None:
    """Find the seat of an account."""
    return next((seat for seat in seats if seat.user == user), None)
