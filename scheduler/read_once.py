"""Composing many deliveries of one institution while reading everything only once."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from handlers.work import Work


def read_once(work: Work) -> Work:
    """The same work, for composers: what one of them has read, the next is given without another query.

    Composers only read, and all of a batch compose in one transaction, so they would read the same again.
    """
    return cast("Work", _ReadOnce(work))


class _ReadOnce:
    """Stands before the repositories of one transaction; each becomes a `_Remembering` when it is first asked for."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._made: dict[str, Any] = {}

    async def once(self, key: str, read: Callable[[], Awaitable[Any]]) -> Any:
        """What `read` gave when it was first asked for under this key."""
        if key not in self._made:
            self._made[key] = await read()
        return self._made[key]

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._work, name)
        if callable(found):
            return found
        repository = _Remembering(found)
        setattr(self, name, repository)
        return repository


class _Remembering:
    """Remembers what each method of a repository gave, by its arguments."""

    def __init__(self, repository: Any) -> None:
        self._repository = repository
        self._given: dict[Any, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return _remembering(name, getattr(self._repository, name), self._given)


def _remembering(name: str, method: Callable[..., Awaitable[Any]], given: dict[Any, Any]) -> Any:
    async def ask(*arguments: Any, **named: Any) -> Any:
        asked = (name, arguments, tuple(sorted(named.items())))
        try:
            known = asked in given
        except TypeError:  # an argument that cannot be looked up, as a set of posts
            return await method(*arguments, **named)
        if not known:
            given[asked] = await method(*arguments, **named)
        return given[asked]

    return ask
