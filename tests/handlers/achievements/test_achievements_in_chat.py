"""Achievements in chat: recorded by holders of posts, suggested by everybody else, corrected without overwriting."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from handlers.achievements import names
from handlers.achievements.feature import MOST_WAITING
from handlers.achievements.model import Achievement, State
from handlers.cards import Button, Card
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply, SendFile, Update
from handlers.plans.model import Action
from handlers.rights import PostKind
from tests.support.house import House, buttons, opened, text

DONE = {
    "theme": "Recognition",
    "what": "Mentoring for everybody who applies for registration",
    "done_on": "2027-02-10",
    "figure": "50",
    "unit": "% more technicians registered",
    "actions": "R1",
    "link": "https://www.example.ac.uk/mentoring",
}
WORDS = {
    "testimonial": "I would not have applied without it.",
    "testimonial_of": "a technician in Biology",
    "consented_on": "2027-02-12",
    "consent": "by e-mail",
}
PDF = b"%PDF-1.7\n%bunsen"


@pytest.fixture
async def staffed(house: House) -> House:
    """Tom owns actions, Tess is a technician without a post, Lea leads."""
    await house.person("tom", ("OSD Manager", PostKind.OWNER))
    await house.person("tess")
    await house.person("lea", ("Institutional Lead", PostKind.LEAD))
    await house.plan(Action(0, 0, "R1", "Recognition", "Support registration"), Action(0, 0, "V1", "Visibility", "Hub"))
    return house


async def _form_of(house: House, user: str, press: str, value: str = "") -> OpenForm:
    outcome = await house.press(user, Button("", press, value))
    assert isinstance(outcome, OpenForm), outcome
    return outcome


async def _record(house: House, user: str = "tom", **changes: str) -> Outcome:
    form = opened(await house.press(user, Button("", names.NEW)))
    return await house.submit(user, form, {**DONE, **changes})


async def _all(house: House) -> list[Achievement]:
    async with house.bunsen.begin() as tx:
        return list(await tx.of(house.institution.id).achievements.all())


async def _one(house: House) -> Achievement:
    (found,) = await _all(house)
    return found


def _shown(outcome: Outcome) -> Card:
    assert isinstance(outcome, Close | Reply | Update), outcome
    card = outcome.update or outcome.reply if isinstance(outcome, Close) else outcome.card
    assert card is not None
    return card


async def test_what_a_holder_of_a_post_records_counts_at_once(staffed: House) -> None:
    await _record(staffed)
    found = await _one(staffed)
    assert (found.state, found.theme, found.done_on, found.measured, found.by) == (
        State.KEPT,
        "Recognition",
        date(2027, 2, 10),
        "50% more technicians registered",
        "Tom",
    )


async def test_the_card_shows_the_action_and_the_link(staffed: House) -> None:
    said = text(_shown(await _record(staffed)))
    assert "In the plan: R1 Support registration" in said
    assert "https://www.example.ac.uk/mentoring" in said


async def test_without_an_action_it_lies_outside_the_plan(staffed: House) -> None:
    assert "In the plan: outside the plan" in text(_shown(await _record(staffed, actions="")))


async def test_a_testimonial_is_kept_with_its_consent(staffed: House) -> None:
    await _record(staffed, **WORDS)
    said = (await _one(staffed)).testimonial
    assert said is not None
    assert (said.words, said.of, said.consented_on, said.consent) == (
        WORDS["testimonial"],
        "a technician in Biology",
        date(2027, 2, 12),
        "by e-mail",
    )


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"done_on": "2027-03-02"}, "done_on", "still to come"),
        ({"done_on": "1066-10-14"}, "done_on", "too long ago"),
        ({"done_on": ""}, "done_on", "fill this in"),
        ({"theme": "Pay"}, "theme", "choose one"),
        ({"what": "\u202e \x07"}, "what", "say what was done"),
        ({"what": "w" * 20_000}, "what", "20,000"),
        ({"figure": "many"}, "figure", "a number"),
        ({"unit": ""}, "unit", "of what"),
        ({"figure": ""}, "figure", "write the number"),
        ({"actions": "R1, Z9"}, "actions", "no action Z9"),
        ({"link": "http://www.example.ac.uk"}, "link", "https://"),
        ({**WORDS, "consented_on": ""}, "consented_on", "Nobody is quoted who has not agreed"),
        ({**WORDS, "consent": ""}, "consent", "how they agreed"),
        ({**WORDS, "testimonial_of": ""}, "testimonial_of", "as whose"),
        ({**WORDS, "consented_on": "2027-03-02"}, "consented_on", "still to come"),
        ({**WORDS, "testimonial": ""}, "testimonial", "no words to quote"),
    ],
)
async def test_what_cannot_be_is_refused_beside_its_field(
    staffed: House, changes: dict[str, str], field: str, said: str
) -> None:
    outcome = await _record(staffed, **changes)
    assert isinstance(outcome, FormErrors), outcome
    assert said in outcome.errors[field]


async def test_what_is_refused_is_not_kept(staffed: House) -> None:
    await _record(staffed, figure="many")
    assert await _all(staffed) == []


@pytest.mark.parametrize(
    ("figure", "unit", "read"),
    [
        ("50%", "more nominations", "50% more nominations"),
        ("1,000", "people at two events", "1,000 people at two events"),
    ],
)
async def test_a_figure_is_read_with_its_unit(staffed: House, figure: str, unit: str, read: str) -> None:
    await _record(staffed, figure=figure, unit=unit)
    assert (await _one(staffed)).measured == read


async def test_the_same_is_not_recorded_twice(staffed: House) -> None:
    await _record(staffed)
    outcome = await _record(staffed, what=DONE["what"].upper())
    assert isinstance(outcome, FormErrors)
    assert "recorded already" in outcome.errors["what"]


async def test_a_name_in_what_was_done_is_pointed_out_once(staffed: House) -> None:
    outcome = await _record(staffed, what="Dr Priya Sharma opened the hub")
    assert isinstance(outcome, OpenForm), outcome
    assert "Priya Sharma" in outcome.form.intro
    await staffed.submit("tom", outcome.form, {**DONE, "what": "Dr Priya Sharma opened the hub"})
    assert (await _one(staffed)).what == "Dr Priya Sharma opened the hub"


# --- suggesting ---


async def test_what_a_technician_suggests_waits(staffed: House) -> None:
    outcome = await _record(staffed, "tess")
    assert (await _one(staffed)).state is State.SUGGESTED
    assert "waits" in text(_shown(outcome))


async def test_a_suggestion_is_not_shown_to_other_technicians(staffed: House) -> None:
    await staffed.person("ted")
    await _record(staffed, "tess")
    (card,) = await staffed.hears("ted", "achievements")
    assert DONE["what"] not in text(card)


async def test_whoever_suggested_it_sees_that_it_waits(staffed: House) -> None:
    await _record(staffed, "tess")
    (card,) = await staffed.hears("tess", "achievements")
    assert "Suggested" in text(card)


async def test_the_lead_is_told_of_a_suggestion(staffed: House) -> None:
    await _record(staffed, "tess")
    await staffed.bunsen.runner.tick()
    assert "An achievement was suggested" in [card.title for _, card in staffed.surface.sent]


async def test_a_holder_of_a_post_accepts_it(staffed: House) -> None:
    await _record(staffed, "tess")
    await staffed.press("tom", Button("", names.ACCEPT, str((await _one(staffed)).id)))
    assert (await _one(staffed)).state is State.KEPT


async def test_a_technician_cannot_accept_it(staffed: House) -> None:
    await _record(staffed, "tess")
    await staffed.press("tess", Button("", names.ACCEPT, str((await _one(staffed)).id)))
    assert (await _one(staffed)).state is State.SUGGESTED


async def test_whoever_suggested_it_is_told_why_not(staffed: House) -> None:
    await _record(staffed, "tess")
    form = opened(await staffed.press("tom", Button("", names.DECLINE, str((await _one(staffed)).id))))
    await staffed.submit("tom", form, {"note": "It was another unit's"})
    await staffed.bunsen.runner.tick()
    said = [text(card) for _, card in staffed.surface.sent]
    assert any("not taken up" in each and "another unit's" in each for each in said)


async def test_a_suggestion_is_settled_once(staffed: House) -> None:
    await _record(staffed, "tess")
    button = Button("", names.ACCEPT, str((await _one(staffed)).id))
    await staffed.press("tom", button)
    assert "Nothing was changed" in text(_shown(await staffed.press("lea", button)))


async def test_one_person_has_so_many_suggestions_waiting_and_no_more(staffed: House) -> None:
    for number in range(MOST_WAITING):
        await _record(staffed, "tess", what=f"Thing {number}")
    outcome = await staffed.press("tess", Button("", names.NEW))
    assert "wait a little" in text(_shown(outcome))


# --- correcting ---


async def _correct(house: House, user: str, values: Mapping[str, str]) -> Outcome:
    form = opened(await house.press(user, Button("", names.CORRECT, str((await _one(house)).id))))
    return await house.submit(user, form, {**DONE, **values})


async def test_a_correction_is_a_version_beside_the_one_before(staffed: House) -> None:
    await _record(staffed)
    await _correct(staffed, "tom", {"figure": "45", "note": "Counted again"})
    found = await _one(staffed)
    async with staffed.bunsen.begin() as tx:
        history = await tx.of(staffed.institution.id).achievements.history(found.id)
    assert [(each.number, each.figure, each.note) for each in history] == [(1, "50", ""), (2, "45", "Counted again")]


async def test_a_correction_says_why(staffed: House) -> None:
    await _record(staffed)
    outcome = await _correct(staffed, "tom", {"figure": "45", "note": ""})
    assert isinstance(outcome, FormErrors)
    assert "note" in outcome.errors


async def test_what_it_said_before_can_be_read(staffed: House) -> None:
    await _record(staffed)
    await _correct(staffed, "tom", {"figure": "45", "note": "Counted again"})
    outcome = await staffed.press("lea", Button("", names.HISTORY, str((await _one(staffed)).id)))
    assert "50% more" in text(_shown(outcome))


async def test_who_neither_recorded_it_nor_sits_in_the_committee_does_not_correct_it(staffed: House) -> None:
    await staffed.person("ida", ("Facilities Manager", PostKind.OWNER))
    await _record(staffed)
    outcome = await staffed.press("ida", Button("", names.CORRECT, str((await _one(staffed)).id)))
    assert "not yours to change" in text(_shown(outcome))


async def test_what_is_withdrawn_is_not_listed(staffed: House) -> None:
    await _record(staffed)
    form = opened(await staffed.press("lea", Button("", names.WITHDRAW, str((await _one(staffed)).id))))
    await staffed.submit("lea", form, {"note": "It was not so"})
    (card,) = await staffed.hears("tom", "achievements")
    assert DONE["what"] not in text(card)


async def test_words_that_were_taken_out_are_in_no_version(staffed: House) -> None:
    await _record(staffed, **WORDS)
    await _correct(staffed, "tom", {**WORDS, "figure": "45", "note": "Counted again"})
    await staffed.press("tom", Button("", names.FORGET_WORDS, str((await _one(staffed)).id)))
    assert WORDS["testimonial"] not in await staffed.dump()


# --- what shows it ---


async def test_a_file_is_kept_with_it_and_fetched_again(staffed: House) -> None:
    await _record(staffed)
    (card,) = await staffed.drops("tom", "letter.pdf", PDF)
    (button,) = [each for each in buttons(card) if each.press == names.FROM_FILE]
    form = opened(await staffed.press("tom", button))
    await staffed.submit("tom", form, {"achievement": str((await _one(staffed)).id)})
    shown = _shown(await staffed.press("tom", Button("", names.SHOW, str((await _one(staffed)).id))))
    (fetch,) = [each for each in buttons(shown) if each.press == names.FETCH]
    outcome = await staffed.press("lea", fetch)
    assert isinstance(outcome, SendFile)
    assert outcome.content == PDF


async def test_a_file_that_is_no_evidence_is_refused(staffed: House) -> None:
    await _record(staffed)
    (card,) = await staffed.drops("tom", "page.pdf", b"<html>")
    (button,) = [each for each in buttons(card) if each.press == names.FROM_FILE]
    form = opened(await staffed.press("tom", button))
    outcome = await staffed.submit("tom", form, {"achievement": str((await _one(staffed)).id)})
    assert "not what its name says" in text(_shown(outcome))


async def test_a_technician_does_not_fetch_files(staffed: House) -> None:
    outcome = await staffed.press("tess", Button("", names.FETCH, "1"))
    assert not isinstance(outcome, SendFile)


async def test_a_link_is_kept_once(staffed: House) -> None:
    await _record(staffed)
    form = opened(await staffed.press("tom", Button("", names.ADD_LINK, str((await _one(staffed)).id))))
    await staffed.submit("tom", form, {"link": DONE["link"]})
    assert await staffed.select("SELECT count(*) FROM achievement_evidence") == [(1,)]


# --- lists, other houses, and what is not there ---


async def test_the_list_comes_in_pages(staffed: House) -> None:
    for number in range(9):
        await _record(staffed, what=f"Thing {number}")
    (card,) = await staffed.hears("tess", "achievements")
    assert "1 to 8 of 9" in text(card)


@pytest.mark.parametrize("value", ["", "999", "x", "²"])
async def test_what_is_not_there_is_said_to_be_gone(staffed: House, value: str) -> None:
    assert "not there" in text(_shown(await staffed.press("tom", Button("", names.SHOW, value))))


async def test_the_first_time_it_says_what_belongs_here(staffed: House) -> None:
    (card,) = await staffed.hears("tess", "achievements")
    assert "Nothing is recorded yet" in text(card)


async def test_a_correction_keeps_links_to_actions_of_an_earlier_plan(staffed: House) -> None:
    await _record(staffed)
    (linked,) = (await _one(staffed)).action_ids
    await staffed.plan(Action(0, 0, "N1", "Visibility", "New hub"))
    await _correct(staffed, "tom", {"actions": "N1", "note": "Belongs there too"})
    assert linked in (await _one(staffed)).action_ids
    assert len((await _one(staffed)).action_ids) == 2


async def test_erasing_somebody_takes_their_name_off_what_they_recorded(staffed: House) -> None:
    await _record(staffed)
    found = await _one(staffed)
    assert found.by_person_id is not None
    async with staffed.bunsen.begin() as tx:
        data = tx.of(staffed.institution.id).personal_data
        await data.erase(found.by_person_id, "Former colleague", staffed.clock.now().date() - timedelta(days=1))
    assert (await _one(staffed)).by == "Former colleague"
