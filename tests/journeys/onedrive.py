"""Where Teams keeps what somebody sends to Bunsen."""

from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer


class OneDrive:
    """Serves files on this machine."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        app = web.Application()
        app.router.add_get("/{name}", self._serve)
        self._server = TestServer(app)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._server.close()

    def share(self, name: str, content: bytes) -> str:
        """Keep a file; gives the address at which it can be fetched."""
        self._files[name] = content
        return str(self._server.make_url(f"/{name}"))

    def is_here(self, url: str) -> bool:
        """Tell whether an address is one of this server."""
        return url.startswith(str(self._server.make_url("/")))

    async def _serve(self, request: web.Request) -> web.Response:
        return web.Response(body=self._files[request.match_info["name"]])
