"""What the core needs in order to look after posts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from handlers.people.model import Holding, Post, Unit


class Posts(Protocol):
    """The posts of one institution, all that was ever held, and its units."""

    async def get(self, post_id: int) -> Post | None:
        """One post, ended or not."""

    async def change(self, post: Post) -> bool:
        """Change a post's name, kind, unit and last day; False where another post has that name."""

    async def history(self, post_id: int) -> Sequence[Holding]:
        """Everybody who ever held the post or stood in, and who will, by their first day."""

    async def holdings_from(self, day: date) -> Sequence[Holding]:
        """All holdings that go on on `day` or begin later."""

    async def set_chairs(self, chairs: int) -> None:
        """Change how many committee chairs the institution's rule asks for."""

    async def units(self) -> Sequence[Unit]:
        """List the units."""

    async def add_units(self, names: Iterable[str]) -> None:
        """Add those units that are not there yet; their capitals make no difference."""

    async def set_contact(self, unit_id: int, post_id: int | None) -> None:
        """Set the post to turn to about people of a unit."""


class Alarms(Protocol):
    """What is amiss at one institution and was said already, by a key of its own."""

    async def said(self) -> Mapping[str, date]:
        """When each alarm was last said."""

    async def say(self, keys: Iterable[str], day: date) -> None:
        """Record that these are said on `day`."""

    async def end(self, keys: Iterable[str]) -> None:
        """Forget those that were mended; should they come back, they are new."""
