"""Surveys of the technician voice: instruments, rounds and ballots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Answers = Mapping[str, str]
"""One ballot's answers: item id to the value chosen; skipped items are absent."""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement to agree or disagree with. `wording` is our own."""

    id: str
    theme: str
    wording: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of statements on the five-point agreement scale, plus "not sure"."""

    id: str
    title: str
    items: tuple[Item, ...]


class SurveyState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Survey:
    """One round of an instrument. While it is open, ballots are sealed to `public_key` (X25519, 32 bytes)."""

    id: int
    instrument: Instrument
    state: SurveyState
    opened_at: datetime
    closes_on: date
    public_key: bytes
    invited: int


class Cast(StrEnum):
    """What became of a ballot."""

    COUNTED = "counted"
    ALREADY = "already"
    CLOSED = "closed"
    NOT_INVITED = "not invited"
