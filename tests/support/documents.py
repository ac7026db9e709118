"""A desk where every press, form and command asks for a document, with any surface before it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.documents.apart import write_here
from bot.surface import Surface
from bot.writing_out import WritingDesk
from handlers.deliveries import Messenger
from handlers.documents import Document, DocumentKind, Paragraph
from handlers.interactions import Interaction, Platform
from handlers.outcomes import SendDocument, Served

DOCUMENT = Document("The voice in 2027", (Paragraph("Forty technicians were asked."),))
WANTED = SendDocument(DOCUMENT, DocumentKind.DOCX, "voice-evidence", "What technicians said.")


@dataclass
class AskedForDocuments:
    """`bot.writing_out.Serving` that always answers with the same document."""

    wanted: SendDocument = WANTED
    served: list[Interaction] = field(default_factory=list)

    async def accept(self, interaction: Interaction) -> bool:
        self.served.append(interaction)
        return True

    async def respond(self, interaction: Interaction) -> Served:
        self.served.append(interaction)
        return self.wanted


@dataclass
class PacedWriter:
    """Writes in this process, and only when `may` is set; or fails with `error`."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None
    begun: int = 0

    async def write(self, document: Document, kind: DocumentKind) -> bytes:
        self.begun += 1
        await self.may.wait()
        if self.error is not None:
            raise self.error
        return await asyncio.to_thread(write_here, document, kind)


def with_documents(
    make: Callable[[WritingDesk], Surface], writer: PacedWriter, serving: AskedForDocuments | None = None
) -> tuple[Surface, WritingDesk]:
    """Put the desk behind a surface."""
    messengers: dict[Platform, Messenger] = {}
    desk = WritingDesk(serving or AskedForDocuments(), writer, messengers, pause_seconds=0.0)
    surface = make(desk)
    messengers[surface.platform] = surface.messenger
    return surface, desk
