"""The inbox worker: takes up recorded events, serves them, answers, and marks them done."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.codec import interaction_from_json, outcome_from_json
from bot.dispatch import Dispatcher
from bot.private_place import private_place
from handlers.deliveries import DeliveryFailed, Messenger
from handlers.help import cards
from handlers.interactions import Interaction, Platform
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendDocument, SendFile, Share, Update
from handlers.work import Begin, Event

log = structlog.get_logger(__name__)

AT_ONCE = 20
LEASE_SECONDS = 30.0
"""How long an event of a process that died waits; one that lives renews its leases well before."""
MOST_ATTEMPTS = 5
_LOOK_AGAIN_SECONDS = 5.0
_PATIENCE_SECONDS = 5.0


class InboxWorker:
    """Works the inbox until it is stopped. Several may run on one database: events are leased."""

    def __init__(
        self, begin: Begin, dispatcher: Dispatcher, messengers: Mapping[Platform, Messenger], clock: Clock
    ) -> None:
        self._begin = begin
        self._dispatcher = dispatcher
        self._messengers = messengers
        self._clock = clock
        self._woken = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False
        self._running: dict[asyncio.Task[None], int] = {}

    def wake(self) -> None:
        """Tell the worker that there is something new."""
        self._woken.set()

    def start(self) -> None:
        """Begin to work; needs a running event loop."""
        self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._renew())]

    async def stop(self) -> None:
        """Stop taking events up, and let those that were begun end; what does not is taken up after its lease."""
        self._stopping = True
        self._woken.set()
        if self._running:
            await asyncio.wait(self._running, timeout=_PATIENCE_SECONDS)
        for task in (*self._tasks, *self._running):
            task.cancel()
        await asyncio.gather(*self._tasks, *self._running, return_exceptions=True)

    async def drain(self) -> None:
        """Work everything that waits."""
        while await self._take_up() or self._running:
            if self._running:
                await asyncio.wait(list(self._running))

    async def _run(self) -> None:
        while not self._stopping:
            # Cleared before looking: what comes while we look wakes us again.
            self._woken.clear()
            begun = False
            try:
                begun = await self._take_up()
            except Exception as error:  # noqa: BLE001 - the worker must outlive a database that is away for a minute
                log.error("inbox.failed", error=type(error).__name__)
            if not begun:
                # Not wait_for: on Python 3.11 it swallows a cancellation that comes together with the event.
                with suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
                        await self._woken.wait()

    async def _renew(self) -> None:
        """Renew the leases of what is being worked: a platform may take longer than they last."""
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            with suppress(Exception):  # the next renewal comes before the lease runs out
                async with self._begin() as tx:
                    until = self._clock.now() + timedelta(seconds=LEASE_SECONDS)
                    for event_id in self._running.values():
                        await tx.inbox.release(event_id, until)

    async def _take_up(self) -> bool:
        """Begin as many events as there is room for; tell whether any were begun.

        Each runs by itself: a platform that is slow for one person holds up nobody else.
        """
        room = AT_ONCE - len(self._running)
        if room <= 0 or self._stopping:
            return False
        async with self._begin() as tx:
            events = await tx.inbox.claim(self._clock.now(), room, LEASE_SECONDS)
        for event in events:
            task = asyncio.create_task(self._handle(event))
            self._running[task] = event.id
            task.add_done_callback(self._ended)
        return bool(events)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._woken.set()

    async def _handle(self, event: Event) -> None:
        try:
            interaction = interaction_from_json(event.interaction)
            outcome = outcome_from_json(event.outcome) if event.outcome else None
        except Exception as error:  # noqa: BLE001 - written by another version of Bunsen; trying again would not help
            log.error("event.unreadable", error=type(error).__name__)
            await self._again(event, type(error).__name__, give_up=True)
            return
        if event.attempts > MOST_ATTEMPTS:
            await self._never_ended(event, interaction)
            return
        try:
            if outcome is None:
                outcome = await self._dispatcher.work(event.id, interaction)
            await self._answer(interaction, outcome)
        except DeliveryFailed as failure:
            await self._again(event, failure.reason, give_up=failure.permanent)
        except Exception as error:  # noqa: BLE001 - one event must not stop the others
            await self._broken(event, interaction, error)
        else:
            async with self._begin() as tx:
                await tx.inbox.done(event.id)

    async def _never_ended(self, event: Event, interaction: Interaction) -> None:
        """Give up what each process took up and none came back from: it may be what they died of."""
        log.error("event.never_ended", attempts=event.attempts)
        await self._again(event, "never ended", give_up=True)
        with suppress(DeliveryFailed):
            await self._answer(interaction, Reply(cards.not_managed()))

    async def _broken(self, event: Event, interaction: Interaction, error: Exception) -> None:
        """Try again later; the last time, own up to the person instead of staying silent."""
        if event.attempts < MOST_ATTEMPTS:
            log.warning("event.failed", error=type(error).__name__, attempts=event.attempts)
            await self._again(event, type(error).__name__)
            return
        card = self._dispatcher.trouble(interaction, error)
        await self._again(event, type(error).__name__, give_up=True)
        with suppress(DeliveryFailed):
            await self._answer(interaction, Reply(card))

    async def _again(self, event: Event, reason: str, *, give_up: bool = False) -> None:
        async with self._begin() as tx:
            if give_up or event.attempts >= MOST_ATTEMPTS:
                await tx.inbox.give_up(event.id, reason)
            else:
                await tx.inbox.release(event.id, self._clock.now() + timedelta(seconds=2**event.attempts))

    async def _answer(self, interaction: Interaction, outcome: Outcome) -> None:
        messenger = self._messengers.get(interaction.account.platform)
        if messenger is None:
            raise DeliveryFailed("this platform is not connected", permanent=True)
        match outcome:
            case Reply(card=card, private=False):
                await messenger.send(interaction.conversation, card)
            case Reply(card=card, aloud=aloud):
                if place := await private_place(messenger, interaction):
                    await messenger.send(place, card)
                    if aloud is not None and place != interaction.conversation:
                        await messenger.send(interaction.conversation, aloud)
            case SendFile():
                if place := await private_place(messenger, interaction):
                    await messenger.send_file(place, outcome)
            case Update() | OpenForm() | FormErrors() | Close() | SendDocument() | Share():
                # Typed commands only reply (`CommandHandler`); a form needs a press.
                raise TypeError(f"{type(outcome).__name__} cannot answer a message")
