"""bunsen ask and bunsen knowledge: questions without any chat, and checks of the entries."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import REFUSED, WRONG_USE, JsonOption, print_json, refuse, say
from handlers.phrases import counted

if TYPE_CHECKING:
    from handlers.answers.entries import Entry
    from handlers.answers.ranking import Engine

knowledge = typer.Typer(help="Look after the approved answers.", no_args_is_help=True)


def ask(
    question: str = typer.Argument("", metavar="QUESTION", help="What you would like to know, in quotation marks."),
    as_json: bool = JsonOption,
    folder: Path | None = typer.Option(
        None, "--knowledge", metavar="DIR", envvar="BUNSEN_KNOWLEDGE", help="Answer from this folder's entries instead."
    ),
    batch: Path | None = typer.Option(
        None, "--batch", metavar="FILE", help="Answer the column “question” of a CSV: a line of JSON for each row."
    ),
) -> None:
    """Answer a question as Bunsen would in chat."""
    if bool(question.strip()) == bool(batch):
        refuse("Give either a question in quotation marks, or --batch FILE.csv.", WRONG_USE)
    engine = _engine(folder)
    if batch:
        for row in _questions(batch):
            print_json(_decision(engine, row), indent=None)
        return
    found = _decision(engine, question)
    if as_json:
        print_json(found)
    else:
        say(str(found["text"]))


@knowledge.command()
def check(folder: Path = typer.Argument(metavar="DIR", help="Where the YAML files are.")) -> None:
    """Check a folder of entries, and say what to put right."""
    from bot.imports.knowledge import read_elsewhere, read_knowledge
    from handlers.answers.entries import check as check_entries

    entries, problems = read_knowledge(folder)
    problems += read_elsewhere(folder)[1]
    problems += check_entries(entries, datetime.now(UTC).date())
    for problem in problems:
        say(f"{', '.join(filter(None, (problem.where, problem.field)))}: {problem.message}")
    say(f"{counted(len(entries), 'entry', 'entries')}, {counted(len(problems), 'problem')}.")
    if problems:
        raise typer.Exit(REFUSED)


def _engine(folder: Path | None) -> "Engine":
    from bot.answering.learning import learnt
    from bot.commands.progress import bar
    from bot.imports.knowledge import load_elsewhere, load_entries

    entries = load_entries(folder, datetime.now(UTC).date())
    if not entries:
        refuse(f"There are no usable entries in {folder}. `bunsen knowledge check {folder}` says why.")
    with bar("Learning the entries") as step:
        return learnt(entries, load_elsewhere(folder), lambda share: step("", round(100 * share), 100))


def _questions(file: Path) -> Iterator[str]:
    from bot.imports.csv_files import read_csv
    from bot.imports.unreadable import UnreadableFile

    try:
        heading, *rows = read_csv(file).rows or [()]
    except UnreadableFile as error:
        refuse(error.message)
    headings = [cell.strip().casefold() for cell in heading]
    if "question" not in headings:
        refuse(f"{file.name} has no column “question” in its first row.")
    column = headings.index("question")
    for row in rows:
        yield row[column] if column < len(row) else ""


def _decision(engine: "Engine", question: str) -> dict[str, object]:
    """Decide, and give the JSON of docs/operators.md."""
    from handlers.answers import cards
    from handlers.answers.feature import LONGEST_QUESTION
    from handlers.cards import plain_text

    today = datetime.now(UTC).date()
    if len(question) > LONGEST_QUESTION:
        return _as_json("abstained", None, 0.0, [], plain_text(cards.too_long(len(question), LONGEST_QUESTION)))
    decision = engine.decide(question)
    candidates = [(candidate.entry, candidate.confidence) for candidate in decision.candidates]
    match decision.outcome:
        case "answered" if decision.entry is not None:
            text = plain_text(cards.answer(decision.entry, today))
            return _as_json("answered", decision.entry, decision.confidence, candidates, text)
        case "choose":
            titles = "\n".join(f"- {entry.title}" for entry, _ in candidates)
            text = f"{plain_text(cards.choose([entry for entry, _ in candidates]))}\n{titles}"
            return _as_json("choose", None, decision.confidence, candidates, text)
        case _:
            text = decision.signpost or cards.NO_ANSWER
            return _as_json("abstained", None, decision.confidence, candidates, text)


def _as_json(
    outcome: str, entry: "Entry | None", confidence: float, candidates: "list[tuple[Entry, float]]", text: str
) -> dict[str, object]:
    sources = entry.sources if entry else ()
    return {
        "outcome": outcome,
        "entry": entry.id if entry else None,
        "confidence": round(confidence, 4),
        "candidates": [{"entry": each.id, "confidence": round(score, 4)} for each, score in candidates],
        "text": text,
        "sources": [{"name": s.name, "url": s.url, "checked": s.checked.isoformat()} for s in sources],
    }
