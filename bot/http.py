"""The HTTP side: health, readiness, metrics, and whatever routes the surfaces bring."""

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.surface import Surface

MAX_BODY = 4 * 1024 * 1024

DatabaseReady = Callable[[], Awaitable[str]]


def make_web_app(
    surfaces: Sequence[Surface], database_ready: DatabaseReady, metrics: CollectorRegistry
) -> web.Application:
    """Build the web application of a server process."""
    app = web.Application(client_max_size=MAX_BODY)

    async def healthz(_request: web.Request) -> web.Response:
        """The process is alive."""
        return web.json_response({"status": "ok"})

    async def readyz(_request: web.Request) -> web.Response:
        """Everything that a message needs is there."""
        missing = [sentence for surface in surfaces if (sentence := surface.ready())]
        if sentence := await database_ready():
            missing.append(sentence)
        status = 503 if missing else 200
        return web.json_response({"status": "not ready" if missing else "ok", "missing": missing}, status=status)

    async def show_metrics(_request: web.Request) -> web.Response:
        """Prometheus metrics."""
        return web.Response(body=generate_latest(metrics), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", show_metrics)
    for surface in surfaces:
        surface.add_routes(app)
    return app
