"""A plan that is to be published, and the people around it."""

from dataclasses import replace
from datetime import date

from handlers.cards import Button, Card
from handlers.outcomes import Close, Outcome, Reply, Update
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.public_page import cards, names
from handlers.public_page.gathering import State, state_now
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

SECRET = "Olu is off sick, so it waits"
"""What somebody wrote in a report, for colleagues."""


async def planned(house: House) -> list[int]:
    """A plan of four actions with three colours; gives their ids."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("chad", ("Committee chair", PostKind.CHAIR))
    olu = await house.person("olu", ("Web Manager", PostKind.OWNER))
    await house.person("tina")
    post = await house.post_id("Web Manager")
    drafts = (
        Action(
            0, 0, "V1", "Visibility", "Put technicians on the website", owner_post_id=post, due_on=date(2027, 6, 30)
        ),
        Action(0, 0, "V2", "Visibility", "Show & tell <day>", owner_text="Olu Okafor", due_text="every spring"),
        Action(0, 0, "R1", "Recognition", "Open the award", owner_post_id=post),
        Action(0, 0, "G1", "Governance", "Meet twice a year"),
    )
    actions = await house.plan(*drafts)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        for action, rag in zip(actions, (Rag.GREEN, Rag.RED, Rag.AMBER), strict=False):
            said = ActionUpdate(action.id, house.clock.now(), rag, SECRET, by="Olu", by_person_id=olu.id)
            await plans.record(said)
    return [action.id for action in actions]


async def contact(house: House, user: str = "olu") -> None:
    """Somebody is asked, and agrees."""
    await ask(house, user)
    card = await asked_card(house, user)
    outcome = await house.press(user, button(card, "Yes"))
    assert isinstance(outcome, Update), outcome


async def ask(house: House, user: str) -> Outcome:
    """The lead asks somebody to be named."""
    person = await house.person(user)
    form = opened(await house.press("lea", Button("", names.ASK_PRESS)))
    return await house.submit("lea", form, {cards.WHO: str(person.id)})


async def asked_card(house: House, user: str) -> Card:
    """The question that reached somebody."""
    before = len(house.surface.sent)
    await house.bunsen.runner.tick()
    (card,) = [
        card
        for to, card in house.surface.sent[before:]
        if to.id == f"direct:{user}" and "May you be named" in card.title
    ]
    return card


async def preview(house: House, user: str = "chad") -> Card:
    """What the page will say."""
    outcome = await house.press(user, Button("", names.PREVIEW_PRESS))
    assert isinstance(outcome, Reply), outcome
    return outcome.card


async def approve(house: House, user: str = "chad") -> Outcome:
    """Look at it and approve it."""
    return await house.press(user, button(await preview(house, user), "Approve"))


async def comment(house: House, action_id: int, words: str, *, again: bool = True) -> Outcome:
    """Say what the public may read of an action."""
    form = opened(await house.press("lea", Button("", names.COMMENT_PRESS)))
    values = {cards.ACTION: str(action_id), cards.WORDS: words}
    outcome = await house.submit("lea", form, values)
    if again and not isinstance(outcome, Close):
        outcome = await house.submit("lea", opened(outcome), values)
    return outcome


async def state(house: House) -> State:
    """The page as it would be now."""
    async with house.bunsen.begin() as tx:
        return await state_now(tx.of(house.institution.id), house.institution, house.clock.now())


async def closed_review(house: House, held_on: date) -> None:
    """A review that was closed now."""
    review = await house.review(held_on)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).reviews.save(replace(review, closed_at=house.clock.now(), next_nudge_at=None))


def button(card: Card, label: str) -> Button:
    """The button of a card whose label begins so."""
    (found,) = [each for each in buttons(card) if each.label.startswith(label)]
    return found


def said(outcome: Outcome) -> str:
    """The card of an answer, as text."""
    card = outcome.reply if isinstance(outcome, Close) else getattr(outcome, "card", None)
    return text(card)
