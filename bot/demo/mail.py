"""E-mail in the demo: nothing leaves the computer, and everybody can read along."""

from typing import Final, Protocol

from bot.email.letter import letter
from bot.email.settings import MailSettings, Security
from handlers.cards import Card, Facts
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, MessageRef
from handlers.outcomes import SendFile

_SETTINGS: Final = MailSettings(
    host="localhost", port=25, security=Security.NONE, sender="bunsen@wenlow.example", chats="this demo"
)


class Postbox(Protocol):
    """Where e-mails are shown."""

    def post(self, card: Card | SendFile, key: str) -> str:
        """Show one, under the key of its delivery; give the id of the message."""


class DemoMail:
    """`handlers.deliveries.Messenger` for those who have no seat."""

    def __init__(self) -> None:
        self._box: Postbox | None = None

    def deliver_to(self, box: Postbox) -> None:
        """Say where e-mails are shown."""
        self._box = box

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Show a card as the letter that it becomes."""
        written = letter(card, _SETTINGS)
        return MessageRef(to, self._posted(Card(written.title, (_to(to), *written.body)), key))

    async def update(self, message: MessageRef, card: Card) -> None:
        """Do nothing: what is in somebody's mailbox cannot be changed."""

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Show a file."""
        self._posted(file, "")

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """A mailbox is not opened; who is written to is found by the address."""
        return None

    def _posted(self, content: Card | SendFile, key: str) -> str:
        if self._box is None:
            raise DeliveryFailed("the demo is still starting")
        return self._box.post(content, key)


def _to(to: Conversation) -> Facts:
    return Facts((("To", to.id),))
