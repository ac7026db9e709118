"""Encrypting what must not be readable where it is kept, under BUNSEN_KEY."""

from hashlib import blake2b

from nacl.secret import SecretBox


def secret_box(secret: str) -> SecretBox:
    """The box for a secret of any length. Opening raises `nacl.exceptions.CryptoError` under another secret."""
    return SecretBox(blake2b(secret.encode(), digest_size=SecretBox.KEY_SIZE).digest())
