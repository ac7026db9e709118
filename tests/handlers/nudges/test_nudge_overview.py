"""The preview before a round, the pause switch, the delivery report and sending again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.app import build
from handlers.cards import Card
from handlers.deliveries import DeliveryFailed
from handlers.outcomes import Reply, Update
from handlers.people.model import Holding, Person
from handlers.rights import PostKind
from tests.support.house import House, buttons, text
from tests.support.nudging import (
    COMMITTEE_3,
    OWNERS_14,
    OWNERS_28,
    PAPERS_ON,
    away,
    button,
    cards_at,
    ready,
    report,
    tick,
    users_at,
)

LEAD = ("Institutional Lead", PostKind.LEAD)
CHAIR = ("Committee chair", PostKind.CHAIR)


async def _ready(house: House) -> list[int]:
    ids = await ready(house)
    await house.person("lea", LEAD)
    await house.person("ada", CHAIR)
    return ids


async def _overview(house: House, user: str = "lea") -> Card:
    (card,) = await house.hears(user, "nudges")
    return card


async def _pressed(house: House, label: str, user: str = "lea") -> str:
    outcome = await house.press(user, button(await _overview(house, user), label))
    assert isinstance(outcome, Reply | Update)
    return text(outcome.card)


async def _deliveries(house: House) -> int:
    rows = await house.select("SELECT count(*) FROM deliveries WHERE kind IN ('nudge', 'nudge-due')")
    return int(str(rows[0][0]))


async def test_the_overview_says_when_the_next_nudges_go_out(house: House) -> None:
    await _ready(house)
    assert "from Monday 19 April 2027 on" in text(await _overview(house))


async def test_the_preview_names_who_is_asked_about_how_much_and_how(house: House) -> None:
    await _ready(house)
    said = await _pressed(house, "Who is asked next?")
    assert "1 person: 1 by chat." in said
    assert "Olu: Why owners, 28 days before the papers close, Actions 2, How chat" in said


async def test_the_preview_writes_nothing(house: House) -> None:
    await _ready(house)
    await _pressed(house, "Who is asked next?")
    assert await _deliveries(house) == 0


async def _also_owned_by(house: House, *people: Person) -> None:
    async with house.bunsen.begin() as tx:
        mine = tx.of(house.institution.id).people
        post = await mine.post("Technical Operations Manager")
        assert post is not None
        for person in people:
            await mine.hold(Holding(post, await mine.save(person)))


UNA = Person(0, "Una", "una@wenlow.example", invited=True)
NOB = Person(0, "Nob", invited=True)


async def test_the_preview_says_who_would_get_a_letter_and_who_cannot_be_reached(house: House) -> None:
    house.bunsen = build(
        house.bunsen.begin, house.services, house.clock, lambda _desk, _wake: [house.surface], house.surface
    )
    await _ready(house)
    await _also_owned_by(house, UNA, NOB)
    said = await _pressed(house, "Who is asked next?")
    assert "3 people: 1 by chat, 1 by e-mail, 1 cannot be reached." in said
    assert "Una: Why owners, 28 days before the papers close, Actions 2, How e-mail" in said
    assert "Nob: Why owners, 28 days before the papers close, Actions 2, How not reachable" in said


async def test_without_a_mail_server_the_preview_promises_no_letter(house: House) -> None:
    await _ready(house)
    await _also_owned_by(house, UNA)
    said = await _pressed(house, "Who is asked next?")
    assert "2 people: 1 by chat, 1 only if found in chat by the address." in said
    assert "Una: Why owners, 28 days before the papers close, Actions 2, How chat, if found by address" in said
    assert "One of them would get e-mail, but no mail server is set up" in said


async def test_somebody_who_is_on_no_list_is_promised_no_letter(house: House) -> None:
    house.bunsen = build(
        house.bunsen.begin, house.services, house.clock, lambda _desk, _wake: [house.surface], house.surface
    )
    await _ready(house)
    await _also_owned_by(house, replace(UNA, invited=False))
    assert "1 only if found in chat by the address" in await _pressed(house, "Who is asked next?")


async def test_the_preview_names_whose_leave_is_too_long(house: House) -> None:
    await _ready(house)
    await away(house, "olu", date(2027, 5, 20))
    said = await _pressed(house, "Who is asked next?")
    assert "Olu, until 20 May 2027" in said


async def test_whoever_was_asked_is_not_in_the_preview_of_the_same_step(house: House) -> None:
    await _ready(house)
    await tick(house, OWNERS_28)
    assert "Who is asked from Friday 30 April 2027 on" in await _pressed(house, "Who is asked next?")


async def test_while_nudges_are_paused_none_goes_out(house: House) -> None:
    await _ready(house)
    await _pressed(house, "Pause all nudges")
    assert await users_at(house, OWNERS_28) == []
    assert "Nudges are paused" in text(await _overview(house))


async def test_after_a_pause_each_person_gets_the_newest_message_only(house: House) -> None:
    await _ready(house)
    await _pressed(house, "Pause all nudges")
    for moment in (OWNERS_28, OWNERS_14, COMMITTEE_3):
        assert await users_at(house, moment) == []
    said = await _pressed(house, "Let them go again")
    assert "3 people get a message on their next working morning" in said
    # Monday 17 May is the last day; owners hear of the second step, lead and chair get the list.
    morning = datetime(2027, 5, 17, 9, 30, tzinfo=UTC)
    assert await users_at(house, morning) == ["ada", "lea", "olu"]
    assert await users_at(house, morning + timedelta(hours=2)) == []


async def test_what_is_of_no_use_any_more_after_a_pause_is_never_sent(house: House) -> None:
    await _ready(house)
    await _pressed(house, "Pause all nudges")
    await tick(house, OWNERS_28)
    house.clock.move_to(datetime(2027, 5, 18, 9, 30, tzinfo=UTC))
    assert "Nothing waits" in await _pressed(house, "Let them go again")
    assert await users_at(house, datetime(2027, 5, 19, 9, 30, tzinfo=UTC)) == []


async def test_a_reminder_that_falls_into_a_pause_comes_after_it(house: House) -> None:
    await ready(house, due_on=date(2027, 4, 1))
    await house.person("lea", LEAD)
    await _pressed(house, "Pause all nudges")
    assert await users_at(house, datetime(2027, 3, 18, 9, 30, tzinfo=UTC)) == []
    await _pressed(house, "Let them go again")
    assert await users_at(house, datetime(2027, 3, 19, 9, 30, tzinfo=UTC)) == ["olu"]


async def test_a_chair_sees_the_switch_only_as_a_lead(house: House) -> None:
    await _ready(house)
    assert "Pause all nudges" not in [each.label for each in buttons(await _overview(house, "ada"))]


async def test_a_chair_cannot_press_the_lead_s_switch(house: House) -> None:
    await _ready(house)
    await house.press("ada", button(await _overview(house), "Pause all nudges"))
    assert await users_at(house, OWNERS_28) == ["olu"]


async def test_an_owner_does_not_see_the_overview(house: House) -> None:
    await _ready(house)
    (card,) = await house.hears("olu", "nudges")
    assert "Only the committee chairs and the institutional lead can do this" in text(card)


async def test_the_report_tells_who_was_asked_who_has_seen_and_who_reported(house: House) -> None:
    ids = await _ready(house)
    (card,) = await cards_at(house, OWNERS_28)
    assert "Asked, not heard from\n- Olu (2 open), 19 April 2027" in await _pressed(house, "Who was reached?")
    await house.press("olu", button(card, "Seen"))
    assert "Seen, not reported\n- Olu (2 open)" in await _pressed(house, "Who was reached?")
    await report(house, ids)
    assert "Reported\n- Olu" in await _pressed(house, "Who was reached?")


async def test_the_report_names_who_could_not_be_reached_and_why(house: House) -> None:
    await _ready(house)
    house.surface.failures.append(DeliveryFailed("the account is gone", permanent=True))
    await tick(house, OWNERS_28)
    assert "Could not be reached\n- Olu: the account is gone" in await _pressed(house, "Who was reached?")


async def test_what_was_given_up_is_sent_again_on_request(house: House) -> None:
    await _ready(house)
    house.surface.failures.append(DeliveryFailed("the account is gone", permanent=True))
    await tick(house, OWNERS_28)
    outcome = await house.press("lea", button(await _overview(house), "Who was reached?"))
    assert isinstance(outcome, Reply)
    again = await house.press("lea", button(outcome.card, "Send it again"))
    assert isinstance(again, Reply)
    assert "One message is tried again now" in text(again.card)
    assert await users_at(house, OWNERS_28 + timedelta(minutes=5)) == ["olu"]


async def test_a_dead_letter_of_an_older_step_is_not_sent_in_the_place_of_the_newer(house: House) -> None:
    await _ready(house)
    house.surface.failures.append(DeliveryFailed("the account is gone", permanent=True))
    await tick(house, OWNERS_28)
    await tick(house, OWNERS_14)
    async with house.bunsen.begin() as tx:
        outbox = tx.of(house.institution.id).outbox
        failed = [each.id for each in await outbox.failed(10)]
        await outbox.send_again(failed, house.clock.now())
    assert await users_at(house, OWNERS_14 + timedelta(days=4)) == []


async def test_before_the_first_step_the_report_is_empty(house: House) -> None:
    await _ready(house)
    assert "Nobody was asked yet" in await _pressed(house, "Who was reached?")


async def test_without_a_review_the_overview_says_what_to_do(house: House) -> None:
    await house.person("lea", LEAD)
    card = await _overview(house)
    assert "No next review is set" in text(card)
    assert "Set the dates" in [each.label for each in buttons(card)]


async def test_the_papers_day_is_the_last_day_of_any_nudge(house: House) -> None:
    await _ready(house)
    last = datetime(PAPERS_ON.year, PAPERS_ON.month, PAPERS_ON.day, 16, 0, tzinfo=UTC)
    assert "olu" in await users_at(house, last.replace(hour=15))
    assert await users_at(house, last + timedelta(days=1)) == []


async def test_the_report_tells_deputies_and_committee_apart_from_owners(house: House) -> None:
    await _ready(house)
    await tick(house, COMMITTEE_3)
    said = await _pressed(house, "Who was reached?")
    assert "1 person was asked for a report; 0 of them reported." in said
    assert "Told what is missing\n- Ada, 14 May 2027\n- Lea, 14 May 2027" in said
