"""How good the answers are on public sets of questions, which you bring: `uv run python -m benchmarks.answers.public`

BANKING77 is two CSV files with the columns `text` and `category`: `--train train.csv --test test.csv`. CLINC150 is one
JSON file with `train`, `test` and `oos_test`: `--train data_full.json --test data_full.json`. Each intent becomes an
entry whose id and title are its label, with `--phrasings` questions drawn from its training questions (`--seed`).
All test questions are then asked through `bunsen ask --knowledge DIR --batch FILE.csv`. Nothing is adjusted to a set.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

Labelled = list[tuple[str, str]]
"""Questions, each with the intent that it is of (empty: none)."""

OUTSIDE = "oos"
ONE_IN = 5
_PRECISIONS = (0.95, 0.98)


def main() -> None:
    """Make the folder and the batch, ask, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--train", type=Path, required=True, metavar="FILE")
    options.add_argument("--test", type=Path, required=True, metavar="FILE")
    options.add_argument("--phrasings", type=int, default=10, metavar="N")
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    questions = read(chosen.test, "test")
    with tempfile.TemporaryDirectory() as folder:
        knowledge, batch = Path(folder) / "knowledge", Path(folder) / "questions.csv"
        knowledge.mkdir()
        entries = drawn(read(chosen.train, "train"), chosen.phrasings, chosen.seed)
        (knowledge / "all.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
        with batch.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([("question",), *((text,) for text, _ in questions)])
        command = [sys.executable, "-m", "bot", "ask", "--knowledge", str(knowledge), "--batch", str(batch)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603
    answers = [json.loads(line) for line in said.decode().splitlines()]
    sys.stdout.write(figures(answers, [intent for _, intent in questions]) + "\n")


def read(file: Path, part: str) -> Labelled:
    """Read one part of a set; of CLINC150 its questions that are out of scope as well, if it is for testing."""
    if file.suffix == ".json":
        parts = json.loads(file.read_text("utf-8"))
        found = [*parts[part], *(parts[f"{OUTSIDE}_{part}"] if part == "test" else [])]
        return [(text, "" if intent == OUTSIDE else intent) for text, intent in found]
    with file.open(newline="", encoding="utf-8") as opened:
        return [(row["text"], row["category"]) for row in csv.DictReader(opened)]


def drawn(train: Labelled, phrasings: int, seed: int) -> list[dict[str, Any]]:
    """Make the entries, each with some of its intent's questions."""
    chosen = random.Random(seed)  # noqa: S311
    ways: dict[str, list[str]] = {}
    for text, intent in sorted(set(train)):
        ways.setdefault(intent, []).append(text)
    return [
        {
            "id": intent,
            "title": intent,
            "phrasings": chosen.sample(texts, min(phrasings, len(texts))),
            "answer": f"The answer to {intent}.",
            "sources": [{"name": "A public set", "url": "https://example.org", "checked": date(2026, 1, 1)}],
            "owner": "nobody",
            "review_by": date(2099, 1, 1),
        }
        for intent, texts in sorted(ways.items())
    ]


def figures(answers: Sequence[Mapping[str, Any]], intents: Sequence[str]) -> str:
    """Write down what came of it: `answers` are lines of `bunsen ask --batch`, `intents` what would have been right."""
    ours = np.array([bool(intent) for intent in intents])
    first = np.array([_first(answer) == intent for answer, intent in zip(answers, intents, strict=True)]) & ours
    among = np.array([intent in _candidates(answer) for answer, intent in zip(answers, intents, strict=True)]) & ours
    given = np.array([answer["outcome"] == "answered" for answer in answers])
    sure = np.array([answer["confidence"] for answer in answers])
    lines = [
        f"{ours.sum()} questions in scope, {(~ours).sum()} out of scope",
        f"right entry first {first[ours].mean():.1%}, among the three {among[ours].mean():.1%}",
        f"answered {given[ours].mean():.1%} of what is in scope, {(first & given).sum() / given[ours].sum():.1%} right",
    ]
    if (~ours).any():
        weights = np.where(ours, 1.0, ours.sum() / (ONE_IN - 1) / (~ours).sum())
        right = (first & given).sum()
        lines += [
            f"in scope against out of scope, by confidence: AUROC {_auroc(sure[ours], sure[~ours]):.1%}",
            f"with one question in {ONE_IN} out of scope: {right / weights[given].sum():.1%} of the answers given are "
            f"right, and {right / ours.sum():.1%} of what is in scope gets its answer",
            *(
                f"answered at {precision:.0%} right (threshold chosen afterwards): "
                f"{_covered(sure, first, weights, precision) / ours.sum():.1%} of what is in scope"
                for precision in _PRECISIONS
            ),
        ]
    return "\n".join(lines)


def _first(answer: Mapping[str, Any]) -> str:
    return next(iter(_candidates(answer)), "")


def _candidates(answer: Mapping[str, Any]) -> list[str]:
    return [candidate["entry"] for candidate in answer["candidates"]]


def _auroc(high: np.ndarray, low: np.ndarray) -> float:
    difference = high[:, None] - low[None, :]
    return float((difference > 0).mean() + 0.5 * (difference == 0).mean())


def _covered(sure: np.ndarray, right: np.ndarray, weights: np.ndarray, precision: float) -> float:
    order = np.argsort(-sure, kind="stable")
    found = np.cumsum(right[order])
    enough = found / np.cumsum(weights[order]) >= precision
    return float(found[enough].max()) if enough.any() else 0.0


if __name__ == "__main__":
    main()
