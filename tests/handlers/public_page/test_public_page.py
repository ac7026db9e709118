"""What the public page says, who may be named on it, and who approves it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text as sql

from bot.documents.public_page import as_public_page
from handlers.outcomes import FormErrors, OpenForm, Reply
from handlers.people.model import Holding, Person
from handlers.public_page import cards
from handlers.public_page.model import ContactState, as_data, from_data, hash_of
from handlers.public_page.wording import counts
from handlers.reviews.reporting import Colour
from handlers.rights import PostKind
from tests.handlers.public_page import page_world as world
from tests.support.house import House, buttons, text


@pytest.fixture
async def planned(house: House) -> House:
    """A plan to be published, with a contact who has agreed."""
    await world.planned(house)
    await world.contact(house)
    return house


async def test_without_a_plan_there_is_nothing_to_show(house: House) -> None:
    await house.person("chad", ("Committee chair", PostKind.CHAIR))
    assert "no action plan yet" in text(await world.preview(house))


async def test_it_says_every_action_with_its_status_in_words(planned: House) -> None:
    words = text(await world.preview(planned))
    assert "V1 Put technicians on the website" in words
    assert [each in words for each in ("Green: completed", "Amber: in progress", "Red: still to be carried out")] == [
        True,
        True,
        True,
    ]


async def test_a_theme_of_ones_own_comes_after_the_five(planned: House) -> None:
    page = (await world.state(planned)).page
    assert page is not None
    assert [theme for theme, _ in page.themes] == ["Visibility", "Recognition", "Governance"]


async def test_what_nobody_reported_on_is_said_so(planned: House) -> None:
    assert "Not reported on lately" in text(await world.preview(planned))


async def test_no_comment_of_a_report_is_in_it(planned: House) -> None:
    await world.approve(planned)
    ((kept,),) = await planned.select("SELECT content FROM page_versions")
    assert world.SECRET not in str(kept)


async def test_no_name_is_in_the_plan(planned: House) -> None:
    page = (await world.state(planned)).page
    assert page is not None
    assert "Olu" not in str(as_data(page))


async def test_a_post_that_is_called_after_somebody_is_not_shown(house: House) -> None:
    actions = await world.planned(house)
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        person = await work.people.save(Person(0, "Ada Byron", "ada@wenlow.example"))
        post = await work.people.add_post("Ada Byron", PostKind.OWNER)
        await work.people.hold(Holding(post, person))
        action = await work.plans.action(actions[0])
        assert action is not None
        await work.plans.change(replace(action, owner_post_id=post.id))
    page = (await world.state(house)).page
    assert page is not None
    assert "Ada" not in str(as_data(page))


async def test_a_name_in_the_words_of_an_action_is_pointed_out(planned: House) -> None:
    async with planned.bunsen.begin() as tx:
        await tx.of(planned.institution.id).people.save(Person(0, "Ada Byron", "ada@wenlow.example"))
    async with planned.database.engine.begin() as connection:
        await connection.execute(sql("UPDATE actions SET title = 'Ask Ada Byron' WHERE ref = 'R1'"))
    assert "Somebody's name stands in the words of R1" in text(await world.preview(planned))


async def test_a_comment_that_is_marked_public_is_in_it(planned: House) -> None:
    action_id = (await _ids(planned))[0]
    await world.comment(planned, action_id, "Forty profiles are online.")
    assert "Forty profiles are online." in text(await world.preview(planned))


async def test_a_name_in_a_public_comment_is_asked_about_first(planned: House) -> None:
    action_id = (await _ids(planned))[0]
    outcome = await world.comment(planned, action_id, "Thanks to Dr Ada Byron for it.", again=False)
    assert isinstance(outcome, OpenForm)
    assert await planned.select("SELECT count(*) FROM public_comments") == [(0,)]


async def test_an_emptied_comment_is_taken_off(planned: House) -> None:
    action_id = (await _ids(planned))[0]
    await world.comment(planned, action_id, "Forty profiles are online.")
    await world.comment(planned, action_id, "")
    assert "Forty" not in text(await world.preview(planned))


async def test_a_comment_on_an_action_that_is_gone_is_refused(planned: House) -> None:
    outcome = await world.comment(planned, 999_999, "Words", again=False)
    assert isinstance(outcome, FormErrors)
    assert cards.ACTION in outcome.errors


async def test_without_a_contact_it_cannot_be_approved(house: House) -> None:
    await world.planned(house)
    card = await world.preview(house)
    assert "Nobody has agreed to be named" in text(card)
    assert buttons(card) == []


async def test_nobody_is_named_who_was_only_asked(house: House) -> None:
    await world.planned(house)
    await world.ask(house, "olu")
    assert (await world.state(house)).hash == ""


async def test_somebody_without_a_post_cannot_be_asked(house: House) -> None:
    await world.planned(house)
    outcome = await world.ask(house, "tina")
    assert isinstance(outcome, FormErrors)


async def test_nobody_agrees_for_somebody_else(house: House) -> None:
    await world.planned(house)
    await world.ask(house, "olu")
    card = await world.asked_card(house, "olu")
    outcome = await house.press("lea", world.button(card, "Yes"))
    assert isinstance(outcome, Reply)
    found = (await world.state(house)).contact
    assert found is not None
    assert found.state is ContactState.ASKED


async def test_whoever_declines_is_not_named(house: House) -> None:
    await world.planned(house)
    await world.ask(house, "olu")
    await house.press("olu", world.button(await world.asked_card(house, "olu"), "No"))
    assert (await world.state(house)).hash == ""


async def test_the_contact_can_take_their_name_off(planned: House) -> None:
    (card,) = await planned.hears("olu", "public page")
    await planned.press("olu", world.button(card, "Take my name off"))
    assert (await world.state(planned)).hash == ""


async def test_a_lead_who_is_the_contact_can_take_their_name_off(house: House) -> None:
    await world.planned(house)
    await world.contact(house, "lea")
    (card,) = await house.hears("lea", "public page")
    await house.press("lea", world.button(card, "Take my name off"))
    assert (await world.state(house)).hash == ""


async def test_whoever_stands_on_the_approved_page_can_leave_it_while_somebody_else_is_asked(planned: House) -> None:
    await world.approve(planned)
    await world.ask(planned, "lea")
    (card,) = await planned.hears("olu", "public page")
    await planned.press("olu", world.button(card, "Take my name off"))
    assert await planned.select("SELECT state FROM page_contacts ORDER BY id") == [("withdrawn",), ("asked",)]


async def test_nobody_takes_off_the_name_of_somebody_else(planned: House) -> None:
    (card,) = await planned.hears("olu", "public page")
    await planned.press("lea", world.button(card, "Take my name off"))
    assert await planned.select("SELECT state FROM page_contacts") == [("agreed",)]


async def test_an_old_request_cannot_be_agreed_to(house: House) -> None:
    await world.planned(house)
    await world.ask(house, "olu")
    old = world.button(await world.asked_card(house, "olu"), "Yes")
    await world.ask(house, "lea")
    await house.press("olu", old)
    assert await house.select("SELECT state FROM page_contacts ORDER BY id") == [("asked",), ("asked",)]


async def test_a_chair_approves_what_was_shown(planned: House) -> None:
    await world.approve(planned)
    found = await world.state(planned)
    assert found.version is not None
    assert (found.version.number, found.version.approved_by) == (1, "Chad")
    assert found.version.sha256 == found.hash
    assert found.contact is not None
    assert hash_of(found.version.content, found.contact) == found.version.sha256


async def test_the_lead_alone_cannot_approve(planned: House) -> None:
    assert not [each for each in buttons(await world.preview(planned, "lea")) if each.label.startswith("Approve")]
    outcome = await planned.press("lea", world.button(await world.preview(planned), "Approve"))
    assert "chairs approve" in world.said(outcome)


async def test_what_has_changed_since_it_was_shown_is_not_approved(planned: House) -> None:
    shown = world.button(await world.preview(planned), "Approve")
    async with planned.database.engine.begin() as connection:
        await connection.execute(sql("UPDATE actions SET title = 'Something else' WHERE ref = 'V1'"))
    outcome = await planned.press("chad", shown)
    assert "Nothing was approved" in world.said(outcome)
    assert (await world.state(planned)).version is None


async def test_approving_twice_makes_one_version(planned: House) -> None:
    shown = world.button(await world.preview(planned), "Approve")
    await planned.press("chad", shown)
    await planned.press("chad", shown)
    assert len((await world.state(planned)).versions) == 1


async def test_another_day_alone_is_no_change(planned: House) -> None:
    await world.approve(planned)
    planned.clock.move_to(planned.clock.now() + timedelta(days=1))
    assert not (await world.state(planned)).has_changed


async def test_a_changed_plan_makes_the_next_version(planned: House) -> None:
    await world.approve(planned)
    async with planned.database.engine.begin() as connection:
        await connection.execute(sql("UPDATE actions SET title = 'Something else' WHERE ref = 'V1'"))
    await world.approve(planned)
    versions = (await world.state(planned)).versions
    assert [each.number for each in versions] == [1, 2]
    assert "Something else" not in str(versions[0].content)


async def test_a_technician_sees_no_overview(planned: House) -> None:
    (card,) = await planned.hears("tina", "public page")
    assert "Ask the institutional lead" in text(card)


async def test_after_a_review_the_lead_is_reminded_once(planned: House) -> None:
    await world.approve(planned)
    planned.clock.move_to(planned.clock.now() + timedelta(days=1))
    await world.closed_review(planned, date(2027, 3, 2))
    sent = await _told(planned, 2)
    assert sent == ["lea"]


async def test_a_page_that_is_newer_than_the_review_reminds_nobody(planned: House) -> None:
    await world.closed_review(planned, date(2027, 3, 1))
    planned.clock.move_to(planned.clock.now() + timedelta(hours=1))
    await world.approve(planned)
    assert await _told(planned, 2) == []


async def test_the_counts_are_those_of_the_database(planned: House) -> None:
    page = (await world.state(planned)).page
    assert page is not None
    newest = "SELECT max(id) FROM updates WHERE rag IS NOT NULL GROUP BY action_id"
    rows = await planned.select(f"SELECT rag, count(*) FROM updates WHERE id IN ({newest}) GROUP BY rag")
    ((actions,),) = await planned.select("SELECT count(*) FROM actions")
    expected = {Colour(str(rag)): number for rag, number in rows}
    silent = int(str(actions)) - sum(int(str(number)) for number in expected.values())
    assert counts(page.lines) == {**expected, Colour.NOT_REPORTED: silent}


async def test_what_people_typed_stays_text(planned: House) -> None:
    found = await world.state(planned)
    assert found.page is not None
    html = as_public_page(found.page, found.contact, None)
    assert "Show &amp; tell &lt;day&gt;" in html
    assert "<day>" not in html


async def test_a_draft_says_that_it_is_one(planned: House) -> None:
    found = await world.state(planned)
    assert found.page is not None
    html = as_public_page(found.page, None, None)
    assert "Draft: not approved yet" in html
    assert "To be added: a named contact" in html


async def test_what_was_kept_is_what_is_written(planned: House) -> None:
    await world.approve(planned)
    found = await world.state(planned)
    assert found.version is not None
    assert from_data(found.version.content) == found.page


async def _ids(house: House) -> list[int]:
    return [int(str(row[0])) for row in await house.select("SELECT id FROM actions ORDER BY position")]


async def _told(house: House, days: int) -> list[str]:
    """Who is told over the next days that the page is older than the review."""
    before = len(house.surface.sent)
    for _ in range(days):
        house.clock.move_to(house.clock.now() + timedelta(days=1))
        await house.bunsen.runner.tick()
    return [
        to.id.removeprefix("direct:")
        for to, card in house.surface.sent[before:]
        if card.title == "The public page is older than the review"
    ]
