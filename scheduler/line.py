"""Messages of one lane that wait for their turn: in order, one at a time to a conversation, at the platform's pace."""

from collections import deque
from collections.abc import Iterator
from math import inf

from scheduler.composing import Ready
from scheduler.means import Means
from scheduler.pacing import Pacer


class Line:
    """Gives whoever may go next. After it gave nobody, `wait` says how many seconds until somebody may."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._waiting: deque[Ready] = deque()
        self._busy: set[str] = set()
        """Conversations to which something is under way."""
        self.wait = inf
        self.too_long: list[tuple[Ready, float]] = []
        """Taken out of the line, as they would wait too long here; and the seconds."""

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Ready]:
        return iter(self._waiting)

    def add(self, ready: Ready) -> None:
        """Join at the end."""
        self._waiting.append(ready)

    def put_back(self, ready: Ready) -> None:
        """Join at the head again."""
        self._waiting.appendleft(ready)

    def next(self, under_way: int) -> Ready | None:
        """Take the first out that may go now; its turn begins. None where nobody may, as with too many under way."""
        now, self.wait = self._means.monotonic(), inf
        passed: set[str] = set()
        place = 0
        while place < len(self._waiting):
            ready = self._waiting[place]
            pacer, conversation = self.pacer(ready), ready.to.id
            if under_way >= pacer.at_once:
                return None
            busy = conversation in self._busy or conversation in passed
            wait = inf if busy else pacer.wait(conversation, now)
            if wait <= 0:
                del self._waiting[place]
                self._busy.add(conversation)
                pacer.begin(conversation, now)
                return ready
            if self._means.timing.patience < wait < inf:
                del self._waiting[place]
                self.too_long.append((ready, wait))
                continue
            place += 1
            passed.add(conversation)
            self.wait = min(self.wait, wait)
        return None

    def ended(self, ready: Ready) -> None:
        """The turn of a message is over."""
        self.pacer(ready).end(ready.to.id, self._means.monotonic())
        self._busy.discard(ready.to.id)

    def pacer(self, ready: Ready) -> Pacer:
        """The pacer of the workspace that a message goes to."""
        return self._means.pacer(ready.account.platform, ready.account.tenant)
