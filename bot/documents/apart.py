"""Writing documents in a process of its own.

A thread would hold the interpreter: drawing and zipping made everybody else wait 72 to 108 ms when it was tried
(November 2026). The process starts with the first document and lives on between them, as importing matplotlib takes a
second.
"""

import asyncio
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final, assert_never

from handlers.documents import Document, DocumentKind

_AT_MOST: Final = 50
"""Documents that one process writes, so that what a library leaks does not add up."""
_NICE: Final = 5


class Scribe:
    """`handlers.documents.Writer`. `template` is the institution's own .docx; Raises what the writers raise."""

    def __init__(self, template: Path | None = None) -> None:
        self._template = template
        self._pool: ProcessPoolExecutor | None = None

    async def write(self, document: Document, kind: DocumentKind) -> bytes:
        """Write a document. Raises `word.UnusableTemplate`."""
        loop, pool = asyncio.get_running_loop(), self._started()
        try:
            return await loop.run_in_executor(pool, write_here, document, kind, self._template)
        except BrokenProcessPool:
            # The process was killed, perhaps for its memory; once more in a new one, which others may have begun.
            if self._pool is pool:
                self.close()
            return await loop.run_in_executor(self._started(), write_here, document, kind, self._template)

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=_AT_MOST, initializer=_stand_back)
        return self._pool


def _stand_back() -> None:
    """Let whoever waits for an answer go first: on a busy machine a document may take longer, a chat may not."""
    if sys.platform != "win32":
        os.nice(_NICE)


def write_here(document: Document, kind: DocumentKind, template: Path | None = None) -> bytes:
    """Write a document in this process: in the worker, and on the command line."""
    # Imported here: what has nothing to write needs neither matplotlib nor Word files.
    from bot.documents.html import as_html
    from bot.documents.markdown import as_markdown
    from bot.documents.pictures import as_picture
    from bot.documents.sheets import as_workbook
    from bot.documents.word import as_docx

    match kind:
        case DocumentKind.DOCX:
            return as_docx(document, lambda chart: as_picture(chart, "png"), template)
        case DocumentKind.XLSX:
            return as_workbook(document)
        case DocumentKind.HTML:
            return as_html(document, lambda chart: as_picture(chart, "svg")).encode()
        case DocumentKind.MARKDOWN:
            return as_markdown(document).encode()
        case _:
            assert_never(kind)
