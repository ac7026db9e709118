"""Sealed ballots: readable only with a key that lives outside the database (docs/adr/0005-sealed-ballots.md).

A ballot is padded to the one size of its round and put into an X25519 sealed box (libsodium's `crypto_box_seal`,
through PyNaCl). The sender keeps no key, so not even the process that sealed a ballot can open it again.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

from handlers.voice.counting import Counts
from handlers.voice.model import Ballot, Instrument, QuestionKind
from handlers.voice.questions import LONGEST_COMMENT, fields

_LENGTH_BYTES: Final = 4
_STEP: Final = 4096
_GROUP, _EACH = 256, 64
"""Bytes for the name of the group, and for what is ticked in one field with its key."""
_COMMENT: Final = LONGEST_COMMENT + 200
"""Bytes for what is written in one field: as many Latin letters as it takes, and some accents and quotation marks."""


class BallotTooLarge(Exception):
    """The answers do not fit into a ballot."""


def new_key_pair() -> tuple[bytes, bytes]:
    """Make a round's (private, public) key."""
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def ballot_bytes(instrument: Instrument) -> int:
    """The size to which every ballot of an instrument is padded: its length says nothing about what is in it."""
    ticked = sum(len(fields(question)) for question in instrument.questions)
    written = sum(question.kind is QuestionKind.OPEN for question in instrument.questions)
    needed = _GROUP + _EACH * ticked + _COMMENT * written
    return -(-needed // _STEP) * _STEP


def seal(ballot: Ballot, public_key: bytes, size: int) -> bytes:
    """Seal one ballot to a round's public key. Raises BallotTooLarge where it needs more than `size` bytes."""
    plain = {"group": ballot.group, "answers": dict(sorted(ballot.answers.items()))}
    content = json.dumps(plain, ensure_ascii=False).encode()
    if len(content) > size - _LENGTH_BYTES:
        raise BallotTooLarge
    padding = random_bytes(size - _LENGTH_BYTES - len(content))
    padded = len(content).to_bytes(_LENGTH_BYTES, "big") + content + padding
    return SealedBox(PublicKey(public_key)).encrypt(padded)


class OpenedBallots:
    """The ballots of a round while it closes: counted, and kept no larger than what was said in them.

    A sealed ballot takes 4 to 12 kB, an opened one some hundred bytes, so a round is read and opened in pieces, and
    only what comes out of them is held until all of it is there and can be shuffled. Groups are counted and not kept.
    """

    def __init__(self, private_key: bytes) -> None:
        self.counts = Counts()
        self.unreadable = 0
        """How many did not open with this key."""
        self._box = SealedBox(PrivateKey(private_key))
        self._answers: list[bytes] = []

    def add(self, sealed: Iterable[bytes]) -> None:
        """Open some more; takes a tenth of a millisecond each, so it is for a thread."""
        for each in sealed:
            ballot = _open(self._box, each)
            if ballot is None:
                self.unreadable += 1
                continue
            self.counts.add(ballot.group, ballot.answers)
            self._answers.append(json.dumps(ballot.answers, ensure_ascii=False, sort_keys=True).encode())

    def shuffle(self) -> None:
        """Put all of them into a random order (the operating system's): of the order of opening, nothing is left."""
        secrets.SystemRandom().shuffle(self._answers)

    def __len__(self) -> int:
        """How many opened."""
        return len(self._answers)

    def __iter__(self) -> Iterator[Ballot]:
        """The ballots without their groups, in the order in which they stand now."""
        for each in self._answers:
            yield Ballot("", json.loads(each))


def _open(box: "SealedBox[PrivateKey]", sealed: bytes) -> Ballot | None:
    try:
        padded = box.decrypt(sealed)
        length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
        plain = json.loads(padded[_LENGTH_BYTES : _LENGTH_BYTES + length])
        return Ballot(str(plain["group"]), {str(key): str(value) for key, value in plain["answers"].items()})
    except (CryptoError, ValueError, LookupError, TypeError, AttributeError):
        # Neither raised nor logged: the error may hold what is in the ballot.
        return None
