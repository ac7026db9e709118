"""All that is kept about one person, and forgetting it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handlers.deliveries import NewDelivery
from handlers.interactions import Account, Platform
from handlers.people.handovers import Handover
from handlers.people.model import Holding, Institution, Person, Profile
from handlers.plans.model import Action, ActionUpdate, Evidence, Plan
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from handlers.work import Begin, Work
from storage.tables import metadata, people

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
ADA = "ada@wenlow.example"
SAID = "Ada wrote this herself"


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    """An institution in which Ada has done all that leaves a trace."""
    async with begin() as tx:
        institution = await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")
        work = tx.of(institution.id)
        ada = await work.people.save(Person(0, "Ada Byron", ADA, "Physics", "Science", invited=True))
        bob = await work.people.save(Person(0, "Bob", "bob@wenlow.example"))
        await work.people.meet(Account(Platform.SLACK, "T1", "U0ADA"), Profile("Ada Byron", ADA))
        post = await work.people.add_post("OSD Manager", PostKind.OWNER)
        await work.people.hold(Holding(post, ada, starts_on=date(2026, 1, 1)))
        plan = await work.plans.add(Plan(0, "Plan"))
        (action,) = await work.plans.add_actions([Action(0, plan.id, "A1", "Visibility", "One")])
        said = ActionUpdate(action.id, NOW, Rag.AMBER, SAID, by="Ada Byron", by_person_id=ada.id)
        await work.plans.record(said)
        evidence = Evidence(0, action.id, "A photograph", NOW, by="Ada Byron", by_person_id=ada.id, size=3)
        await work.plans.add_evidence(evidence, b"abc")
        await work.outbox.add([NewDelivery("k", "nudge", ada.id, {}, NOW)])
        await work.handovers.offer(Handover(0, post.id, ada.id, NOW, to_person_id=bob.id))
    return institution


async def _erase(begin: Begin, institution: Institution) -> int:
    async with begin() as tx:
        work = tx.of(institution.id)
        ada = await work.people.by_email(ADA)
        assert ada is not None
        await work.personal_data.erase(ada.id, "Former colleague", date(2027, 2, 28))
    return ada.id


async def _history(work: Work) -> list[tuple[str, int | None]]:
    plan = await work.plans.current()
    assert plan is not None
    (action,) = await work.plans.actions(plan.id)
    return [(each.by, each.by_person_id) for each in await work.plans.history(action.id)]


async def test_everything_about_somebody_is_given_by_table(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        ada = await tx.of(wenlow.id).people.by_email(ADA)
        assert ada is not None
        about = await tx.of(wenlow.id).personal_data.about(ada.id)
    assert set(about) == {"people", "accounts", "holdings", "updates", "evidence", "deliveries", "handovers"}
    assert about["updates"][0]["comment"] == SAID
    assert about["evidence"][0]["content"] == "3 bytes"


async def test_nothing_about_anybody_else_is_given(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        ada = await tx.of(wenlow.id).people.by_email(ADA)
        assert ada is not None
        about = await tx.of(wenlow.id).personal_data.about(ada.id)
    assert "bob@wenlow.example" not in repr(about)


async def test_another_institution_is_given_nothing(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        ada = await tx.of(wenlow.id).people.by_email(ADA)
        assert ada is not None
        assert await tx.of(other.id).personal_data.about(ada.id) == {}


async def test_after_erasing_no_table_has_the_name_or_address(
    begin: Begin, wenlow: Institution, engine: AsyncEngine
) -> None:
    await _erase(begin, wenlow)
    async with engine.connect() as connection:
        dump = repr([(await connection.execute(table.select())).all() for table in metadata.sorted_tables])
    assert [word for word in ("Ada Byron", ADA, "U0ADA") if word in dump] == []


async def test_what_was_said_stays_and_still_counts_as_said_by_a_person(begin: Begin, wenlow: Institution) -> None:
    ada = await _erase(begin, wenlow)
    async with begin() as tx:
        assert await _history(tx.of(wenlow.id)) == [("Former colleague", ada)]


async def test_who_held_the_post_until_when_stays(begin: Begin, wenlow: Institution) -> None:
    await _erase(begin, wenlow)
    async with begin() as tx:
        work = tx.of(wenlow.id)
        post = await work.people.post("OSD Manager")
        assert post is not None
        (held,) = await work.posts.history(post.id)
    assert (held.person.name, held.starts_on, held.ends_on) == (
        "Former colleague", date(2026, 1, 1), date(2027, 2, 28),
    )  # fmt: skip


async def test_what_they_offered_is_taken_back(begin: Begin, wenlow: Institution) -> None:
    await _erase(begin, wenlow)
    async with begin() as tx:
        assert await tx.of(wenlow.id).handovers.offered() == []


async def test_another_institution_erases_nothing(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        ada = await tx.of(wenlow.id).people.by_email(ADA)
        assert ada is not None
        await tx.of(other.id).personal_data.erase(ada.id, "Former colleague", date(2027, 2, 28))
        assert await tx.of(wenlow.id).people.by_email(ADA) == ada


def test_every_table_that_points_at_people_says_whose_it_is() -> None:
    """`about` and `erase` look at such tables by their institution too; one without it could not be kept apart."""
    pointing = {
        table.name
        for table in metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column is people.c.id
    }
    assert {name for name in pointing if "institution_id" not in metadata.tables[name].columns} == set()


async def test_what_became_of_an_invitation_to_a_survey_is_not_told(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        ada = await work.people.by_email(ADA)
        assert ada is not None
        await work.outbox.add([NewDelivery("invitation:1:1", "invitation", ada.id, {"survey": "1"}, NOW)])
        await work.outbox.cancel("invitation:", NOW, "there was nothing left to say")
        about = (await work.personal_data.about(ada.id))["deliveries"]
    (told,) = [each for each in about if each["kind"] == "invitation"]
    assert {"state", "error", "settled_at", "attempts", "message_id"}.isdisjoint(told)
