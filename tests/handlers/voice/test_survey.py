"""The pulse, from opening to results: one ballot a person, sealed, and nothing shown too early or of too few."""

from datetime import timedelta

from handlers.forms import Form
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.rights import PostKind
from handlers.voice.cards import ANSWER_PRESS
from tests.support.house import House, buttons, opened, text

PEOPLE = [f"p{n}" for n in range(12)]
ITEMS = ("V1", "R1", "C1", "S1", "E1", "E3")
ALL_AGREE = dict.fromkeys(ITEMS, "4")


async def _open_pulse(house: House, people: int = 12) -> Outcome:
    for user in PEOPLE[:people]:
        await house.person(user)
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    (card,) = await house.hears("lea", "pulse")
    form = opened(await house.press("lea", buttons(card)[0]))
    return await house.submit("lea", form, {"closes_on": "2027-03-15"})


async def _ballot(house: House, user: str) -> Form:
    (card,) = await house.hears(user, "pulse")
    (answer,) = (button for button in buttons(card) if button.press == ANSWER_PRESS)
    return opened(await house.press(user, answer))


async def _vote(house: House, *users: str) -> None:
    for user in users:
        await house.submit(user, await _ballot(house, user), ALL_AGREE)


async def _close(house: House) -> None:
    house.clock.move_to(house.clock.now() + timedelta(days=20))
    await house.bunsen.runner.tick()


async def _results(house: House) -> str:
    (card,) = await house.hears("lea", "pulse")
    button = next(button for button in buttons(card) if button.label.startswith("Results"))
    outcome = await house.press("lea", button)
    assert isinstance(outcome, Reply)
    return text(outcome.card)


async def test_the_form_has_the_six_statements_of_the_pulse(house: House) -> None:
    await _open_pulse(house)
    assert tuple(field.key for field in (await _ballot(house, "p0")).fields) == ITEMS


async def test_the_promise_is_read_before_the_first_statement(house: House) -> None:
    await _open_pulse(house)
    assert "Nobody can see who said what" in (await _ballot(house, "p0")).intro


async def test_five_ballots_are_shown_after_closing(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, *PEOPLE[:5])
    await _close(house)
    assert "5 of 12 people took part" in await _results(house)


async def test_four_ballots_are_never_shown(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, *PEOPLE[:4])
    await _close(house)
    assert "nothing is shown, to anybody" in await _results(house)


async def test_a_statement_with_four_opinions_is_not_shown(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, *PEOPLE[:4])
    await house.submit("p4", await _ballot(house, "p4"), {"V1": "4"})
    await _close(house)
    line = next(line for line in (await _results(house)).splitlines() if line.startswith("R1"))
    assert "too few" in line


async def test_a_second_ballot_is_refused_when_opening(house: House) -> None:
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    await house.submit("p0", form, ALL_AGREE)
    (card,) = await house.hears("p0", "pulse")
    outcome = await house.press("p0", buttons(card)[0])
    assert isinstance(outcome, Reply)
    assert "already taken part" in text(outcome.card)


async def test_a_ballot_sent_twice_counts_once(house: House) -> None:
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    for _ in range(2):
        await house.submit("p0", form, ALL_AGREE)
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        (survey,) = await work.surveys.all()
        assert len(await work.surveys.sealed(survey.id)) == 1


async def test_an_answer_that_was_not_offered_is_refused(house: House) -> None:
    await _open_pulse(house)
    outcome = await house.submit("p0", await _ballot(house, "p0"), {"V1": "11"})
    assert isinstance(outcome, FormErrors)


async def test_a_ballot_without_any_answer_is_not_taken(house: House) -> None:
    await _open_pulse(house)
    outcome = await house.submit("p0", await _ballot(house, "p0"), {})
    assert isinstance(outcome, FormErrors)


async def test_somebody_who_was_not_invited_cannot_vote(house: House) -> None:
    await _open_pulse(house)
    (card,) = await house.hears("newcomer", "pulse")
    outcome = await house.press("newcomer", buttons(card)[0])
    assert isinstance(outcome, Reply)
    assert "does not include you" in text(outcome.card)


async def test_a_ballot_after_the_last_day_is_refused(house: House) -> None:
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    house.clock.move_to(house.clock.now() + timedelta(days=20))
    outcome = await house.submit("p0", form, ALL_AGREE)
    assert isinstance(outcome, Close)
    assert "closed" in text(outcome.reply)


async def test_nine_invited_are_too_few_to_open(house: House) -> None:
    outcome = await _open_pulse(house, people=9)
    assert isinstance(outcome, Close)
    assert "Too few people" in text(outcome.reply)


async def test_results_are_refused_while_it_is_open(house: House) -> None:
    from handlers.cards import Button
    from handlers.voice.cards import RESULTS_PRESS

    await _open_pulse(house)
    await _vote(house, *PEOPLE[:6])
    outcome = await house.press("lea", Button("Results", RESULTS_PRESS, "1"))
    assert isinstance(outcome, Reply)
    assert "only after a survey has closed" in text(outcome.card)


async def test_only_the_lead_sees_results(house: House) -> None:
    from handlers.cards import Button
    from handlers.voice.cards import RESULTS_PRESS

    await _open_pulse(house)
    await _vote(house, *PEOPLE[:6])
    await _close(house)
    outcome = await house.press("p0", Button("Results", RESULTS_PRESS, "1"))
    assert isinstance(outcome, Reply)
    assert "Only the institutional lead" in text(outcome.card)


async def test_the_key_is_destroyed_by_the_tick_that_closes(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    await _close(house)
    assert list((house.folder / "keys").iterdir()) == []


async def test_the_sealed_ballots_are_gone_after_closing(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    await _close(house)
    async with house.bunsen.begin() as tx:
        assert await tx.of(house.institution.id).surveys.sealed(1) == []


async def test_no_readable_answer_is_in_the_database_while_it_is_open(house: House) -> None:
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    await house.submit("p0", form, {"V1": "unsure"})
    content = b"".join(path.read_bytes() for path in house.folder.glob("bunsen.db*"))
    assert b"unsure" not in content


async def test_a_round_whose_key_is_lost_stays_sealed_and_open(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    for key in (house.folder / "keys").iterdir():
        key.unlink()
    await _close(house)
    async with house.bunsen.begin() as tx:
        assert len(await tx.of(house.institution.id).surveys.sealed(1)) == 1


async def test_the_invitation_goes_to_everybody_invited_once(house: House) -> None:
    await _open_pulse(house)
    await house.bunsen.runner.tick()
    await house.bunsen.runner.tick()
    places = [to.id for to, card in house.surface.sent if card.title == "Technician pulse"]
    assert sorted(places) == sorted(f"direct:{user}" for user in PEOPLE)


async def test_the_form_opens_again_while_nothing_was_sent(house: House) -> None:
    await _open_pulse(house)
    await _ballot(house, "p0")
    (card,) = await house.hears("p0", "pulse")
    assert isinstance(await house.press("p0", buttons(card)[0]), OpenForm)
