"""The text that is put up for signature."""

from dataclasses import replace

from handlers.assessment.draft import draft_document
from handlers.assessment.draft_facts import draft_facts
from handlers.feature import Services
from handlers.submission.desk import Desk
from handlers.work import Work


async def draft_text(work: Work, services: Services, desk: Desk) -> str:
    """The draft of the self-assessment as it is now, as Markdown.

    Without its signatures and without the day on which it was made: neither makes it another text.
    """
    facts = await draft_facts(work, services.knowledge, desk.institution, desk.submission.stage, desk.now)
    document = draft_document(replace(facts, sign_off=()))
    return services.markdown(replace(document, subtitle=desk.institution.name, footer=""))
