"""How good, how sure and how fast the answers are: `uv run python -m benchmarks.answers`

Without options: the shipped knowledge on questions that were worded without looking at its phrasings (*.csv here) and
on its own phrasings, held out; a table of what confidence is worth; time, memory and cold start with 300 entries.

With `--knowledge DIR --batch FILE.csv`: the same measures for any base and any questions. FILE has the columns
`question` and `entry` (an id of the base; empty where the question is none of its business). Nothing is adjusted to it.
"""

import argparse
import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.answers.measures import Asked, report
from benchmarks.answers.processes import report_processes
from benchmarks.answers.speed import report_speed
from bot.answering.reading import reader
from bot.imports.knowledge import load_elsewhere, load_entries
from handlers.answers import confidence
from handlers.answers.engine import AnswerEngine, phrasings_of

HERE = Path(__file__).parent


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--knowledge", type=Path, metavar="DIR")
    options.add_argument("--batch", type=Path, metavar="FILE.csv")
    options.add_argument("--without-elsewhere", action="store_true", help="leave out what belongs to somebody else")
    chosen = options.parse_args()
    if bool(chosen.knowledge) != bool(chosen.batch):
        options.error("--knowledge and --batch belong together")
    entries = load_entries(chosen.knowledge, datetime.now(UTC).date())
    elsewhere = [] if chosen.without_elsewhere else load_elsewhere(chosen.knowledge)
    engine = AnswerEngine(entries, reader(), elsewhere)
    _say(f"{len(entries)} entries, {sum(len(e.phrasings) for e in entries)} phrasings, {len(elsewhere)} elsewhere")
    for file in [chosen.batch] if chosen.batch else sorted(HERE.glob("*.csv")):
        _say(f"{file.name}: " + report([Asked(engine.decide(question), entry) for question, entry in _questions(file)]))
    seen = confidence.held_out(phrasings_of(entries, reader(), elsewhere))
    _say(
        f"phrasings held out from what is learnt, a quarter of the entries unknown altogether: "
        f"{seen.found[seen.ours].mean():.1%} of {seen.ours.sum()} find their entry"
    )
    if not chosen.knowledge:
        _say(report_speed())
        _say(report_processes())


def _questions(file: Path) -> list[tuple[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return [(row["question"], row["entry"]) for row in csv.DictReader(opened)]


def _say(text: str) -> None:
    sys.stdout.write(text + "\n\n")


if __name__ == "__main__":
    main()
