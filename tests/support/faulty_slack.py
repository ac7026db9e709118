"""A local Slack Web API that is quick, keeps count of what it took, and on demand limits and fails in every way it can.

As a program it prints its address and serves until its standard input closes; `GET /tally` gives what it has seen.
"""

import asyncio
import itertools
import json
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from aiohttp import web

BOT_ID = "B0BUNSEN"
FAULTS = ("429", "500", "500 after taking", "reset", "reset after taking", "hang", "hang after taking")


@dataclass(frozen=True)
class Conduct:
    """How it behaves. A `share` of the calls fails, each way as often; an answer takes `seconds`, about.

    `per_minute` messages to the whole workspace (a bucket that fills evenly and holds `burst`) and one a second to each
    channel are taken where they are given; the rest is answered with 429.
    """

    share: float = 0.0
    seconds: float = 0.0
    per_minute: int = 0
    burst: int = 10
    ahead: float = 0.0
    """By how many seconds its clock is ahead of the machine's."""
    seed: int = 1


@dataclass
class Tally:
    """What it has seen: which message it took how often, and how many calls ended how."""

    taken: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


class FaultySlack:
    """The server; see the module."""

    def __init__(self, conduct: Conduct) -> None:
        self.tally = Tally()
        self._conduct = conduct
        self._dice = Random(conduct.seed)
        self._numbers = itertools.count(1)
        self._messages: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._tokens: defaultdict[str, float] = defaultdict(lambda: float(conduct.burst))
        self._filled: defaultdict[str, float] = defaultdict(time.monotonic)
        self._last: dict[str, float] = {}
        self.taken = asyncio.Condition()
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> "FaultySlack":
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/tally", self._tally)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def has_taken(self, many: int) -> None:
        """Wait until so many messages were taken."""
        async with self.taken:
            await self.taken.wait_for(lambda: sum(self.tally.taken.values()) >= many)

    async def _tally(self, _request: web.Request) -> web.Response:
        return web.json_response({name: dict(getattr(self.tally, name)) for name in ("taken", "calls", "faults")})

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await request.json() if request.content_type == "application/json" else dict(request.query)
        fault = self._dice.choice(FAULTS) if self._dice.random() < self._conduct.share else ""
        self.tally.calls[method] += 1
        if self._conduct.seconds:
            await asyncio.sleep(self._conduct.seconds * self._dice.uniform(0.5, 1.5))
        if not fault and method == "chat.postMessage" and (wait := self._too_many(arguments)):
            return _limited(wait)
        if fault:
            self.tally.faults[fault] += 1
            return await self._failed(request, method, arguments, fault)
        return web.json_response({"ok": True, **await self._do(method, arguments)})

    async def _failed(self, request: web.Request, method: str, arguments: Any, fault: str) -> web.StreamResponse:
        if fault == "429":
            return _limited(1)
        if fault.endswith("after taking"):
            await self._do(method, arguments)
        if fault.startswith("hang"):
            await asyncio.sleep(60)
        if not fault.startswith("500") and request.transport is not None:
            request.transport.abort()
        return web.json_response({"ok": False, "error": "internal_error"}, status=500)

    async def _do(self, method: str, arguments: Any) -> dict[str, Any]:
        match method:
            case "chat.postMessage":
                return await self._post(arguments)
            case "conversations.history":
                return self._history(arguments)
            case "auth.test":
                return {"bot_id": BOT_ID}
            case "dnd.teamInfo":
                return {"users": {}}
            case _:
                return {"ok": False, "error": "unknown_method"}

    async def _post(self, arguments: Any) -> dict[str, Any]:
        channel, ts = arguments["channel"], f"{time.time() + self._conduct.ahead:.6f}{next(self._numbers) % 1000:03d}"
        metadata = arguments.get("metadata") or {}
        self._messages[channel].append(
            {"ts": ts, "text": arguments.get("text"), "metadata": metadata, "bot_id": BOT_ID}
        )
        async with self.taken:
            self.tally.taken[f"{channel} {metadata.get('event_payload', {}).get('key')}"] += 1
            self.taken.notify_all()
        return {"channel": channel, "ts": ts}

    def _history(self, arguments: Any) -> dict[str, Any]:
        oldest = float(arguments.get("oldest") or 0)
        found = [message for message in reversed(self._messages[arguments["channel"]]) if float(message["ts"]) > oldest]
        return {"messages": found, "has_more": False}

    def _too_many(self, arguments: Any) -> float:
        """Seconds to wait where this message is one too many; 0 where it is not. D012… are chats of workspace T012."""
        if not self._conduct.per_minute:
            return 0.0
        channel, now = arguments["channel"], time.monotonic()
        workspace = channel[:4]
        rate = self._conduct.per_minute / 60
        passed = now - self._filled[workspace]
        self._tokens[workspace] = min(self._conduct.burst, self._tokens[workspace] + passed * rate)
        self._filled[workspace] = now
        if self._tokens[workspace] < 1 or now - self._last.get(channel, -10.0) < 1.0:
            return 1.0
        self._tokens[workspace] -= 1
        self._last[channel] = now
        return 0.0


def _limited(seconds: float) -> web.Response:
    headers = {"Retry-After": str(int(seconds))}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


async def _serve(conduct: Conduct) -> None:
    async with FaultySlack(conduct) as slack:
        print(slack.url, flush=True)  # noqa: T201
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(Conduct(**json.loads(sys.argv[1]))))
