"""A plan, a review and the people around them, for tests of nudges; and what a tick sends of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from handlers.cards import Button, Card
from handlers.people.model import Holding, Person
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import House, buttons

REVIEW_ON = date(2027, 6, 1)
"""A Tuesday; ten working days before it (a bank holiday lies between) the papers close, on Monday 17 May."""
PAPERS_ON = date(2027, 5, 17)
OWNERS_28 = datetime(2027, 4, 19, 9, 30, tzinfo=UTC)
OWNERS_14 = datetime(2027, 4, 30, 9, 30, tzinfo=UTC)
"""14 days before the papers is a bank holiday, so it is the Friday before."""
DEPUTIES_7 = datetime(2027, 5, 10, 9, 30, tzinfo=UTC)
COMMITTEE_3 = datetime(2027, 5, 14, 9, 30, tzinfo=UTC)
OWNER = "Technical Operations Manager"
_NUDGES = ("nudges.", "actions.report")


async def ready(house: House, count: int = 2, **changes: object) -> list[int]:
    """Olu owns so many actions, and a review is set."""
    await house.person("olu", (OWNER, PostKind.OWNER))
    post = await house.post_id(OWNER)
    drafts = [Action(0, 0, f"V{n}", "Visibility", f"Do thing {n}", owner_post_id=post) for n in range(count)]
    actions = await house.plan(*(replace(draft, **changes) for draft in drafts))  # type: ignore[arg-type]
    await house.review(REVIEW_ON)
    return [action.id for action in actions]


async def deputy(house: House, user: str, post: str = OWNER) -> Person:
    """Somebody who deputises for a post."""
    person = await house.person(user)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        await people.hold(Holding(await people.add_post(post, PostKind.OWNER), person, deputy=True))
    return person


async def tick(house: House, moment: datetime) -> Sequence[tuple[str, Card]]:
    """Tick at a moment; give the nudges that went out, with the user whom each reached."""
    before = len(house.surface.sent)
    house.clock.move_to(moment)
    await house.bunsen.runner.tick()
    sent = house.surface.sent[before:]
    return [(to.id.removeprefix("direct:"), card) for to, card in sent if is_nudge(card)]


def is_nudge(card: Card) -> bool:
    """Tell a nudge from what else a tick sends: it has a nudge's buttons."""
    return any(button.press.startswith(_NUDGES) for button in buttons(card))


async def cards_at(house: House, moment: datetime) -> Sequence[Card]:
    """The same, without the users."""
    return [card for _, card in await tick(house, moment)]


async def users_at(house: House, moment: datetime) -> list[str]:
    """Whom a tick at this moment reaches, in order of their names."""
    return sorted(user for user, _ in await tick(house, moment))


async def report(house: House, action_ids: Iterable[int], rag: Rag = Rag.AMBER) -> None:
    """Somebody says what the state of these actions is, now."""
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        (person,) = [p for p in await work.people.invited() if p.name == "Olu"]
        for action_id in action_ids:
            said = ActionUpdate(action_id, house.clock.now(), rag, "Said so.", by="Olu", by_person_id=person.id)
            await work.plans.record(said)


async def away(house: House, user: str, until: date) -> None:
    """Somebody is on leave until this day."""
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        person = await people.by_email(f"{user}@wenlow.example")
        assert person is not None
        await people.set_away(person.id, until)


def button(card: Card, label: str) -> Button:
    """The button of a card whose label begins so."""
    return next(each for each in buttons(card) if each.label.startswith(label))


def days_after(moment: datetime, days: int) -> datetime:
    """So many days later, at the same time."""
    return moment + timedelta(days=days)
