"""bunsen export public-page: the plan as one HTML page, in the version that a chair approved."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import typer

from bot.commands.session import InstitutionOption, refuse, remark, run, the_institution
from handlers.work import Begin

if TYPE_CHECKING:
    from handlers.public_page.gathering import State
    from handlers.public_page.model import Contact

FILE = "index.html"


def public_page(
    folder: Path = typer.Argument(metavar="DIR", help="The folder to write it into; it is made if it is not there."),
    draft: bool = typer.Option(False, "--draft", help="Write it as it would be now, marked as a draft."),
    institution: str | None = InstitutionOption,
) -> None:
    """Write the public page: the version that a committee chair approved last, in chat."""

    async def work(begin: Begin) -> tuple[str, str]:
        from handlers.public_page.gathering import state_now

        async with begin() as tx:
            found = await the_institution(tx, institution)
            mine = tx.of(found.id)
            state = await state_now(mine, found, datetime.now(UTC))
            if draft:
                return _draft(found.name, state)
            contact = await mine.public_pages.contact_of(state.version.contact_id) if state.version else None
            return _approved(found.name, state, contact)

    html, said = run(work)
    _write(folder, html)
    remark(f"Wrote {said} to {folder / FILE}.")


def _draft(name: str, state: "State") -> tuple[str, str]:
    from bot.documents.public_page import as_public_page

    if state.page is None:
        refuse(f"{name} has no action plan yet. Import one with: bunsen plan import FILE")
    return as_public_page(state.page, state.contact, None), "a draft"


def _approved(name: str, state: "State", contact: "Contact | None") -> tuple[str, str]:
    from bot.documents.public_page import as_public_page
    from handlers.public_page.model import from_data, hash_of

    version = state.version
    if version is None:
        refuse(f"No version of {name}'s page is approved yet. A committee chair approves one in chat: “public page”.")
    if contact is None or not contact.has_agreed:
        refuse("The contact on the approved page does not agree to be named any more. Ask somebody else in chat.")
    if hash_of(version.content, contact) != version.sha256:
        refuse(f"Version {version.number} is not what was approved: its hash is another. Approve it anew in chat.")
    if state.is_older_than_review:
        remark("The approved page is older than the last review.")
    return as_public_page(from_data(version.content), contact, version), f"version {version.number}"


def _write(folder: Path, html: str) -> None:
    """Write the page whole or not at all: a web server may read the folder meanwhile."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder, suffix=".html", encoding="utf-8", delete=False) as written:
            written.write(html)
        made = Path(written.name)
        made.chmod(0o644)
        made.replace(folder / FILE)
    except OSError as error:
        refuse(f"{folder} could not be written ({error.strerror}). Name another folder.")
