"""Review packs for tests: a plan of many actions, a review that is closed, and the parts of a document."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from handlers.cards import Button
from handlers.documents import Document, Grid, Heading, Paragraph, Points
from handlers.packs.document import pack_document
from handlers.packs.gathering import gather_pack
from handlers.packs.model import Pack
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.cards import CLOSE_PRESS
from handlers.reviews.model import Review
from handlers.rights import PostKind
from tests.support.house import START, House

MARCH, JUNE = date(2027, 3, 1), date(2027, 6, 1)
IN_JUNE = datetime(2027, 6, 1, 12, tzinfo=UTC)
CHAIR = ("Committee chair", PostKind.CHAIR)
THEMES = ("Visibility", "Recognition", "Career Development", "Sustainability", "Governance")
_RAGS = (Rag.GREEN, Rag.AMBER, Rag.RED, None)


def an_action(number: int, owner: int) -> Action:
    """One of many: all themes and colours, some late, some without an owner, some with a resource."""
    rag = _RAGS[number % len(_RAGS)]
    due = date(2027, 7, 1) + timedelta(days=number)
    said = ActionUpdate(0, START, rag or Rag.RED, f"said of {number}", f"learned of {number}", by="Olu", by_person_id=1)
    return Action(
        0,
        0,
        f"A{number}",
        THEMES[number % len(THEMES)],
        f"Action number {number}",
        owner_text="Somebody",
        owner_post_id=owner if number % 3 else None,
        due_on=due,
        first_due_on=due - timedelta(days=7 * (number % 5)),
        resource="£500" if number % 4 == 1 else "",
        latest=said if rag else None,
    )


async def add_plan(house: House, how_many: int = 23) -> None:
    """A plan of so many actions, its owner (olu) and a chair (ada)."""
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    await house.person("ada", CHAIR)
    owner = await house.post_id("OSD Manager")
    await house.plan(*(an_action(number, owner) for number in range(how_many)))


async def closed_in_march(house: House) -> Review:
    """A review that was closed in March."""
    review = await house.review(MARCH)
    await house.press("ada", Button("Close", CLOSE_PRESS, str(review.id)))
    return review


async def pack_of(house: House, review: Review | None) -> Pack:
    """The pack of a review."""
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        about = await work.reviews.get(review.id) if review else None
        pack = await gather_pack(work, house.institution, about, house.clock.now())
    assert pack is not None
    return pack


async def document_of(house: House, review: Review | None) -> Document:
    """The pack of a review as a document."""
    return pack_document(await pack_of(house, review))


def table_of(document: Document, caption: str) -> Grid:
    """The table with this caption."""
    return next(part for part in document.parts if isinstance(part, Grid) and part.caption == caption)


def headings(document: Document) -> list[str]:
    """The headings of the first level."""
    return [part.text for part in document.parts if isinstance(part, Heading) and part.level == 1]


def said_in(document: Document) -> str:
    """All paragraphs and points, a line each."""
    texts = [part.text for part in document.parts if isinstance(part, Paragraph)]
    return "\n".join(texts + [item for part in document.parts if isinstance(part, Points) for item in part.items])


async def newest(house: House) -> Sequence[tuple[object, ...]]:
    """The newest report of each action, as the tables have it: reference, theme, colour or None."""
    return await house.select(
        "SELECT a.ref, a.theme, (SELECT u.rag FROM updates u WHERE u.action_id = a.id AND u.rag IS NOT NULL "
        "ORDER BY u.id DESC LIMIT 1), a.owner_post_id, a.due_on, a.first_due_on, a.resource "
        "FROM actions a ORDER BY a.position"
    )


async def actions_of(house: House) -> Sequence[Action]:
    """The actions of the plan."""
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        return await plans.actions(plan.id)
