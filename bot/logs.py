"""Logs: structured, in UTC, without what people said."""

import logging
import sys

import structlog

# At DEBUG these SDKs write whole payloads and tokens.
_TALKATIVE = (
    "slack_bolt",
    "slack_sdk",
    "botbuilder",
    "botframework",
    "msal",
    "msrest",
    "aiohttp.access",
    "apscheduler",
)


def configure_logs(log_format: str, level: int = logging.INFO) -> None:
    """Set logging up once, for a process of our own. `log_format` is "console" or "json"."""
    renderer = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Standard output belongs to the answers of the commands.
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
