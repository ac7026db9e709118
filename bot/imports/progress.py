"""How far the reading of a file has come."""

from collections.abc import Callable, Iterable, Iterator

Progress = Callable[[str, int, int], None]
"""Told the stage in words ("Reading the sheets"), how much is done and how much there is, in units of its own."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


class Meter:
    """Counts the bytes that run through it, over several parts of a file."""

    def __init__(self, stage: str, total: int, progress: Progress) -> None:
        self._stage, self._total, self._progress = stage, total, progress
        self._done = 0

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Hand the chunks on, and tell how far they have come."""
        for chunk in chunks:
            yield chunk
            self._done += len(chunk)
            self._progress(self._stage, min(self._done, self._total), self._total)
