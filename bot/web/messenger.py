"""The messenger and the profiles of the demo: sending is adding to the chat."""

from collections.abc import Sequence

from bot.web.chat import Chat, Content, Message, from_bunsen
from bot.web.seats import CHANNEL, MAIL, TENANT, DemoTime, Seat, place, seat_of_user
from handlers.cards import Card
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation, MessageRef, Platform
from handlers.outcomes import SendFile
from handlers.people.model import Profile


class WebMessenger:
    """Sends to the chat in the browser."""

    def __init__(self, chat: Chat, seats: Sequence[Seat], time: DemoTime) -> None:
        self._chat = chat
        self._seats = seats
        self._time = time

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        """Add a card to a conversation; the same key adds it once."""
        sent = self._chat.sent_as(key) or self._add(to, card, key)
        return MessageRef(to, sent.id)

    async def update(self, message: MessageRef, card: Card) -> None:
        """Put this card in the place of one sent before."""
        if self._chat.replace(message.id, card) is None:
            raise DeliveryFailed("the message is no longer in the chat", permanent=True)

    async def send_file(self, to: Conversation, file: SendFile) -> None:
        """Offer a file for download."""
        self._add(to, file, "")

    async def direct(self, account: Account, seen_in: Conversation | None = None) -> Conversation | None:
        """Find the chat of a seat; people without a seat cannot be reached here."""
        if (account.platform, account.tenant) != (Platform.WEB, TENANT):
            return None
        seat = seat_of_user(self._seats, account.user)
        return place(seat.direct) if seat else None

    def _add(self, to: Conversation, content: Content, key: str) -> Message:
        if to.id not in (CHANNEL, *(seat.direct for seat in self._seats)):
            raise DeliveryFailed(f"nobody in the demo has the conversation {to.id}", permanent=True)
        return self._chat.add(from_bunsen(to.id, self._time.now(), content, thread=to.thread, key=key))


class WebMailbox:
    """Shows the e-mails to people without a seat."""

    def __init__(self, chat: Chat, time: DemoTime) -> None:
        self._chat = chat
        self._time = time

    def post(self, content: Card | SendFile, key: str) -> str:
        """Show an e-mail, under the key of its delivery; give the id of the message."""
        sent = self._chat.sent_as(key) or self._chat.add(from_bunsen(MAIL, self._time.now(), content, key=key))
        return sent.id


class WebProfiles:
    """What the demo knows of its seats."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        self._seats = seats

    async def profile(self, account: Account, seen_in: Conversation) -> Profile:
        """Give the name (and e-mail, where there is one) of a seat."""
        seat = seat_of_user(self._seats, account.user)
        return Profile(seat.name, seat.email) if seat else Profile()

    async def account_of(self, tenant: str, email: str) -> Account | None:
        """Find the seat with this e-mail."""
        return next((seat.account for seat in self._seats if seat.email == email and tenant == TENANT), None)
