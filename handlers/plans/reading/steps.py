"""How far a reading has come, told now and then."""

from collections.abc import Callable

from handlers.plans.reading.page import Page

Progress = Callable[[int, int], None]
_EVERY = 250


class Steps:
    """Counts each row twice: once when it is placed in its table, once when it is understood."""

    def __init__(self, progress: Progress | None, rows: int) -> None:
        self._progress, self._rows, self._done = progress, rows, 0
        self._before, self._actions, self._read = 0, 0, 0

    def placed(self, page: Page, row: int) -> None:
        """Count a page's rows up to this one as placed."""
        self._tell(self._before + row - page.first)

    def placed_all(self, page: Page) -> None:
        """Count a whole page as placed."""
        self._before += len(page.rows)

    def to_understand(self, actions: int) -> None:
        """Say how many actions are to be understood."""
        self._actions = actions

    def understood(self) -> None:
        """Count one action as understood; the last one completes the whole."""
        self._read += 1
        if self._read == self._actions:
            self._done = -_EVERY
        self._tell(self._rows + self._rows * self._read // max(self._actions, 1))

    def _tell(self, done: int) -> None:
        if self._progress is not None and done - self._done >= _EVERY:
            self._done = done
            self._progress(done, 2 * self._rows)
