"""The private keys of survey rounds: files in a folder of their own, outside the database and its backups."""

import asyncio
import os
import secrets
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from bot.secret_box import secret_box
from handlers.voice.sealing import new_key_pair

_SUFFIX = ".key"
_MARK = "folder-"
"""How the names of the empty files begin by which a folder is known, wherever it is mounted."""


class FileRoundKeys:
    """`handlers.voice.ports.RoundKeys` in files that only their owner can read.

    With a `secret` (BUNSEN_KEY) each file is encrypted, so that a copy of the folder alone opens nothing. Destroying
    overwrites before it unlinks; on a disk that keeps old blocks only the secret protects what was there.
    """

    def __init__(self, folder: Path, secret: str = "") -> None:
        self.folder = folder
        self.process = secrets.token_hex(16)
        self._secret = secret
        self._box = secret_box(secret) if secret else None

    async def folder_id(self) -> str:
        """What the folder is known by: the same for two processes only if both read the same keys in it.

        That is: the same files, and the same secret. A folder without a mark is given one.
        """
        mark = await asyncio.to_thread(self._mark)
        return blake2b(mark.encode(), key=blake2b(self._secret.encode()).digest(), digest_size=32).hexdigest()

    async def create(self) -> bytes:
        """Make a key pair, keep the private key, give the public one."""
        private, public = new_key_pair()
        await asyncio.to_thread(self._write, public, self._box.encrypt(private) if self._box else private)
        return public

    async def private(self, public_key: bytes) -> bytes | None:
        """The private key of this public one; None where it is lost, destroyed, or encrypted under another secret."""
        content = await asyncio.to_thread(_read, self._path(public_key))
        # A plain key, too, where a secret is set: the round may have been opened before there was one.
        if content is None or len(content) == PrivateKey.SIZE:
            return content
        try:
            return self._box.decrypt(content) if self._box else None
        except CryptoError:
            return None

    async def destroy(self, public_key: bytes) -> None:
        """Destroy the private key; harmless where it is gone."""
        await asyncio.to_thread(_overwrite_and_unlink, self._path(public_key))

    async def kept(self) -> Sequence[bytes]:
        """The public keys whose private keys are still there."""
        return await asyncio.to_thread(self._kept)

    def _kept(self) -> list[bytes]:
        return [key for path in self.folder.glob(f"*{_SUFFIX}") if (key := _public_key(path)) is not None]

    def _mark(self) -> str:
        # A name and no content: nobody can read it half-written. Two that are made at once are both there from then on,
        # and everybody takes the first.
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        marks = sorted(path.name for path in self.folder.glob(f"{_MARK}*"))
        if not marks:
            (self.folder / f"{_MARK}{secrets.token_hex(16)}").touch(mode=0o600)
            _fsync_folder(self.folder)
            marks = sorted(path.name for path in self.folder.glob(f"{_MARK}*"))
        return marks[0]

    def _write(self, public_key: bytes, content: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._path(public_key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            # The round opens only after this: a key that a power cut takes away would lose every ballot.
            os.fsync(file.fileno())
        _fsync_folder(self.folder)

    def _path(self, public_key: bytes) -> Path:
        return self.folder / f"{public_key.hex()}{_SUFFIX}"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _public_key(path: Path) -> bytes | None:
    """The public key that a file is named after; None for a file that somebody else put there."""
    try:
        return bytes.fromhex(path.stem)
    except ValueError:
        return None


def _fsync_folder(folder: Path) -> None:
    # Without it the file may survive a power cut, but not its name. Windows neither offers nor needs it.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _overwrite_and_unlink(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
