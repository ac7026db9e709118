"""A fault stays where it is: one bad message, one bad institution, one slow platform hold up nobody else."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from handlers.cards import Card
from handlers.deliveries import Delivery, DeliveryFailed, NewDelivery
from handlers.feature import DeliveryContext
from handlers.interactions import Conversation, MessageRef, Platform
from handlers.people.model import Person, Profile
from handlers.plans.model import Action
from handlers.reviews.model import Review
from handlers.rights import PostKind
from scheduler.outbox import MOST_ATTEMPTS, OutboxSender
from tests.support.house import START, House, RecordingSurface

LATER = timedelta(hours=1)


async def _compose(context: DeliveryContext, delivery: Delivery) -> Card | None:
    if delivery.ids.get("poison"):
        raise ValueError("a renderer met something that it cannot render")
    return Card(f"For {context.person.name}")


def _sender(house: House, surface: RecordingSurface | None = None) -> OutboxSender:
    surface = surface or house.surface
    platforms = {Platform.WEB: surface}
    composers = {"test": _compose}
    services = house.services
    return OutboxSender(house.bunsen.begin, services, composers, platforms, platforms, house.clock.now)


async def _add(house: House, person: Person, key: str, **ids: str) -> None:
    async with house.bunsen.begin() as tx:
        delivery = NewDelivery(key, "test", person.id, ids, house.clock.now())
        await tx.of(house.institution.id).outbox.add([delivery])


async def _states(house: House) -> list[tuple[object, ...]]:
    return await house.select("SELECT key, state FROM deliveries ORDER BY key")


async def test_a_message_that_cannot_be_composed_holds_up_no_other(house: House) -> None:
    tina = await house.person("tina")
    await _add(house, tina, "a", poison="yes")
    await _add(house, tina, "b")
    assert await _sender(house).send_due() == 1


async def test_a_message_that_cannot_be_composed_is_set_aside_in_the_end(house: House) -> None:
    await _add(house, await house.person("tina"), "a", poison="yes")
    for _ in range(MOST_ATTEMPTS):
        await _sender(house).send_due()
        house.clock.move_to(house.institution.calendar.next_open_moment(house.clock.now() + 2 * LATER))
    assert await _states(house) == [("a", "failed")]


async def test_a_platform_that_says_at_once_is_given_a_pause(house: House) -> None:
    await _add(house, await house.person("tina"), "a")
    house.surface.failures = [DeliveryFailed("busy", retry_after=0.0)] * 3
    await _sender(house).send_due()
    assert len(house.surface.failures) == 2


class SlowSurface(RecordingSurface):
    """Takes four minutes for every message."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    async def send(self, to: Conversation, card: Card, *, key: str = "") -> MessageRef:
        self._house.clock.move_to(self._house.clock.now() + timedelta(minutes=4))
        return await super().send(to, card, key=key)


async def test_a_slow_run_stops_at_the_end_of_working_hours(house: House) -> None:
    tina = await house.person("tina")
    house.clock.move_to(START.replace(hour=16, minute=20))
    for number in range(6):
        await _add(house, tina, f"k{number}")
    slow = SlowSurface(house)
    await _sender(house, slow).send_due()
    # 16:20, 16:24 and 16:28; at 16:32 nobody is disturbed any more.
    assert len(slow.sent) == 3


async def test_somebody_whom_no_chat_has_met_is_found_by_their_verified_email(house: House) -> None:
    async with house.bunsen.begin() as tx:
        person = await tx.of(house.institution.id).people.save(Person(0, "Una", "una@wenlow.example", invited=True))
    house.surface.known["una"] = Profile("Una", "una@wenlow.example")
    await _add(house, person, "a")
    await _sender(house).send_due()
    assert [to.id for to, _ in house.surface.sent] == ["direct:una"]


async def test_somebody_whom_nobody_knows_is_tried_again_tomorrow(house: House) -> None:
    async with house.bunsen.begin() as tx:
        person = await tx.of(house.institution.id).people.save(Person(0, "Una", "una@wenlow.example"))
    await _add(house, person, "a")
    await _sender(house).send_due()
    assert await _states(house) == [("a", "waiting")]


async def test_one_broken_institution_holds_up_no_other(house: House) -> None:
    await _broken_institution(house)
    await house.person("olu", ("OSD Manager", PostKind.OWNER))
    post = await house.post_id("OSD Manager")
    await house.plan(Action(0, 0, "V1", "Visibility", "Do", owner_post_id=post))
    await house.review(date(2027, 6, 1))
    house.clock.move_to(datetime(2027, 4, 19, 9, 30, tzinfo=UTC))
    await house.bunsen.runner.tick()
    assert [card.title for card in _cards(house)] == ["Your report for the review on 1 June 2027"]


def _cards(house: House) -> Sequence[Card]:
    return [card for _, card in house.surface.sent]


async def _broken_institution(house: House) -> None:
    async with house.bunsen.begin() as tx:
        broken = await tx.institutions.add("broken", "Broken", "Not/AZone", "ENG")
        review = Review(0, date(2027, 6, 1), date(2027, 5, 17), next_nudge_at=START - timedelta(days=1))
        await tx.of(broken.id).reviews.save(review)
