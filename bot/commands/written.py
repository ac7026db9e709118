"""What the commands share that write a document into a file."""

from pathlib import Path

import typer

from bot.commands.session import WRONG_USE, refuse, remark
from handlers.documents import Document, DocumentKind
from handlers.phrases import joined

OutputOption = typer.Option(..., "-o", "--output", metavar="FILE", help="Where to write it.")
FormatOption = typer.Option(None, "--format", help="If left out, what the name of the file says.")


def kind_wanted(output: Path, said: DocumentKind | None) -> DocumentKind:
    """Give the kind that was said, else the one that the file's name ends in; refuse a name that says none."""
    if said is not None:
        return said
    try:
        return DocumentKind(output.suffix.removeprefix(".").casefold())
    except ValueError:
        *most, last = (f".{kind.value}" for kind in DocumentKind)
        endings = f"{', '.join(most)} or {last}"
        refuse(f"{output.name} does not say what kind of file it is. End it in {endings}, or say --format.", WRONG_USE)


def write_file(document: Document, kind: DocumentKind, output: Path) -> None:
    """Write a document, with the institution's own template if one is set; refuse in words what cannot be written."""
    from bot.documents.apart import write_here
    from handlers.documents import CannotBeWritten

    template = _template() if kind is DocumentKind.DOCX else None
    try:
        output.write_bytes(write_here(document, kind, template))
    except CannotBeWritten as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{output} could not be written ({error.strerror}). Name another place with -o.")
    if template is not None:
        _say_what_is_missing(template)


def _template() -> Path | None:
    from bot.settings import SettingsWrong, read_settings

    try:
        return read_settings().document_template
    except SettingsWrong as wrong:
        refuse(str(wrong))


def _say_what_is_missing(template: Path) -> None:
    from bot.documents.templates import missing_styles

    if missing := missing_styles(template):
        styles = joined([f"“{name}”" for name in missing])
        remark(f"{template} has no style {styles}; what would have it is plain.")
