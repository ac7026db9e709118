"""What sending needs, and how long things may take."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from handlers.deliveries import DeliveryFailed, Messenger, Paced, Settling
from handlers.feature import Composer, Services
from handlers.interactions import Platform
from handlers.pace import UNPACED
from handlers.people.ports import Profiles
from handlers.work import Begin
from scheduler.backoff import FIRST_PAUSE, asked_for
from scheduler.marks import Marks
from scheduler.pacing import Pacer, per_second

USUAL_WAIT = 30.0
"""Seconds to wait after a “too many” that does not say how long."""


AHEAD_SECONDS = 5.0
FEWEST_HELD, MOST_HELD = 16, 256
"""How much is claimed ahead: what goes out within some seconds, so that what people read is as fresh as that."""


PREPARING = 4


@dataclass(frozen=True, slots=True)
class Timing:
    """In seconds. A claim is safe because `begin_within` and the longest call together stay below `lease`."""

    lease: float = 240.0
    """How long a delivery that was claimed is nobody else's."""
    begin_within: float = 90.0
    """Until when after its claim a message is begun, or given back: what comes later could meet another process's."""
    lane: float = 120.0
    """How long an institution whose sender died waits for another; who lives renews it with each claim."""
    patience: float = 30.0
    """What has to wait longer is given back to the database."""
    look_again: float = 5.0
    """How often the sender looks for what others have written."""
    soon: float = 0.1
    """How long a mark waits for others to be committed with."""
    first_pause: float = FIRST_PAUSE
    """Before the second try of what failed; it doubles from try to try."""
    stop: float = 10.0
    """How long stopping waits for calls that are under way."""


@dataclass(frozen=True, slots=True)
class Means:
    """Shared by all lanes of one process. `now` is the clock by which things are due, `monotonic` measures waiting."""

    begin: Begin
    services: Services
    composers: Mapping[str, Composer]
    messengers: Mapping[Platform, Messenger]
    profiles: Mapping[Platform, Profiles]
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    timing: Timing
    dice: Random
    marks: Marks
    holder: str
    preparing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PREPARING))
    """So many lanes claim and compose at once: more would only wait for the database, and for each other."""
    _pacers: dict[tuple[Platform, str], Pacer] = field(default_factory=dict)
    # Looked up once: to ask a class for a protocol takes as long as all else that is done for a message.
    _settling: dict[Platform, Settling | None] = field(default_factory=dict)
    _held: dict[Platform, int] = field(default_factory=dict)

    def pacer(self, platform: Platform, tenant: str) -> Pacer:
        """The pacer of a workspace or tenant."""
        if (platform, tenant) not in self._pacers:
            messenger = self.messengers.get(platform)
            paces = messenger.paces if isinstance(messenger, Paced) else UNPACED
            self._pacers[(platform, tenant)] = Pacer(paces)
        return self._pacers[(platform, tenant)]

    def held(self, platform: Platform) -> int:
        """How many deliveries a lane claims ahead: enough to keep its calls going, few enough to be fresh."""
        if platform not in self._held:
            messenger = self.messengers.get(platform)
            paces = messenger.paces if isinstance(messenger, Paced) else UNPACED
            self._held[platform] = int(min(max(AHEAD_SECONDS * per_second(paces.sends), FEWEST_HELD), MOST_HELD))
        return self._held[platform]

    @property
    def held_at_first(self) -> int:
        """The same, before it is known which platform the messages go to."""
        return max((self.held(platform) for platform in self.messengers), default=FEWEST_HELD)

    def settling(self, platform: Platform) -> Settling | None:
        """The messenger of a platform where it can tell what has arrived."""
        if platform not in self._settling:
            messenger = self.messengers.get(platform)
            self._settling[platform] = messenger if isinstance(messenger, Settling) else None
        return self._settling[platform]

    async def turn(self, platform: Platform, tenant: str, kind: str) -> "Turn":
        """Wait for one's turn to make another kind of call. Raises DeliveryFailed where it would take too long."""
        gate = self.pacer(platform, tenant).other(kind)
        while (wait := gate.wait(self.monotonic())) > 0:
            if wait > self.timing.patience:
                # Infinite where calls that are under way fill the window; they end within a call's time limit.
                raise DeliveryFailed(
                    f"too many calls ({kind})", retry_after=min(wait, self.timing.patience), limited=True
                )
            await asyncio.sleep(wait)
        gate.begin(self.monotonic())
        return Turn(self, platform, tenant, kind)


@dataclass(frozen=True, slots=True)
class Turn:
    """One call that is under way; tells the pacer when it ends, and whether it was one too many."""

    means: Means
    platform: Platform
    tenant: str
    kind: str

    async def __aenter__(self) -> None:
        """The call begins."""

    async def __aexit__(self, _kind: object, error: object, _trace: object) -> None:
        """The call has ended."""
        gate, now = self.means.pacer(self.platform, self.tenant).other(self.kind), self.means.monotonic()
        gate.end(now)
        if isinstance(error, DeliveryFailed) and error.limited:
            gate.refused(asked_for(error) or USUAL_WAIT, now)
