"""bunsen ask: questions without any chat."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.known import Known, has_database, invented, known_to
from bot.commands.session import WRONG_USE, InstitutionOption, JsonOption, print_json, refuse, remark, say

if TYPE_CHECKING:
    from handlers.answers.entries import Entry
    from handlers.answers.ranking import Engine


def ask(
    ctx: typer.Context,
    question: str = typer.Argument("", metavar="QUESTION", help="What you would like to know, in quotation marks."),
    as_json: bool = JsonOption,
    folder: Path | None = typer.Option(
        None, "--knowledge", metavar="DIR", envvar="BUNSEN_KNOWLEDGE", help="Answer from this folder's entries instead."
    ),
    batch: Path | None = typer.Option(
        None, "--batch", metavar="FILE", help="Answer the column “question” of a CSV: a line of JSON for each row."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Answer a question as Bunsen would in chat: with what an institution has set, or else with invented values."""
    if bool(question.strip()) == bool(batch):
        refuse("Give either a question in quotation marks, or --batch FILE.csv.", WRONG_USE)
    questions = _questions(batch) if batch else []
    known = _known(folder, institution, alone=_is_typed(ctx, "folder"))
    engine = _engine(known)
    if batch:
        _answer_all(engine, questions, known)
        return
    found = _decision(engine, question, known)
    if as_json:
        print_json(found)
    else:
        say(str(found["text"]))


def _is_typed(ctx: typer.Context, name: str) -> bool:
    """Whether an option was given on the command line, and not by the environment."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _known(folder: Path | None, institution: str | None, *, alone: bool) -> Known:
    """What to answer from; with a folder of one's own on the command line, that alone."""
    if institution is not None or (not alone and has_database()):
        known = known_to(institution, folder)
        if known is not None:
            return known
    return invented(_usable_entries(folder), folder)


def _engine(known: Known) -> "Engine":
    from bot.answering.learning import learnt
    from bot.commands.progress import bar

    with bar("Learning the entries") as step:
        return learnt(known.entries, known.elsewhere, lambda share: step("", round(100 * share), 100), known.logged)


def _usable_entries(folder: Path | None) -> "list[Entry]":
    """Read the entries; what cannot be used is left out, and that is said."""
    from bot.imports.knowledge import read_knowledge, shipped_knowledge
    from handlers.answers.entries import in_force

    read, problems = read_knowledge(folder) if folder else shipped_knowledge()
    # Of entries with the same id the first stays.
    entries = list({entry.id: entry for entry in reversed(in_force(read, datetime.now(UTC).date()))}.values())[::-1]
    if not entries:
        refuse(f"There are no usable entries in {folder}. `bunsen knowledge check {folder}` says why.")
    if problems or len(entries) < len(read):
        remark(f"Not everything in {folder} can be used. `bunsen knowledge check {folder}` says why.")
    return entries


def _answer_all(engine: "Engine", questions: list[str], known: Known) -> None:
    """Print a line of JSON for each question, in their order."""
    from bot.commands.batches import one_by_one

    for question in one_by_one("Answering", questions):
        print_json(_decision(engine, question, known), indent=None)


def _questions(file: Path) -> list[str]:
    from bot.commands.batches import column

    return column(file, "question")


def _decision(engine: "Engine", question: str, known: Known) -> dict[str, object]:
    """Decide, and give the JSON of docs/operators.md."""
    from handlers.answers import cards
    from handlers.answers.asking import LONGEST_QUESTION
    from handlers.cards import plain_text

    today = datetime.now(UTC).date()
    if len(question) > LONGEST_QUESTION:
        return _as_json("abstained", None, 0.0, [], plain_text(cards.too_long(len(question), LONGEST_QUESTION)))
    decision = engine.decide(question)
    candidates = [(candidate.entry, candidate.confidence) for candidate in decision.candidates]
    match decision.outcome:
        case "answered" if decision.entry is not None:
            text = plain_text(cards.answer(decision.entry, today, known.values, known=known.whom))
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
