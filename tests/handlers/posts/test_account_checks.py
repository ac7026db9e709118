"""Accounts of people in posts are asked about once a day, a few at a time."""

from datetime import timedelta

from handlers.deliveries import DeliveryFailed
from handlers.interactions import Account, Conversation
from handlers.people.model import Profile
from handlers.posts.account_checks import AT_ONCE
from handlers.rights import PostKind
from tests.handlers.posts.conftest import person_id
from tests.support.house import START, House


class _Counting:
    """What the platform was asked, on top of what the house's surface answers."""

    def __init__(self, house: House) -> None:
        self.asked: list[str] = []
        self.away = False
        self._answer = house.surface.profile
        house.surface.profile = self.profile  # type: ignore[method-assign]

    async def profile(self, account: Account, seen_in: Conversation) -> Profile:
        self.asked.append(account.user)
        if self.away:
            raise DeliveryFailed("the platform is away")
        return await self._answer(account, seen_in)


async def _zone(house: House, user: str) -> str:
    number = int(await person_id(house, user))
    async with house.bunsen.begin() as tx:
        person = await tx.of(house.institution.id).people.get(number)
    assert person is not None
    return person.timezone


async def _gone(house: House, user: str) -> bool:
    number = int(await person_id(house, user))
    async with house.bunsen.begin() as tx:
        return (await tx.of(house.institution.id).accounts.of({number}))[number][0].gone


async def test_each_is_asked_about_once_a_day(staffed: House) -> None:
    counting = _Counting(staffed)
    for _ in range(3):
        await staffed.bunsen.runner.run_jobs()
    assert sorted(counting.asked) == ["ada", "dee", "kofi", "lea", "xi"]


async def test_the_next_day_they_are_asked_about_again(staffed: House) -> None:
    await staffed.bunsen.runner.run_jobs()
    counting = _Counting(staffed)
    staffed.clock.move_to(START + timedelta(days=1, minutes=1))
    await staffed.bunsen.runner.run_jobs()
    assert len(counting.asked) == 5


async def test_nobody_without_a_post_is_asked_about(staffed: House) -> None:
    counting = _Counting(staffed)
    await staffed.bunsen.runner.run_jobs()
    assert "tom" not in counting.asked


async def test_one_tick_asks_about_a_few_only(staffed: House) -> None:
    for number in range(AT_ONCE):
        await staffed.person(f"person{number}", ("Many", PostKind.OWNER))
    counting = _Counting(staffed)
    await staffed.bunsen.runner.run_jobs()
    assert len(counting.asked) == AT_ONCE


async def test_a_deactivated_account_is_recorded(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile(gone=True)
    await staffed.bunsen.runner.run_jobs()
    assert await _gone(staffed, "xi")


async def test_an_empty_profile_says_nothing_of_it(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile()
    await staffed.bunsen.runner.run_jobs()
    assert not await _gone(staffed, "xi")


async def test_an_account_that_is_back_is_recorded_too(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile(gone=True)
    await staffed.bunsen.runner.run_jobs()
    staffed.surface.known["xi"] = Profile("Xi", "xi@wenlow.example")
    staffed.clock.move_to(START + timedelta(days=1, minutes=1))
    await staffed.bunsen.runner.run_jobs()
    assert not await _gone(staffed, "xi")


async def test_somebody_who_speaks_is_there(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile(gone=True)
    await staffed.bunsen.runner.run_jobs()
    await staffed.hears("xi", "help")
    assert not await _gone(staffed, "xi")


async def test_a_time_zone_is_brought_up_to_date(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile("Xi", "xi@wenlow.example", timezone="Europe/Lisbon")
    await staffed.bunsen.runner.run_jobs()
    assert await _zone(staffed, "xi") == "Europe/Lisbon"


async def test_a_time_zone_that_does_not_exist_is_left_out(staffed: House) -> None:
    staffed.surface.known["xi"] = Profile("Xi", "xi@wenlow.example", timezone="Mars/Olympus_Mons")
    await staffed.bunsen.runner.run_jobs()
    assert await _zone(staffed, "xi") == ""


async def test_a_platform_that_is_away_is_left_alone_for_an_hour(staffed: House) -> None:
    counting = _Counting(staffed)
    counting.away = True
    await staffed.bunsen.runner.run_jobs()
    assert len(counting.asked) == 1
    counting.away = False
    await staffed.bunsen.runner.run_jobs()
    assert len(counting.asked) == 1
    staffed.clock.move_to(START + timedelta(minutes=61))
    await staffed.bunsen.runner.run_jobs()
    assert len(counting.asked) == 6


async def test_the_time_zone_of_a_first_meeting_is_kept(staffed: House) -> None:
    staffed.surface.known["newcomer"] = Profile("New", "new@wenlow.example", timezone="Europe/Paris")
    await staffed.hears("newcomer", "help")
    assert await _zone(staffed, "new") == "Europe/Paris"


async def test_a_first_meeting_with_an_impossible_time_zone_is_a_meeting(staffed: House) -> None:
    staffed.surface.known["newcomer"] = Profile("New", "new@wenlow.example", timezone="../../etc/passwd")
    await staffed.hears("newcomer", "help")
    assert await _zone(staffed, "new") == ""
