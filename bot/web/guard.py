"""The guard: a page of another origin can neither read the demo nor press anything in it.

The demo has no log-in, so what protects it is that only this machine's own
browser, on the demo's own page, is listened to. A name that was made to point
at 127.0.0.1 (DNS rebinding) fails on Host, a page from elsewhere on Origin and
Sec-Fetch-Site, and another machine on its address.
"""

from collections.abc import Awaitable, Callable, Mapping
from ipaddress import ip_address
from typing import Final

from aiohttp import hdrs, web

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_HTTP: Final = 80

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def refusal(method: str, path: str, headers: Mapping[str, str], peer: str, port: int) -> str:
    """Say in a sentence why this request is not served; an empty text where it is."""
    host = headers.get(hdrs.HOST, "").lower()
    origin = headers.get(hdrs.ORIGIN)
    if not _is_loopback(peer):
        return "The demo answers only to the computer that it runs on."
    if host not in _own_hosts(port):
        return "The demo answers only at its own address on this computer."
    if origin is not None and origin.lower() != f"http://{host}":
        return "The demo does not answer to other pages."
    if origin is None and method not in (hdrs.METH_GET, hdrs.METH_HEAD):
        return "The demo takes messages only from its own page."
    if not _is_own_fetch(path, headers):
        return "The demo does not answer to other pages."
    return ""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse whatever does not come from the demo's own page on this machine."""
    peer, port = _ends(request)
    reason = refusal(request.method, request.path, request.headers, peer, port)
    if reason:
        return web.json_response({"error": reason}, status=403)
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Add the protecting headers to whatever is answered, refusals and streams included."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _ends(request: web.Request) -> tuple[str, int]:
    """Read both ends from the socket: headers can say anything."""
    transport = request.transport
    if transport is None:  # The browser has hung up already.
        return "", 0
    peer, own = transport.get_extra_info("peername"), transport.get_extra_info("sockname")
    return (str(peer[0]), int(own[1])) if peer and own else ("", 0)


def _own_hosts(port: int) -> set[str]:
    hosts = {f"{name}:{port}" for name in _NAMES}
    return hosts | set(_NAMES) if port == _HTTP else hosts


def _is_loopback(peer: str) -> bool:
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _is_own_fetch(path: str, headers: Mapping[str, str]) -> bool:
    site = headers.get("Sec-Fetch-Site", "none")
    if site in ("same-origin", "none"):
        return True
    # Following a link to the demo is harmless: the page opens at the top, and the other page cannot look inside.
    return path == "/" and headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
