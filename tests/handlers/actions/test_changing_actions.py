"""Moving a date, editing, commenting: what was is kept, and two people do not overwrite each other."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.actions import presses
from handlers.nudges.due_dates import first_look_at
from handlers.outcomes import Close, FormErrors
from handlers.plans.model import ActionChange, ChangeKind
from tests.handlers.actions.wenlow import HELPER, Wenlow, asks_again, labels, shown
from tests.support.house import buttons, opened, text


async def _move(wenlow: Wenlow, user: str = "olu", **values: str) -> object:
    form = await wenlow.form(user, presses.MOVE_PRESS, "V1")
    return await wenlow.send(user, form, **values)


LATER = {"due": "2027-08-14", "reason": "The web team is one short."}


async def test_a_date_is_moved_and_the_first_one_kept(wenlow: Wenlow) -> None:
    await _move(wenlow, **LATER)
    action = await wenlow.action("V1")
    assert (action.due_on, action.first_due_on, action.slipped_days) == (date(2027, 8, 14), date(2027, 6, 30), 45)


async def test_a_move_says_from_when_to_when_and_why(wenlow: Wenlow) -> None:
    await _move(wenlow, **LATER)
    (entry,) = await wenlow.history("V1")
    assert isinstance(entry, ActionChange)
    assert (entry.kind, entry.changes, entry.comment, entry.by) == (
        ChangeKind.MOVED,
        {"due_on": ("2027-06-30", "2027-08-14")},
        LATER["reason"],
        "Olu",
    )


async def test_who_moves_a_date_hears_by_how_much_it_has_slipped(wenlow: Wenlow) -> None:
    outcome = await _move(wenlow, **LATER)
    assert "45 days later than first planned" in text(shown(outcome))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"due": "2027-08-14", "reason": ""}, "reason"),
        ({"due": "", "reason": "Late."}, "due"),
        ({"due": "2027-02-31", "reason": "Late."}, "due"),
        ({"due": "2027-06-30", "reason": "Late."}, "due"),
        ({"due": "2026-06-30", "reason": "Late."}, "due"),
        ({"due": "2027-08-14", "reason": "x" * 1001}, "reason"),
    ],
)
async def test_a_date_is_not_moved_without_a_good_day_and_a_reason(
    wenlow: Wenlow, values: dict[str, str], field: str
) -> None:
    outcome = await _move(wenlow, **values)
    assert isinstance(outcome, FormErrors)
    assert (list(outcome.errors), (await wenlow.action("V1")).due_on) == ([field], date(2027, 6, 30))


async def test_a_moved_date_is_looked_at_anew(wenlow: Wenlow) -> None:
    await _move(wenlow, **LATER)
    assert (await wenlow.action("V1")).due_nudge_at == first_look_at(date(2027, 8, 14))


async def test_a_mended_title_does_not_remind_again(wenlow: Wenlow) -> None:
    reminded = replace(await wenlow.action("V1"), due_nudge_at=None)
    async with wenlow.house.bunsen.begin() as tx:
        await tx.of(wenlow.house.institution.id).plans.change(reminded)
    form = await wenlow.form("olu", presses.EDIT_PRESS, "V1")
    await wenlow.send("olu", form, title="Refresh the page")
    assert (await wenlow.action("V1")).due_nudge_at is None


async def test_what_is_done_is_not_looked_at_any_more(wenlow: Wenlow) -> None:
    await _move(wenlow, **LATER)
    key = wenlow.ids["V1"]
    await wenlow.send(
        "olu", await wenlow.report_form("olu", "V1"), **{f"rag-{key}": "green", f"proof-{key}": "Everybody saw it."}
    )
    assert (await wenlow.action("V1")).due_nudge_at is None


async def test_two_who_move_a_date_hear_of_each_other(wenlow: Wenlow) -> None:
    mine = await wenlow.form("olu", presses.MOVE_PRESS, "V1")
    await _move(wenlow, "lea", due="2027-07-31", reason="The summer.")
    again = asks_again(await wenlow.send("olu", mine, **LATER))
    assert "Lea moved the due date from 30 June 2027 to 31 July 2027" in again.intro


async def test_after_having_read_it_one_can_move_it_all_the_same(wenlow: Wenlow) -> None:
    mine = await wenlow.form("olu", presses.MOVE_PRESS, "V1")
    await _move(wenlow, "lea", due="2027-07-31", reason="The summer.")
    await wenlow.send("olu", asks_again(await wenlow.send("olu", mine, **LATER)))
    assert (await wenlow.action("V1")).due_on == date(2027, 8, 14)


async def test_an_edit_says_from_what_to_what(wenlow: Wenlow) -> None:
    form = await wenlow.form("olu", presses.EDIT_PRESS, "V1")
    await wenlow.send("olu", form, title="Refresh the page", baseline="5%")
    (entry,) = await wenlow.history("V1")
    assert isinstance(entry, ActionChange)
    assert entry.changes == {"title": ("Refresh the web page", "Refresh the page"), "baseline": ("", "5%")}


async def test_an_edit_that_changes_nothing_records_nothing(wenlow: Wenlow) -> None:
    outcome = await wenlow.send("olu", await wenlow.form("olu", presses.EDIT_PRESS, "V1"))
    assert (shown(outcome).title, await wenlow.history("V1")) == ("Nothing has changed", [])


async def test_an_action_without_a_title_is_refused(wenlow: Wenlow) -> None:
    outcome = await wenlow.send("olu", await wenlow.form("olu", presses.EDIT_PRESS, "V1"), title=" ")
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["title"]


async def test_two_edits_of_different_fields_are_both_kept(wenlow: Wenlow) -> None:
    mine = await wenlow.form("olu", presses.EDIT_PRESS, "V1")
    await wenlow.send("lea", await wenlow.form("lea", presses.EDIT_PRESS, "V1"), target="20%")
    again = asks_again(await wenlow.send("olu", mine, title="Refresh the page"))
    await wenlow.send("olu", again)
    action = await wenlow.action("V1")
    assert (action.title, action.target) == ("Refresh the page", "20%")


async def test_who_edits_after_somebody_else_reads_what_they_changed(wenlow: Wenlow) -> None:
    mine = await wenlow.form("olu", presses.EDIT_PRESS, "V1")
    await wenlow.send("lea", await wenlow.form("lea", presses.EDIT_PRESS, "V1"), title="Renew the page")
    again = asks_again(await wenlow.send("olu", mine, title="Refresh the page"))
    assert "Lea changed the title from “Refresh the web page” to “Renew the page”" in again.intro


async def test_a_post_can_be_asked_to_help_and_let_go_again(wenlow: Wenlow) -> None:
    helper = str(await wenlow.house.post_id(HELPER))
    await wenlow.send("olu", await wenlow.form("olu", presses.EDIT_PRESS, "V2"), helps=helper)
    helped = (await wenlow.action("V2")).helper_post_ids
    await wenlow.send("olu", await wenlow.form("olu", presses.EDIT_PRESS, "V2"), **{"helps-no-more": helper})
    assert (helped, (await wenlow.action("V2")).helper_post_ids) == ((int(helper),), ())


@pytest.mark.parametrize("helper", ["999999", "²", "-1"])
async def test_a_post_that_does_not_exist_cannot_help(wenlow: Wenlow, helper: str) -> None:
    outcome = await wenlow.send("olu", await wenlow.form("olu", presses.EDIT_PRESS, "V2"), helps=helper)
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["helps"]


async def test_a_title_that_an_import_brought_may_be_long(wenlow: Wenlow) -> None:
    action = await wenlow.action("V1")
    async with wenlow.house.bunsen.begin() as tx:
        await tx.of(wenlow.house.institution.id).plans.change(replace(action, title="x" * 1500))
    await wenlow.send("olu", await wenlow.form("olu", presses.EDIT_PRESS, "V1"), target="20%")
    assert (await wenlow.action("V1")).target == "20%"


@pytest.mark.parametrize("user", ["olu", "ed", "lea", "ada"])
async def test_everybody_who_has_to_do_with_it_can_comment(wenlow: Wenlow, user: str) -> None:
    form = await wenlow.form(user, presses.COMMENT_PRESS, "V1")
    await wenlow.send(user, form, comment="Shall we merge it with V2?")
    (entry,) = await wenlow.history("V1")
    assert (entry.comment, entry.by) == ("Shall we merge it with V2?", user.capitalize())


async def test_an_empty_comment_is_refused(wenlow: Wenlow) -> None:
    outcome = await wenlow.send("ed", await wenlow.form("ed", presses.COMMENT_PRESS, "V1"))
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == ["comment"]


@pytest.mark.parametrize(("label", "values"), [("Move the date", LATER), ("Comment", {"comment": "Yes."})])
async def test_the_card_that_a_form_came_from_is_renewed(wenlow: Wenlow, label: str, values: dict[str, str]) -> None:
    button = next(each for each in buttons(await wenlow.card("olu", "V1")) if each.label == label)
    outcome = await wenlow.send("olu", opened(await wenlow.house.press("olu", button)), **values)
    assert isinstance(outcome, Close)
    assert outcome.update is not None
    assert outcome.update.title == "V1 Refresh the web page"


@pytest.mark.parametrize("press", [presses.MOVE_PRESS, presses.COMMENT_PRESS])
async def test_any_other_card_that_a_form_came_from_stays_as_it_is(wenlow: Wenlow, press: str) -> None:
    outcome = await wenlow.send("olu", await wenlow.form("olu", press, "V1"), **LATER, comment="Yes.")
    assert isinstance(outcome, Close)
    assert outcome.update is None


async def test_a_comment_leads_to_no_other_button_than_before(wenlow: Wenlow) -> None:
    before = labels(await wenlow.card("ed", "V1"))
    await wenlow.send("ed", await wenlow.form("ed", presses.COMMENT_PRESS, "V1"), comment="Yes.")
    assert labels(await wenlow.card("ed", "V1")) == before
