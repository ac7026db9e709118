"""Inbound: what a browser sent, read into neutral words. Pure; whatever is wrong with it is said in one sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.web.chat import Message
from bot.web.files import MESSAGE
from bot.web.seats import CHANNEL, MAIL, STEPS, Seat, place
from handlers.interactions import (
    Commanded,
    Conversation,
    Deed,
    Dropped,
    Interaction,
    Joined,
    MessageRef,
    Pressed,
    Said,
    SharedFile,
    Submitted,
)

LONGEST: Final = 200_000
_LONGEST_NAME: Final = 500
_ID: Final = re.compile(r"[A-Za-z0-9_-]{8,80}")
_MENTION: Final = re.compile(r"(?<![\w@])@bunsen(?!\w)", re.IGNORECASE)
_COMMAND: Final = re.compile(r"/bunsen(?:\s+|$)", re.IGNORECASE)


class BadRequestError(Exception):
    """A request that cannot be served; `status` is the HTTP status and the text says why."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Typed:
    """Something typed into a conversation."""

    id: str
    seat: Seat
    conversation: str
    text: str

    @property
    def mentions(self) -> bool:
        """Tell whether Bunsen is meant: always in a chat of two, by name in the channel."""
        return self.conversation != CHANNEL or bool(_MENTION.search(self.text))

    @property
    def is_command(self) -> bool:
        """Tell whether it is a slash command."""
        return bool(_COMMAND.match(self.text))

    def interaction(self) -> Interaction:
        """Make of it what the desk serves; the answer belongs below the message."""
        return Interaction(self.id, self.seat.account, place(self.conversation, self.id), self._deed())

    def _deed(self) -> Deed:
        if self.is_command:
            return Commanded(_COMMAND.sub("", self.text, count=1).strip())
        return Said(re.sub(r"[ \t]{2,}", " ", _MENTION.sub("", self.text)).strip().lstrip(",:; "))


def typed(data: Mapping[str, object], seats: Sequence[Seat]) -> Typed:
    """Read something typed."""
    seat = seat_of(data, seats)
    text = _text(data, "text", LONGEST).strip()
    if not text:
        raise BadRequestError("There is nothing in this message yet.")
    return Typed(_id(data), seat, _written_to(data, seat), text)


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file dropped into a seat's own chat."""

    id: str
    seat: Seat
    name: str
    media_type: str

    def interaction(self, size: int) -> Interaction:
        """Make of it what the desk serves."""
        file = SharedFile(self.name, self.media_type, size, {MESSAGE: self.id})
        return Interaction(self.id, self.seat.account, place(self.seat.direct), Dropped((file,)))


def dropped(data: Mapping[str, object], seats: Sequence[Seat]) -> DroppedFile:
    """Read what is told of a file beside its content; files are taken in the chat of two only."""
    seat = seat_of(data, seats)
    if _written_to(data, seat) == CHANNEL:
        raise BadRequestError("Files go into your own chat with Bunsen, not into the channel.")
    name = _text(data, "name", _LONGEST_NAME).strip()
    if not name:
        raise BadRequestError("The file has no name.")
    return DroppedFile(_id(data), seat, name, _text(data, "type", _LONGEST_NAME))


def pressed(data: Mapping[str, object], seat: Seat, origin: Message) -> Interaction:
    """Read a press of a button on a message."""
    where = _below(origin)
    deed = Pressed(_text(data, "press"), _text(data, "value"), MessageRef(where, origin.id))
    return Interaction(_id(data), seat.account, where, deed)


def submitted(data: Mapping[str, object], seat: Seat, origin: Message | None) -> Interaction:
    """Read a form that was sent."""
    where = _below(origin) if origin else place(seat.direct)
    deed = Submitted(
        form=_text(data, "form"),
        context=_text(data, "context"),
        nonce=_text(data, "nonce"),
        values=_values(data),
        origin=MessageRef(where, origin.id) if origin else None,
    )
    return Interaction(_id(data), seat.account, where, deed)


def joined(seat: Seat) -> Interaction:
    """Tell that somebody opened their chat; its key never changes, so that they are greeted once."""
    return Interaction(f"joined/{seat.user}", seat.account, place(seat.direct), Joined())


def seat_of(data: Mapping[str, object], seats: Sequence[Seat]) -> Seat:
    """Find the seat that a request comes from."""
    wanted = _text(data, "seat")
    for seat in seats:
        if seat.id == wanted:
            return seat
    raise BadRequestError(f"There is no seat called “{wanted[:40]}” in this demo. Please reload the page.", 404)


def conversation_of(data: Mapping[str, object], seat: Seat) -> str:
    """Read which conversation is meant; everybody has the channel, their own chat, and sees the e-mails."""
    wanted = _text(data, "conversation")
    if wanted not in (CHANNEL, MAIL, seat.direct):
        raise BadRequestError("This conversation is not open to the seat that you sit in. Please reload the page.", 404)
    return wanted


def _written_to(data: Mapping[str, object], seat: Seat) -> str:
    conversation = conversation_of(data, seat)
    if conversation == MAIL:
        raise BadRequestError("These e-mails can be read, but not answered: nobody sits at the other end.")
    return conversation


def message_id(data: Mapping[str, object]) -> str:
    """Read which message a button or form belongs to; empty where it belongs to none."""
    return _text(data, "origin")


def place_seen(data: Mapping[str, object]) -> int:
    """Read how far a conversation was read."""
    return _field(data, "place", int)


def step(data: Mapping[str, object]) -> str:
    """Read how far the clock shall go."""
    wanted = _text(data, "to")
    if wanted not in STEPS:
        raise BadRequestError(f"The clock can go forward to {', '.join(STEPS)}, not to “{wanted[:40]}”.")
    return wanted


def _below(origin: Message) -> Conversation:
    return place(origin.conversation, origin.root)


def _id(data: Mapping[str, object]) -> str:
    wanted = _text(data, "id")
    if not _ID.fullmatch(wanted):
        raise BadRequestError("“id” must be 8 to 80 letters, digits, hyphens or underscores.")
    return wanted


def _values(data: Mapping[str, object]) -> dict[str, str]:
    values = _field(data, "values", dict)
    return {key: _text(values, key, LONGEST) for key in values}


def _text(data: Mapping[str, object], name: str, longest: int = 4000) -> str:
    text = _field(data, name, str)
    if len(text) > longest:
        raise BadRequestError(
            f"That is {len(text):,} characters; {longest:,} is the most that Bunsen can take in at once.", 413
        )
    # Half of a surrogate pair or a NUL is no text, and a database would refuse it.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")


_Wanted = TypeVar("_Wanted")


def _field(data: Mapping[str, object], name: str, kind: type[_Wanted]) -> _Wanted:
    value = data.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        words = {str: "text", int: "a whole number", dict: "a group of texts"}
        raise BadRequestError(f"“{name[:40]}” must be {words[kind]}.")
    return value
