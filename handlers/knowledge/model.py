"""What an institution keeps of its own in the knowledge base.

Bunsen's package brings entries that are true anywhere. An institution lays its own versions over them: changed, added,
retired or verified entries, and the values (amounts, dates, contacts) that its entries are filled in with. A version is
never rewritten; the latest one in use counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

VALUES = "values"
"""The subject of the versions that hold the institution's values; every other subject is the id of an entry."""


class Change(StrEnum):
    """What a version does to its subject."""

    ADDED = "added"
    EDITED = "edited"
    RETIRED = "retired"
    """No longer answered; the body is the entry as it was."""
    RETURNED = "returned"
    """Back to what the package brings; the body is the package's entry as it was."""
    VERIFIED = "verified"
    """The same text, looked at again: only dates differ."""


class VersionState(StrEnum):
    """How far a version has come."""

    PROPOSED = "proposed"
    IN_USE = "in use"
    SUPERSEDED = "superseded"
    """It was in use, or proposed, until a later one."""
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry or of the values.

    `body` is plain data: `entries.as_mapping` with days in ISO form, or `{"values": {name: {"value", "source", "by",
    "on"}}, "review_by"}`. `base` is the digest of the package's entry that it was made from; it is empty where there
    was none, and where a text of the institution's own was verified. `by` and `settled_by` are names as they were.
    """

    id: int
    subject: str
    change: Change
    state: VersionState
    body: Mapping[str, object]
    base: str
    reason: str
    by: str
    by_person_id: int | None
    proposed_at: datetime
    number: int = 0
    """Counts the versions of a subject from 1; given by the storage."""
    settled_by: str = ""
    settled_by_person_id: int | None = None
    settled_at: datetime | None = None
    settled_reason: str = ""
    """Why it was declined."""


@dataclass(frozen=True, slots=True)
class NotOurs:
    """A question that somebody said is not for Bunsen, stripped of whom it names; and who does help.

    It counts once a second person has agreed: until then one person's word would keep everybody from an answer.
    `said_for` and `agreed_for` are the posts for which they spoke; who it was is known until it counts, and no longer.
    """

    id: int
    question: str
    signpost: str
    said_on: date
    said_for: str = ""
    said_by_id: int | None = None
    agreed_for: str = ""
    agreed_on: date | None = None
