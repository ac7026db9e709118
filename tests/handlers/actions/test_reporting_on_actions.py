"""Owners report on their actions: one form, red explained, every update kept."""

from dataclasses import replace

from handlers.forms import Form
from handlers.outcomes import Close, FormErrors, Reply
from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

OWNER = ("Technical Operations Manager", PostKind.OWNER)


async def _form(house: House, user: str = "olu") -> Form:
    (card,) = await house.hears(user, "my actions")
    return opened(await house.press(user, buttons(card)[0]))


async def _three_actions(house: House) -> list[int]:
    await house.person("olu", OWNER)
    post = await house.post_id(OWNER[0])
    drafts = [Action(0, 0, ref, "Visibility", f"Action {ref}", owner_post_id=post) for ref in ("V1", "V2", "V3")]
    return [action.id for action in await house.plan(*drafts)]


async def test_one_form_takes_reports_on_all_actions(house: House) -> None:
    first, second, third = await _three_actions(house)
    values = {f"rag-{first}": "green", f"rag-{second}": "amber", f"rag-{third}": "red", f"comment-{third}": "No money."}
    await house.submit("olu", await _form(house), values)
    assert await house.rags() == {"V1": Rag.GREEN, "V2": Rag.AMBER, "V3": Rag.RED}


async def test_red_without_an_explanation_is_refused_beside_its_field(house: House) -> None:
    first, *_ = await _three_actions(house)
    outcome = await house.submit("olu", await _form(house), {f"rag-{first}": "red"})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"comment-{first}"]


async def test_nothing_is_written_when_one_of_several_is_refused(house: House) -> None:
    first, second, _ = await _three_actions(house)
    await house.submit("olu", await _form(house), {f"rag-{first}": "red", f"rag-{second}": "green"})
    assert await house.rags() == {"V1": None, "V2": None, "V3": None}


async def test_a_refused_form_can_be_sent_again_corrected(house: House) -> None:
    first, *_ = await _three_actions(house)
    form = await _form(house)
    await house.submit("olu", form, {f"rag-{first}": "red"})
    await house.submit("olu", form, {f"rag-{first}": "red", f"comment-{first}": "The post is vacant."})
    assert (await house.rags())["V1"] is Rag.RED


async def test_a_form_sent_twice_is_recorded_once(house: House) -> None:
    first, *_ = await _three_actions(house)
    form = await _form(house)
    for _ in range(2):
        await house.submit("olu", form, {f"rag-{first}": "green"})
    async with house.bunsen.begin() as tx:
        assert len(await tx.of(house.institution.id).plans.history(first)) == 1


async def test_the_second_sending_is_answered_politely(house: House) -> None:
    first, *_ = await _three_actions(house)
    form = await _form(house)
    await house.submit("olu", form, {f"rag-{first}": "green"})
    outcome = await house.submit("olu", form, {f"rag-{first}": "green"})
    assert isinstance(outcome, Close)
    assert "kept it once" in text(outcome.reply)


async def test_updates_are_appended_and_none_is_overwritten(house: House) -> None:
    first, *_ = await _three_actions(house)
    await house.submit("olu", await _form(house), {f"rag-{first}": "amber"})
    await house.submit("olu", await _form(house), {f"rag-{first}": "green"})
    async with house.bunsen.begin() as tx:
        history = await tx.of(house.institution.id).plans.history(first)
    assert [update.rag for update in history] == [Rag.AMBER, Rag.GREEN]


async def test_somebody_without_a_post_is_refused_with_a_reason(house: House) -> None:
    await _three_actions(house)
    await house.person("tina")
    (card,) = await house.hears("tina", "my actions")
    assert "Only holders of a post that owns actions can do this" in text(card)


async def test_another_owner_cannot_report_on_an_action_by_its_form(house: House) -> None:
    first, *_ = await _three_actions(house)
    await house.person("ed", ("EDI Team", PostKind.OWNER))
    outcome = await house.submit("ed", await _form(house), {f"rag-{first}": "green"})
    assert isinstance(outcome, Close)
    assert "not yours" in text(outcome.reply)


async def test_more_than_ten_actions_go_over_several_pages(house: House) -> None:
    await house.person("olu", OWNER)
    post = await house.post_id(OWNER[0])
    await house.plan(*(Action(0, 0, f"V{n}", "Visibility", "Do", owner_post_id=post) for n in range(12)))
    first_page = await _form(house)
    second_page = opened(await house.submit("olu", first_page, {}))
    assert (len(first_page.sections), len(second_page.sections)) == (10, 2)


async def test_words_without_a_status_are_not_lost_silently(house: House) -> None:
    first, *_ = await _three_actions(house)
    outcome = await house.submit("olu", await _form(house), {f"comment-{first}": "going well"})
    assert isinstance(outcome, FormErrors)
    assert list(outcome.errors) == [f"rag-{first}"]


async def test_an_empty_form_records_nothing_and_says_so(house: House) -> None:
    await _three_actions(house)
    outcome = await house.submit("olu", await _form(house), {})
    assert isinstance(outcome, Close)
    assert "Nothing was recorded" in text(outcome.reply)


async def test_a_press_on_an_unknown_button_gets_a_card(house: House) -> None:
    from handlers.cards import Button

    outcome = await house.press("olu", Button("Old", "gone.press"))
    assert isinstance(outcome, Reply)
    assert "out of date" in text(outcome.card)


async def test_reports_on_earlier_pages_are_confirmed_though_the_last_is_empty(house: House) -> None:
    await house.person("olu", OWNER)
    post = await house.post_id(OWNER[0])
    await house.plan(*(Action(0, 0, f"V{n}", "Visibility", "Do", owner_post_id=post) for n in range(12)))
    first_page = await _form(house)
    status = first_page.fields[0].key
    second_page = opened(await house.submit("olu", first_page, {status: "green"}))
    outcome = await house.submit("olu", second_page, {})
    assert isinstance(outcome, Close)
    assert "Thank you, recorded" in text(outcome.reply)


async def test_an_id_repeated_in_a_tampered_form_is_recorded_once(house: House) -> None:
    first, *_ = await _three_actions(house)
    form = replace(await _form(house), context=",".join([str(first)] * 500) + ";")
    await house.submit("olu", form, {f"rag-{first}": "green"})
    async with house.bunsen.begin() as tx:
        assert len(await tx.of(house.institution.id).plans.history(first)) == 1


async def test_a_dropped_action_cannot_be_reported_by_a_tampered_form(house: House) -> None:
    first, *_ = await _three_actions(house)
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).plans.record(ActionUpdate(first, house.clock.now(), Rag.DROPPED))
    form = replace(await _form(house), context=f"{first};")
    await house.submit("olu", form, {f"rag-{first}": "green"})
    assert (await house.rags())["V1"] is Rag.DROPPED
