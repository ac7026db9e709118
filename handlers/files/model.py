"""A file on its way from a chat to where it is used."""

from dataclasses import dataclass
from datetime import datetime

from handlers.plans.reading import PlanDraft

MOST_BYTES = 10 * 1024 * 1024
"""The largest file that is taken; it is also the most that is kept as evidence."""
MOST_AT_ONCE = 3
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as it came in. `problem` says in a sentence why it could not be had or read; `draft` is the plan in it.

    Only what somebody entitled to import plans dropped is read as one.
    """

    name: str
    media_type: str
    content: bytes = b""
    problem: str = ""
    draft: PlanDraft | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits for a word on what it is for. It is forgotten after a few days."""

    id: int
    person_id: int
    name: str
    media_type: str
    sha256: str
    received_at: datetime
    draft: PlanDraft | None = None


def is_spreadsheet(name: str) -> bool:
    """Tell by its name whether a file may hold a plan."""
    return name.casefold().endswith(SPREADSHEETS)
