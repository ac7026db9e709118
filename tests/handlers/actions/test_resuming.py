"""A dropped action is taken up again: by its owner, the lead or a chair, with a reason, and nothing is rewritten."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.actions import presses
from handlers.outcomes import FormErrors
from handlers.plans.model import ActionUpdate, PlanState
from handlers.plans.rag import Rag
from tests.handlers.actions.wenlow import Wenlow, labels, shown, written
from tests.support.house import text

AGAIN = "Take it up again"


@pytest.fixture
async def dropped(wenlow: Wenlow) -> Wenlow:
    """V1 was dropped by a chair."""
    form = await wenlow.form("ada", presses.DROP_PRESS, "V1")
    await wenlow.send("ada", form, reason="There was no money.")
    return wenlow


async def _resume(wenlow: Wenlow, user: str, reason: str = "There is money now.") -> object:
    return await wenlow.send(user, await wenlow.form(user, presses.RESUME_PRESS, "V1"), reason=reason)


@pytest.mark.parametrize("user", ["olu", "lea", "ada"])
async def test_its_owner_the_lead_and_chairs_take_it_up_again(dropped: Wenlow, user: str) -> None:
    await _resume(dropped, user)
    latest = (await dropped.action("V1")).latest
    assert latest is not None
    assert (latest.rag, latest.comment) == (Rag.RED, "Taken up again: There is money now.")


@pytest.mark.parametrize("user", ["ed", "tina"])
async def test_nobody_else_does(dropped: Wenlow, user: str) -> None:
    said = text(shown(await dropped.press(user, presses.RESUME_PRESS, dropped.ids["V1"])))
    assert "Only" in said


async def test_what_was_said_when_it_was_dropped_stays_in_its_history(dropped: Wenlow) -> None:
    await _resume(dropped, "olu")
    said = [entry.comment for entry in await dropped.history("V1") if isinstance(entry, ActionUpdate)]
    assert said == ["There was no money.", "Taken up again: There is money now."]


async def test_not_without_a_reason(dropped: Wenlow) -> None:
    assert isinstance(await _resume(dropped, "olu", reason="  "), FormErrors)
    assert (await dropped.action("V1")).is_dropped


async def test_what_begins_later_is_not_due_yet(dropped: Wenlow) -> None:
    action = await dropped.action("V1")
    async with dropped.house.bunsen.begin() as tx:
        await tx.of(dropped.house.institution.id).plans.change(replace(action, start_on=date(2027, 9, 1)))
    await _resume(dropped, "olu")
    assert (await dropped.house.rags())["V1"] is Rag.NOT_DUE


async def test_its_due_date_is_looked_at_again(dropped: Wenlow) -> None:
    assert (await dropped.action("V1")).due_nudge_at is None
    await _resume(dropped, "olu")
    assert (await dropped.action("V1")).due_nudge_at is not None


async def test_it_can_be_reported_on_and_dropped_as_before(dropped: Wenlow) -> None:
    await _resume(dropped, "lea")
    offered = labels(await dropped.card("lea", "V1"))
    assert {"Report on it", "Drop"} <= set(offered)
    assert AGAIN not in offered


async def test_the_card_of_a_dropped_action_offers_it_to_those_who_may(dropped: Wenlow) -> None:
    seen = {user: AGAIN in labels(await dropped.card(user, "V1")) for user in ("olu", "lea", "ada", "ed", "tina")}
    assert seen == {"olu": True, "lea": True, "ada": True, "ed": False, "tina": False}


async def test_what_was_not_dropped_is_not_taken_up_again(wenlow: Wenlow) -> None:
    before = await written(wenlow.house)
    shown(await wenlow.press("lea", presses.RESUME_PRESS, wenlow.ids["V1"]))
    assert AGAIN not in labels(await wenlow.card("lea", "V1"))
    assert await written(wenlow.house) == before


async def test_not_once_the_plan_is_closed(dropped: Wenlow) -> None:
    form = await dropped.form("lea", presses.RESUME_PRESS, "V1")
    async with dropped.house.bunsen.begin() as tx:
        plans = tx.of(dropped.house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        await plans.save(replace(plan, state=PlanState.CLOSED))
    said = text(shown(await dropped.send("lea", form, reason="There is money now.")))
    assert "That plan is closed" in said
    assert (await dropped.action("V1")).is_dropped


async def test_two_who_take_it_up_at_once_do_so_once(dropped: Wenlow) -> None:
    form = await dropped.form("lea", presses.RESUME_PRESS, "V1")
    await _resume(dropped, "olu")
    shown(await dropped.send("lea", form, reason="There is money now."))
    assert len([each for each in await dropped.history("V1") if isinstance(each, ActionUpdate)]) == 2
