"""The pulse, from opening to results: one ballot a person, sealed, and nothing shown too early or of too few."""

from datetime import timedelta

import pytest

from handlers.cards import Button
from handlers.forms import Form
from handlers.outcomes import Close, FormErrors, OpenForm, Outcome, Reply
from handlers.people.model import Person
from handlers.rights import PostKind
from handlers.voice.cards import ANSWER_PRESS, GIVE_UP_PRESS
from tests.support.house import House, buttons, opened, text

PEOPLE = [f"p{n}" for n in range(12)]
ITEMS = ("V1", "R1", "C1", "S1", "E1", "E3")
_COLUMNS_OF_BALLOTS = {
    "sqlite": "SELECT name FROM pragma_table_info('ballots')",
    "postgresql": "SELECT column_name FROM information_schema.columns WHERE table_name = 'ballots'",
}
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
    assert await house.select("SELECT count(*) FROM sealed_ballots") == [(1,)]


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


async def test_the_figures_are_kept_in_the_transaction_that_closes(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, *PEOPLE[:5])
    await _close(house)
    kept = "SELECT state, (SELECT count(*) FROM survey_figures) FROM surveys"
    assert await house.select(kept) == [("closed", 1)]


async def test_results_are_refused_while_it_is_open(house: House) -> None:
    from handlers.cards import Button
    from handlers.voice.cards import RESULTS_PRESS

    await _open_pulse(house)
    await _vote(house, *PEOPLE[:6])
    outcome = await house.press("lea", Button("Results", RESULTS_PRESS, "1"))
    assert isinstance(outcome, Reply)
    assert "only after a survey has closed" in text(outcome.card)


async def test_only_lead_and_chairs_see_results(house: House) -> None:
    from handlers.cards import Button
    from handlers.voice.cards import RESULTS_PRESS

    await _open_pulse(house)
    await _vote(house, *PEOPLE[:6])
    await _close(house)
    outcome = await house.press("p0", Button("Results", RESULTS_PRESS, "1"))
    assert isinstance(outcome, Reply)
    assert "Only the committee chairs and the institutional lead" in text(outcome.card)


async def test_the_key_is_destroyed_by_the_tick_that_closes(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    await _close(house)
    assert list((house.folder / "keys").glob("*.key")) == []


async def test_the_sealed_ballots_are_gone_after_closing(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    await _close(house)
    assert await house.select("SELECT count(*) FROM sealed_ballots") == [(0,)]


async def test_no_readable_answer_is_in_the_database_while_it_is_open(house: House) -> None:
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    await house.submit("p0", form, {"V1": "unsure"})
    assert "unsure" not in await house.dump()


async def test_a_round_whose_key_is_lost_stays_sealed_and_open(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    for key in (house.folder / "keys").glob("*.key"):
        key.unlink()
    await _close(house)
    assert await house.select("SELECT state, (SELECT count(*) FROM sealed_ballots) FROM surveys") == [("open", 1)]


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


async def test_who_took_part_is_forgotten_at_closing(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, *PEOPLE[:5])
    await _close(house)
    assert await house.select("SELECT count(*) FROM invitations WHERE taken_part") == [(0,)]


async def test_somebody_who_has_answered_is_not_invited_any_more(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, "p0")
    await house.bunsen.runner.tick()
    places = [to.id for to, card in house.surface.sent if card.footer == "" and card.title == "Technician pulse"]
    assert places.count("direct:p0") == 1  # the one that they asked for themselves


async def test_a_round_whose_key_is_lost_can_be_given_up(house: House) -> None:
    await _open_pulse(house)
    for key in (house.folder / "keys").glob("*.key"):
        key.unlink()
    (card,) = await house.hears("lea", "pulse")
    lost = await house.press("lea", next(b for b in buttons(card) if b.label == "Close it now"))
    assert isinstance(lost, Reply)
    await house.press("lea", next(b for b in buttons(lost.card) if b.label == "Give this round up"))
    assert await house.select("SELECT state FROM surveys") == [("closed",)]


async def test_a_stray_file_in_the_key_folder_saves_no_key_from_destruction(house: House) -> None:
    await _open_pulse(house)
    (house.folder / "keys" / "notes - copy.key").write_text("hello")
    await _close(house)
    assert [path.name for path in (house.folder / "keys").glob("*.key")] == ["notes - copy.key"]


async def test_nothing_of_a_ballot_is_in_inbox_nonces_or_outbox(house: House) -> None:
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    before = await house.select("SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM used_nonces)")
    await house.submit("p0", form, ALL_AGREE)
    after = await house.select("SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM used_nonces)")
    assert after == before


async def test_a_ballot_leaves_no_answer_in_the_logs(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await _open_pulse(house)
    form = await _ballot(house, "p0")
    caplog.clear()
    await house.submit("p0", form, {"V1": "unsure"})
    assert "unsure" not in caplog.text


async def test_after_closing_no_readable_answer_says_which_group_it_came_from(house: House) -> None:
    for user in PEOPLE:
        await house.person(user)
    await house.person("odd")
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).people.save(Person(0, "Odd", "odd@wenlow.example", "Loft", "Arts", True))
    await house.person("lea", ("Institutional Lead", PostKind.LEAD), invited=False)
    (card,) = await house.hears("lea", "pulse")
    form = opened(await house.press("lea", buttons(card)[0]))
    await house.submit("lea", form, {"closes_on": "2027-03-15"})
    await _vote(house, *PEOPLE, "odd")
    await _close(house)
    assert len(await house.select('SELECT DISTINCT "group" FROM invitations')) == 2
    assert {column for (column,) in await house.select(_COLUMNS_OF_BALLOTS[house.database.engine.dialect.name])} == {
        "id", "institution_id", "survey_id", "answers"
    }  # fmt: skip


async def test_a_round_whose_key_is_there_after_all_is_not_given_up(house: House) -> None:
    await _open_pulse(house)
    await _vote(house, *PEOPLE[:5])
    await house.press("lea", Button("Give this round up", GIVE_UP_PRESS, "1"))
    assert "5 of 12 people took part" in await _results(house)
