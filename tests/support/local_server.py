"""A real HTTP server in a thread of its own, so that a blocked event loop in the tested code shows as a delay."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web


@contextmanager
def serving(app: web.Application) -> Iterator[str]:
    """Serve an app on a free port of this machine; gives its base URL, without a slash at the end."""
    server = _ServerThread(app)
    server.start()
    try:
        yield server.url()
    finally:
        server.stop()


class _ServerThread:
    def __init__(self, app: web.Application) -> None:
        self._thread = threading.Thread(target=self._run, daemon=True, name="local server")
        self._app = app
        self._up = threading.Event()
        self._port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._done: asyncio.Event | None = None
        self._error: BaseException | None = None

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 (handed to the test's thread)
            self._error = error
        finally:
            self._up.set()

    def url(self) -> str:
        assert self._up.wait(10), "the local server did not start"
        if self._error is not None:
            raise self._error
        return f"http://127.0.0.1:{self._port}"

    def stop(self) -> None:
        if self._loop is not None and self._done is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the local server did not stop"
        if self._error is not None:
            raise self._error

    async def _serve(self) -> None:
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self._port = runner.addresses[0][1]
            self._up.set()
            await self._done.wait()
        finally:
            await runner.cleanup()
