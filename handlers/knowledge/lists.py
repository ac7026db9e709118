"""Lists in forms, one item a line: a long list takes several fields, and what fits into none stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.forms import FormValues, TextField

FIELD: Final = 3000
"""Characters that a field takes: Slack's most (platform-facts 2.6)."""
_FILLED: Final = 2400
"""How full a field is made at first, so that there is room to write."""
_MOST_FIELDS: Final = 4


def list_fields(key: str, label: str, hint: str, items: Sequence[str]) -> tuple[TextField, ...]:
    """The fields that hold a list."""
    parts = _parts(items)
    fields = [
        TextField(_key(key, number), f"{label} ({number + 1})" if number else label, "" if number else hint, text)
        for number, text in enumerate("\n".join(part) for part in parts[:_MOST_FIELDS])
    ]
    if kept := sum(map(len, parts[_MOST_FIELDS:])):
        fields[-1] = replace(fields[-1], hint=f"{kept} more are kept as they are.")
    return tuple(replace(field, multiline=True, max_length=FIELD) for field in fields)


def given_list(key: str, before: Sequence[str], values: FormValues) -> list[str]:
    """The list that came back in the fields that were made for `before`; each item once, without its bullet."""
    parts = _parts(before)
    shown = range(min(len(parts), _MOST_FIELDS))
    given = [line for number in shown for line in values.get(_key(key, number), "").splitlines()]
    kept = [line for part in parts[_MOST_FIELDS:] for line in part]
    tidied = (" ".join(line.split()).removeprefix("- ").removeprefix("• ") for line in (*given, *kept))
    return list(dict.fromkeys(line for line in tidied if line))


def _parts(items: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for item in items:
        if parts[-1] and len("\n".join([*parts[-1], item])) > _FILLED:
            parts.append([])
        parts[-1].append(item)
    return parts


def _key(key: str, number: int) -> str:
    return key if number == 0 else f"{key}-{number + 1}"
