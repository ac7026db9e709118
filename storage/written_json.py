"""JSON that is written elsewhere than on the event loop, for the few values that are large."""

import asyncio
import json
from typing import Any


class WrittenJson(str):
    """JSON text that goes into a JSON column as it is."""


async def written_aside(value: Any) -> WrittenJson:
    """Write a value in a thread, piece by piece: the quick way does not let go of the interpreter until it is done."""
    return await asyncio.to_thread(_in_pieces, value)


def as_json(value: Any) -> str:
    """What an engine makes of a value for a JSON column."""
    return value if isinstance(value, WrittenJson) else json.dumps(value)


def _in_pieces(value: Any) -> WrittenJson:
    return WrittenJson("".join(json.JSONEncoder().iterencode(value)))
