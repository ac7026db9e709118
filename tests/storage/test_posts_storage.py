"""Posts, units, alarms and accounts, on both databases, each kept to its institution."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.interactions import Account, Platform
from handlers.people.model import Holding, Institution, Person, Post, Profile
from handlers.rights import PostKind
from handlers.work import Begin

DAY = date(2027, 3, 1)
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
SLACK = Account(Platform.SLACK, "T1", "U1")


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")


@pytest.fixture
async def other(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("other", "Other", "Europe/London", "SCT")


@pytest.fixture
async def held(begin: Begin, wenlow: Institution) -> tuple[Post, Person]:
    """Ada holds a post, open at both ends."""
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        post = await people.add_post("OSD Manager", PostKind.OWNER)
        ada = await people.save(Person(0, "Ada", "ada@wenlow.example"))
        await people.hold(Holding(post, ada))
    return post, ada


async def test_a_post_of_another_institution_cannot_be_found(
    begin: Begin, other: Institution, held: tuple[Post, Person]
) -> None:
    async with begin() as tx:
        assert await tx.of(other.id).posts.get(held[0].id) is None


async def test_a_post_of_another_institution_cannot_be_changed(
    begin: Begin, wenlow: Institution, other: Institution, held: tuple[Post, Person]
) -> None:
    async with begin() as tx:
        await tx.of(other.id).posts.change(replace(held[0], name="Stolen"))
        found = await tx.of(wenlow.id).posts.get(held[0].id)
    assert found == held[0]


async def test_a_post_keeps_its_own_name_in_other_capitals(
    begin: Begin, wenlow: Institution, held: tuple[Post, Person]
) -> None:
    async with begin() as tx:
        assert await tx.of(wenlow.id).posts.change(replace(held[0], name="osd manager"))


async def test_two_posts_never_have_one_name(begin: Begin, wenlow: Institution, held: tuple[Post, Person]) -> None:
    async with begin() as tx:
        second = await tx.of(wenlow.id).people.add_post("HR Lead", PostKind.OWNER)
        assert not await tx.of(wenlow.id).posts.change(replace(second, name="OSD  MANAGER"))


async def test_an_ended_post_is_held_by_nobody_afterwards(
    begin: Begin, wenlow: Institution, held: tuple[Post, Person]
) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).posts.change(replace(held[0], ended_on=DAY))
        people = tx.of(wenlow.id).people
        on_the_day, after = await people.holdings(DAY), await people.holdings(date(2027, 3, 2))
    assert (len(on_the_day), len(after)) == (1, 0)


async def test_an_ended_post_is_not_listed(begin: Begin, wenlow: Institution, held: tuple[Post, Person]) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).posts.change(replace(held[0], ended_on=DAY))
        assert await tx.of(wenlow.id).people.posts() == []


async def test_adding_an_ended_post_opens_it_again(
    begin: Begin, wenlow: Institution, held: tuple[Post, Person]
) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).posts.change(replace(held[0], ended_on=DAY))
        again = await tx.of(wenlow.id).people.add_post("osd manager", PostKind.OWNER)
    assert again == held[0]


async def test_a_holding_that_never_began_is_taken_back(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        people = tx.of(wenlow.id).people
        post = await people.add_post("OSD Manager", PostKind.OWNER)
        ada = await people.save(Person(0, "Ada", "ada@wenlow.example"))
        await people.hold(Holding(post, ada, starts_on=date(2027, 6, 1)))
        assert await people.end_holding(post.id, ada.id, DAY)
        assert await tx.of(wenlow.id).posts.history(post.id) == []


async def test_holdings_to_come_are_among_those_from_a_day(
    begin: Begin, wenlow: Institution, held: tuple[Post, Person]
) -> None:
    post, ada = held
    async with begin() as tx:
        await tx.of(wenlow.id).people.end_holding(post.id, ada.id, date(2027, 2, 28))
        await tx.of(wenlow.id).people.hold(Holding(post, ada, starts_on=date(2027, 6, 1)))
        found = await tx.of(wenlow.id).posts.holdings_from(DAY)
    assert [each.starts_on for each in found] == [date(2027, 6, 1)]


async def test_units_are_added_once_whatever_their_capitals(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        posts = tx.of(wenlow.id).posts
        await posts.add_units(["Physics", "PHYSICS ", "", "Chemistry"])
        await posts.add_units(["physics"])
        assert [unit.name for unit in await posts.units()] == ["Chemistry", "PHYSICS"]


async def test_the_contact_of_a_unit_is_kept(begin: Begin, wenlow: Institution, held: tuple[Post, Person]) -> None:
    async with begin() as tx:
        posts = tx.of(wenlow.id).posts
        await posts.add_units(["Physics"])
        (unit,) = await posts.units()
        await posts.set_contact(unit.id, held[0].id)
        assert [unit.contact_post_id for unit in await posts.units()] == [held[0].id]


async def test_the_unit_of_another_institution_keeps_its_contact(
    begin: Begin, wenlow: Institution, other: Institution, held: tuple[Post, Person]
) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).posts.add_units(["Physics"])
        (unit,) = await tx.of(wenlow.id).posts.units()
        await tx.of(other.id).posts.set_contact(unit.id, held[0].id)
        assert [each.contact_post_id for each in await tx.of(wenlow.id).posts.units()] == [None]


async def test_the_rule_for_chairs_is_the_institutions_own(
    begin: Begin, wenlow: Institution, other: Institution
) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).posts.set_chairs(3)
        found = [await tx.institutions.get(each.id) for each in (wenlow, other)]
    assert [each.chairs for each in found if each] == [3, 2]


async def test_an_alarm_is_said_again_under_its_key(begin: Begin, wenlow: Institution, other: Institution) -> None:
    async with begin() as tx:
        alarms = tx.of(wenlow.id).alarms
        await alarms.say(["chairs"], DAY)
        await alarms.say(["chairs", "vacant:1"], date(2027, 3, 15))
        await alarms.end(["vacant:1"])
        assert await alarms.said() == {"chairs": date(2027, 3, 15)}
        assert await tx.of(other.id).alarms.said() == {}


async def test_accounts_that_were_never_checked_come_first(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        post = await work.people.add_post("OSD Manager", PostKind.OWNER)
        for user, checked in (("U1", NOON), ("U2", None), ("U3", NOON.replace(hour=13))):
            account = replace(SLACK, user=user)
            person = await work.people.meet(account, Profile(user, f"{user}@wenlow.example"))
            await work.people.hold(Holding(post, person))
            if checked is not None:
                await work.accounts.checked(account, checked)
        due = await tx.account_checks.due(NOON.replace(hour=14), DAY, 2)
    assert [known.account.user for _, known in due] == ["U2", "U1"]


async def test_another_institutions_account_is_not_marked(
    begin: Begin, wenlow: Institution, other: Institution
) -> None:
    async with begin() as tx:
        person = await tx.of(wenlow.id).people.meet(SLACK, Profile("Ada", "ada@wenlow.example"))
        await tx.of(other.id).accounts.set_gone(SLACK, NOON)
        assert not (await tx.of(wenlow.id).accounts.of([person.id]))[person.id][0].gone
