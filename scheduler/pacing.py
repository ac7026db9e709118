"""When the next call to a platform may begin. Pure: the time (monotonic, in seconds) is always an argument."""

from collections import deque
from collections.abc import Hashable
from math import inf

from handlers.pace import Pace, Paces

SLOWER = 0.8
"""What is left of the pace after a “too many requests”."""
SLOWEST = 0.1
RECOVERY = 0.05
"""How much of its full pace comes back with each minute without one."""
_MINUTE = 60.0


def per_second(pace: Pace) -> float:
    """How many calls a second are allowed in the long run; infinite where nothing is limited."""
    limits = [window.count / window.seconds for window in pace.windows]
    return min([*limits, 1 / pace.every if pace.every else inf])


class Gate:
    """One kind of call: tells how long to wait before the next, and learns from refusals.

    A call counts against a window from its beginning until the window's length after its *end*: it has reached the
    platform somewhere in between, so that no distance in time between the two clocks can make one too many of it.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._longest = max((window.count for window in pace.windows), default=0)
        self._ended: deque[float] = deque(maxlen=self._longest or 1)
        self._running = 0
        self._next_average = -inf
        self._paused_until = -inf
        self._share = 1.0
        self._learnt_at = -inf

    def wait(self, now: float) -> float:
        """Seconds until a call may begin; infinite where one that is under way has to end first."""
        waits = [0.0, self._paused_until - now, self._average_wait(now)]
        waits.extend(
            self._window_wait(self._allowed(window.count, now), window.seconds, now) for window in self._pace.windows
        )
        return max(waits)

    def begin(self, now: float) -> None:
        """A call begins."""
        self._running += 1
        every = self._every(now)
        if every:
            self._next_average = max(self._next_average, now - (self._pace.burst - 1) * every) + every

    def end(self, now: float) -> None:
        """A call has ended, well or badly."""
        self._running -= 1
        if self._longest:
            self._ended.append(now)

    def refused(self, retry_after: float, now: float) -> None:
        """The platform said “too many”: nothing begins before it allows, and then more slowly."""
        if now >= self._paused_until:
            # Several calls that were under way together bring one lesson.
            self._share = max(SLOWEST, self._current_share(now) * SLOWER)
            self._learnt_at = now + retry_after
        self._paused_until = max(self._paused_until, now + retry_after)

    def idle(self, now: float) -> bool:
        """Whether nothing here matters any more."""
        windows = self._pace.windows
        longest = max((window.seconds for window in windows), default=0.0)
        still = self._ended[-1] + longest > now if self._ended else False
        return not (self._running or still or self._paused_until > now or self._next_average > now)

    def _average_wait(self, now: float) -> float:
        return self._next_average - now if self._pace.every else 0.0

    def _window_wait(self, count: int, seconds: float, now: float) -> float:
        free = count - self._running
        if free <= 0:
            return inf
        # The last `free` that ended: once the first of them is out of the window, there is room for one more.
        return self._ended[-free] + seconds - now if len(self._ended) >= free else 0.0

    def _allowed(self, count: int, now: float) -> int:
        return max(1, int(count * self._current_share(now)))

    def _every(self, now: float) -> float:
        return self._pace.every / self._current_share(now)

    def _current_share(self, now: float) -> float:
        minutes = max(0.0, now - self._learnt_at) / _MINUTE if self._share < 1.0 else 0.0
        return min(1.0, self._share + RECOVERY * int(minutes))


class Pacer:
    """One workspace or tenant: its messages, each of its conversations, and every other kind of call."""

    def __init__(self, paces: Paces) -> None:
        self.at_once = paces.at_once
        self._paces = paces
        self._each_limited = paces.to_one != Pace()
        self._sends = Gate(paces.sends)
        self._conversations: dict[Hashable, Gate] = {}
        self._others: dict[str, Gate] = {}

    def wait(self, conversation: Hashable, now: float) -> float:
        """Seconds until a message to this conversation may begin; infinite where another has to end first."""
        known = self._conversations.get(conversation)
        return max(self._sends.wait(now), known.wait(now) if known else 0.0)

    def wait_for_any(self, now: float) -> float:
        """Seconds until a message to anybody may begin."""
        return self._sends.wait(now)

    def begin(self, conversation: Hashable, now: float) -> None:
        """A message begins."""
        self._sends.begin(now)
        if self._each_limited:
            self._of(conversation, now).begin(now)

    def end(self, conversation: Hashable, now: float) -> None:
        """A message has ended."""
        self._sends.end(now)
        if self._each_limited:
            self._of(conversation, now).end(now)

    def refused(self, retry_after: float, now: float) -> None:
        """Messages were too many."""
        self._sends.refused(retry_after, now)

    def other(self, kind: str) -> Gate:
        """The gate of another kind of call."""
        if kind not in self._others:
            self._others[kind] = Gate(self._paces.others)
        return self._others[kind]

    def _of(self, conversation: Hashable, now: float) -> Gate:
        gate = self._conversations.get(conversation)
        if gate is None:
            if len(self._conversations) >= _MOST_CONVERSATIONS:
                self._conversations = {key: gate for key, gate in self._conversations.items() if not gate.idle(now)}
            gate = self._conversations[conversation] = Gate(self._paces.to_one)
        return gate


_MOST_CONVERSATIONS = 2_000
"""So many are remembered before those that no longer matter are forgotten."""
