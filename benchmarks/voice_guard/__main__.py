"""How much the privacy guard notices, and whom it disturbs for nothing: python -m benchmarks.voice_guard

Give files to look through others; `-v` names what was missed or disturbed. Each set is a CSV with the columns `text`
and `contains_identifying` (yes or no); README.md beside this tells which set is what. It ends with 1 where the sets
together miss a bound.
"""

import csv
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.voice.guard.noticing import notice
from handlers.voice.guard.reading import Reading

SETS = Path(__file__).parent / "sets"
LEAST_NOTICED = 0.85
MOST_DISTURBED = 0.10


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and whether it tells who somebody is."""

    text: str
    identifying: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the identifying answers were noticed, and how many of the others were disturbed."""

    noticed: int
    identifying: int
    disturbed: int
    others: int

    @property
    def good(self) -> bool:
        """Whether both bounds are kept."""
        enough = self.noticed >= LEAST_NOTICED * self.identifying
        return enough and self.disturbed <= MOST_DISTURBED * self.others

    def __str__(self) -> str:
        noticed, disturbed = _share(self.noticed, self.identifying), _share(self.disturbed, self.others)
        return f"noticed {noticed} (at least {LEAST_NOTICED:.0%}), disturbed {disturbed} (at most {MOST_DISTURBED:.0%})"


def read(file: Path) -> Sequence[Answer]:
    """The answers of a set."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [Answer(row["text"], row["contains_identifying"] == "yes") for row in csv.DictReader(lines)]


def shares(answers: Iterable[Answer]) -> Shares:
    """Look through a set."""
    found = [(answer.identifying, bool(notice(answer.text))) for answer in answers]
    identifying = [noticed for is_one, noticed in found if is_one]
    others = [noticed for is_one, noticed in found if not is_one]
    return Shares(sum(identifying), len(identifying), sum(others), len(others))


def main(arguments: Sequence[str]) -> int:
    """Print the shares of each set and of all, and how long a text takes against reading it into words."""
    named = [Path(each) for each in arguments if not each.startswith("-")]
    sets = {file.stem: read(file) for file in named or sorted(SETS.glob("*.csv"))}
    for name, answers in sets.items():
        _say(f"{name}: {shares(answers)}")
        if "-v" in arguments:
            _explain(answers)
    everything = [answer for answers in sets.values() for answer in answers]
    together = shares(everything)
    _say(f"all: {together}")
    took, floor = _milliseconds(everything, notice), _milliseconds(everything, lambda text: Reading(text).line)
    _say(f"a text takes {took:.2f} ms, {took / floor:.0f} times the floor of {floor:.3f} ms (reading it into words)")
    return 0 if together.good else 1


def _explain(answers: Iterable[Answer]) -> None:
    for answer in answers:
        found = notice(answer.text)
        if bool(found) != answer.identifying:
            quotes = [f"{each.kind}: {answer.text[each.start : each.end]}" for each in found]
            _say(f"  {'disturbed' if found else 'missed'}: {answer.text} {quotes or ''}")


def _milliseconds(answers: Sequence[Answer], look: Callable[[str], object]) -> float:
    """What one text takes, the mean of all."""
    began = time.perf_counter()
    for answer in answers:
        look(answer.text)
    return (time.perf_counter() - began) / len(answers) * 1000


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {part / whole:.0%}" if whole else "none of none"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
