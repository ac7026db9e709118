"""Sealed ballots: readable only with a key that lives outside the database (docs/adr/0005-sealed-ballots.md).

A ballot is padded to one size and put into an X25519 sealed box (libsodium's `crypto_box_seal`, through PyNaCl). The
sender keeps no key, so not even the process that sealed a ballot can open it again.
"""

import json
import secrets
from collections.abc import Iterable

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random as random_bytes

from handlers.voice.model import Answers

BALLOT_BYTES = 4096
"""Every ballot is padded to this size before it is sealed, so that its length says nothing about what is in it."""
_LENGTH_BYTES = 4


class BallotTooLarge(Exception):
    """The answers do not fit into a ballot."""


def new_key_pair() -> tuple[bytes, bytes]:
    """Make a round's (private, public) key."""
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def seal(answers: Answers, public_key: bytes) -> bytes:
    """Seal one ballot to a round's public key."""
    content = json.dumps(dict(sorted(answers.items())), ensure_ascii=False).encode()
    if len(content) > BALLOT_BYTES - _LENGTH_BYTES:
        raise BallotTooLarge
    padding = random_bytes(BALLOT_BYTES - _LENGTH_BYTES - len(content))
    padded = len(content).to_bytes(_LENGTH_BYTES, "big") + content + padding
    return SealedBox(PublicKey(public_key)).encrypt(padded)


def open_and_shuffle(sealed: Iterable[bytes], private_key: bytes) -> tuple[list[Answers], int]:
    """Open all ballots of a round, in a random order (the operating system's), and count those that do not open."""
    box = SealedBox(PrivateKey(private_key))
    opened = [_open(box, ballot) for ballot in sealed]
    ballots = [ballot for ballot in opened if ballot is not None]
    secrets.SystemRandom().shuffle(ballots)
    return ballots, len(opened) - len(ballots)


def _open(box: "SealedBox[PrivateKey]", ballot: bytes) -> Answers | None:
    try:
        padded = box.decrypt(ballot)
        length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
        answers: dict[str, str] = json.loads(padded[_LENGTH_BYTES : _LENGTH_BYTES + length])
    except (CryptoError, ValueError):
        # Neither raised nor logged: the error may hold what is in the ballot.
        return None
    return answers
