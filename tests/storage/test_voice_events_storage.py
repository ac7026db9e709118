"""Voice events on both databases: kept to their institution, and without the name of somebody who is forgotten."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.people.model import Institution, Person
from handlers.plans.model import Action, Plan
from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from handlers.work import Begin

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
EVENT = VoiceEvent(0, Method.FORUM, "Forum", date(2027, 2, 1), NOW, 40, 12, "A note", "Ada Byron")


@pytest.fixture
async def wenlow(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("wenlow", "Wenlow", "Europe/London", "ENG")


@pytest.fixture
async def other(begin: Begin) -> Institution:
    async with begin() as tx:
        return await tx.institutions.add("other", "Other", "Europe/London", "ENG")


async def _point(begin: Begin, institution: Institution) -> VoicePoint:
    async with begin() as tx:
        events = tx.of(institution.id).voice_events
        event = await events.add(EVENT)
        (point,) = await events.add_points([VoicePoint(0, event.id, "Visibility", Prompt.GOOD, "A page", 2)])
    return point


async def _action(begin: Begin, institution: Institution) -> Action:
    async with begin() as tx:
        plans = tx.of(institution.id).plans
        plan = await plans.add(Plan(0, "Plan"))
        return await plans.add_action(Action(0, plan.id, "V1", "Visibility", "A page for each"))


async def test_an_event_comes_back_as_it_was_kept(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        await tx.of(wenlow.id).voice_events.add(EVENT)
    async with begin() as tx:
        (event,) = await tx.of(wenlow.id).voice_events.all()
    assert replace(event, id=0) == EVENT


async def test_points_come_back_in_the_order_in_which_they_were_added(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        events = tx.of(wenlow.id).voice_events
        event = await events.add(EVENT)
        new = [VoicePoint(0, event.id, "Other", Prompt.FINDING, f"Point {n}") for n in range(200)]
        added = await events.add_points(new)
    async with begin() as tx:
        kept = await tx.of(wenlow.id).voice_events.points_of(event.id)
    assert [point.words for point in kept] == [point.words for point in added] == [point.words for point in new]


async def test_another_institution_sees_nothing_of_it(begin: Begin, wenlow: Institution, other: Institution) -> None:
    point = await _point(begin, wenlow)
    async with begin() as tx:
        events = tx.of(other.id).voice_events
        found = (
            await events.all(),
            await events.get(point.event_id),
            await events.points(),
            await events.points_of(point.event_id),
            await events.point(point.id),
        )
    assert found == ([], None, [], [], None)


async def test_another_institution_removes_nothing_of_it(begin: Begin, wenlow: Institution, other: Institution) -> None:
    point = await _point(begin, wenlow)
    async with begin() as tx:
        events = tx.of(other.id).voice_events
        await events.remove(point.event_id)
        await events.remove_point(point.id)
        await events.change(replace(EVENT, id=point.event_id, title="Theirs"))
    async with begin() as tx:
        events = tx.of(wenlow.id).voice_events
        assert await events.point(point.id) == point
        assert (await events.all())[0].title == "Forum"


async def test_another_institution_adds_no_point_to_it(begin: Begin, wenlow: Institution, other: Institution) -> None:
    point = await _point(begin, wenlow)
    async with begin() as tx:
        assert await tx.of(other.id).voice_events.add_points([replace(point, words="Theirs")]) == []


async def test_a_point_leads_to_no_action_of_another_institution(
    begin: Begin, wenlow: Institution, other: Institution
) -> None:
    point, action = await _point(begin, wenlow), await _action(begin, other)
    async with begin() as tx:
        for institution in (wenlow, other):
            assert not await tx.of(institution.id).voice_events.lead(Led(point.id, action.id))


async def test_an_action_of_the_same_institution_is_kept(begin: Begin, wenlow: Institution) -> None:
    point, action = await _point(begin, wenlow), await _action(begin, wenlow)
    async with begin() as tx:
        assert await tx.of(wenlow.id).voice_events.lead(Led(point.id, action.id, "Done"))
    async with begin() as tx:
        assert await tx.of(wenlow.id).voice_events.led() == [Led(point.id, action.id, "Done")]


async def test_whoever_is_forgotten_recorded_it_without_a_name(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        ada = await work.people.save(Person(0, "Ada Byron", "ada@wenlow.example"))
        await work.voice_events.add(replace(EVENT, by_person_id=ada.id))
        await work.personal_data.erase(ada.id, "Former colleague", date(2027, 3, 1))
    async with begin() as tx:
        (event,) = await tx.of(wenlow.id).voice_events.all()
    assert (event.by, event.title) == ("Former colleague", "Forum")


async def test_what_somebody_recorded_is_told_to_them(begin: Begin, wenlow: Institution) -> None:
    async with begin() as tx:
        work = tx.of(wenlow.id)
        ada = await work.people.save(Person(0, "Ada Byron", "ada@wenlow.example"))
        await work.voice_events.add(replace(EVENT, by_person_id=ada.id))
        about = await work.personal_data.about(ada.id)
    assert [row["title"] for row in about["voice_events"]] == ["Forum"]
