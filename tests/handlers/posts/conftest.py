"""A house with a lead, two chairs, an owner, her deputy, and somebody without a post."""

from datetime import date

import pytest

from handlers.cards import Button, Card
from handlers.outcomes import Close, FormErrors, Outcome
from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from tests.support.house import House, opened

OSD = "OSD Manager"


@pytest.fixture
async def staffed(house: House) -> House:
    """Lea leads, Ada and Kofi chair, Xi is OSD Manager with Dee as deputy; Tom holds nothing."""
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("ada", ("Committee chair", PostKind.CHAIR))
    await house.person("kofi", ("Committee chair", PostKind.CHAIR))
    await house.person("xi", (OSD, PostKind.OWNER))
    await deputise(house, await house.person("dee"), OSD)
    await house.person("tom")
    return house


async def deputise(house: House, person: Person, name: str) -> None:
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        post = await people.post(name)
        assert post is not None
        await people.hold(Holding(post, person, deputy=True))


async def fill(house: House, user: str, press: str, value: str = "", **values: str) -> Outcome:
    """Press a button that opens a form, and send the form."""
    return await house.submit(user, opened(await house.press(user, Button("x", press, value))), values)


async def person_id(house: House, user: str) -> str:
    """The id of a person, as forms have it."""
    async with house.bunsen.begin() as tx:
        person = await tx.of(house.institution.id).people.by_email(f"{user}@wenlow.example")
    assert person is not None
    return str(person.id)


async def names_in(house: House, post: str, day: date | None = None) -> list[str]:
    """Who is in a post on a day, deputies in brackets."""
    async with house.bunsen.begin() as tx:
        held = await tx.of(house.institution.id).people.holdings(day or house.institution.day(house.clock.now()))
    return [f"({each.person.name})" if each.deputy else each.person.name for each in held if each.post.name == post]


async def delivered(house: House) -> dict[str, list[Card]]:
    """Let one tick pass; what each user was sent in it, besides what is due for review of the approved answers."""
    before = len(house.surface.sent)
    await house.bunsen.settle()
    sent: dict[str, list[Card]] = {}
    for to, card in house.surface.sent[before:]:
        if card.title.endswith("due for review"):
            continue
        sent.setdefault(to.id.removeprefix("direct:"), []).append(card)
    return sent


def reply(outcome: Outcome) -> Card:
    """What a form that was accepted says."""
    assert isinstance(outcome, Close), outcome
    assert outcome.reply is not None
    return outcome.reply


def errors(outcome: Outcome) -> dict[str, str]:
    """What a form that was refused says, by field."""
    assert isinstance(outcome, FormErrors), outcome
    return dict(outcome.errors)
