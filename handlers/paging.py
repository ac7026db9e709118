"""Long lists, page by page. Pages are counted from 1: on the cards, and in what their buttons carry.

A button that turns a page carries its number; one that opens a list carries none, and means the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.cards import Button
from handlers.forms import as_id

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list: page `number` of `pages`, with `before` items of the list before its own."""

    items: Sequence[T]
    number: int
    pages: int
    before: int
    total: int

    @property
    def span(self) -> str:
        """Which items these are, counted from 1: "11 to 20 of 23"."""
        return f"{self.before + 1} to {self.before + len(self.items)} of {self.total}"

    def turning(self, press: str, before_number: str = "") -> tuple[Button, ...]:
        """The buttons to the pages beside it; `before_number` is what the press carries in front of the number."""
        ways = (("Previous page", self.number - 1), ("Next page", self.number + 1))
        return tuple(Button(label, press, f"{before_number}{to}") for label, to in ways if 1 <= to <= self.pages)


def page_of(everything: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of this number, `size` items long, or the nearest that there is; an empty list has one empty page."""
    pages = max(1, -(-len(everything) // size))
    number = min(max(number, 1), pages)
    before = (number - 1) * size
    return Page(everything[before : before + size], number, pages, before, len(everything))


def page_asked(value: str) -> int:
    """The number of the page that a button asks for; the first where it carries none."""
    return as_id(value) or 1
