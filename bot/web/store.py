"""The chat on disk: one JSON line a record, so that a crash costs at most the line being written."""

from collections.abc import Iterator
from pathlib import Path

import structlog
from cattrs.errors import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from bot.web.chat import Content, Message, Seen
from handlers.cards import Element
from handlers.charts import Chart

log = structlog.get_logger(__name__)


class ChatFile:
    """Keeps the chat in `chat.jsonl` of a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "chat.jsonl"
        self._converter = _converter()
        self._end_torn_line()

    def load(self) -> Iterator[Message | Seen]:
        """Read back what was kept; a line that cannot be read is left out and logged."""
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield self._converter.loads(line, Message | Seen)  # type: ignore[arg-type]
                except (ValueError, KeyError, TypeError, BaseValidationError):
                    log.warning("chat.line_unreadable", file=str(self._path), line=number)

    def keep(self, record: Message | Seen) -> None:
        """Append one record."""
        line = self._converter.dumps(record, unstructure_as=Message | Seen)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def _end_torn_line(self) -> None:
        """Give a line that a crash cut short its end, so that the next record does not become part of it."""
        if self._path.exists() and not self._path.read_bytes().endswith(b"\n"):
            with self._path.open("ab") as file:
                file.write(b"\n")


def _converter() -> JsonConverter:
    converter = make_converter()
    # The inner ones first: a card holds elements, and an element may hold a chart.
    for union in (Chart, Element, Content, Message | Seen):
        configure_tagged_union(union, converter, tag_name="is")
    return converter
