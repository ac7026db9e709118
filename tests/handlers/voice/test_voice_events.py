"""Voice events in chat: recorded by chairs and the lead, with points by theme and prompt, and what they led to."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from handlers.cards import Button, Card
from handlers.forms import Form
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, Update
from handlers.plans.model import Action
from handlers.rights import PostKind
from handlers.voice.events import cards, forms
from handlers.voice.events.model import Led, Method, Prompt, VoiceEvent, VoicePoint
from tests.support.house import START, House, buttons, opened, text

WORKSHOP = {
    "method": "workshop",
    "title": "First workshop",
    "held_on": "2027-02-22",
    "invited": "40",
    "took_part": "12",
    "note": "Before the plan was written.",
}
ACTIONS = (
    Action(0, 0, "V1", "Visibility", "Put technicians on the website"),
    Action(0, 0, "C1", "Career Development", "Open a fund"),
)


@pytest.fixture
async def cora(house: House) -> str:
    await house.person("cora", ("Committee Chair", PostKind.CHAIR))
    return "cora"


async def _form(house: House, user: str = "cora") -> Form:
    (card,) = await house.hears(user, "voice events")
    return opened(await house.press(user, next(b for b in buttons(card) if b.press == cards.NEW_PRESS)))


async def _record(house: House, **changes: str) -> Outcome:
    return await house.submit("cora", await _form(house), {**WORKSHOP, **changes})


async def _event(house: House) -> VoiceEvent:
    async with house.bunsen.begin() as tx:
        (event,) = await tx.of(house.institution.id).voice_events.all()
    return event


async def _points(house: House) -> list[VoicePoint]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).voice_events.points())


async def _add(house: House, **values: str) -> Outcome:
    event = await _event(house)
    form = opened(await house.press("cora", Button("", cards.ADD_PRESS, str(event.id))))
    return await house.submit("cora", form, {"theme": "Recognition", **values})


async def _point(house: House) -> VoicePoint:
    await _record(house)
    await _add(house, barriers="No cover for courses")
    (point,) = await _points(house)
    return point


async def _link(house: House, values: Mapping[str, str]) -> Outcome:
    (point,) = await _points(house)
    form = opened(await house.press("cora", Button("", cards.LINK_PRESS, str(point.id))))
    return await house.submit("cora", form, values)


async def _led(house: House) -> list[Led]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).voice_events.led())


def _shown(outcome: Outcome) -> Card:
    assert isinstance(outcome, Close | Reply | Update), outcome
    card = outcome.update or outcome.reply if isinstance(outcome, Close) else outcome.card
    assert card is not None
    return card


async def test_an_event_is_kept_as_it_was_typed(house: House, cora: str) -> None:
    await _record(house)
    event = await _event(house)
    assert replace(event, id=0, by_person_id=None) == VoiceEvent(
        0,
        Method.WORKSHOP,
        "First workshop",
        START.date().replace(month=2, day=22),
        START,
        40,
        12,
        "Before the plan was written.",
        "Cora",
    )


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"held_on": "2027-03-02"}, "held_on", "still to come"),
        ({"held_on": "1066-10-14"}, "held_on", "too long ago"),
        ({"held_on": ""}, "held_on", "fill this in"),
        ({"invited": "-4"}, "invited", "whole number"),
        ({"took_part": "١٢"}, "took_part", "whole number"),
        ({"invited": "9" * 1500}, "invited", "more than 100,000"),
        ({"took_part": "41"}, "took_part", "More took part (41) than were invited (40)"),
        ({"method": "seance"}, "method", "choose one"),
        ({"title": "\u202e \x07"}, "title", "name"),
        ({"note": "n" * 20_000}, "note", "2,000 characters; it has 20,000"),
    ],
)
async def test_an_event_that_cannot_be_is_refused_beside_its_field(
    house: House, cora: str, changes: dict[str, str], field: str, said: str
) -> None:
    outcome = await _record(house, **changes)
    assert isinstance(outcome, FormErrors)
    assert said in outcome.errors[field]


async def test_a_refused_event_is_not_kept(house: House, cora: str) -> None:
    await _record(house, took_part="41")
    assert await house.select("SELECT count(*) FROM voice_events") == [(0,)]


async def test_an_event_may_be_held_today(house: House, cora: str) -> None:
    assert isinstance(await _record(house, held_on="2027-03-01"), Close)


async def test_an_event_without_counts_was_open_to_all(house: House, cora: str) -> None:
    assert "Invited: not recorded" in text(_shown(await _record(house, invited="", took_part="")))


async def test_the_same_event_is_not_recorded_twice(house: House, cora: str) -> None:
    await _record(house)
    outcome = await _record(house, title="FIRST workshop")
    assert isinstance(outcome, FormErrors)
    assert "recorded already" in outcome.errors["title"]


async def test_a_change_keeps_who_recorded_it(house: House, cora: str) -> None:
    await _record(house)
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    event = await _event(house)
    form = opened(await house.press("lea", Button("", cards.CHANGE_PRESS, str(event.id))))
    await house.submit("lea", form, {**WORKSHOP, "took_part": "13"})
    changed = await _event(house)
    assert (changed.took_part, changed.by) == (13, "Cora")


@pytest.mark.parametrize("press", [cards.NEW_PRESS, cards.SHOW_PRESS, cards.REMOVE_PRESS, cards.POINT_PRESS])
async def test_who_is_neither_chair_nor_lead_reaches_nothing(house: House, cora: str, press: str) -> None:
    await _record(house)
    await house.person("tom", ("OSD Manager", PostKind.OWNER))
    event = await _event(house)
    outcome = await house.press("tom", Button("", press, str(event.id)))
    assert "First workshop" not in text(_shown(outcome))
    assert (await _event(house)).id == event.id


async def test_who_is_neither_chair_nor_lead_is_not_shown_the_list(house: House, cora: str) -> None:
    await _record(house)
    await house.person("tom", ("OSD Manager", PostKind.OWNER))
    (card,) = await house.hears("tom", "voice events")
    assert "First workshop" not in text(card)


async def test_each_line_is_a_point_under_its_prompt(house: House, cora: str) -> None:
    await _record(house)
    await _add(house, questions="Who pays?", barriers="- No cover for courses x4\n\n2) Silos", good="Time off the job")
    assert [(p.theme, p.prompt, p.words, p.times) for p in await _points(house)] == [
        ("Recognition", Prompt.QUESTIONS, "Who pays?", 1),
        ("Recognition", Prompt.BARRIERS, "No cover for courses", 4),
        ("Recognition", Prompt.BARRIERS, "Silos", 1),
        ("Recognition", Prompt.GOOD, "Time off the job", 1),
    ]


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"barriers": "b" * 20_000}, "barriers", "3,000 characters; it has 20,000"),
        ({"good": "g" * 501}, "good", "at most 500 characters"),
        ({"good": "Time x0"}, "good", "between 1 and 1,000 times"),
        ({"good": "Time x999999999"}, "good", "between 1 and 1,000 times"),
        ({"good": " \n\u200b\n"}, "questions", "at least one point"),
        ({"good": "Time", "theme": "Pay"}, "theme", "choose one"),
    ],
)
async def test_points_that_cannot_be_are_refused_beside_their_field(
    house: House, cora: str, values: dict[str, str], field: str, said: str
) -> None:
    await _record(house)
    outcome = await _add(house, **values)
    assert isinstance(outcome, FormErrors)
    assert said in outcome.errors[field]


async def test_an_event_takes_five_hundred_points_and_no_more(house: House, cora: str) -> None:
    await _record(house)
    lines = "\n".join(f"Point {n}" for n in range(250))
    await _add(house, questions=lines)
    await _add(house, questions=lines)
    outcome = await _add(house, questions="One more")
    assert isinstance(outcome, FormErrors)
    assert "501 points" in outcome.errors["questions"]


async def test_five_hundred_points_are_shown_page_by_page(house: House, cora: str) -> None:
    await _record(house)
    lines = "\n".join(f"Point {n}" for n in range(250))
    await _add(house, questions=lines)
    card = _shown(await _add(house, questions=lines))
    assert "497 to 500 of 500" in text(card)


async def test_what_may_tell_of_somebody_is_pointed_out_before_it_is_kept(house: House, cora: str) -> None:
    await _record(house)
    outcome = await _add(house, good="Ring me on 01632 960123 about the lathe")
    assert isinstance(outcome, OpenForm)
    assert "01632 960123" in outcome.form.intro
    assert await _points(house) == []


async def test_what_was_pointed_out_is_kept_when_it_is_sent_again(house: House, cora: str) -> None:
    await _record(house)
    values = {"theme": "Recognition", "good": "Ring me on 01632 960123 about the lathe"}
    outcome = await _add(house, **values)
    await house.submit("cora", opened(outcome), values)
    assert [point.words for point in await _points(house)] == [values["good"]]


async def test_a_point_is_linked_to_actions_with_what_was_done(house: House, cora: str) -> None:
    await house.plan(*ACTIONS)
    await _point(house)
    card = _shown(await _link(house, {"actions": "v1; C1", "did": "A page for each of us"}))
    assert "Led to V1 Put technicians on the website: A page for each of us" in text(card)
    assert [each.did for each in await _led(house)] == ["A page for each of us"] * 2


async def test_what_was_done_is_looked_at_for_what_may_tell_of_somebody(house: House, cora: str) -> None:
    await house.plan(*ACTIONS)
    await _point(house)
    values = {"actions": "V1", "did": "Ring 01632 960123"}
    asked = opened(await _link(house, values))
    assert ("01632 960123" in asked.intro, await _led(house)) == (True, [])
    await house.submit("cora", asked, values)
    assert [each.did for each in await _led(house)] == ["Ring 01632 960123"]


async def test_linking_again_replaces_what_was_done(house: House, cora: str) -> None:
    await house.plan(*ACTIONS)
    await _point(house)
    await _link(house, {"actions": "V1", "did": "First"})
    await _link(house, {"actions": "V1", "did": "Then"})
    assert [each.did for each in await _led(house)] == ["Then"]


async def test_an_action_of_another_plan_is_refused(house: House, cora: str) -> None:
    await house.plan(Action(0, 0, "X9", "Visibility", "Of the plan before"))
    await house.plan(*ACTIONS)
    await _point(house)
    outcome = await _link(house, {"actions": "V1, X9"})
    assert isinstance(outcome, FormErrors)
    assert "no action X9" in outcome.errors["actions"]
    assert await _led(house) == []


async def test_a_link_is_taken_back(house: House, cora: str) -> None:
    await house.plan(*ACTIONS)
    await _point(house)
    card = _shown(await _link(house, {"actions": "V1"}))
    await house.press("cora", next(b for b in buttons(card) if b.press == cards.UNLINK_PRESS))
    assert await _led(house) == []


async def test_a_point_goes_with_its_links(house: House, cora: str) -> None:
    await house.plan(*ACTIONS)
    point = await _point(house)
    await _link(house, {"actions": "V1"})
    await house.press("cora", Button("", cards.DROP_PRESS, str(point.id)))
    assert (await _points(house), await _led(house)) == ([], [])


async def test_an_event_goes_with_its_points_and_links(house: House, cora: str) -> None:
    await house.plan(*ACTIONS)
    point = await _point(house)
    await _link(house, {"actions": "V1"})
    await house.press("cora", Button("", cards.REMOVE_PRESS, str(point.event_id)))
    assert (await _points(house), await _led(house)) == ([], [])
    assert await house.select("SELECT count(*) FROM voice_events") == [(0,)]


@pytest.mark.parametrize("value", ["", "0", "999", "x", "²", "9" * 400])
@pytest.mark.parametrize(
    "press", [cards.SHOW_PRESS, cards.POINT_PRESS, cards.DROP_PRESS, cards.LINK_PRESS, cards.UNLINK_PRESS]
)
async def test_what_is_not_there_is_gone(house: House, cora: str, press: str, value: str) -> None:
    outcome = await house.press("cora", Button("", press, value))
    assert "That is gone" in text(_shown(outcome))


async def test_the_forms_ask_for_no_names(house: House, cora: str) -> None:
    await _record(house)
    event = await _event(house)
    form = opened(await house.press("cora", Button("", cards.ADD_PRESS, str(event.id))))
    assert form.intro.startswith(forms.NO_NAMES)
