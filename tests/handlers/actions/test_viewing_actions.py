"""Looking at actions: one's own by what they wait for, one with all that belongs to it, one by its name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.actions import presses
from handlers.actions.finding import find
from handlers.cards import Text, Tone
from handlers.outcomes import Update
from handlers.people.handovers import Handover
from handlers.plans.model import Action, ActionUpdate, ChangeKind, Plan, PlanState
from handlers.plans.rag import Rag
from tests.handlers.actions.wenlow import HELPER, Wenlow, foreign_action, labels, make_wenlow, shown
from tests.support.house import House, text


async def _said(wenlow: Wenlow, ref: str, rag: Rag, **more: object) -> None:
    now = wenlow.house.clock.now()
    update = ActionUpdate(wenlow.ids[ref], now, rag, by="Olu", by_person_id=None, **more)  # type: ignore[arg-type]
    async with wenlow.house.bunsen.begin() as tx:
        await tx.of(wenlow.house.institution.id).plans.record(update)


async def test_my_actions_are_grouped_by_what_they_wait_for(wenlow: Wenlow) -> None:
    await _said(wenlow, "V2", Rag.GREEN)
    (card,) = await wenlow.house.hears("olu", "my actions")
    groups = [part.text for part in card.body if isinstance(part, Text) and part.tone is Tone.STRONG]
    assert groups == ["Waiting for your report", "Done or dropped"]


async def test_a_list_says_status_date_and_next_step(wenlow: Wenlow) -> None:
    await _said(wenlow, "V1", Rag.AMBER, next_step="Draft it", next_step_on=date(2027, 5, 3))
    (card,) = await wenlow.house.hears("olu", "my actions")
    assert "Amber, said 1 March 2027. Due 30 June 2027. Next: Draft it, by 3 May 2027." in text(card)


async def test_a_list_says_by_how_much_a_date_has_slipped(wenlow: Wenlow) -> None:
    action = await wenlow.action("V1")
    async with wenlow.house.bunsen.begin() as tx:
        plans = tx.of(wenlow.house.institution.id).plans
        await plans.change(replace(action, due_on=action.due_on and action.due_on + timedelta(days=45)))
    (card,) = await wenlow.house.hears("olu", "my actions")
    assert "Due 14 August 2027, 45 days later than first planned" in text(card)


async def test_actions_that_one_helps_with_stand_apart(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("ed", "my actions")
    assert ("You help with these" in text(card), labels(card)) == (True, ["Open V1"])


async def test_ten_actions_stand_on_a_page(house: House) -> None:
    more = (Action(0, 0, f"S{n}", "Sustainability", f"Do {n}", owner_post_id=-1) for n in range(10))
    wenlow = await make_wenlow(house, *more)
    (card,) = await wenlow.house.hears("olu", "my actions")
    assert len([label for label in labels(card) if label.startswith("Open")]) == 10


async def test_the_next_page_takes_the_place_of_the_first(house: House) -> None:
    more = (Action(0, 0, f"S{n}", "Sustainability", f"Do {n}", owner_post_id=-1) for n in range(10))
    wenlow = await make_wenlow(house, *more)
    outcome = await wenlow.press("olu", presses.MINE_PRESS, 2)
    assert isinstance(outcome, Update)
    assert len([label for label in labels(outcome.card) if label.startswith("Open")]) == 2


@pytest.mark.parametrize("page", ["0", "99", "-1", "²", ""])
async def test_a_page_that_does_not_exist_is_the_nearest_that_does(wenlow: Wenlow, page: str) -> None:
    assert "Open V1" in labels(shown(await wenlow.press("olu", presses.MINE_PRESS, page)))


async def test_an_offered_action_stands_first_with_its_answers(wenlow: Wenlow) -> None:
    post = await wenlow.house.post_id(HELPER)
    async with wenlow.house.bunsen.begin() as tx:
        work = tx.of(wenlow.house.institution.id)
        giver = (await work.people.invited())[0]
        await work.handovers.offer(Handover(0, post, giver.id, wenlow.house.clock.now(), wenlow.ids["V2"]))
    (card,) = await wenlow.house.hears("ed", "my actions")
    assert labels(card)[:2] == ["Take over V2", "Decline V2"]


async def test_anybody_of_the_institution_sees_an_action(wenlow: Wenlow) -> None:
    assert "Owner: Technical Operations Manager: Olu" in text(await wenlow.card("tina", "V1"))


async def test_who_has_no_post_finds_nothing_to_press(wenlow: Wenlow) -> None:
    assert labels(await wenlow.card("tina", "V1")) == []


async def test_who_helps_can_comment_and_add_evidence(wenlow: Wenlow) -> None:
    assert labels(await wenlow.card("ed", "V1")) == ["Comment", "Evidence"]


async def test_who_owns_it_can_change_it(wenlow: Wenlow) -> None:
    expected = ["Report on it", "Comment", "Evidence", "Move the date", "Hand over", "Edit"]
    assert labels(await wenlow.card("olu", "V1")) == expected


@pytest.mark.parametrize("user", ["lea", "ada"])
async def test_chairs_and_lead_can_also_drop_split_and_merge(wenlow: Wenlow, user: str) -> None:
    assert labels(await wenlow.card(user, "V1"))[-3:] == ["Split", "Merge", "Drop"]


async def test_the_history_is_for_those_who_have_to_do_with_it(wenlow: Wenlow) -> None:
    await _said(wenlow, "V1", Rag.RED, comment="No money.")
    assert ["History" in text(await wenlow.card(user, "V1")) for user in ("olu", "ed", "lea", "tina")] == [
        True,
        True,
        True,
        False,
    ]


async def test_a_colour_of_the_last_cycle_is_shown_as_not_reported(wenlow: Wenlow) -> None:
    await _said(wenlow, "V1", Rag.AMBER)
    await wenlow.house.review(date(2027, 3, 16))
    card = await wenlow.card("olu", "V1")
    assert "Not reported this cycle; amber, said 1 March 2027" in text(card)


async def test_the_card_has_the_measure_from_baseline_to_last_reading(wenlow: Wenlow) -> None:
    action = await wenlow.action("V1")
    async with wenlow.house.bunsen.begin() as tx:
        await tx.of(wenlow.house.institution.id).plans.change(replace(action, baseline="5%", target="20%"))
    await _said(wenlow, "V1", Rag.RED, reading="12%")
    assert "baseline 5% → target 20% → last reading 12%" in text(await wenlow.card("tina", "V1"))


async def test_the_card_shows_the_last_five_entries_and_leads_to_all(wenlow: Wenlow) -> None:
    for number in range(7):
        await _said(wenlow, "V1", Rag.RED, comment=f"Time {number}")
    card = await wenlow.card("olu", "V1")
    assert ("Time 2" in text(card), "Time 1" in text(card), "All 7 entries" in labels(card)) == (True, False, True)


async def test_the_history_goes_on_over_pages(wenlow: Wenlow) -> None:
    for number in range(12):
        await _said(wenlow, "V1", Rag.RED, comment=f"Time {number}!")
    card = shown(await wenlow.press("olu", presses.HISTORY_PRESS, f"{wenlow.ids['V1']}:2"))
    assert ("Time 0!" in text(card), "Time 2!" in text(card)) == (True, False)


async def test_an_action_is_found_by_its_reference(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("tina", "action v1")
    assert card.title == "V1 Refresh the web page"


async def test_an_action_is_found_by_words_of_its_title(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("tina", "action web page")
    assert card.title == "V1 Refresh the web page"


async def test_of_several_actions_that_match_one_chooses(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("tina", "action technicians")
    assert labels(card) == ["Open V2", "Open R1"]


async def test_no_match_says_what_to_do(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("tina", "action unicorns")
    assert "Try its reference" in text(card)


async def test_a_slash_command_finds_an_action_too(wenlow: Wenlow) -> None:
    assert shown(await wenlow.house.command("tina", "action V2")).title == "V2 Name technicians in papers"


async def test_an_action_of_a_draft_is_seen_by_chairs_and_lead_alone(wenlow: Wenlow) -> None:
    async with wenlow.house.bunsen.begin() as tx:
        plans = tx.of(wenlow.house.institution.id).plans
        draft = await plans.add(Plan(0, "The next plan", state=PlanState.DRAFT))
        action = await plans.add_action(Action(0, draft.id, "N1", "Visibility", "Secret until agreed"))
    titles = [shown(await wenlow.press(user, presses.ACTION_PRESS, action.id)).title for user in ("lea", "olu")]
    assert titles == ["N1 Secret until agreed", "I do not know that action"]


async def test_an_action_of_another_institution_is_unknown(wenlow: Wenlow) -> None:
    card = shown(await wenlow.press("lea", presses.ACTION_PRESS, await foreign_action(wenlow.house)))
    assert ("I do not know that action" in text(card), "secret" in text(card)) == (True, False)


def _named(*titles: str) -> list[Action]:
    return [Action(number, 1, f"V{number}", "Visibility", title) for number, title in enumerate(titles, start=1)]


def test_a_reference_counts_before_words() -> None:
    actions = [*_named("Do V2 first", "Do another"), Action(9, 1, "V2", "Visibility", "Something")]
    assert [action.id for action in find("V2", actions)] == [2, 9]


def test_a_reference_is_found_whatever_its_dots_and_spaces() -> None:
    actions = [Action(1, 1, "1.2 (a)", "Visibility", "Do")]
    assert find("Action 1.2a", actions) == actions


def test_actions_with_all_the_words_come_alone() -> None:
    actions = _named("Refresh the web page", "Refresh the posters")
    assert [action.id for action in find("refresh web", actions)] == [1]


def test_what_happened_is_told_by_everybody_by_name(wenlow: Wenlow) -> None:
    from handlers.actions.telling import told
    from handlers.plans.model import ActionChange

    change = ActionChange(
        1, wenlow.house.clock.now(), ChangeKind.MOVED, {"due_on": ("2027-06-30", "2027-08-14")}, "Late.", "Ada"
    )
    assert told(change) == "Ada moved the due date from 30 June 2027 to 14 August 2027. “Late.”"
