"""The stages of the self-assessment and the questions of its form: a table in data (`stages.yaml`, `sections.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class Basis(StrEnum):
    """How a question of a stage is known."""

    FORM = "form"
    LETTER = "letter"
    """From a reviewers' letter; the form itself was not at hand."""
    OTHERS = "others"
    """The forms of the other stages ask it."""
    GUIDANCE = "guidance"
    """The guidance welcomes it, though the form does not ask."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `months` is how long the plan handed in with it runs.

    `phases` has the month in which it is due, by the month of signing. `read` says which form was read, and is empty
    where none was; then `caution` says what its questions rest on.
    """

    number: int
    months: int
    looks_back: str
    due: str
    read: str
    caution: str
    phases: Mapping[str, str]
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """As people speak of it: Stage 2."""
        return f"Stage {self.number}"


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the form, at the stages in `basis`.

    `asks` is in our own words; `writer` is who usually writes it; `most_words` is a limit that the form sets, if any.
    """

    id: str
    heading: str
    asks: str
    basis: Mapping[int, Basis]
    writer: str
    most_words: int | None = None

    @property
    def stages(self) -> frozenset[int]:
        """The stages that ask it."""
        return frozenset(self.basis)


class UnknownStage(ValueError):
    """There is no such stage; the text says which there are."""


@cache
def stages() -> tuple[Stage, ...]:
    """All stages that are laid down, in order."""
    return tuple(_stage(each) for each in _read("stages.yaml")["stages"])


def stage(number: int) -> Stage:
    """One stage. Raises UnknownStage."""
    for each in stages():
        if each.number == number:
            return each
    raise UnknownStage(
        f"There is no stage {number}. The stages are 1, 2 and 3; what follows stage 3 is not laid down yet."
    )


@cache
def all_sections() -> tuple[Section, ...]:
    """The questions of all stages, in the order of the form."""
    return tuple(_section(each) for each in _read("sections.yaml")["sections"])


def sections(number: int) -> tuple[Section, ...]:
    """The questions of one stage, in the order of the form. Raises UnknownStage."""
    stage(number)
    return tuple(each for each in all_sections() if number in each.stages)


def section(section_id: str) -> Section | None:
    """One question by its id."""
    return next((each for each in all_sections() if each.id == section_id), None)


def _stage(plain: Mapping[str, Any]) -> Stage:
    return Stage(
        number=plain["number"],
        months=plain["months"],
        looks_back=plain["looks_back"],
        due=plain["due"],
        read=plain["read"],
        caution=plain.get("caution", ""),
        phases=plain.get("phases", {}),
        sources=tuple(plain["sources"]),
    )


def _section(plain: Mapping[str, Any]) -> Section:
    return Section(
        id=plain["id"],
        heading=plain["heading"],
        asks=plain["asks"].strip(),
        basis={number: Basis(how) for number, how in plain["stages"].items()},
        writer=plain["writer"],
        most_words=plain.get("most_words"),
    )


def _read(name: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((files(__package__) / name).read_text("utf-8"))
    return read
