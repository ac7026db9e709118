"""Nothing of the knowledge base crosses an institution."""

import pytest

from handlers.interactions import Account, Conversation, Interaction, Platform, Pressed
from handlers.knowledge import names
from handlers.outcomes import Outcome
from handlers.people.model import Holding, Person, Profile
from handlers.rights import PostKind
from tests.handlers.knowledge.library import FEES, card, confirm, fill, proposals
from tests.support.house import House, text

OTHER = "T-other"


async def press_elsewhere(house: House, name: str, value: str) -> Outcome:
    """A press of the lead of another institution of the same Bunsen."""
    account = Account(Platform.WEB, OTHER, "olga")
    where = Conversation(Platform.WEB, OTHER, "direct:olga", True)
    return await house.bunsen.dispatcher.respond(Interaction(f"o-{name}-{value}", account, where, Pressed(name, value)))


@pytest.fixture
async def two(library: House) -> House:
    """A second institution with a lead of its own."""
    async with library.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Another University", "Europe/London", "ENG")
        await tx.institutions.link(other.id, Platform.WEB, OTHER)
        people = tx.of(other.id).people
        olga = await people.save(Person(0, "Olga", "olga@other.example", "", "", True))
        await people.meet(Account(Platform.WEB, OTHER, "olga"), Profile("Olga", "olga@other.example"))
        await people.hold(Holding(await people.add_post("Institutional Lead", PostKind.LEAD), olga))
    return library


async def test_a_proposal_of_one_institution_is_not_there_for_another(two: House) -> None:
    await fill(two, "rae", names.EDIT_PRESS, FEES.id, answer="Ours.")
    waiting = (await proposals(two))[0]
    for name in (names.PROPOSAL_PRESS, names.CONFIRM_PRESS, names.WITHDRAW_PRESS, names.DECLINE_PRESS):
        assert card(await press_elsewhere(two, name, waiting)).title == "That proposal is not there"
    assert await proposals(two) == [waiting]


async def test_a_version_of_one_institution_is_not_in_use_at_another(two: House) -> None:
    await fill(two, "rae", names.EDIT_PRESS, FEES.id, answer="Ours.")
    await confirm(two, "lea")
    told = text(card(await press_elsewhere(two, names.SHOW_PRESS, FEES.id)))
    assert "Ours." not in told
    assert FEES.answer in told


async def test_values_of_one_institution_are_not_shown_at_another(two: House) -> None:
    await fill(two, "lea", names.SET_PRESS, "1.fund", **{"fund-limit": "£500"})
    await confirm(two, "rae")
    assert "£500" not in text(card(await press_elsewhere(two, names.VALUES_PRESS, "")))


async def test_nobody_else_is_told_of_a_proposal(two: House) -> None:
    await fill(two, "rae", names.EDIT_PRESS, FEES.id, answer="Ours.")
    rows = await two.select("SELECT DISTINCT institution_id FROM deliveries WHERE kind = 'knowledge.proposed'")
    assert rows == [(two.institution.id,)]
