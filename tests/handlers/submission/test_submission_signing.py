"""Signing: of which text, by whom, and not before all is there."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import text as sql

from handlers.cards import Button
from handlers.documents import Pairs, ToBeWritten
from handlers.outcomes import Reply, SendFile
from handlers.plans.model import Action
from handlers.submission import names
from handlers.submission.model import Role
from handlers.submission.parts import sign_off_parts, writer_of, writers
from tests.handlers.submission import world
from tests.support.house import House, buttons, text


@pytest.fixture
async def ready(house: House) -> House:
    """Everything is written and reported; nobody has signed."""
    await world.staffed(house)
    await world.reported_plan(house)
    # So far ahead that nobody is reminded yet.
    await world.submission(house, date(2027, 9, 30))
    await world.all_ready(house)
    return house


async def _sign(house: House, user: str, role: Role, version: int = 1) -> str:
    return world.said(await house.press(user, Button("", names.SIGN_PRESS, f"{version}:{role}")))


async def _signed_off(house: House) -> list[tuple[object, ...]]:
    return await house.select('SELECT role, post, "by" FROM sign_offs ORDER BY id')


async def test_while_sections_are_not_ready_nothing_is_put_up(house: House) -> None:
    await world.staffed(house)
    await world.submission(house)
    card = await world.put_up(house)
    assert "Not ready: “Organisation and institutional lead”" in text(card)
    assert await house.select("SELECT count(*) FROM draft_versions") == [(0,)]


async def test_without_a_plan_nothing_is_put_up(house: House) -> None:
    await world.staffed(house)
    await world.submission(house)
    await world.all_ready(house)
    assert "There is no action plan yet." in text(await world.put_up(house))


async def test_while_an_action_is_not_reported_nothing_is_put_up(house: House) -> None:
    await world.staffed(house)
    await house.plan(Action(0, 0, "V7", "Visibility", "Nobody says anything of it"))
    await world.submission(house)
    await world.all_ready(house)
    assert "Not reported on: V7." in text(await world.put_up(house))


async def test_the_version_has_the_hash_of_its_text(ready: House) -> None:
    card = await world.put_up(ready)
    outcome = await ready.press("lea", world.button(card, "Read it"))
    assert isinstance(outcome, SendFile)
    assert hashlib.sha256(outcome.content).hexdigest() in text(card)


async def test_a_file_of_the_finished_document_is_signed_as_it_is(ready: House) -> None:
    (card,) = await ready.drops("lea", "final.pdf", b"%PDF finished")
    outcome = await ready.press("lea", world.button(card, "Put it up for signature"))
    assert isinstance(outcome, Reply)
    assert hashlib.sha256(b"%PDF finished").hexdigest() in text(outcome.card)
    handed = await ready.press("vera", world.button(outcome.card, "Read it"))
    assert isinstance(handed, SendFile)
    assert (handed.name, handed.content) == ("final.pdf", b"%PDF finished")


async def test_a_file_is_not_put_up_while_a_section_is_not_ready(ready: House) -> None:
    (card,) = await ready.drops("lea", "final.pdf", b"%PDF finished")
    await world.mark(ready, "wim", "profile", "begun")
    outcome = await ready.press("lea", world.button(card, "Put it up for signature"))
    assert "cannot be signed yet" in world.said(outcome)


async def test_a_file_of_somebody_else_cannot_be_put_up(ready: House) -> None:
    await ready.drops("chad", "final.pdf", b"%PDF finished")
    outcome = await ready.press("lea", Button("", names.FILE_PRESS, "1"))
    assert "no longer here" in world.said(outcome)


async def test_a_file_of_a_chair_is_not_offered_for_signature(ready: House) -> None:
    (card,) = await ready.drops("chad", "final.pdf", b"%PDF finished")
    assert "Put it up for signature" not in [each.label for each in buttons(card)]


async def test_a_signature_makes_no_new_version(ready: House) -> None:
    await world.put_up(ready)
    await _sign(ready, "vera", Role.LEADER)
    await world.put_up(ready)
    assert await ready.select("SELECT number FROM draft_versions") == [(1,)]


async def test_what_is_signed_is_the_draft_with_every_question(ready: House) -> None:
    card = await world.put_up(ready)
    outcome = await ready.press("lea", world.button(card, "Read it"))
    assert isinstance(outcome, SendFile)
    words = outcome.content.decode()
    assert [each.heading for each in (await world.desk(ready)).sections if each.heading not in words] == []


async def test_the_same_text_is_no_new_version(ready: House) -> None:
    await world.put_up(ready)
    await world.put_up(ready)
    assert await ready.select("SELECT number FROM draft_versions") == [(1,)]


async def test_the_leader_of_the_institution_is_asked_to_sign(ready: House) -> None:
    await world.put_up(ready)
    asked = await world.tick(ready, ready.clock.now())
    assert "Version 1" in asked["vera"]


async def test_both_sign_with_name_post_and_role(ready: House) -> None:
    card = await world.put_up(ready)
    await ready.press("lea", world.button(card, "Sign as institutional lead"))
    said = await _sign(ready, "vera", Role.LEADER)
    assert "Both have signed" in said
    assert await _signed_off(ready) == [("lead", "Institutional Lead", "Lea"), ("leader", "Vice-Chancellor", "Vera")]


async def test_a_technician_cannot_sign(ready: House) -> None:
    await world.put_up(ready)
    assert "not yours to sign" in await _sign(ready, "tina", Role.LEADER)
    assert await _signed_off(ready) == []


async def test_the_lead_cannot_sign_for_the_leader(ready: House) -> None:
    await world.put_up(ready)
    assert "“Vice-Chancellor”" in await _sign(ready, "lea", Role.LEADER)


async def test_a_deputy_of_the_lead_cannot_sign(ready: House) -> None:
    await world.deputy(ready, "dora", "Institutional Lead")
    await world.put_up(ready)
    assert "a deputy cannot sign" in await _sign(ready, "dora", Role.LEAD)


async def test_signing_twice_keeps_one_signature(ready: House) -> None:
    await world.put_up(ready)
    await _sign(ready, "vera", Role.LEADER)
    await _sign(ready, "vera", Role.LEADER)
    assert len(await _signed_off(ready)) == 1


async def test_an_older_version_cannot_be_signed(ready: House) -> None:
    await world.put_up(ready)
    async with ready.database.engine.begin() as connection:
        await connection.execute(sql("UPDATE actions SET title = 'Another title'"))
    await world.put_up(ready)
    assert "no longer there" in await _sign(ready, "vera", Role.LEADER, version=1)


async def test_what_becomes_unready_meanwhile_is_not_signed(ready: House) -> None:
    await world.put_up(ready)
    await world.mark(ready, "wim", "profile", "begun")
    assert "cannot be signed yet" in await _sign(ready, "vera", Role.LEADER)


async def test_a_role_that_does_not_exist_is_refused(ready: House) -> None:
    await world.put_up(ready)
    outcome = await ready.press("vera", Button("", names.SIGN_PRESS, "1:king"))
    assert isinstance(outcome, Reply)
    assert await _signed_off(ready) == []


async def test_a_technician_cannot_read_the_version(ready: House) -> None:
    card = await world.put_up(ready)
    assert isinstance(await ready.press("tina", world.button(card, "Read it")), Reply)


async def test_the_leader_sees_what_to_sign(ready: House) -> None:
    await world.put_up(ready)
    (card,) = await ready.hears("vera", "sign-off")
    assert [each.label for each in buttons(card)] == ["Read it", "Sign as leader of the institution"]


async def test_the_documents_have_the_signatures(ready: House) -> None:
    await world.put_up(ready)
    await _sign(ready, "vera", Role.LEADER)
    async with ready.bunsen.begin() as tx:
        work = tx.of(ready.institution.id)
        lead, leader, *_ = await sign_off_parts(work, ready.institution, ready.institution.day(ready.clock.now()))
    assert isinstance(lead, ToBeWritten)
    assert isinstance(leader, Pairs)
    assert ("Signed by", "Vera, Vice-Chancellor") in leader.rows


async def test_without_a_submission_both_are_still_to_sign(house: House) -> None:
    async with house.bunsen.begin() as tx:
        parts = await sign_off_parts(tx.of(house.institution.id), house.institution, world.DUE)
    assert [type(part) for part in parts] == [ToBeWritten, ToBeWritten]


async def test_documents_name_who_is_to_write_a_section(ready: House) -> None:
    async with ready.bunsen.begin() as tx:
        known = await writers(tx.of(ready.institution.id))
    assert writer_of(known, "profile") == "HR Manager"
    assert writer_of({}, "profile") == "the communications office"
