"""What a form of an entry says is wrong with it, and who is a second person."""

from handlers.interactions import Account, Platform
from handlers.knowledge import names
from handlers.people.model import Profile
from tests.handlers.knowledge.library import FEES, card, errors, fill, press, proposals, waiting_version
from tests.support.house import TENANT, House


async def test_all_that_is_wrong_with_a_form_is_said_at_once(library: House) -> None:
    outcome = await fill(
        library,
        "rae",
        names.EDIT_PRESS,
        FEES.id,
        title="",
        answer="x" * 3000,
        sources="",
        review_by="2020-01-01",
        phrasings="is there money for courses",
        local="It pays {nothing-of-the-kind}.",
    )
    found = errors(outcome)
    assert set(found) == {"title", "answer", "sources", "review_by", "phrasings", "local"}
    assert found["title"] == "Please fill this in."
    assert "at least" in found["phrasings"]
    assert "The development fund" in found["phrasings"]


async def test_one_person_with_two_accounts_is_no_second_person(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="Yes: we pay the first two years.")
    async with library.bunsen.begin() as tx:
        people = tx.of(library.institution.id).people
        rae = await people.meet(Account(Platform.WEB, TENANT, "rae-at-home"), Profile("Rae", "rae@wenlow.example"))
        assert rae.name == "Rae"
    library.surface.known["rae-at-home"] = Profile("Rae", "rae@wenlow.example")
    waiting = await waiting_version(library)
    seen = f"{waiting.id}."
    said = card(await press(library, "rae-at-home", names.CONFIRM_PRESS, seen))
    assert said.title == card(await press(library, "rae", names.CONFIRM_PRESS, seen)).title
    assert await proposals(library) == [str(waiting.id)]
