"""People, accounts and posts, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.interactions import Account, Conversation, Platform
from handlers.people.model import Holding, Institution, Person, Profile
from handlers.rights import PostKind
from handlers.work import Begin

SLACK = Account(Platform.SLACK, "T1", "U1")
TEAMS = Account(Platform.TEAMS, "tenant", "aad-1")
DAY = date(2027, 3, 1)


def _chat(account: Account) -> Conversation:
    return Conversation(account.platform, account.tenant, f"D-{account.user}", True, reference={"bot": "28:x"})


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")


@pytest.fixture
async def other(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("other", "Other", "Europe/London", "SCT")


async def test_a_workspace_belongs_to_one_institution_only(
    begin: Begin, wenlow: Institution, other: Institution
) -> None:
    async with begin() as tx:
        await tx.institutions.link(wenlow.id, "slack", "T1")
        assert not await tx.institutions.link(other.id, "slack", "T1")


async def test_linking_the_same_workspace_again_is_fine(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        await tx.institutions.link(wenlow.id, "slack", "T1")
        assert await tx.institutions.link(wenlow.id, "slack", "T1")


async def test_one_email_is_one_person_whatever_its_capitals(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        first = await people.save(Person(0, "Ada", "ada@wenlow.example"))
        second = await people.save(Person(0, "Ada B", "ADA@wenlow.example"))
    assert first.id == second.id


async def test_two_platforms_are_matched_by_verified_email(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        one = await people.meet(SLACK, Profile("Ada", "ada@wenlow.example"))
        two = await people.meet(TEAMS, Profile("A. Ada", "Ada@wenlow.example"))
    assert one.id == two.id


async def test_people_are_never_matched_by_name(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        one = await people.meet(SLACK, Profile("Ada"))
        two = await people.meet(TEAMS, Profile("Ada"))
    assert one.id != two.id


async def test_a_person_is_reached_where_they_spoke_last(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people, accounts = tx.of(wenlow.id).people, tx.of(wenlow.id).accounts
        person = await people.meet(SLACK, Profile("Ada", "ada@wenlow.example"))
        await people.meet(TEAMS, Profile("Ada", "ada@wenlow.example"))
        for account in (SLACK, TEAMS, SLACK):
            await people.remember(account, _chat(account))
        assert (await accounts.of({person.id}))[person.id][0].direct == _chat(SLACK)


async def test_nobody_is_found_from_another_institution(begin: Begin, wenlow: Institution, other: Institution) -> None:
    async with begin() as tx:
        person = await tx.of(wenlow.id).people.meet(SLACK, Profile("Ada", "ada@wenlow.example"))
        await tx.of(wenlow.id).people.remember(SLACK, _chat(SLACK))
        people = tx.of(other.id).people
        found = (
            await people.get(person.id),
            await people.by_email("ada@wenlow.example"),
            await people.by_account(SLACK),
            await tx.of(other.id).accounts.of({person.id}),
        )
    assert found == (None, None, None, {})


async def test_a_term_ends_with_its_last_day(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        person = await people.save(Person(0, "Ada", "ada@wenlow.example"))
        post = await people.add_post("Committee chair", PostKind.CHAIR)
        await people.hold(Holding(post, person, starts_on=DAY, ends_on=DAY))
        held = [len(await people.holdings(day)) for day in (date(2027, 2, 28), DAY, date(2027, 3, 2))]
    assert held == [0, 1, 0]


async def test_ending_a_holding_frees_the_post(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        person = await people.save(Person(0, "Ada", "ada@wenlow.example"))
        post = await people.add_post("Committee chair", PostKind.CHAIR)
        await people.hold(Holding(post, person))
        await people.end_holding(post.id, person.id, date(2027, 2, 28))
        assert await people.holdings(DAY) == []


async def test_a_post_is_found_whatever_its_capitals_and_spaces(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        post = await people.add_post("OSD Manager", PostKind.OWNER)
        assert await people.add_post("osd  manager", PostKind.OWNER) == post


async def test_a_transaction_that_fails_leaves_nothing(begin: Begin, wenlow: Institution) -> None:
    async def saved_and_broken() -> None:
        async with begin() as tx:
            await tx.of(wenlow.id).people.save(Person(0, "Ada", "ada@wenlow.example"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await saved_and_broken()
    async with begin() as tx:
        assert await tx.of(wenlow.id).people.by_email("ada@wenlow.example") is None


async def test_an_import_brings_a_known_person_up_to_date(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        person = await people.save(Person(0, "Ada", "ada@wenlow.example", "Physics", "Science", invited=True))
        await people.save(replace(person, id=0, unit="Biology"))
        found = await people.by_email("ada@wenlow.example")
    assert found == replace(person, unit="Biology")


async def test_an_account_is_out_of_reach_for_other_institutions(
    begin: Begin, wenlow: Institution, other: Institution
) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).people.meet(SLACK, Profile("Ada", "ada@wenlow.example"))
        await tx.of(wenlow.id).people.remember(SLACK, _chat(SLACK))
        elsewhere = Conversation(Platform.SLACK, "T1", "D-elsewhere", True)
        await tx.of(other.id).people.keep_direct(SLACK, elsewhere)
        await tx.of(other.id).people.cannot_reach(SLACK, datetime(2027, 3, 1, tzinfo=UTC))
        ada = await tx.of(wenlow.id).people.by_account(SLACK)
        assert ada is not None
        (known,) = (await tx.of(wenlow.id).accounts.of({ada.id}))[ada.id]
    assert (known.direct, known.unreachable) == (_chat(SLACK), False)
