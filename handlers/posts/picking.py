"""Picking one of many posts or units in a form: from a list, or by typing its name where the list would be too long."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.forms import OPTION_LABEL, ChoiceField, Field, Option, TextField, as_id
from handlers.people.model import Post, Unit
from handlers.phrases import shortened
from handlers.posts.naming import LONGEST, tidy

Named = TypeVar("Named", Post, Unit)

MOST = 100
"""In one list; a longer one makes a Teams dialog too large (platform-facts 3.6)."""


def pick(key: str, label: str, among: Sequence[Post] | Sequence[Unit], value: str = "", hint: str = "") -> Field:
    """A field to pick one; `value` is the id of the one that is picked already."""
    if len(among) <= MOST:
        return ChoiceField(key, label, options(among), hint=hint, value=value)
    known = next((each.name for each in among if str(each.id) == value), "")
    return TextField(key, label, hint=hint or "Its name.", value=known, max_length=LONGEST)


def picked(value: str, among: Sequence[Named]) -> Named | None:
    """Which one a field picked, by its id or its name; None where it is none of them."""
    number, name = as_id(value), tidy(value).casefold()
    return next((each for each in among if each.id == number or tidy(each.name).casefold() == name), None)


def options(among: Sequence[Post] | Sequence[Unit]) -> tuple[Option, ...]:
    """Them as options to choose from."""
    return tuple(Option(str(each.id), shortened(each.name, OPTION_LABEL)) for each in among)
