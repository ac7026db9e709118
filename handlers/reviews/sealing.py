"""The seal of a snapshot: one fingerprint over all its lines, so that whoever changes one later is found out. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping


def fingerprint(lines: Iterable[Mapping[str, object]]) -> str:
    """The SHA-256, in 64 hexadecimal digits, of lines as they are stored.

    Each line is JSON in ASCII with its keys in order and no spaces, and ends in a line feed; anybody can reckon it
    again with standard tools.
    """
    digest = hashlib.sha256()
    for line in lines:
        digest.update(json.dumps(line, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n")
    return digest.hexdigest()
