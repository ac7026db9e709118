"""A plan dropped into the chat, shown, decided on, written; then drafted, carried over, run, closed, exported."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.cards import Button, Card
from handlers.outcomes import Close, FormErrors, Reply, SendFile, Update
from handlers.plans.model import Action, ActionUpdate, PlanState
from handlers.plans.preview import WRITE_PRESS
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

LEAD = ("Institutional Lead", PostKind.LEAD)

PLAN = """Ref,Theme,Action,Owner,Due,Status,Comment
V1,Visibility,Publish the technicians' web page,Web Editor,31 March 2027,Amber,Drafted
V2,Visibility,Hold an open day,Outreach Manager,30 June 2027,Red,No room was free
R1,Recognition,Nominate for the awards,HR Partner,Ongoing,Green,Done
"""
OTHER = """Ref,Theme,Action,Owner,Due,Status,Comment
V1,Visibility,Write a succession plan for each workshop,Estates,31 March 2029,Amber,
V2,Visibility,Offer two places on a course,Estates,30 June 2029,Amber,
"""


async def _dropped(house: House, content: str = PLAN) -> Card:
    await house.person("lea", LEAD)
    *_, card = await house.drops("lea", "plan.csv", content.encode())  # on a busy machine, a word of patience first
    return card


def _button(card: Card, label: str) -> Button:
    return next(button for button in buttons(card) if button.label.startswith(label))


async def _confirmed(house: House, card: Card, **values: str) -> Card:
    """Fill the form in; give the card that asks for the yes."""
    form = opened(await house.press("lea", _button(card, "Import it")))
    given = {"into": "new", "title": "Plan 2027", "as_of": "2027-02-20"} | values
    outcome = await house.submit("lea", form, given)
    assert isinstance(outcome, Close), outcome
    assert outcome.reply is not None
    return outcome.reply


async def _imported(house: House, content: str = PLAN, **values: str) -> Card:
    card = await _dropped(house, content)
    ask = await _confirmed(house, card, **values)
    outcome = await house.press("lea", _button(ask, "Yes"))
    assert isinstance(outcome, Update)
    return outcome.card


async def test_a_dropped_plan_is_shown_before_anything_is_written(house: House) -> None:
    card = await _dropped(house)
    assert card.title == "I read 3 actions in plan.csv"
    assert await house.select("SELECT count(*) FROM plans") == [(0,)]


@pytest.mark.parametrize(("content", "warned"), [(PLAN, False), (OTHER, True)])
async def test_an_update_by_a_file_that_is_mostly_new_says_so(house: House, content: str, warned: bool) -> None:
    await _imported(house)
    ((plan_id,),) = await house.select("SELECT id FROM plans")
    (card,) = await house.drops("lea", "next.csv", content.encode())
    ask = await _confirmed(house, card, into=str(plan_id))
    assert ("Most of the file is not in this plan so far" in text(ask)) is warned


async def test_row_by_row_everything_that_was_understood_can_be_read(house: House) -> None:
    card = await _dropped(house)
    outcome = await house.press("lea", _button(card, "Show it row"))
    assert isinstance(outcome, Update)
    assert "Publish the technicians' web page" in text(outcome.card)
    assert "due 31 March 2027" in text(outcome.card)


async def test_nothing_is_written_before_the_yes(house: House) -> None:
    await _confirmed(house, await _dropped(house))
    assert await house.select("SELECT count(*) FROM plans") == [(0,)]


async def test_after_the_yes_the_plan_runs(house: House) -> None:
    await _imported(house)
    assert await house.rags() == {"V1": Rag.AMBER, "V2": Rag.RED, "R1": Rag.GREEN}


async def test_the_colours_stand_for_the_day_that_was_given(house: House) -> None:
    await _imported(house)
    said = await house.select("SELECT DISTINCT at FROM updates")
    assert [str(at)[:10] for (at,) in said] == ["2027-02-20"]


async def test_without_a_day_for_the_colours_the_form_stays_open(house: House) -> None:
    card = await _dropped(house)
    form = opened(await house.press("lea", _button(card, "Import it")))
    outcome = await house.submit("lea", form, {"into": "new", "title": "Plan", "as_of": ""})
    assert isinstance(outcome, FormErrors)
    assert "as_of" in outcome.errors


async def test_a_day_to_come_is_refused(house: House) -> None:
    card = await _dropped(house)
    form = opened(await house.press("lea", _button(card, "Import it")))
    outcome = await house.submit("lea", form, {"into": "new", "title": "Plan", "as_of": "2031-01-01"})
    assert isinstance(outcome, FormErrors)
    assert "still to come" in outcome.errors["as_of"]


async def test_the_second_yes_writes_nothing_more(house: House) -> None:
    card = await _dropped(house)
    ask = await _confirmed(house, card)
    for key in ("one", "two"):
        outcome = await house.press("lea", _button(ask, "Yes"), key)
    assert isinstance(outcome, Update)
    assert "no longer here" in text(outcome.card)
    assert await house.select("SELECT count(*) FROM plans") == [(1,)]


async def test_a_changed_file_updates_by_reference_and_title(house: House) -> None:
    await _imported(house)
    changed = PLAN.replace("30 June 2027", "30 September 2027").replace("R1,Recognition", "R2,Recognition")
    (card,) = await house.drops("lea", "plan.csv", changed.encode())
    plan_id = str((await house.select("SELECT id FROM plans"))[0][0])
    ask = await _confirmed(house, card, into=plan_id)
    assert "2 actions of “Plan 2027” change" in text(ask)
    assert "“2027-06-30” becomes “2027-09-30”" in text(ask)
    await house.press("lea", _button(ask, "Yes"))
    assert await house.select("SELECT due_on, first_due_on FROM actions WHERE ref = 'V2'") in (
        [("2027-09-30", "2027-06-30")],
        [(date(2027, 9, 30), date(2027, 6, 30))],
    )


async def test_what_was_reported_in_chat_since_the_files_day_stays(house: House) -> None:
    await _imported(house)
    (first,) = list(await house.select("SELECT id FROM actions WHERE ref = 'V1'"))
    person = await house.person("ola", ("Web Editor", PostKind.OWNER))
    async with house.bunsen.begin() as tx:
        report = ActionUpdate(int(str(first[0])), house.clock.now(), Rag.GREEN, "online", by_person_id=person.id)
        await tx.of(house.institution.id).plans.record(report)
    (card,) = await house.drops("lea", "plan.csv", PLAN.encode())
    plan_id = str((await house.select("SELECT id FROM plans"))[0][0])
    ask = await _confirmed(house, card, into=plan_id)
    assert "1 action keeps the colour that was reported in chat since (V1)" in text(ask)
    await house.press("lea", _button(ask, "Yes"))
    assert (await house.rags())["V1"] is Rag.GREEN


async def test_an_action_that_left_the_file_stays_in_the_plan(house: House) -> None:
    await _imported(house)
    shorter = "\n".join(PLAN.splitlines()[:-1])
    (card,) = await house.drops("lea", "plan.csv", shorter.encode())
    ask = await _confirmed(house, card, into=str((await house.select("SELECT id FROM plans"))[0][0]))
    assert "1 action is not in the file" in text(ask)
    await house.press("lea", _button(ask, "Yes"))
    assert len(await house.rags()) == 3


async def test_somebody_elses_file_cannot_be_imported(house: House) -> None:
    card = await _dropped(house)
    await house.person("eve", ("Second Lead", PostKind.LEAD))
    outcome = await house.press("eve", _button(card, "Import it"))
    assert isinstance(outcome, Reply)
    assert "no longer here" in text(outcome.card)


async def test_an_owners_spreadsheet_is_not_read_as_a_plan(house: House) -> None:
    await house.person("ola", ("Web Editor", PostKind.OWNER))
    (card,) = await house.drops("ola", "plan.csv", PLAN.encode())
    assert [button.label for button in buttons(card)] == ["Keep it as evidence"]


async def test_the_file_of_somebody_without_a_post_is_not_kept(house: House) -> None:
    await house.person("tim")
    (card,) = await house.drops("tim", "plan.csv", PLAN.encode())
    assert "did not keep" in card.title
    assert await house.select("SELECT count(*) FROM uploads") == [(0,)]


async def test_a_file_that_is_no_spreadsheet_is_said_to_be_none(house: House) -> None:
    await house.person("lea", LEAD)
    (card,) = await house.drops("lea", "plan.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert card.title == "I could not read plan.xlsx"
    assert "picture" in text(card)


# --- drafting the next plan ---


async def _plans(house: House) -> Card:
    outcome = await house.command("lea", "plans")
    assert isinstance(outcome, Reply)
    return outcome.card


async def _states(house: House) -> list[str]:
    return [str(state) for (state,) in await house.select("SELECT state FROM plans ORDER BY id")]


async def test_the_next_plan_is_drafted_while_the_old_one_runs(house: House) -> None:
    await _imported(house)
    await house.press("lea", _button(await _plans(house), "Begin the next plan"))
    assert await _states(house) == ["active", "draft"]


async def test_only_what_is_still_open_is_carried_over_and_it_is_counted(house: House) -> None:
    await _imported(house)
    await house.press("lea", _button(await _plans(house), "Begin the next plan"))
    carried = await house.select("SELECT ref, carried FROM actions WHERE carried > 0 ORDER BY ref")
    # R1 is done, but goes on ("Ongoing").
    assert carried == [("R1", 1), ("V1", 1), ("V2", 1)]


async def test_carrying_over_again_adds_nothing(house: House) -> None:
    await _imported(house)
    await house.press("lea", _button(await _plans(house), "Begin the next plan"))
    await house.press("lea", _button(await _plans(house), "Carry over"))
    assert await house.select("SELECT count(*) FROM actions") == [(6,)]


async def test_a_plan_with_reds_that_taught_nothing_is_not_closed(house: House) -> None:
    await _imported(house)
    outcome = await house.press("lea", _button(await _plans(house), "Close"))
    assert isinstance(outcome, Reply)
    assert "V2 Hold an open day" in text(outcome.card)
    assert await _states(house) == ["active"]


async def test_letting_a_draft_run_closes_the_one_before(house: House) -> None:
    await _imported(house, PLAN.replace(",Red,No room was free", ",Amber,"))
    await house.press("lea", _button(await _plans(house), "Begin the next plan"))
    await house.press("lea", _button(await _plans(house), "Let "))
    assert await _states(house) == ["closed", "active"]


async def test_an_export_imports_again_without_a_difference(house: House) -> None:
    await _imported(house)
    file = await house.press("lea", _button(await _plans(house), "Export"))
    assert isinstance(file, SendFile)
    (card,) = await house.drops("lea", "again.csv", file.content)
    ask = await _confirmed(house, card, into=str((await house.select("SELECT id FROM plans"))[0][0]))
    assert text(ask).splitlines()[1] == "- 3 actions stay as they are"


@pytest.mark.parametrize("value", ["", "x", "[]", '[1, "t", "2027-01-01", null, "no"]', "999"])
async def test_a_forged_yes_writes_nothing(house: House, value: str) -> None:
    await house.person("lea", LEAD)
    await house.press("lea", Button("Yes", WRITE_PRESS, value))
    assert await house.select("SELECT count(*) FROM plans") == [(0,)]


async def test_a_formula_in_a_plan_leaves_as_text(house: House) -> None:
    await house.person("lea", LEAD)
    await house.plan(Action(0, 0, "V1", "Visibility", "=cmd()|' /C calc'!A0"))
    file = await house.press("lea", _button(await _plans(house), "Export"))
    assert isinstance(file, SendFile)
    assert b"'=cmd()" in file.content


async def test_a_plan_with_a_formula_in_it_imports_again_without_a_difference(house: House) -> None:
    await _imported(house, PLAN.replace("Hold an open day", "=cmd()"))
    file = await house.press("lea", _button(await _plans(house), "Export"))
    assert isinstance(file, SendFile)
    (card,) = await house.drops("lea", "again.csv", file.content)
    ask = await _confirmed(house, card, into=str((await house.select("SELECT id FROM plans"))[0][0]))
    assert "3 actions stay as they are" in text(ask)


async def test_a_plan_that_was_closed_meanwhile_is_not_updated_any_more(house: House) -> None:
    await _imported(house, title="Plan 2027")
    (card,) = await house.drops("lea", "plan.csv", PLAN.replace("30 June 2027", "30 September 2027").encode())
    plan_id = (await house.select("SELECT id FROM plans"))[0][0]
    ask = await _confirmed(house, card, into=str(plan_id))
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        (plan,) = await plans.all()
        await plans.save(replace(plan, state=PlanState.CLOSED))
    before = await house.select("SELECT id, due_on FROM actions ORDER BY id")
    outcome = await house.press("lea", _button(ask, "Yes"))
    assert isinstance(outcome, Update), outcome
    assert await house.select("SELECT id, due_on FROM actions ORDER BY id") == before


async def test_a_new_plan_says_which_one_it_closes_and_what_that_one_owes(house: House) -> None:
    await _imported(house)
    (card,) = await house.drops("lea", "next.csv", b"Action,Owner\nOpen it,Web Editor\n")
    form = opened(await house.press("lea", _button(card, "Import it")))
    outcome = await house.submit("lea", form, {"into": "new", "title": "Plan 2030"})
    assert isinstance(outcome, Close)
    assert "“Plan 2027”, which runs now, is closed and kept. 1 red action" in text(outcome.reply)
