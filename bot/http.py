"""The HTTP side: health, readiness, metrics, and whatever routes the surfaces bring."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.surface import Surface
from storage.database import DatabaseUnusable

MAX_BODY = 4 * 1024 * 1024

DatabaseReady = Callable[[], Awaitable[str]]
"""Gives an empty text when the database answers, else what is wrong in one sentence."""

Figures = Callable[[], Awaitable[Mapping[str, int]]]
"""Counts what waits in the database and what was given up. Raises DatabaseUnusable."""

_MEANINGS = {
    "deliveries_waiting": "Messages in the outbox that are still to be sent, those for later days included.",
    "deliveries_failed": "Messages that were given up, because the platform refused them or too many attempts failed.",
    "inbox_waiting": "Messages from people that were taken but are not answered yet.",
}


def make_web_app(
    surfaces: Sequence[Surface], database_ready: DatabaseReady, figures: Figures, metrics: CollectorRegistry
) -> web.Application:
    """Build the web application of a server process."""
    app = web.Application(client_max_size=MAX_BODY)
    gauges = _Gauges()
    metrics.register(gauges)

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
        """Prometheus metrics; what is in the database is counted now."""
        gauges.figures = await _asked(figures)
        return web.Response(body=generate_latest(metrics), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", show_metrics)
    for surface in surfaces:
        surface.add_routes(app)
    return app


class _Gauges(Collector):
    """The figures of the last count. Where the database did not answer there are none: better than old ones."""

    def __init__(self) -> None:
        self.figures: Mapping[str, int] | None = None

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give what there is to give."""
        up = self.figures is not None
        yield GaugeMetricFamily("bunsen_database_up", "Whether the database answered (1) or not (0).", float(up))
        for name, meaning in _MEANINGS.items():
            if self.figures is not None:
                yield GaugeMetricFamily(f"bunsen_{name}", meaning, self.figures[name])


async def _asked(figures: Figures) -> Mapping[str, int] | None:
    try:
        return await figures()
    except DatabaseUnusable:
        return None
