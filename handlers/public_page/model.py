"""What stands on the public page, and who approved it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

LONGEST_COMMENT: Final = 500


class ContactState(StrEnum):
    """What somebody said to being named on the page."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who is to be named, in the words that they are asked about: these do not change afterwards."""

    id: int
    person_id: int
    state: ContactState
    name: str
    email: str
    asked_at: datetime
    answered_at: datetime | None = None

    @property
    def has_agreed(self) -> bool:
        """Whether they may be named."""
        return self.state is ContactState.AGREED


@dataclass(frozen=True, slots=True)
class PublicComment:
    """Words about an action that the public may read, and who marked them so."""

    action_id: int
    words: str
    marked_at: datetime
    by: str = ""
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One action on the page. `status` is the word that is shown; `colour` the value of a `Colour`."""

    ref: str
    title: str
    owner: str
    due: str
    colour: str
    status: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page says besides the contact, who is kept apart: nobody's name is in it.

    `themes` has (theme, lines) in the order in which they are shown. Dates are written out.
    """

    institution: str
    plan: str
    period: str
    as_of: str
    reviewed_on: str
    next_review: str
    themes: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All actions."""
        return tuple(line for _, lines in self.themes for line in lines)


@dataclass(frozen=True, slots=True)
class PageVersion:
    """An approved version: its text as plain data, with the hash over it and over what the contact agreed to."""

    id: int
    number: int
    sha256: str
    content: Mapping[str, Any]
    contact_id: int
    approved_at: datetime
    approved_by: str
    approved_by_id: int | None = None


def as_data(page: Page) -> dict[str, Any]:
    """The page as plain data, to be kept."""
    told = {name: getattr(page, name) for name in _TEXTS}
    themes = [
        [theme, [{name: getattr(line, name) for name in _OF_LINES} for line in lines]] for theme, lines in page.themes
    ]
    return {**told, "themes": themes}


def from_data(content: Mapping[str, Any]) -> Page:
    """The page as it was kept. Raises KeyError or TypeError for anything else."""
    themes = tuple((theme, tuple(Line(**line) for line in lines)) for theme, lines in content["themes"])
    return Page(**{name: content[name] for name in _TEXTS}, themes=themes)


def undated(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same data without its day, to see whether anything else has changed."""
    return {name: told for name, told in content.items() if name != "as_of"}


def hash_of(content: Mapping[str, Any], contact: Contact) -> str:
    """The SHA-256 over the page's data and over the name and address that are shown on it."""
    told = json.dumps([content, contact.name, contact.email], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


_TEXTS = ("institution", "plan", "period", "as_of", "reviewed_on", "next_review")
_OF_LINES = ("ref", "title", "owner", "due", "colour", "status", "comment")
