"""Running a server process until it is told to stop."""

import asyncio
import signal
from contextlib import suppress

from aiohttp import web


class PortTaken(Exception):
    """The address to listen on cannot be had; the message says what to do."""


async def listen(app: web.Application, host: str, port: int) -> tuple[web.AppRunner, int]:
    """Begin to listen; give the runner to clean up, and the port (of interest when 0 was asked for)."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        await runner.cleanup()
        raise PortTaken(f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with --port.") from None
    return runner, int(runner.addresses[0][1])


async def until_told_to_stop() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers on the loop; there Ctrl-C ends asyncio.run by itself.
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    await stop.wait()
