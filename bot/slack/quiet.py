"""Who in Slack does not want to be disturbed now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import slack_errors
from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account

log = structlog.get_logger(__name__)

AT_ONCE = 50
"""People that one call of dnd.teamInfo tells about; it may be called 20 times a minute (platform-facts 2.4)."""
FRESH = timedelta(minutes=5)
AFTER_TROUBLE = timedelta(minutes=5)
"""How long Slack is left alone after it did not tell: a missing scope, or too many calls."""


class QuietTimes:
    """Asks Slack for people's do-not-disturb, and remembers it a while; after trouble nobody is known to be."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[Account, tuple[datetime, datetime | None]] = {}
        self._forgotten: datetime | None = None
        self._not_before: datetime | None = None

    async def until(self, accounts: Sequence[Account], now: datetime) -> Mapping[Account, datetime]:
        """Until when each of these is not to be disturbed; those who may be are left out."""
        if self._forgotten is None or now - self._forgotten >= FRESH:
            self._known = {account: known for account, known in self._known.items() if now - known[0] < FRESH}
            self._forgotten = now
        unknown = [account for account in dict.fromkeys(accounts) if not self._is_known(account, now)]
        for start in range(0, len(unknown), AT_ONCE):
            await self._ask(unknown[start : start + AT_ONCE], now)
        known = ((account, self._known.get(account, (now, None))[1]) for account in accounts)
        return {account: until for account, until in known if until is not None and until > now}

    def _is_known(self, account: Account, now: datetime) -> bool:
        known = self._known.get(account)
        return known is not None and now - known[0] < FRESH

    async def _ask(self, accounts: Sequence[Account], now: datetime) -> None:
        if self._not_before is not None and now < self._not_before:
            return
        try:
            with slack_errors():
                answer = await self._client.dnd_teamInfo(users=[account.user for account in accounts])
                told = answer["users"]
                if not isinstance(told, Mapping):
                    raise ValueError("no people in the answer")
        except DeliveryFailed as failed:
            log.info("slack.quiet_unknown", reason=failed.reason)
            self._not_before = now + AFTER_TROUBLE
            return
        for account in accounts:
            self._known[account] = (now, quiet_end(told.get(account.user), now))


def quiet_end(told: object, now: datetime) -> datetime | None:
    """Read one person's do-not-disturb: when the one that goes on now ends; None if none does."""
    if not isinstance(told, Mapping):
        return None
    moment = now.timestamp()
    ends = []
    if told.get("dnd_enabled") and _seconds(told.get("next_dnd_start_ts")) <= moment:
        ends.append(_seconds(told.get("next_dnd_end_ts")))
    if told.get("snooze_enabled"):
        ends.append(_seconds(told.get("snooze_endtime")))
    return _latest(end for end in ends if end > moment)


def _latest(ends: Iterable[float]) -> datetime | None:
    end = max(ends, default=None)
    return datetime.fromtimestamp(end, UTC) if end is not None else None


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
