"""A plan in which every number of a status is another one, for tests that look for each of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.cards import Button, Card
from handlers.forms import Form
from handlers.outcomes import Close, Outcome, Reply, Update
from handlers.plans.model import Action, ActionUpdate, Plan
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import START, House, buttons, opened

LEAD, CHAIR, OWNER, VACANT = "Institutional Lead", "Committee chair", "OSD Manager", "Skills Officer"
SECRET = "Nobody must read this in a channel"
LESSON = "Begin with the head of the school"
_LONG_AGO = START - timedelta(days=200)


async def standing(house: House) -> list[Action]:
    """Ada is chair, Lea lead, Olu owns most actions, and a post is vacant; the plan runs from 2026 to 2028."""
    await house.person("ada", (CHAIR, PostKind.CHAIR))
    await house.person("lea", (LEAD, PostKind.LEAD))
    olu = await house.person("olu", (OWNER, PostKind.OWNER))
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        vacant = await work.people.add_post(VACANT, PostKind.OWNER)
        await work.posts.add_units(["School of Biology", "Chemistry"])
        await work.posts.change(replace(vacant, unit="School of Biology"))
        plan = await work.plans.add(Plan(0, "Plan 2026-2028", date(2026, 1, 1), date(2028, 12, 31)))
        owner = await work.people.post(OWNER)
        assert owner is not None
        made = _made(plan.id, owner.id, vacant.id, olu.id)
        return list(await work.plans.add_actions(made))


def _made(plan: int, post: int, vacant: int, olu: int) -> list[Action]:
    def one(ref: str, theme: str, rag: Rag | None, at: datetime = START, **more: object) -> Action:
        said = ActionUpdate(0, at, rag, SECRET, LESSON, by="Olu", by_person_id=olu) if rag else None
        given = {"owner_post_id": post, "latest": said} | more
        return Action(0, plan, ref, theme, f"Do {ref}", **given)  # type: ignore[arg-type]

    today = START.date()
    return [
        one("V1", "Visibility", Rag.GREEN),
        one("V2", "Visibility", Rag.GREEN, START - timedelta(days=20)),
        one("V3", "Visibility", Rag.RED, START - timedelta(days=10), due_on=date(2026, 6, 30)),
        one("R1", "Recognition", Rag.AMBER, due_on=today + timedelta(days=30)),
        one("R2", "Recognition", Rag.AMBER, _LONG_AGO, due_on=today + timedelta(days=61)),
        one("R3", "Recognition", None),
        one("C1", "Career Development", Rag.RED, due_on=today - timedelta(days=1), first_due_on=date(2026, 12, 1)),
        one("C2", "Career Development", Rag.NOT_DUE, due_on=today + timedelta(days=60)),
        one("S1", "Sustainability", Rag.DROPPED),
        one("S2", "Sustainability", Rag.AMBER, due_text="Phase 3", owner_post_id=vacant),
        one("E1", "Evaluating Impact", None, start_on=today + timedelta(days=90)),
        one("G1", "Governance", Rag.AMBER, due_on=date(2027, 6, 1), first_due_on=date(2027, 5, 1), owner_post_id=None),
    ]


async def closed_review(house: House, held_on: date) -> int:
    """A review that a chair has closed on its day; the clock stays there."""
    review = await house.review(held_on)
    house.clock.move_to(datetime(held_on.year, held_on.month, held_on.day, 15, tzinfo=START.tzinfo))
    (card,) = await house.hears("ada", "reviews")
    await house.press("ada", button(card, "Close the review"))
    return review.id


async def asked(house: House, words: str = "status", user: str = "ada") -> Card:
    """What somebody is told who types this in their own chat."""
    (card,) = await house.hears(user, words)
    return card


def button(card: Card, label: str) -> Button:
    """The button of a card whose label begins so."""
    return next(each for each in buttons(card) if each.label.startswith(label))


def labels(card: Card) -> list[str]:
    """What stands on the buttons of a card."""
    return [each.label for each in buttons(card)]


def card_of(outcome: Outcome) -> Card:
    """The card that an outcome shows."""
    match outcome:
        case Reply(card=card) | Update(card=card):
            return card
        case Close(reply=reply, update=update) if update or reply:
            shown = update or reply
            assert shown is not None
            return shown
    raise AssertionError(outcome)


async def choice(house: House, card: Card, user: str = "ada") -> Form:
    """The form in which a part is chosen."""
    return opened(await house.press(user, button(card, "Choose")))
