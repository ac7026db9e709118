"""Achievements: what was done for technicians, as its newest version says."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

LONGEST_WHAT: Final = 600
LONGEST_FIGURE: Final = 40
LONGEST_UNIT: Final = 120
LONGEST_TESTIMONIAL: Final = 1500
LONGEST_OF: Final = 160
LONGEST_NOTE: Final = 300
LONGEST_CROSS: Final = 200


class State(StrEnum):
    """Where an achievement is on its way into papers."""

    SUGGESTED = "suggested"
    """By somebody who may not decide; it stands in no paper yet."""
    KEPT = "kept"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Testimonial:
    """Somebody's words, as whose they may be given, and when and how they agreed to be quoted."""

    words: str
    of: str
    consented_on: date
    consent: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """One version of an achievement; nothing of it is ever overwritten.

    It lies in the plan where `action_ids` names actions, and outside it where there are none. `figure` is a number as
    it is to be read ("50", "1,000"), `unit` says of what ("% more technicians registered"). `note` says why this
    version was made; `at` and `by` are of this version, `begun_by_id` is who recorded the first one.
    """

    id: int
    theme: str
    what: str
    done_on: date
    state: State
    at: datetime
    figure: str = ""
    unit: str = ""
    testimonial: Testimonial | None = None
    cross_reference: str = ""
    action_ids: tuple[int, ...] = ()
    note: str = ""
    number: int = 1
    by: str = ""
    by_person_id: int | None = None
    begun_by_id: int | None = None

    @property
    def measured(self) -> str:
        """The figure with its unit; empty where there is none."""
        return _joined(self.figure, self.unit)

    @property
    def is_kept(self) -> bool:
        """Tell whether it may stand in papers."""
        return self.state is State.KEPT


@dataclass(frozen=True, slots=True)
class AchievementProof:
    """What shows an achievement: a link, or a copy of a file with its SHA-256 and size in bytes."""

    id: int
    achievement_id: int
    title: str
    added_at: datetime
    link: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    by: str = ""
    by_person_id: int | None = None


def _joined(figure: str, unit: str) -> str:
    """ "50" and "% more" are "50% more"; "12" and "placements" are "12 placements"."""
    space = "" if unit.startswith("%") else " "
    return f"{figure}{space}{unit}" if figure and unit else figure
