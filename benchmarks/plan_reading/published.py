"""The published plans of the tests' data, and what is known about them by hand."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.plan_reading.scoring import Score, score
from benchmarks.plan_reading.truth import Truth
from handlers.plans.reading import read_plan
from handlers.plans.reading.sheet import Sheet

PLANS = Path(__file__).parents[2] / "tests" / "data" / "action-plans"
RAW = PLANS / "raw-layouts"


def measure_published() -> Iterator[tuple[str, Score]]:
    """Read every published plan, structured copies first, then the raw layouts."""
    meaning = _yaml(PLANS / "gold.yaml")
    for file in sorted(PLANS.glob("*.csv")):
        rows = _rows(file)
        truths = [_structured(dict(zip(rows[0], row, strict=False)), meaning) for row in rows[1:] if any(row)]
        yield file.name, score(truths, read_plan([Sheet(rows)]).actions)
    for name, wanted in _yaml(RAW / "gold.yaml").items():
        truths = [Truth(**{**each, "owners": tuple(each.get("owners", ()))}) for each in wanted]
        yield f"raw: {name}", score(truths, read_plan([Sheet(_rows(RAW / name))]).actions)


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def _yaml(file: Path) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def _structured(row: Mapping[str, str], meaning: Mapping[str, Any]) -> Truth:
    """Say what one row of a structured copy means, by the tables that were written by hand."""
    start, due, owner = row["start"], row["due"], row["owner_role"]
    dates: Mapping[str, list[date]] = meaning["dates"]
    owners = meaning["owners"].get(owner, [owner] if owner else [])
    first = dates[start][0] if start in dates else None
    if not start and due:
        first = meaning["starts"].get(due) or (dates[due][0] if due in dates and due in _RANGES else None)
    return Truth(
        title=row["action"],
        theme=meaning["themes"].get(row["theme"], row["theme"]),
        ref=row["id"],
        owner_text=owner,
        owners=tuple(owners),
        start_text=start,
        start=first,
        due_text=due,
        due=dates[due][1] if due in dates else None,
        success_measure=row["success_measure"],
        rag=meaning["statuses"].get(row["status_rag"]),
        comment=row["comment"],
        learning=row["learning"],
    )


_RANGES = frozenset({"2024-2027", "July/August 2024"})
"""Due texts that name a beginning and an end."""
