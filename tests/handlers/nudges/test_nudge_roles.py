"""Who hears what before a review: owners, deputies, the lead and the chairs."""

from datetime import date

from handlers.outcomes import Update
from handlers.plans.model import Action, ActionChange, ChangeKind
from handlers.rights import PostKind
from tests.support.house import House, buttons, text
from tests.support.nudging import (
    COMMITTEE_3,
    DEPUTIES_7,
    OWNERS_14,
    OWNERS_28,
    away,
    button,
    deputy,
    ready,
    report,
    tick,
    users_at,
)

LEAD = ("Institutional Lead", PostKind.LEAD)
CHAIR = ("Committee chair", PostKind.CHAIR)


async def _committee(house: House, count: int = 2) -> list[int]:
    ids = await ready(house, count)
    await house.person("lea", LEAD)
    await house.person("ada", CHAIR)
    await house.person("abe", CHAIR)
    return ids


async def _took(house: House, action_id: int) -> list[str]:
    async with house.bunsen.begin() as tx:
        history = await tx.of(house.institution.id).plans.history(action_id)
    return [each.by for each in history if isinstance(each, ActionChange) and each.kind is ChangeKind.TAKEN]


async def test_the_deputy_is_asked_seven_days_before(house: House) -> None:
    await ready(house)
    await deputy(house, "dee")
    assert await users_at(house, OWNERS_28) == ["olu"]
    assert await users_at(house, OWNERS_14) == ["olu"]
    assert await users_at(house, DEPUTIES_7) == ["dee"]


async def test_the_deputy_reads_for_whom_nobody_has_reported(house: House) -> None:
    await ready(house)
    await deputy(house, "dee")
    sent = dict(await tick(house, DEPUTIES_7))
    assert "Technical Operations Manager (Olu), whose deputy you are" in text(sent["dee"])


async def test_the_deputy_is_not_asked_once_everything_is_reported(house: House) -> None:
    ids = await ready(house)
    await deputy(house, "dee")
    await tick(house, OWNERS_28)
    await report(house, ids)
    assert await users_at(house, DEPUTIES_7) == []


async def test_lead_and_chairs_get_the_list_three_days_before(house: House) -> None:
    await _committee(house)
    assert await users_at(house, COMMITTEE_3) == ["abe", "ada", "lea", "olu"]
    assert await users_at(house, COMMITTEE_3.replace(hour=12)) == []


async def test_the_list_names_what_is_missing_by_owner(house: House) -> None:
    await _committee(house)
    sent = dict(await tick(house, COMMITTEE_3))
    said = text(sent["ada"])
    assert "What is missing for the review on 1 June 2027" in said
    assert "Technical Operations Manager: Olu" in said
    assert "V0 Do thing 0" in said


async def test_the_list_says_who_is_on_leave(house: House) -> None:
    await _committee(house)
    await away(house, "olu", date(2027, 5, 20))
    sent = dict(await tick(house, COMMITTEE_3))
    assert "Olu, on leave until 20 May 2027" in text(sent["ada"])


async def test_who_takes_an_action_up_is_recorded_and_shown(house: House) -> None:
    ids = await _committee(house)
    sent = dict(await tick(house, COMMITTEE_3))
    outcome = await house.press("ada", button(sent["ada"], "I will take V0"))
    assert isinstance(outcome, Update)
    assert "V0 Do thing 0 (Ada takes it up)" in text(outcome.card)
    assert await _took(house, ids[0]) == ["Ada"]


async def test_whoever_comes_second_is_told_who_took_it(house: House) -> None:
    ids = await _committee(house)
    sent = dict(await tick(house, COMMITTEE_3))
    await house.press("ada", button(sent["ada"], "I will take V0"))
    outcome = await house.press("lea", button(sent["lea"], "I will take V0"))
    assert isinstance(outcome, Update)
    assert "Ada has taken V0 Do thing 0 up already" in text(outcome.card)
    assert await _took(house, ids[0]) == ["Ada"]


async def test_whoever_comes_second_gets_the_list_as_it_stands_now(house: House) -> None:
    await _committee(house)
    sent = dict(await tick(house, COMMITTEE_3))
    await house.press("ada", button(sent["ada"], "I will take V0"))
    outcome = await house.press("lea", button(sent["lea"], "I will take V0"))
    assert isinstance(outcome, Update)
    assert [each.label for each in buttons(outcome.card) if "take" in each.label] == ["I will take V1"]


async def test_an_owner_cannot_take_actions_up_like_the_committee(house: House) -> None:
    ids = await _committee(house)
    sent = dict(await tick(house, COMMITTEE_3))
    await house.press("olu", button(sent["ada"], "I will take V0"))
    assert await _took(house, ids[0]) == []


async def test_an_action_that_was_reported_meanwhile_is_not_taken(house: House) -> None:
    ids = await _committee(house)
    sent = dict(await tick(house, COMMITTEE_3))
    await report(house, ids[:1])
    outcome = await house.press("ada", button(sent["ada"], "I will take V0"))
    assert isinstance(outcome, Update)
    assert "reported on meanwhile" in text(outcome.card)
    assert await _took(house, ids[0]) == []


async def test_a_long_list_comes_in_pages_of_ten(house: House) -> None:
    await _committee(house, 23)
    sent = dict(await tick(house, COMMITTEE_3))
    assert "Page 1 of 3, 23 actions altogether." in text(sent["ada"])
    outcome = await house.press("ada", button(sent["ada"], "Next page"))
    assert isinstance(outcome, Update)
    labels = [each.label for each in buttons(outcome.card)]
    assert "I will take V10" in labels
    assert "I will take V9" not in labels


async def test_somebody_in_all_roles_gets_one_message(house: House) -> None:
    await ready(house)
    await house.person("ada", CHAIR, ("Technical Operations Manager", PostKind.OWNER))
    sent = await tick(house, COMMITTEE_3)
    assert [user for user, _ in sent].count("ada") == 1
    said = text(dict(sent)["ada"])
    assert "You own 2 actions without a report so far" in said
    assert "Technical Operations Manager: Olu and Ada" in said


async def test_what_nobody_owns_is_in_the_list(house: House) -> None:
    await _committee(house)
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        await plans.add_action(Action(0, plan.id, "X1", "Visibility", "Ownerless"))
    sent = dict(await tick(house, COMMITTEE_3))
    assert "Nobody answers for\n- X1 Ownerless" in text(sent["ada"])


async def test_the_deputy_of_somebody_on_leave_is_asked_in_their_place(house: House) -> None:
    await ready(house)
    await deputy(house, "dee")
    await away(house, "olu", date(2027, 4, 26))
    sent = await tick(house, OWNERS_28)
    assert [user for user, _ in sent] == ["dee"]
    assert "Olu (Technical Operations Manager) is on leave until 26 April 2027." in text(sent[0][1])


async def test_whoever_is_on_leave_without_a_deputy_is_asked_when_back(house: House) -> None:
    await ready(house)
    await away(house, "olu", date(2027, 4, 26))
    assert await users_at(house, OWNERS_28) == []
    assert await users_at(house, OWNERS_28.replace(day=26)) == []
    assert await users_at(house, OWNERS_28.replace(day=27)) == ["olu"]


async def test_a_leave_that_begins_before_the_nudge_was_sent_moves_it_to_the_deputy(house: House) -> None:
    await ready(house)
    await deputy(house, "dee")
    await tick(house, OWNERS_28.replace(hour=6))
    await away(house, "olu", date(2027, 4, 29))
    # The next working morning looks again at whom the step concerns.
    assert await users_at(house, OWNERS_28) == ["dee"]


async def test_the_holder_is_asked_again_by_the_next_step_after_the_leave(house: House) -> None:
    await ready(house)
    await deputy(house, "dee")
    await away(house, "olu", date(2027, 4, 26))
    await tick(house, OWNERS_28)
    assert await users_at(house, OWNERS_14) == ["olu"]
