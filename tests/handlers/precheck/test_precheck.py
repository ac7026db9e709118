"""What a panel would remark: with its evidence, and the actions a press away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.actions.presses import ACTION_PRESS
from handlers.cards import Button
from handlers.outcomes import Reply, Update
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.precheck.cards import ACTIONS_PRESS
from handlers.precheck.facts import Facts, read_facts
from handlers.precheck.judging import Judged, as_json, judge
from handlers.precheck.rules import known
from handlers.rights import PostKind
from handlers.submission.model import Remark, RemarkKind
from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from tests.support.house import House, buttons, text

WELL = Action(
    0,
    0,
    "V1",
    "Visibility",
    "Publish forty profiles of technicians on the website by June 2027",
    due_on=date(2027, 6, 30),
    success_measure="40 profiles online",
    baseline="12 profiles in January 2027",
    target="40",
    rationale="Technicians said that nobody knows them",
    benefit="They are found by whoever needs their skills",
    resource="£2,000 and 40 hours",
    cross_reference="Research culture action plan, action 3",
)
"""An action that leaves nothing to remark."""


@pytest.fixture
async def planned(house: House) -> House:
    """One action that is well written, owned and reported on."""
    lea = await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.person("olu", ("Web Manager", PostKind.OWNER))
    (action,) = await house.plan(replace(WELL, owner_post_id=await house.post_id("Web Manager")))
    async with house.bunsen.begin() as tx:
        said = ActionUpdate(
            action.id, house.clock.now(), Rag.AMBER, "Going on", reading="20", by="Lea", by_person_id=lea.id
        )
        await tx.of(house.institution.id).plans.record(said)
    return house


async def facts(house: House) -> Facts:
    """What a panel would look at."""
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        plan = await work.plans.current()
        assert plan is not None
        return await read_facts(work, house.institution, plan, house.clock.now())


async def judged(house: House, rule: str) -> Judged:
    """What is said of one thing."""
    (found,) = [each for each in judge(await facts(house)) if each.rule.id == rule]
    return found


async def _edit(house: House, **what: object) -> None:
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        (action,) = await plans.actions(plan.id)
        await plans.change(replace(action, **what))  # type: ignore[arg-type]


def test_every_remark_has_a_source_and_an_advice() -> None:
    assert [each.id for each in known() if not (each.source and each.advice and each.asks)] == []


def test_every_remark_is_there_once() -> None:
    ids = [each.id for each in known()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", ["specific", "metrics", "resources", "links", "rationale", "explained", "dated"])
async def test_what_is_well_written_is_not_remarked(planned: House, rule: str) -> None:
    assert not (await judged(planned, rule)).remarked


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (
            "specific",
            {"title": "Support technicians", "success_measure": "they feel better", "target": "", "baseline": ""},
        ),
        ("metrics", {"success_measure": "", "target": "", "baseline": ""}),
        ("resources", {"resource": ""}),
        ("links", {"cross_reference": ""}),
        ("rationale", {"rationale": ""}),
        ("dated", {"due_on": None, "due_text": "ongoing"}),
        ("ownership", {"owner_post_id": None}),
    ],
)
async def test_what_is_missing_is_remarked_with_its_action(planned: House, rule: str, what: dict[str, object]) -> None:
    await _edit(planned, **what)
    found = await judged(planned, rule)
    assert found.remarked
    assert len(found.action_ids) == 1


async def test_other_charters_alone_leave_research_culture_open(planned: House) -> None:
    await _edit(planned, cross_reference="Athena Swan 4.2")
    found = await judged(planned, "links")
    assert found.remarked
    assert found.evidence == "1 of 1 open action names another plan or charter. Research culture is not among them."


async def test_without_readings_the_numbers_are_remarked(house: House) -> None:
    await house.plan(WELL)
    found = await judged(house, "metrics")
    assert found.remarked
    assert found.evidence == "Of 1 action, 1 has a measure, 1 a baseline and 0 a reading."


async def test_a_red_without_learning_is_remarked(planned: House) -> None:
    lea = await planned.person("lea")
    action_id = (await facts(planned)).actions[0].id
    async with planned.bunsen.begin() as tx:
        said = ActionUpdate(action_id, planned.clock.now(), Rag.RED, "No money", by="Lea", by_person_id=lea.id)
        await tx.of(planned.institution.id).plans.record(said)
    found = await judged(planned, "explained")
    assert (found.remarked, found.evidence) == (True, "1 red action; 0 with an explanation and a learning.")


async def test_a_voice_that_was_never_heard_is_remarked(planned: House) -> None:
    assert (await judged(planned, "voice")).remarked


async def test_a_voice_that_changes_nothing_is_remarked(planned: House) -> None:
    await _workshop(planned)
    assert (await judged(planned, "voice")).remarked


async def test_a_voice_that_led_to_an_action_is_in_place(planned: House) -> None:
    point = await _workshop(planned)
    action_id = (await facts(planned)).actions[0].id
    async with planned.bunsen.begin() as tx:
        await tx.of(planned.institution.id).voice_events.lead(Led(point, action_id))
    found = await judged(planned, "voice")
    assert not found.remarked
    assert "1 action of this plan linked" in found.evidence


async def _workshop(house: House) -> int:
    async with house.bunsen.begin() as tx:
        events = tx.of(house.institution.id).voice_events
        event = VoiceEvent(0, Method.WORKSHOP, "Away day", date(2027, 2, 1), house.clock.now())
        kept = await events.add(event)
        (point,) = await events.add_points([VoicePoint(0, kept.id, "Visibility", Prompt.GOOD, "Profiles online")])
    return point.id


async def test_without_reviews_it_is_remarked(planned: House) -> None:
    found = await judged(planned, "reviewed")
    assert (found.remarked, found.evidence) == (
        True,
        "0 reviews held and closed in the last twelve months, 0 altogether.",
    )


async def test_two_reviews_in_twelve_months_are_in_place(planned: House) -> None:
    for day in (date(2026, 6, 10), date(2026, 12, 9)):
        review = await planned.review(day)
        async with planned.bunsen.begin() as tx:
            closed = replace(review, closed_at=planned.clock.now(), next_nudge_at=None)
            await tx.of(planned.institution.id).reviews.save(closed)
    assert not (await judged(planned, "reviewed")).remarked


async def test_a_review_that_was_never_closed_does_not_count(planned: House) -> None:
    await planned.review(date(2026, 12, 9))
    assert "0 reviews held" in (await judged(planned, "reviewed")).evidence


async def test_a_plan_in_which_nothing_moved_is_remarked(planned: House) -> None:
    assert (await judged(planned, "horizon")).remarked


async def test_without_a_page_it_is_remarked(planned: House) -> None:
    found = await judged(planned, "published")
    assert found.remarked
    assert found.evidence == "No version of the page is approved, nobody has agreed to be named."


async def test_a_remark_of_ones_own_panel_that_nothing_takes_up(planned: House) -> None:
    async with planned.bunsen.begin() as tx:
        said = Remark(0, 1, date(2027, 1, 1), RemarkKind.CONDITION, "Name two chairs.", "", planned.clock.now())
        await tx.of(planned.institution.id).remarks.save(said)
    found = await judged(planned, "earlier")
    assert found.remarked
    assert found.details == ("“Name two chairs.”",)


async def test_the_plan_checks_findings_are_not_said_in_other_words(planned: House) -> None:
    await _edit(planned, resource="")
    all_facts = await facts(planned)
    (finding,) = [each for each in all_facts.checked.findings if each.rule.value == "no_resource"]
    assert (await judged(planned, "resources")).details == (finding.message,)


async def test_the_json_has_all_of_it(planned: House) -> None:
    all_facts = await facts(planned)
    plain = as_json(all_facts, judge(all_facts))
    assert isinstance(plain["findings"], list)
    assert [each["id"] for each in plain["findings"]] == [each.rule.id for each in judge(all_facts)]


async def test_an_empty_plan_does_not_fail(house: House) -> None:
    await house.plan()
    assert len(judge(await facts(house))) == len(known()) - 1


async def test_without_a_letter_nothing_is_said_of_an_earlier_panel(planned: House) -> None:
    assert "earlier" not in {each.rule.id for each in judge(await facts(planned))}


async def test_without_a_plan_it_says_so(house: House) -> None:
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    (card,) = await house.hears("lea", "precheck")
    assert "no action plan" in text(card)


async def test_the_actions_are_one_press_away(planned: House) -> None:
    await _edit(planned, resource="")
    (card,) = await planned.hears("lea", "precheck")
    (press,) = [each for each in buttons(card) if each.value.endswith(":resources:1")]
    outcome = await planned.press("lea", press)
    assert isinstance(outcome, Update)
    (opening,) = [each for each in buttons(outcome.card) if each.press == ACTION_PRESS]
    assert opening.label == "Open V1"


async def test_a_button_of_a_plan_that_is_gone_is_said_so(planned: House) -> None:
    outcome = await planned.press("lea", Button("", ACTIONS_PRESS, "999999:voice:1"))
    assert isinstance(outcome, Reply)


async def test_a_chair_does_not_get_it(planned: House) -> None:
    await planned.person("chad", ("Committee chair", PostKind.CHAIR))
    (card,) = await planned.hears("chad", "precheck")
    assert "Only the institutional lead" in text(card)


async def test_every_number_in_the_voice_is_counted_in_the_database(planned: House) -> None:
    await _workshop(planned)
    planned.clock.move_to(planned.clock.now() + timedelta(days=1))
    ((events,),) = await planned.select("SELECT count(*) FROM voice_events")
    ((points,),) = await planned.select("SELECT count(*) FROM voice_points")
    assert f"{events} workshop or event, {points} point recorded" in (await judged(planned, "voice")).evidence
