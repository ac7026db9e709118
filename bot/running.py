"""Running a server process until it is told to stop."""

import asyncio
import errno
import signal
import socket
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
    except (OSError, UnicodeError) as error:
        await runner.cleanup()
        raise PortTaken(_in_words(error, host, port)) from None
    return runner, int(runner.addresses[0][1])


def stop_signal() -> asyncio.Event:
    """Give an event that Ctrl-C or a polite kill sets from now on: also one that comes while all is still starting."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers on the loop; there Ctrl-C ends asyncio.run by itself.
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    return stop


def _in_words(error: OSError | UnicodeError, host: str, port: int) -> str:
    if isinstance(error, (socket.gaierror, UnicodeError)) or error.errno == errno.EADDRNOTAVAIL:
        return f"This computer has no address “{host}”. Use 127.0.0.1, or 0.0.0.0 to be reached from others."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use already, perhaps by another Bunsen. Choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is not yours to use; those below 1024 mostly need root. Choose another with --port."
    return f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with --port."
