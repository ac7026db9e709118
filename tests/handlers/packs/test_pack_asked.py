"""The review pack asked for: live or frozen, with little to tell, by whoever may have it and whoever may not."""

import pytest
from sqlalchemy import text as sql

from handlers.cards import Button
from handlers.documents import Pairs
from handlers.outcomes import Reply, SendDocument
from handlers.packs.gathering import SnapshotChanged, broken_seals
from handlers.packs.presses import PACK_PRESS, WRITE_PRESS
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.cards import OPEN_PRESS
from tests.support.house import House, buttons, text
from tests.support.packs import (
    CHAIR,
    IN_JUNE,
    JUNE,
    actions_of,
    add_plan,
    closed_in_march,
    document_of,
    headings,
    said_in,
    table_of,
)

# --- live and frozen ---


async def test_the_pack_of_an_open_review_says_that_it_is_live(house: House) -> None:
    await add_plan(house, 4)
    document = await document_of(house, await house.review(JUNE))
    assert "It is live" in said_in(document)
    assert document.footer.endswith(", live")


async def test_the_pack_of_a_closed_review_stays_as_it_was_frozen(house: House) -> None:
    await add_plan(house, 8)
    march = await closed_in_march(house)
    before = await document_of(house, march)
    red = next(action for action in await actions_of(house) if action.ref == "A2")
    house.clock.move_to(IN_JUNE)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        await plans.record(ActionUpdate(red.id, IN_JUNE, Rag.GREEN, "It is done", by="Olu", by_person_id=1))
    assert await document_of(house, march) == before


async def test_the_pack_of_a_closed_review_has_its_fingerprint(house: House) -> None:
    await add_plan(house, 4)
    march = await closed_in_march(house)
    ((stored,),) = await house.select("SELECT snapshot_sha256 FROM reviews")
    pairs = [part for part in (await document_of(house, march)).parts if isinstance(part, Pairs)]
    assert ("Fingerprint of the snapshot (SHA-256)", stored) in pairs[0].rows


async def _tamper(house: House, statement: str) -> None:
    async with house.database.engine.begin() as connection:
        await connection.execute(sql(statement))


_CHANGED = "UPDATE reviews SET snapshot = CAST(REPLACE(CAST(snapshot AS TEXT), 'red', 'green') AS JSON)"
_UNSEALED = "UPDATE reviews SET snapshot_sha256 = ''"


@pytest.mark.parametrize("statement", [_CHANGED, _UNSEALED])
async def test_a_snapshot_with_a_wrong_fingerprint_is_refused(house: House, statement: str) -> None:
    await add_plan(house, 4)
    march = await closed_in_march(house)
    is_sqlite = house.database.engine.dialect.name == "sqlite"
    await _tamper(
        house,
        "UPDATE reviews SET snapshot = REPLACE(snapshot, 'red', 'green')"
        if is_sqlite and "REPLACE" in statement
        else statement,
    )
    with pytest.raises(SnapshotChanged, match="2027-03-01 is not as it was frozen"):
        await document_of(house, march)


async def test_a_pack_that_rests_on_a_wrong_snapshot_is_refused_too(house: House) -> None:
    await add_plan(house, 4)
    await closed_in_march(house)
    await _tamper(house, _UNSEALED)
    with pytest.raises(SnapshotChanged):
        await document_of(house, await house.review(JUNE))


async def test_in_chat_a_wrong_fingerprint_is_said_in_words(house: House) -> None:
    await add_plan(house, 4)
    march = await closed_in_march(house)
    await _tamper(house, _UNSEALED)
    outcome = await house.press("ada", Button("Word", WRITE_PRESS, f"docx:{march.id}"))
    assert isinstance(outcome, Reply)
    assert "Put back that review from a backup" in text(outcome.card)


async def test_snapshots_with_a_wrong_fingerprint_are_found(house: House) -> None:
    await add_plan(house, 4)
    await closed_in_march(house)
    async with house.bunsen.begin() as tx:
        assert await broken_seals(tx.of(house.institution.id)) == []
    await _tamper(house, _UNSEALED)
    async with house.bunsen.begin() as tx:
        assert len(await broken_seals(tx.of(house.institution.id))) == 1


# --- little or nothing to tell of ---


async def test_a_plan_with_nothing_reported_is_all_not_reported(house: House) -> None:
    await house.person("ada", CHAIR)
    await house.plan(*(Action(0, 0, f"A{number}", "Visibility", "Do") for number in range(3)))
    document = await document_of(house, None)
    assert "3 actions: 3 not reported." in said_in(document)
    assert "No action is red." in said_in(document)


async def test_without_any_review_the_pack_shows_the_plan_as_it_stands(house: House) -> None:
    await add_plan(house, 4)
    document = await document_of(house, None)
    assert "Agenda" not in headings(document)
    assert "No review was closed before this one, so there is nothing to compare with." in said_in(document)


async def test_one_action_makes_a_pack(house: House) -> None:
    await add_plan(house, 1)
    assert len(table_of(await document_of(house, await house.review(JUNE)), "Every action").rows) == 1


async def test_a_plan_without_actions_makes_a_pack(house: House) -> None:
    await house.person("ada", CHAIR)
    await house.plan()
    assert "The plan has no actions yet." in said_in(await document_of(house, await house.review(JUNE)))


async def test_a_snapshot_of_colours_alone_says_what_is_missing(house: House) -> None:
    await add_plan(house, 2)
    march = await closed_in_march(house)
    async with house.bunsen.begin() as tx:
        reviews = tx.of(house.institution.id).reviews
        lines = await reviews.snapshot(march.id)
        await reviews.freeze(
            march.id, [type(line)(line.action_id, line.ref, line.theme, line.title, line.colour) for line in lines]
        )
    document = await document_of(house, march)
    assert "only the status of each action was frozen" in said_in(document)
    assert "Red, and why" not in headings(document)


# --- asking for it ---


async def _offered(house: House, user: str) -> Reply:
    outcome = await house.command(user, "review pack")
    assert isinstance(outcome, Reply)
    return outcome


async def test_a_chair_is_offered_a_word_file_a_spreadsheet_and_a_page(house: House) -> None:
    await add_plan(house, 2)
    await house.review(JUNE)
    assert [button.label for button in buttons((await _offered(house, "ada")).card)] == [
        "Word file", "Spreadsheet", "Web page",
    ]  # fmt: skip


async def test_pressing_one_sends_the_document(house: House) -> None:
    await add_plan(house, 2)
    await house.review(JUNE)
    outcome = await house.press("ada", buttons((await _offered(house, "ada")).card)[1])
    assert isinstance(outcome, SendDocument), outcome
    assert (outcome.name, outcome.kind.value) == ("review-pack-2027-06-01", "xlsx")


async def test_the_agenda_and_the_overview_lead_to_the_pack(house: House) -> None:
    await add_plan(house, 2)
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    agenda = await house.press("ada", Button("Open", OPEN_PRESS, str(review.id)))
    overview = await house.command("ada", "reviews")
    for outcome in (agenda, overview):
        assert isinstance(outcome, Reply)
        assert PACK_PRESS in {button.press for button in buttons(outcome.card)}


@pytest.mark.parametrize("press", [PACK_PRESS, WRITE_PRESS])
async def test_an_owner_gets_no_pack(house: House, press: str) -> None:
    await add_plan(house, 2)
    outcome = await house.press("olu", Button("Pack", press, "docx:"))
    assert isinstance(outcome, Reply)
    assert "committee chairs and the institutional lead" in text(outcome.card)


@pytest.mark.parametrize("value", ["docx:999", "pdf:", "docx:x", ""])
async def test_what_is_not_there_is_said(house: House, value: str) -> None:
    await add_plan(house, 2)
    outcome = await house.press("ada", Button("Pack", WRITE_PRESS, value))
    assert isinstance(outcome, Reply)
    assert "There is no such review" in text(outcome.card)


async def test_without_a_plan_there_is_no_pack(house: House) -> None:
    await house.person("ada", CHAIR)
    outcome = await house.press("ada", Button("Pack", WRITE_PRESS, "docx:"))
    assert isinstance(outcome, Reply)
    assert "There is no action plan here yet" in text(outcome.card)


async def test_the_status_of_the_whole_plan_leads_to_the_pack(house: House) -> None:
    await add_plan(house, 2)
    outcome = await house.command("ada", "status")
    assert isinstance(outcome, Reply)
    assert PACK_PRESS in {button.press for button in buttons(outcome.card)}


async def test_the_status_that_everybody_sees_does_not(house: House) -> None:
    await add_plan(house, 2)
    outcome = await house.command("olu", "status")
    assert isinstance(outcome, Reply)
    assert PACK_PRESS not in {button.press for button in buttons(outcome.card)}
