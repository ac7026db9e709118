"""Where Teams keeps what somebody sends to Bunsen."""

from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer


class OneDrive:
    """Serves files on this machine."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        app = web.Application()
        self.taken: dict[str, bytes] = {}
        """What was put here, by name."""
        self.refusals: list[int] = []
        """The statuses with which the next uploads are refused."""
        app.router.add_get("/{name}", self._serve)
        app.router.add_put("/{name}", self._take)
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

    def place_for(self, name: str) -> str:
        """The address to which a file of this name can be uploaded."""
        return str(self._server.make_url(f"/{name}"))

    def is_here(self, url: str) -> bool:
        """Tell whether an address is one of this server."""
        return url.startswith(str(self._server.make_url("/")))

    async def _serve(self, request: web.Request) -> web.Response:
        return web.Response(body=self._files[request.match_info["name"]])

    async def _take(self, request: web.Request) -> web.Response:
        """Take a whole file, with the header that OneDrive insists on."""
        if self.refusals:
            return web.Response(status=self.refusals.pop(0))
        content = await request.read()
        if request.headers.get("Content-Range") != f"bytes 0-{len(content) - 1}/{len(content)}":
            return web.Response(status=400)
        self.taken[request.match_info["name"]] = content
        return web.json_response({"id": "1"}, status=201)
