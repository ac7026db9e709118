"""bunsen export voice-evidence: how technicians were heard, and what it changed."""

from datetime import UTC, date, datetime
from pathlib import Path

import typer

from bot.commands.session import WRONG_USE, InstitutionOption, day_option, refuse, remark, run, the_institution
from handlers.documents import Document, DocumentKind
from handlers.phrases import counted
from handlers.work import Begin


def voice_evidence(
    output: Path = typer.Option(..., "-o", "--output", metavar="FILE", help="Where to write it."),
    format_: DocumentKind | None = typer.Option(None, "--format", help="If left out, what the name of the file says."),
    since: date | None = typer.Option(
        None,
        "--since",
        metavar="YYYY-MM-DD",
        parser=day_option,
        help="Only surveys that closed, and events that were held, on this day or after; if left out, all.",
    ),
    institution: str | None = InstitutionOption,
) -> None:
    """Write the evidence of the technician voice, in the order in which the self-assessment form asks."""
    wanted = format_ or _by_name(output)

    async def work(begin: Begin) -> Document:
        from handlers.voice.evidence import evidence_document
        from handlers.voice.heard import gather

        now = datetime.now(UTC)
        async with begin() as tx:
            found = await the_institution(tx, institution)
            heard = await gather(tx.of(found.id), found, now, since)
        return evidence_document(found.name, heard, found.day(now))

    _write(run(work), wanted, output)


def _write(document: Document, wanted: DocumentKind, output: Path) -> None:
    from bot.documents.apart import write_here
    from handlers.documents import to_be_written

    try:
        output.write_bytes(write_here(document, wanted))
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
    gaps = to_be_written(document)
    remark(f"Wrote the evidence to {output}. {counted(gaps, 'place')} in it only you can write; they are marked.")


def _by_name(output: Path) -> DocumentKind:
    try:
        return DocumentKind(output.suffix.removeprefix(".").casefold())
    except ValueError:
        refuse(
            f"{output.name} does not say what kind of file it is. End it in .docx, .md or .html, or say --format.",
            WRONG_USE,
        )
