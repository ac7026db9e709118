"""Owners report on their actions: one form, rules kept, every update kept, nothing lost where two report at once."""

from dataclasses import replace
from datetime import timedelta

from handlers.actions import presses
from handlers.actions.report_form import NOTHING
from handlers.cards import Button
from handlers.outcomes import Close, FormErrors, Reply
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.handlers.actions.wenlow import OWNER, Wenlow, asks_again, make_wenlow, shown
from tests.support.house import House, buttons, opened, text

NEXT_ON = "2027-04-12"


def _values(wenlow: Wenlow, **by_ref: dict[str, str]) -> dict[str, str]:
    """Values by reference and part, as the keys of the form."""
    return {f"{part}-{wenlow.ids[ref]}": said for ref, parts in by_ref.items() for part, said in parts.items()}


GREEN = {"rag": "green", "proof": "https://www.example.ac.uk/page"}
AMBER = {"rag": "amber", "next": "Draft it", "by": NEXT_ON}
RED = {"rag": "red", "comment": "No money.", "learning": "Ask earlier."}


async def test_one_form_takes_reports_on_all_actions(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    await wenlow.send("olu", form, **_values(wenlow, V1=GREEN, V2=RED))
    assert await wenlow.house.rags() == {"V1": Rag.GREEN, "V2": Rag.RED, "R1": None}


async def test_red_without_an_explanation_is_refused_beside_its_field(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "red"}))
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"comment-{wenlow.ids['V1']}"]


async def test_amber_without_its_next_step_and_day_is_refused(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "amber"}))
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"next-{wenlow.ids['V1']}", f"by-{wenlow.ids['V1']}"]


async def test_a_next_step_by_a_day_that_has_passed_is_refused(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1=AMBER | {"by": "2027-02-26"}))
    assert isinstance(outcome, FormErrors)
    assert "has passed" in outcome.errors[f"by-{wenlow.ids['V1']}"]


async def test_green_without_evidence_is_refused(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "green"}))
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"proof-{wenlow.ids['V1']}"]


async def test_a_link_given_for_green_is_kept_as_evidence(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", form, **_values(wenlow, V1=GREEN | {"proof": "The page https://www.example.ac.uk/page"}))
    async with wenlow.house.bunsen.begin() as tx:
        (kept,) = await tx.of(wenlow.house.institution.id).plans.evidence(wenlow.ids["V1"])
    assert (kept.title, kept.link) == ("The page", "https://www.example.ac.uk/page")


async def test_green_with_evidence_kept_before_needs_no_more(wenlow: Wenlow) -> None:
    link = await wenlow.form("olu", presses.ADD_EVIDENCE_PRESS, "V1")
    await wenlow.send("olu", link, link="https://www.example.ac.uk/page")
    form = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "green"}))
    assert (await wenlow.house.rags())["V1"] is Rag.GREEN


async def test_green_without_evidence_for_a_reason_keeps_the_reason(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "green", "proof": "It was a conversation."}))
    latest = (await wenlow.action("V1")).latest
    assert latest is not None
    assert latest.override == "It was a conversation."


async def test_a_link_that_is_not_secure_is_refused(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1=GREEN | {"proof": "http://www.example.ac.uk"}))
    assert isinstance(outcome, FormErrors)
    assert "https://" in outcome.errors[f"proof-{wenlow.ids['V1']}"]


async def test_the_form_for_several_shows_a_status_and_a_comment_for_what_nobody_reported_on(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    assert [field.label for field in form.sections[0].fields] == ["Status", "Comment"]


async def test_the_form_grows_by_what_the_chosen_statuses_ask_for(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    values = _values(wenlow, V1={"rag": "amber"}, V2={"rag": "green"})
    grown = asks_again(await wenlow.send("olu", form, **values))
    new = {field.key for field in grown.fields} - {field.key for field in form.fields}
    v1, v2 = wenlow.ids["V1"], wenlow.ids["V2"]
    assert new == {f"next-{v1}", f"by-{v1}", f"proof-{v2}"}


async def test_a_form_that_grows_keeps_what_was_typed(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    values = _values(wenlow, V1={"rag": "amber", "comment": "Half of it is done."})
    grown = asks_again(await wenlow.send("olu", form, **values))
    typed = {field.key: field.value for field in grown.fields}
    assert typed[f"comment-{wenlow.ids['V1']}"] == "Half of it is done."


async def test_a_form_that_has_grown_can_be_sent(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    grown = asks_again(await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "amber"})))
    await wenlow.send("olu", grown, **_values(wenlow, V1={"next": "Draft it", "by": NEXT_ON}))
    assert (await wenlow.house.rags())["V1"] is Rag.AMBER


async def test_a_new_red_is_asked_at_once_what_was_learned(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    values = _values(wenlow, V1={"rag": "red", "comment": "No money."})
    grown = asks_again(await wenlow.send("olu", form, **values))
    assert f"learning-{wenlow.ids['V1']}" in {field.key for field in grown.fields}


async def test_learning_may_be_left_out_for_now(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    values = _values(wenlow, V1={"rag": "red", "comment": "No money."})
    grown = asks_again(await wenlow.send("olu", form, **values))
    await wenlow.send("olu", grown)
    assert (await wenlow.house.rags())["V1"] is Rag.RED


async def test_nothing_is_written_when_one_of_several_is_refused(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "red"}, V2=GREEN))
    assert await wenlow.house.rags() == {"V1": None, "V2": None, "R1": None}


async def test_a_refused_form_can_be_sent_again_corrected(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "red"}))
    await wenlow.send("olu", form, **_values(wenlow, V1=RED))
    assert (await wenlow.house.rags())["V1"] is Rag.RED


async def test_a_form_sent_twice_is_recorded_once(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    for _ in range(2):
        await wenlow.send("olu", form, **_values(wenlow, V1=RED))
    assert len(await wenlow.history("V1")) == 1


async def test_the_second_sending_is_answered_politely(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", form, **_values(wenlow, V1=RED))
    assert "kept it once" in text(shown(await wenlow.send("olu", form, **_values(wenlow, V1=RED))))


async def test_updates_are_appended_and_none_is_overwritten(wenlow: Wenlow) -> None:
    for said in (AMBER, RED):
        form = await wenlow.report_form("olu", "V1")
        await wenlow.send("olu", form, **_values(wenlow, V1=said))
    rags = [entry.rag for entry in await wenlow.history("V1") if isinstance(entry, ActionUpdate)]
    assert rags == [Rag.AMBER, Rag.RED]


async def test_the_form_has_what_was_said_last(wenlow: Wenlow) -> None:
    first = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", first, **_values(wenlow, V1=AMBER | {"comment": "Half of it.", "reading": "12%"}))
    form = await wenlow.report_form("olu", "V1")
    stands = {field.label: str(field.value or "") for field in form.fields}
    assert (stands["Status"], stands["Next step"], stands["By when"]) == ("amber", "Draft it", NEXT_ON)


async def test_the_form_shows_when_it_is_due_and_the_last_comment(wenlow: Wenlow) -> None:
    first = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", first, **_values(wenlow, V1=AMBER | {"comment": "Half of it."}))
    said = (await wenlow.report_form("olu", "V1")).sections[0].text
    assert ("Due 30 June 2027" in said, "Half of it." in said) == (True, True)


async def test_sending_what_stands_there_says_it_again(wenlow: Wenlow) -> None:
    first = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", first, **_values(wenlow, V1=RED))
    await wenlow.send("olu", await wenlow.report_form("olu"))
    latest = (await wenlow.history("V1"))[-1]
    assert (len(await wenlow.history("V1")), latest.comment) == (2, "No money.")


async def test_what_was_said_last_and_is_not_enough_any_more_is_left_out_and_named(wenlow: Wenlow) -> None:
    first = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", first, **_values(wenlow, V1=AMBER))
    wenlow.house.clock.move_to(wenlow.house.clock.now() + timedelta(days=60))
    outcome = await wenlow.send("olu", await wenlow.report_form("olu"))
    assert (len(await wenlow.history("V1")), "V1 Refresh the web page: Amber" in text(shown(outcome))) == (1, True)


async def test_one_can_say_nothing_about_an_action_that_has_a_status(wenlow: Wenlow) -> None:
    first = await wenlow.report_form("olu", "V1")
    await wenlow.send("olu", first, **_values(wenlow, V1=RED))
    form = await wenlow.report_form("olu")
    await wenlow.send("olu", form, **_values(wenlow, V1={"rag": NOTHING}))
    assert len(await wenlow.history("V1")) == 1


async def test_a_reading_stands_until_there_is_another(wenlow: Wenlow) -> None:
    for said in (RED | {"reading": "12%"}, AMBER):
        form = await wenlow.report_form("olu", "V1")
        await wenlow.send("olu", form, **_values(wenlow, V1=said))
    latest = (await wenlow.action("V1")).latest
    assert latest is not None
    assert latest.reading == "12%"


async def test_the_words_of_another_action_are_flagged_and_kept(wenlow: Wenlow) -> None:
    words = "The vacancy in the web team has not been filled, so nobody can build the page this year."
    form = await wenlow.report_form("olu")
    said = RED | {"comment": words}
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1=said, V2=said | {"learning": "Other."}))
    assert "says what V1 Refresh the web page says" in text(shown(outcome))


async def test_somebody_without_a_post_is_refused_with_a_reason(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("tina", "my actions")
    assert "Only holders of a post that owns actions can do this" in text(card)


async def test_another_owner_cannot_report_on_an_action_by_its_form(wenlow: Wenlow) -> None:
    outcome = await wenlow.send("ed", await wenlow.report_form("olu", "V1"), **_values(wenlow, V1=RED))
    assert ("not yours" in text(shown(outcome)), await wenlow.history("V1")) == (True, [])


async def test_the_lead_can_report_on_any_action(wenlow: Wenlow) -> None:
    await wenlow.send("lea", await wenlow.report_form("lea", "R1"), **_values(wenlow, R1=RED))
    assert (await wenlow.house.rags())["R1"] is Rag.RED


async def test_more_than_ten_actions_go_over_several_pages(house: House) -> None:
    wenlow = await make_wenlow(
        house, *(Action(0, 0, f"S{n}", "Sustainability", "Do", owner_post_id=-1) for n in range(10))
    )
    first_page = await wenlow.report_form("olu")
    second_page = opened(await wenlow.send("olu", first_page))
    assert (len(first_page.sections), len(second_page.sections)) == (10, 2)


async def test_reports_on_earlier_pages_are_confirmed_though_the_last_is_empty(house: House) -> None:
    wenlow = await make_wenlow(
        house, *(Action(0, 0, f"S{n}", "Sustainability", "Do", owner_post_id=-1) for n in range(10))
    )
    first_page = await wenlow.report_form("olu")
    second_page = opened(await wenlow.send("olu", first_page, **_values(wenlow, V1=GREEN)))
    assert "Thank you, recorded" in text(shown(await wenlow.send("olu", second_page)))


async def test_words_without_a_status_are_not_lost_silently(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1={"comment": "going well"}))
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"rag-{wenlow.ids['V1']}"]


async def test_an_empty_form_records_nothing_and_says_so(wenlow: Wenlow) -> None:
    assert "Nothing was recorded" in text(shown(await wenlow.send("olu", await wenlow.report_form("olu"))))


async def test_a_press_on_an_unknown_button_gets_a_card(wenlow: Wenlow) -> None:
    outcome = await wenlow.house.press("olu", Button("Old", "gone.press"))
    assert isinstance(outcome, Reply)
    assert "out of date" in text(outcome.card)


async def test_an_id_repeated_in_a_tampered_form_is_recorded_once(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    shown_once = form.context.partition(";")[0]
    tampered = replace(form, context=",".join([shown_once] * 100) + ";;0;1")
    await wenlow.send("olu", tampered, **_values(wenlow, V1=RED))
    assert len(await wenlow.history("V1")) == 1


async def test_a_dropped_action_cannot_be_reported_on(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    async with wenlow.house.bunsen.begin() as tx:
        update = ActionUpdate(wenlow.ids["V1"], wenlow.house.clock.now(), Rag.DROPPED)
        await tx.of(wenlow.house.institution.id).plans.record(update)
    await wenlow.send("olu", form, **_values(wenlow, V1=GREEN))
    assert (await wenlow.house.rags())["V1"] is Rag.DROPPED


async def test_a_status_of_ones_own_making_is_refused(wenlow: Wenlow) -> None:
    form = await wenlow.report_form("olu", "V1")
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1={"rag": "dropped", "comment": "Enough."}))
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"rag-{wenlow.ids['V1']}"]


async def test_who_reports_after_somebody_else_is_told_and_asked_again(wenlow: Wenlow) -> None:
    mine = await wenlow.report_form("olu", "V1")
    await wenlow.send("lea", await wenlow.report_form("lea", "V1"), **_values(wenlow, V1=RED))
    again = asks_again(await wenlow.send("olu", mine, **_values(wenlow, V1=AMBER)))
    assert "Lea reported red" in again.sections[0].text


async def test_who_is_asked_again_finds_what_they_typed(wenlow: Wenlow) -> None:
    mine = await wenlow.report_form("olu", "V1")
    await wenlow.send("lea", await wenlow.report_form("lea", "V1"), **_values(wenlow, V1=RED))
    again = asks_again(await wenlow.send("olu", mine, **_values(wenlow, V1=AMBER)))
    await wenlow.send("olu", again)
    assert (await wenlow.house.rags())["V1"] is Rag.AMBER


async def test_who_typed_nothing_is_asked_again_with_what_stands_now(wenlow: Wenlow) -> None:
    await wenlow.send("olu", await wenlow.report_form("olu", "V1"), **_values(wenlow, V1=AMBER))
    mine = await wenlow.report_form("olu")
    await wenlow.send("lea", await wenlow.report_form("lea", "V1"), **_values(wenlow, V1=RED))
    again = asks_again(await wenlow.send("olu", mine))
    assert again.fields[0].value == "red"


async def test_a_comment_meanwhile_does_not_hold_a_report_up(wenlow: Wenlow) -> None:
    mine = await wenlow.report_form("olu", "V1")
    await wenlow.send("ed", await wenlow.form("ed", presses.COMMENT_PRESS, "V1"), comment="Can I help?")
    await wenlow.send("olu", mine, **_values(wenlow, V1=RED))
    assert (await wenlow.house.rags())["V1"] is Rag.RED


async def test_after_a_report_the_card_it_came_from_shows_the_new_state(wenlow: Wenlow) -> None:
    report = next(each for each in buttons(await wenlow.card("olu", "V1")) if each.label == "Report on it")
    form = opened(await wenlow.house.press("olu", report))
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1=RED))
    assert isinstance(outcome, Close)
    assert "Status: Red, said 1 March 2027" in text(outcome.update)


async def test_after_a_report_the_list_it_came_from_shows_the_new_state(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("olu", "my actions")
    form = opened(await wenlow.house.press("olu", buttons(card)[0]))
    outcome = await wenlow.send("olu", form, **_values(wenlow, V1=RED))
    assert isinstance(outcome, Close)
    assert "Red, said 1 March 2027" in text(outcome.update)


async def test_a_report_on_one_action_leaves_any_other_card_as_it_is(wenlow: Wenlow) -> None:
    outcome = await wenlow.send("olu", await wenlow.report_form("olu", "V1"), **_values(wenlow, V1=RED))
    assert isinstance(outcome, Close)
    assert outcome.update is None


async def test_a_deputy_reports_like_the_holder(house: House) -> None:
    from handlers.people.model import Holding

    wenlow = await make_wenlow(house)
    deputy = await house.person("dee")
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        await people.hold(Holding(await people.add_post(OWNER, PostKind.OWNER), deputy, deputy=True))
    await wenlow.send("dee", await wenlow.report_form("dee", "V1"), **_values(wenlow, V1=RED))
    assert (await house.rags())["V1"] is Rag.RED


async def test_my_actions_opens_the_form_for_all(wenlow: Wenlow) -> None:
    (card,) = await wenlow.house.hears("olu", "my actions")
    assert len(opened(await wenlow.house.press("olu", buttons(card)[0])).sections) == 2
