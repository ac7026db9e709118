"""The overview, the lists, finding, one entry, and who sees them."""

from datetime import date

import pytest

from handlers.demand.model import Mark, MarkKind
from handlers.knowledge import names
from handlers.outcomes import Reply, Update
from tests.handlers.knowledge.library import FEES, FUND, MENTORS, card, fill, labels, press, push, shown
from tests.support.house import House, text


async def flag(house: House, topic: str, reason: str = "") -> None:
    async with house.bunsen.begin() as tx:
        mark = Mark(0, topic, MarkKind.FLAGGED, reason, date(2027, 3, 1))
        await tx.of(house.institution.id).demand.mark(mark)


async def listed(house: House, view: str, user: str = "lea") -> str:
    return text(card(await press(house, user, names.LIST_PRESS, view)))


@pytest.mark.parametrize("word", ["knowledge", "answers", "entries", "Approved answers"])
async def test_it_opens_by_its_name(library: House, word: str) -> None:
    (overview,) = await library.hears("lea", word)
    assert overview.title == "The approved answers"


async def test_the_lead_sees_the_share_that_is_in_date(library: House) -> None:
    (overview,) = await library.hears("lea", "knowledge")
    assert "In date: 3 of 3 (100%); well done" in text(overview)


async def test_below_the_aim_the_lead_reads_so(library: House) -> None:
    library.clock.move_to(library.clock.now().replace(month=12))
    (overview,) = await library.hears("lea", "knowledge")
    assert "In date: 0 of 3 (0%); please bring it to 80% or more" in text(overview)


async def test_somebody_without_a_post_is_not_let_in(library: House) -> None:
    outcome = await library.command("tom", "knowledge")
    assert isinstance(outcome, Reply)
    assert outcome.card.title != "The approved answers"


async def test_what_waits_is_counted(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="New.")
    (overview,) = await library.hears("lea", "knowledge")
    assert "Waiting to be confirmed: 1" in text(overview)
    assert "What waits to be confirmed" in labels(overview)


async def test_ones_own_proposal_is_not_ones_to_confirm(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="New.")
    (overview,) = await library.hears("rae", "knowledge")
    assert "Waiting to be confirmed: 0" in text(overview)


async def test_what_waits_is_listed_with_who_proposed_it(library: House) -> None:
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="New.")
    await fill(library, "fay", names.EDIT_PRESS, FUND.id, answer="New.")
    waiting = card(await press(library, "lea", names.WAITING_PRESS))
    assert f"Change “{FEES.title}”: Rae, 1 March 2027" in text(waiting)


async def test_mine_are_those_of_my_post(library: House) -> None:
    mine = await listed(library, "mine", "rae")
    assert FEES.title in mine
    assert FUND.title not in mine


async def test_all_are_all(library: House) -> None:
    everything = await listed(library, "all")
    assert all(entry.title in everything for entry in (FEES, FUND, MENTORS))


async def test_a_flagged_entry_is_listed_with_its_reason(library: House) -> None:
    await flag(library, FEES.id, "It is two years now.")
    assert FEES.title in await listed(library, "flagged")
    assert "“It is two years now.”" in text(await shown(library, FEES.id))


async def test_a_confirmed_correction_settles_the_flags(library: House) -> None:
    await flag(library, FEES.id)
    await fill(library, "rae", names.EDIT_PRESS, FEES.id, answer="New.")
    proposal = await library.select("SELECT id FROM knowledge_versions")
    await push(library, "lea", card(await press(library, "lea", names.PROPOSAL_PRESS, str(proposal[0][0]))), "Confirm")
    assert FEES.title not in await listed(library, "flagged")


@pytest.mark.parametrize("words", ["fund", "THE development", "courses money", "fund-limit"])
async def test_entries_are_found_by_their_words(library: House, words: str) -> None:
    found = card(await fill(library, "lea", names.FIND_PRESS, words=words))
    assert FUND.title in text(found)


async def test_words_behind_the_command_find_too(library: House) -> None:
    outcome = await library.command("lea", "knowledge mentor")
    assert card(outcome).title == MENTORS.title


async def test_nothing_found_is_said_with_a_way_on(library: House) -> None:
    found = card(await fill(library, "lea", names.FIND_PRESS, words="parking"))
    assert found.title == "I found nothing"
    assert labels(found) == ["Find an entry", "Add an entry"]


async def test_one_of_a_list_is_opened(library: House) -> None:
    chosen = await fill(library, "lea", names.CHOOSE_PRESS, f"{FEES.id}|{FUND.id}", entry=FUND.id)
    assert card(chosen).title == FUND.title


async def test_a_page_is_turned_in_its_place(library: House) -> None:
    assert isinstance(await press(library, "lea", names.LIST_PRESS, "all.2"), Update)


@pytest.mark.parametrize("value", ["", "x", "all.x", "found.1", ".", "all." + "9" * 400])
async def test_a_list_that_is_not_there_is_another_one(library: House, value: str) -> None:
    assert "Something went wrong" not in text(card(await press(library, "lea", names.LIST_PRESS, value)))


async def test_an_entry_says_who_keeps_it(library: House) -> None:
    assert "Looked after by: Registration champion (Rae)" in text(await shown(library, FEES.id))


async def test_an_entry_of_a_vacant_post_falls_to_its_deputy_then_to_the_lead(library: House) -> None:
    async with library.bunsen.begin() as tx:
        people = tx.of(library.institution.id).people
        post = await people.post("Registration champion")
        rae, dee = await people.by_email("rae@wenlow.example"), await people.by_email("dee@wenlow.example")
        assert post is not None
        assert rae is not None
        assert dee is not None
        await people.end_holding(post.id, rae.id, date(2027, 2, 28))
    assert "(Dee)" in text(await shown(library, FEES.id))
    async with library.bunsen.begin() as tx:
        await tx.of(library.institution.id).people.end_holding(post.id, dee.id, date(2027, 2, 28))
    assert "Registration champion (nobody holds it, so Lea)" in text(await shown(library, FEES.id))


async def test_an_entry_of_a_renamed_post_falls_to_the_lead(library: House) -> None:
    async with library.bunsen.begin() as tx:
        work = tx.of(library.institution.id)
        post = await work.people.post("Registration champion")
        assert post is not None
        await work.posts.change(type(post)(post.id, "Registration lead", post.kind))
    assert "(nobody holds it, so Lea)" in text(await shown(library, FEES.id))


async def test_those_who_may_not_change_it_are_not_offered_to(library: House) -> None:
    assert "Edit" not in labels(await shown(library, FEES.id, "fay"))
    assert "Edit" in labels(await shown(library, FEES.id, "dee"))
