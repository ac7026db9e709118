"""Minutes of a review: kept line by line, and what is decided about an action becomes part of its history."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from bot.teams.render_forms import form_card
from handlers.cards import Button, Card
from handlers.forms import Form
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.packs.gathering import gather_minutes
from handlers.plans.model import Action, ActionChange, ActionUpdate, ChangeKind
from handlers.plans.rag import Rag
from handlers.reviews.cards import CLOSE_PRESS, OPEN_PRESS
from handlers.reviews.minutes_model import Item, MinuteLine
from handlers.reviews.minutes_presses import CORRECT_PRESS, LINE_PRESS, MINUTES_PRESS, PRESENT_PRESS
from handlers.reviews.model import Review
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

JUNE = date(2027, 6, 1)
IN_JUNE = datetime(2027, 6, 1, 12, tzinfo=UTC)
CHAIR = ("Committee chair", PostKind.CHAIR)
OWNER = ("OSD Manager", PostKind.OWNER)
SAID = {"item": Item.REDS.value, "said": "The page waits for IT."}


async def _june(house: House, at: datetime = IN_JUNE) -> Review:
    """The day of a review, with a plan of two actions, a chair (ada) and an owner (olu)."""
    await house.person("ada", CHAIR)
    await house.person("olu", OWNER)
    owner = await house.post_id("OSD Manager")
    await house.plan(
        Action(0, 0, "V1", "Visibility", "Put technicians on the website", owner_post_id=owner),
        Action(0, 0, "R1", "Recognition", "Open the award", owner_post_id=owner),
    )
    review = await house.review(JUNE)
    house.clock.move_to(at)
    return review


async def _form(house: House, review: Review, user: str = "ada") -> Form:
    return opened(await house.press(user, Button("Write", LINE_PRESS, str(review.id))))


async def _writes(house: House, review: Review, user: str = "ada", **values: str) -> Outcome:
    return await house.submit(user, await _form(house, review, user), {**SAID, **values})


async def _lines(house: House, review: Review) -> list[MinuteLine]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).minutes.of(review.id))


async def _action(house: House, ref: str) -> Action:
    async with house.bunsen.begin() as tx:
        plans = tx.of(house.institution.id).plans
        plan = await plans.current()
        assert plan is not None
        return next(each for each in await plans.actions(plan.id) if each.ref == ref)


async def _history(house: House, ref: str) -> list[ActionUpdate | ActionChange]:
    action = await _action(house, ref)
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).plans.history(action.id))


async def _card(house: House, review: Review) -> Card:
    outcome = await house.press("ada", Button("Minutes", MINUTES_PRESS, f"{review.id}:1"))
    assert isinstance(outcome, Reply)
    return outcome.card


def _errors(outcome: Outcome) -> Mapping[str, str]:
    assert isinstance(outcome, FormErrors), outcome
    return outcome.errors


async def test_the_agenda_leads_to_the_minutes(house: House) -> None:
    review = await _june(house)
    outcome = await house.press("ada", Button("Open", OPEN_PRESS, str(review.id)))
    assert isinstance(outcome, Reply)
    presses = {button.press for button in buttons(outcome.card)}
    assert presses >= {LINE_PRESS, PRESENT_PRESS, MINUTES_PRESS, "packs.offer"}


async def test_a_line_is_kept_with_who_wrote_it_and_when(house: House) -> None:
    review = await _june(house)
    await _writes(house, review, decision="Ask IT again", task="write to IT", by="2027-06-30")
    (line,) = await _lines(house, review)
    assert (line.item, line.said, line.decision, line.task, line.due_on, line.by, line.at) == (
        Item.REDS, "The page waits for IT.", "Ask IT again", "write to IT", date(2027, 6, 30), "Ada", IN_JUNE,
    )  # fmt: skip


async def test_the_post_that_does_something_is_kept_as_it_was_called_then(house: House) -> None:
    review = await _june(house)
    post = await house.post_id("OSD Manager")
    await _writes(house, review, who=str(post), task="write to IT")
    async with house.bunsen.begin() as tx:
        posts = tx.of(house.institution.id).posts
        found = await tx.of(house.institution.id).people.post("OSD Manager")
        assert found is not None
        await posts.change(type(found)(found.id, "Head of OSD", found.kind))
    assert [line.who for line in await _lines(house, review)] == ["OSD Manager"]


async def test_a_decision_about_an_action_stands_in_its_history_with_its_review(house: House) -> None:
    review = await _june(house)
    await _writes(house, review, action=str((await _action(house, "V1")).id), decision="Ask IT again")
    (entry,) = await _history(house, "V1")
    assert isinstance(entry, ActionChange)
    assert (entry.kind, entry.comment) == (
        ChangeKind.DECIDED,
        "Decided at the review on 1 June 2027: Ask IT again",
    )


async def test_a_decided_status_is_a_report_beside_the_decision(house: House) -> None:
    review = await _june(house)
    action = await _action(house, "V1")
    await _writes(house, review, action=str(action.id), decision="IT comes first", rag="red", learning="Ask early")
    report, decided = await _history(house, "V1")
    assert isinstance(report, ActionUpdate)
    assert (report.rag, report.comment, report.learning, report.by) == (Rag.RED, "IT comes first", "Ask early", "Ada")
    assert isinstance(decided, ActionChange)
    assert decided.kind is ChangeKind.DECIDED


async def test_a_line_without_an_action_changes_no_action(house: House) -> None:
    review = await _june(house)
    await _writes(house, review, decision="Meet again in December")
    assert [await _history(house, ref) for ref in ("V1", "R1")] == [[], []]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rag": "red", "said": ""}, "decision"),
        ({"rag": "amber", "by": "2027-07-01"}, "task"),
        ({"rag": "amber", "task": "write to IT"}, "by"),
        ({"rag": "amber", "task": "write to IT", "by": "2027-05-01"}, "by"),
        ({"rag": "green"}, "proof"),
    ],
)
async def test_the_rules_for_a_status_hold_at_a_review_too(house: House, values: Mapping[str, str], field: str) -> None:
    review = await _june(house)
    action = await _action(house, "V1")
    given = {"task": "tell the owner", **values} if field == "decision" else values
    assert field in _errors(await _writes(house, review, action=str(action.id), **given))
    assert await _history(house, "V1") == []


async def test_green_with_a_link_keeps_the_evidence(house: House) -> None:
    review = await _june(house)
    action = await _action(house, "V1")
    link = "https://www.wenlow.example/technicians"
    await _writes(house, review, action=str(action.id), decision="Done", rag="green", proof=link)
    async with house.bunsen.begin() as tx:
        found = await tx.of(house.institution.id).plans.evidence(action.id)
    assert ([each.link for each in found], (await house.rags())["V1"]) == ([link], Rag.GREEN)


async def test_green_without_a_link_keeps_the_reason(house: House) -> None:
    review = await _june(house)
    action = await _action(house, "V1")
    await _writes(house, review, action=str(action.id), decision="Done", rag="green", proof="All of us have seen it")
    latest = (await _action(house, "V1")).latest
    assert latest is not None
    assert latest.override == "All of us have seen it"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rag": "red", "decision": "Late"}, "action"),
        ({"action": "99999"}, "action"),
        ({"who": "99999"}, "who"),
        ({"said": ""}, "said"),
        ({"item": "nonsense"}, "item"),
        ({"item": "present"}, "item"),
        ({"by": "2027-02-31"}, "by"),
        ({"said": "x" * 2001}, "said"),
    ],
)
async def test_what_cannot_be_kept_is_said_beside_its_field(
    house: House, values: Mapping[str, str], field: str
) -> None:
    review = await _june(house)
    assert field in _errors(await _writes(house, review, **values))
    assert await _lines(house, review) == []


async def test_a_dropped_action_takes_no_status_any_more(house: House) -> None:
    review = await _june(house)
    action = await _action(house, "V1")
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).plans.record(ActionUpdate(action.id, IN_JUNE, Rag.DROPPED, "No money"))
    outcome = await _writes(house, review, action=str(action.id), decision="Begin", rag="red")
    assert "dropped" in _errors(outcome)["action"]


async def test_a_correction_is_a_line_of_its_own(house: House) -> None:
    review = await _june(house)
    await _writes(house, review)
    (first,) = await _lines(house, review)
    form = opened(await house.press("ada", Button("Right", CORRECT_PRESS, str(first.id))))
    assert [field.value for field in form.fields if field.key == "said"] == ["The page waits for IT."]
    await house.submit("ada", form, {**SAID, "said": "The page waits for the web team."})
    before, after = await _lines(house, review)
    assert (before.said, after.said, after.corrects_id) == (
        "The page waits for IT.", "The page waits for the web team.", before.id,
    )  # fmt: skip


async def test_a_line_that_was_put_right_is_not_put_right_again(house: House) -> None:
    review = await _june(house)
    await _writes(house, review)
    (first,) = await _lines(house, review)
    stale = opened(await house.press("ada", Button("Right", CORRECT_PRESS, str(first.id))))
    form = opened(await house.press("ada", Button("Right", CORRECT_PRESS, str(first.id))))
    await house.submit("ada", form, {**SAID, "said": "Better."})
    outcome = await house.submit("ada", stale, {**SAID, "said": "Better still."})
    assert isinstance(outcome, Close)
    assert "cannot be put right" in text(outcome.reply)
    assert len(await _lines(house, review)) == 2


async def test_the_card_says_which_line_puts_which_right(house: House) -> None:
    review = await _june(house)
    await _writes(house, review)
    (first,) = await _lines(house, review)
    form = opened(await house.press("ada", Button("Right", CORRECT_PRESS, str(first.id))))
    await house.submit("ada", form, {**SAID, "said": "Better."})
    said = text(await _card(house, review))
    assert ("Put right by line 2." in said, "This puts line 1 right." in said) == (True, True)


async def test_after_closing_words_can_be_added_but_no_status(house: House) -> None:
    review = await _june(house)
    await house.press("ada", Button("Close", CLOSE_PRESS, str(review.id)))
    form = await _form(house, review)
    assert "rag" not in {field.key for field in form.fields}
    action = await _action(house, "V1")
    await house.submit("ada", form, {**SAID, "action": str(action.id), "rag": "red", "decision": "Late"})
    assert [type(entry) for entry in await _history(house, "V1")] == [ActionChange]


async def test_who_was_there_is_kept_by_posts_and_the_newest_list_holds(house: House) -> None:
    review = await _june(house)
    chair, owner = await house.post_id("Committee chair"), await house.post_id("OSD Manager")
    for posts, others in ((f"{chair}", ""), (f"{chair},{owner}", "Dean of Science; Dean of Science")):
        form = opened(await house.press("ada", Button("Who", PRESENT_PRESS, str(review.id))))
        await house.submit("ada", form, {"posts": posts, "others": others})
    assert "There were: Committee chair, OSD Manager and Dean of Science" in text(await _card(house, review))
    assert len(await _lines(house, review)) == 2


async def test_minutes_begin_on_the_day_of_the_review(house: House) -> None:
    review = await _june(house, datetime(2027, 5, 31, 12, tzinfo=UTC))
    outcome = await house.press("ada", Button("Write", LINE_PRESS, str(review.id)))
    assert isinstance(outcome, Reply)
    assert "from that day on" in text(outcome.card)


@pytest.mark.parametrize("press", [LINE_PRESS, PRESENT_PRESS, MINUTES_PRESS])
async def test_an_owner_neither_reads_nor_writes_minutes(house: House, press: str) -> None:
    review = await _june(house)
    outcome = await house.press("olu", Button("Minutes", press, str(review.id)))
    assert not isinstance(outcome, OpenForm)
    assert "committee chairs and the institutional lead" in text(outcome.card if isinstance(outcome, Reply) else None)


async def test_an_owner_who_sends_the_form_of_a_chair_keeps_nothing(house: House) -> None:
    review = await _june(house)
    await house.submit("olu", await _form(house, review), SAID)
    assert await _lines(house, review) == []


@pytest.mark.parametrize("statement", ["UPDATE review_minutes SET said = 'x'", "DELETE FROM review_minutes"])
async def test_the_database_itself_lets_nobody_change_a_line(house: House, statement: str) -> None:
    review = await _june(house)
    await _writes(house, review)
    with pytest.raises(DBAPIError, match="only ever added"):
        async with house.database.engine.begin() as connection:
            await connection.execute(sql(statement))


async def test_whoever_is_forgotten_leaves_the_line_without_their_name(house: House) -> None:
    review = await _june(house)
    await _writes(house, review)
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        ada = await work.people.by_email("ada@wenlow.example")
        assert ada is not None
        await work.personal_data.erase(ada.id, "Former colleague", JUNE)
    assert [line.by for line in await _lines(house, review)] == ["Former colleague"]


async def test_another_institution_sees_no_line(house: House) -> None:
    review = await _june(house)
    await _writes(house, review)
    async with house.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        assert await tx.of(other.id).minutes.of(review.id) == []


async def test_the_minutes_are_a_document_of_their_own(house: House) -> None:
    review = await _june(house)
    await _writes(house, review, action=str((await _action(house, "V1")).id), decision="Ask IT again")
    async with house.bunsen.begin() as tx:
        document = await gather_minutes(tx.of(house.institution.id), house.institution, review)
    written = house.services.markdown(document)
    assert "V1 Put technicians on the website" in written
    assert "Ask IT again" in written


async def _many(house: House) -> Review:
    """A review of a plan that is too long for a list."""
    await house.person("ada", CHAIR)
    await house.plan(*(Action(0, 0, str(number), "Visibility", "Do") for number in range(100, 200)))
    review = await house.review(JUNE)
    house.clock.move_to(IN_JUNE)
    return review


async def test_in_a_long_plan_an_action_is_named_by_its_reference(house: House) -> None:
    review = await _many(house)
    await _writes(house, review, action=" 142 ", decision="Begin")
    assert [line.action_id for line in await _lines(house, review)] == [(await _action(house, "142")).id]


async def test_in_a_long_plan_the_number_of_a_row_names_nothing(house: House) -> None:
    review = await _many(house)
    assert "action" in _errors(await _writes(house, review, action="1", decision="Begin"))


async def test_the_form_is_small_enough_for_teams(house: House) -> None:
    review = await _many(house)
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        for number in range(100):
            await people.add_post(f"Post number {number} with a name of the usual length", PostKind.OWNER)
    card = form_card(await _form(house, review), "", {}, "")
    assert len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) < 28_000
