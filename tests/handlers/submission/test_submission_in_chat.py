"""Setting the submission, and who writes what."""

import pytest

from handlers.cards import Button
from handlers.outcomes import Close, Reply, Update
from handlers.rights import PostKind
from handlers.submission import forms, names
from handlers.submission.model import SectionState
from tests.handlers.submission import world
from tests.support.house import House, buttons, opened, text


@pytest.fixture
async def set_up(house: House) -> House:
    """A submission for stage 1 in July."""
    await world.staffed(house)
    await world.submission(house)
    return house


async def test_without_a_submission_the_lead_is_offered_to_set_one(house: House) -> None:
    await world.staffed(house)
    (card,) = await house.hears("lea", "submission")
    assert world.button(card, "Set stage").press == names.SET_PRESS


async def test_without_a_submission_others_hear_who_sets_it(house: House) -> None:
    await world.staffed(house)
    (card,) = await house.hears("tina", "submission")
    assert "institutional lead sets" in text(card)


async def test_a_day_in_the_past_is_refused(house: House) -> None:
    await world.staffed(house)
    assert "is past" in world.errors(await world.set_it(house, {forms.DUE: "2027-02-26"}))[forms.DUE]


async def test_a_day_that_does_not_exist_is_refused(house: House) -> None:
    await world.staffed(house)
    assert world.errors(await world.set_it(house, {forms.DUE: "2027-02-30"})) == {forms.DUE: "There is no such day."}


async def test_a_stage_that_does_not_exist_is_refused(house: House) -> None:
    await world.staffed(house)
    assert world.errors(await world.set_it(house, {forms.STAGE: "4"})) == {forms.STAGE: "Please choose one of these."}


async def test_only_the_lead_can_set_it(house: House) -> None:
    await world.staffed(house)
    outcome = await house.press("chad", Button("", names.SET_PRESS))
    assert isinstance(outcome, Reply)
    assert "Only the institutional lead" in text(outcome.card)


async def test_the_chair_sees_how_far_it_is(set_up: House) -> None:
    (card,) = await set_up.hears("chad", "submission")
    assert "due 30 July 2027" in card.title
    assert "0 of 10 sections are ready" in text(card)
    assert "10 sections are in nobody's hands" in text(card)


async def test_moving_the_day_keeps_the_writers(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    await world.submission(set_up, world.DUE.replace(month=9))
    assert (await world.desk(set_up)).writer_name("profile") == "HR Manager"


async def test_sections_of_another_stage_fall_away(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    await world.submission(set_up, stage=3)
    assert dict((await world.desk(set_up)).work) == {}


async def test_a_section_goes_to_a_post(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    (card,) = await set_up.hears("wim", "my sections")
    assert "Profile of the organisation (not begun)" in text(card)
    assert "At most 250 words" in text(card)


async def test_a_section_goes_to_one_person_who_holds_a_post(set_up: House) -> None:
    known = await set_up.person("wim")
    outcome = await world.assign(set_up, "profile", {forms.PERSON: str(known.id)})
    assert "Wim writes it" in world.said(outcome)


async def test_somebody_without_a_post_cannot_be_given_one(set_up: House) -> None:
    tina = await set_up.person("tina")
    outcome = await world.assign(set_up, "profile", {forms.PERSON: str(tina.id)})
    assert forms.PERSON in world.errors(outcome)


async def test_post_and_person_together_are_refused(set_up: House) -> None:
    wim = await set_up.person("wim")
    both = {forms.POST: str(await set_up.post_id("HR Manager")), forms.PERSON: str(wim.id)}
    assert "not both" in world.errors(await world.assign(set_up, "profile", both))[forms.PERSON]


async def test_a_post_that_nobody_holds_is_warned_of(set_up: House) -> None:
    async with set_up.bunsen.begin() as tx:
        await tx.of(set_up.institution.id).people.add_post("Empty Chair", PostKind.OWNER)
    outcome = await world.assign(set_up, "profile", {forms.POST: str(await set_up.post_id("Empty Chair"))})
    assert "Nobody holds that post" in world.said(outcome)
    assert (await world.desk(set_up)).writer_name("profile") == "Empty Chair (vacant)"


async def test_a_section_can_be_taken_out_of_all_hands(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    await world.assign(set_up, "profile", {})
    assert (await world.desk(set_up)).writers("profile") == ()


async def test_a_writer_says_that_a_section_is_begun_with_a_note(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    await world.mark(set_up, "wim", "profile", "begun", "waiting for the prospectus")
    known = await world.desk(set_up)
    assert known.state("profile") is SectionState.BEGUN
    assert known.work["profile"].note == "waiting for the prospectus"


async def test_a_deputy_of_the_post_may_mark_it_too(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    await world.deputy(set_up, "dora", "HR Manager")
    assert isinstance(await world.mark(set_up, "dora", "profile"), Close)


async def test_nobody_marks_a_section_of_somebody_else(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    outcome = await world.mark(set_up, "tina", "profile")
    assert "not in your hands" in world.said(outcome)


async def test_a_section_that_the_stage_does_not_ask_is_not_there(set_up: House) -> None:
    outcome = await set_up.press("lea", Button("", names.ASSIGN_PRESS, "talent"))
    assert "no longer there" in world.said(outcome)


async def test_the_list_shows_who_writes_what(set_up: House) -> None:
    await world.give_to(set_up, "profile")
    await world.mark(set_up, "wim", "profile", "begun", "draft in the shared folder")
    outcome = await set_up.press("chad", Button("", names.WRITERS_PRESS, "1"))
    assert "HR Manager" in world.said(outcome)
    assert "draft in the shared folder" in world.said(outcome)


async def test_nobody_is_offered_what_they_may_not_press(set_up: House) -> None:
    for user in ("lea", "chad", "vera", "wim", "tina"):
        (card,) = await set_up.hears(user, "submission")
        for each in buttons(card):
            outcome = await set_up.press(user, each)
            assert not isinstance(outcome, Reply) or "do not hold" not in outcome.card.title


async def test_a_chair_cannot_change_the_writers(set_up: House) -> None:
    outcome = await set_up.press("chad", Button("", names.WRITERS_PRESS, "1"))
    assert isinstance(outcome, Update)
    assert [each.press for each in buttons(outcome.card)] == [names.WRITERS_PRESS]


async def test_handed_in_tomorrow_is_refused(set_up: House) -> None:
    form = opened(await set_up.press("lea", Button("", names.HAND_IN_PRESS)))
    outcome = await set_up.submit("lea", form, {forms.DAY: "2027-03-02"})
    assert "still to come" in world.errors(outcome)[forms.DAY]


async def test_handing_it_in_closes_it(set_up: House) -> None:
    form = opened(await set_up.press("lea", Button("", names.HAND_IN_PRESS)))
    assert "Nothing was put up for signature" in form.intro
    await set_up.submit("lea", form, {forms.DAY: "2027-03-01"})
    async with set_up.bunsen.begin() as tx:
        assert await tx.of(set_up.institution.id).submissions.open() is None


async def test_another_institution_sees_nothing_of_it(set_up: House) -> None:
    async with set_up.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "SCT")
        assert await tx.of(other.id).submissions.open() is None
        assert await tx.of(other.id).submissions.sections(1) == []
