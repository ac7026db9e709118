"""bunsen export rag-appendix and self-assessment: what is handed in at the end of a plan."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, refuse, remark, run, say_indented, the_institution
from bot.commands.written import FormatOption, OutputOption, kind_wanted, write_file
from handlers.documents import DocumentKind
from handlers.phrases import counted
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.assessment.draft_facts import DraftFacts
    from handlers.assessment.rated import RatedPlan


def rag_appendix(
    output: Path = OutputOption,
    format_: DocumentKind | None = FormatOption,
    final: bool = typer.Option(False, "--final", help="Refuse while anybody owes anything, and name who owes what."),
    institution: str | None = InstitutionOption,
) -> None:
    """Write the RAG appendix: reds with comment and learning, ambers with their next step, greens with evidence."""
    kind = kind_wanted(output, format_)
    found = run(lambda begin: _rated(begin, institution))
    from handlers.assessment.appendix import appendix_as, owed_lines

    owed = owed_lines(found)
    if final and owed:
        remark(f"The appendix is not ready: {counted(len(owed), 'action')} of “{found.plan.title}” lack something.")
        for line in owed:
            say_indented(line)
        refuse("Nothing was written. Without --final you get a draft in which the gaps are marked.")
    write_file(appendix_as(found, kind), kind, output)
    if owed:
        remark(f"Wrote a draft to {output}. Something is still owed on {counted(len(owed), 'action')}; it is marked.")
    else:
        remark(f"Wrote the RAG appendix to {output}.")


def self_assessment(
    output: Path = OutputOption,
    stage: int = typer.Option(..., "--stage", metavar="1|2|3", help="Which stage is handed in."),
    format_: DocumentKind | None = FormatOption,
    folder: Path | None = typer.Option(
        None, "--knowledge", metavar="DIR", envvar="BUNSEN_KNOWLEDGE", help="Where the titles of the entries are."
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Write a draft of the self-assessment: every question of the form, filled as far as Bunsen knows, and the gaps."""
    kind = kind_wanted(output, format_)
    facts = run(lambda begin: _facts(begin, folder, institution, stage))
    from handlers.assessment.draft import draft_document
    from handlers.documents import to_be_written

    document = draft_document(facts)
    write_file(document, kind, output)
    left = counted(to_be_written(document), "place")
    remark(f"Wrote the draft for stage {stage} to {output}. {left} in it only people can fill; they are marked.")


async def _facts(begin: Begin, folder: Path | None, slug: str | None, number: int) -> "DraftFacts":
    from bot.imports.knowledge import load_base
    from handlers.assessment.draft_facts import draft_facts
    from handlers.assessment.sections import UnknownStage, stage

    try:
        stage(number)
    except UnknownStage as unknown:
        refuse(str(unknown), WRONG_USE)
    async with begin() as tx:
        institution = await the_institution(tx, slug)
        return await draft_facts(tx.of(institution.id), load_base(folder), institution, number, datetime.now(UTC))


async def _rated(begin: Begin, slug: str | None) -> "RatedPlan":
    from handlers.assessment.rated import rated_now

    async with begin() as tx:
        institution = await the_institution(tx, slug)
        found = await rated_now(tx.of(institution.id), institution, datetime.now(UTC))
    if found is None:
        refuse(f"{institution.name} has no action plan yet. Import one with: bunsen plan import FILE")
    return found
