"""The recommendations of the TALENT Commission, and what the institution says of each: sourced ones, and its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from handlers.assessment.model import TalentAnswer
from handlers.cells import key

LONGEST_WORDING: Final = 600
LONGEST_EXAMPLE: Final = 1_500
LONGEST_SOURCE: Final = 300


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation. `id` is a short name where it comes with Bunsen, else its wording as names are compared."""

    id: str
    wording: str
    sources: tuple[str, ...]
    ours: bool = True
    """Whether it comes with Bunsen."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A recommendation with what the institution says of it; without an example it is a gap."""

    recommendation: Recommendation
    answer: TalentAnswer | None = None

    @property
    def example(self) -> str:
        """What the institution does; empty for a gap."""
        return self.answer.example if self.answer else ""


@cache
def shipped() -> tuple[Recommendation, ...]:
    """The recommendations that come with Bunsen, each with its source."""
    return tuple(
        Recommendation(each["id"], each["wording"].strip(), tuple(each["sources"]))
        for each in _read()["recommendations"]
    )


def how_many() -> int:
    """How many overarching recommendations the report has."""
    return int(_read()["total"])


def report() -> str:
    """Where the report is."""
    return str(_read()["report"])


def mapped(answers: Iterable[TalentAnswer]) -> Sequence[Mapped]:
    """All recommendations with what is said of them: those that come with Bunsen, then those that were added."""
    by_id = {answer.recommendation: answer for answer in answers}
    known = {each.id for each in shipped()}
    ours = [Mapped(each, by_id.get(each.id)) for each in shipped()]
    added = [
        Mapped(
            Recommendation(each.recommendation, each.wording, (each.source,) if each.source else (), ours=False), each
        )
        for each in by_id.values()
        if each.recommendation not in known
    ]
    return [*ours, *added]


def missing(found: Sequence[Mapped]) -> int:
    """How many of the report's recommendations nobody has entered."""
    return max(how_many() - len(found), 0)


def id_of(text: str) -> str:
    """The id for what somebody wrote: that of a recommendation that comes with Bunsen, or of one of their own."""
    wanted = key(text)
    for each in shipped():
        if wanted in (key(each.id), key(each.wording)):
            return each.id
    return wanted


@cache
def _read() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((files(__package__) / "talent.yaml").read_text("utf-8"))
    return read
