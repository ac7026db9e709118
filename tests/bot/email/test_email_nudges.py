"""Nudges on their way to people who are not in chat, from the tick to the mail server."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import build
from handlers.interactions import Account, Platform
from handlers.people.model import Holding, Person, Profile
from handlers.plans.model import Action
from handlers.rights import PostKind
from tests.bot.email.post_office import messenger
from tests.support.house import TENANT, House
from tests.support.mail_server import MailServer

REVIEW_ON = date(2027, 6, 1)
FIRST = datetime(2027, 4, 19, 9, 30, tzinfo=UTC)
"""The first step before that review."""
ADA = Person(0, "Ada", "ada@wenlow.example", invited=True)


@pytest.fixture
def by_mail(house: House, server: MailServer) -> House:
    """A Bunsen that knows a mail server."""
    begin, surface = house.bunsen.begin, house.surface
    house.bunsen = build(begin, house.services, house.clock, lambda _desk, _wake: [surface], messenger(server))
    return house


async def owns_an_action(house: House, person: Person) -> None:
    """Put somebody on the list who owns an action before a review."""
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        post = await people.add_post("Workshop Manager", PostKind.OWNER)
        await people.hold(Holding(post, await people.save(person)))
    await house.plan(Action(0, 0, "V1", "Visibility", "Update the web page", owner_post_id=post.id))
    await house.review(REVIEW_ON)


async def tick_at(house: House, moment: datetime) -> None:
    house.clock.move_to(moment)
    await house.bunsen.runner.tick()


async def test_an_owner_who_is_not_in_chat_gets_the_nudge_by_mail(by_mail: House, server: MailServer) -> None:
    await owns_an_action(by_mail, ADA)
    await tick_at(by_mail, FIRST)
    assert [(taken.recipients, "Update the web page" in taken.part("plain")) for taken in server.taken] == [
        (("ada@wenlow.example",), True)
    ]


async def test_it_comes_once(by_mail: House, server: MailServer) -> None:
    await owns_an_action(by_mail, ADA)
    await tick_at(by_mail, FIRST)
    await tick_at(by_mail, FIRST + timedelta(hours=1))
    assert len(server.taken) == 1


async def test_whoever_can_be_reached_in_chat_gets_no_mail(by_mail: House, server: MailServer) -> None:
    await owns_an_action(by_mail, ADA)
    async with by_mail.bunsen.begin() as tx:
        account = Account(Platform.WEB, TENANT, "ada")
        await tx.of(by_mail.institution.id).people.meet(account, Profile("Ada", ADA.email))
    await tick_at(by_mail, FIRST)
    assert (server.taken, len(by_mail.surface.sent)) == ([], 1)


async def test_whoever_the_workspace_knows_by_their_email_gets_no_mail(by_mail: House, server: MailServer) -> None:
    await owns_an_action(by_mail, ADA)
    by_mail.surface.known["ada"] = Profile("Ada", ADA.email)
    await tick_at(by_mail, FIRST)
    assert (server.taken, len(by_mail.surface.sent)) == ([], 1)


async def test_an_address_that_is_not_on_the_list_gets_no_mail(by_mail: House, server: MailServer) -> None:
    await owns_an_action(by_mail, Person(0, "Ada", "ada@wenlow.example"))
    await tick_at(by_mail, FIRST)
    assert server.taken == []


async def test_without_a_mail_server_it_waits_for_them_in_chat(house: House) -> None:
    await owns_an_action(house, ADA)
    await tick_at(house, FIRST)
    assert await house.select("SELECT state, attempts FROM deliveries") == [("waiting", 1)]


async def test_an_address_that_the_server_refuses_is_set_aside_with_the_reason(
    by_mail: House, server: MailServer
) -> None:
    server.answers["RCPT"] = "550 5.1.1 No such user ada@wenlow.example"
    await owns_an_action(by_mail, ADA)
    await tick_at(by_mail, FIRST)
    ((state, error),) = await by_mail.select("SELECT state, error FROM deliveries")
    assert (state, "550 5.1.1" in str(error), "ada@" in str(error)) == ("failed", True, False)
