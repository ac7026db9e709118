"""Questions without an answer, the people who can help, and what a tick brings to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.cards import Button, Card
from handlers.enquiries import names
from handlers.enquiries.model import Enquiry
from handlers.forms import Field, Form, SeveralField
from handlers.outcomes import Outcome, Update
from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened

QUESTION = "who signs the form for the vacuum pump course"
FUND = "Staff development manager"
LEAD = "Institutional Lead"


async def staff(house: House) -> None:
    """Fay looks after the fund, Dee deputises for her, Lea leads; Tina asks."""
    await house.person("fay", (FUND, PostKind.OWNER))
    await deputy(house, "dee", FUND)
    await house.person("lea", (LEAD, PostKind.LEAD))
    await house.person("tina")


async def deputy(house: House, user: str, post: str, kind: PostKind = PostKind.OWNER) -> Person:
    """Somebody who deputises for a post."""
    person = await house.person(user)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        await people.hold(Holding(await people.add_post(post, kind), person, deputy=True))
    return person


async def kept(house: House, user: str = "tina", question: str = QUESTION, owner: str = FUND) -> Button:
    """The press that passes on a question which came nearest to an entry of this post; it was said who gets it."""
    topic = next((each.id for each in house.services.knowledge.entries.values() if each.owner == owner), "")
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        asker = next(person for person in await work.people.invited() if person.name == user.capitalize())
        asked = Enquiry(0, question, asker.id, house.clock.now(), topic=topic)
        enquiry = await work.enquiries.add(asked)
    ask = Button("x", names.ASK_PRESS, str(enquiry.id))
    await house.press(user, ask)  # it names them
    return ask


async def passed_on(house: House, user: str = "tina", question: str = QUESTION, owner: str = FUND) -> int:
    """A question that was handed over; its id."""
    ask = await kept(house, user, question, owner)
    outcome = await house.press(user, ask)
    assert isinstance(outcome, Update), outcome
    assert outcome.card.title == "I have asked", outcome.card
    return int(ask.value)


async def close(house: House, post: str) -> None:
    """End a post today; nobody holds it from tomorrow on."""
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        found = await work.people.post(post)
        assert found is not None
        today = house.institution.day(house.clock.now())
        for holding in await work.people.holdings(today):
            if holding.post.id == found.id:
                await work.people.end_holding(found.id, holding.person.id, today)
        await work.posts.change(replace(found, ended_on=today))


async def enquiry(house: House, enquiry_id: int) -> Enquiry:
    """How an enquiry stands."""
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).enquiries.get(enquiry_id)
    assert found is not None
    return found


async def tick(house: House, moment: datetime | None = None) -> Sequence[tuple[str, Card]]:
    """Tick, at a moment if one is given; give what went out about questions, with the user whom each reached."""
    before = len(house.surface.sent)
    if moment is not None:
        house.clock.move_to(moment)
    for _ in range(2):  # what a job writes is sent by the next
        await house.bunsen.runner.tick()
    return [(to.id.removeprefix("direct:"), card) for to, card in house.surface.sent[before:] if about_a_question(card)]


def about_a_question(card: Card) -> bool:
    """Tell what is about a question from what else a tick sends."""
    return any(button.press.startswith("enquiries.") for button in buttons(card))


async def users(house: House, moment: datetime | None = None) -> list[str]:
    """Whom a tick reaches about questions, in order of their names."""
    return sorted(user for user, _ in await tick(house, moment))


async def form(house: House, user: str, press: str, value: int | str) -> Form:
    """The form that a press opens."""
    return opened(await house.press(user, Button("x", press, str(value))))


async def fill(house: House, user: str, press: str, value: int | str, given: Mapping[str, str]) -> Outcome:
    """Open a form, and send it with these values besides those that are in it."""
    shown = await form(house, user, press, value)
    return await house.submit(user, shown, {field.key: _filled(field) for field in shown.fields} | dict(given))


def _filled(field: Field) -> str:
    return ",".join(field.values) if isinstance(field, SeveralField) else str(field.value or "")


async def answer(house: House, user: str, value: int | str, text: str = "Ask Estates.", **given: str) -> Outcome:
    """Answer a question."""
    return await fill(house, user, names.ANSWER_PRESS, value, {"answer": text} | given)
