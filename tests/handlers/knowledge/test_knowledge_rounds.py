"""What the daily round says of entries: once a fortnight, to whoever keeps what is due."""

from datetime import UTC, date, datetime

from handlers.knowledge import names
from tests.handlers.knowledge.library import FEES, FUND, card, confirm, days_later, delivered, fill, press, push
from tests.support.house import House, text

LATE = datetime(2027, 9, 6, 10, tzinfo=UTC)


async def told(house: House) -> dict[str, str]:
    """What each user is told of entries today, by a tick in the morning."""
    sent = await delivered(house)
    # What the round wrote is sent by the next tick.
    for user, cards in (await delivered(house)).items():
        sent.setdefault(user, []).extend(cards)
    known = {user: [text(each) for each in cards if "once a fortnight" in each.footer] for user, cards in sent.items()}
    return {user: "\n".join(texts) for user, texts in known.items() if texts}


async def test_while_all_is_in_date_nobody_is_told(library: House) -> None:
    days_later(library, 1)
    assert await told(library) == {}


async def test_whoever_keeps_what_is_due_is_told(library: House) -> None:
    library.clock.move_to(LATE)
    sent = await told(library)
    assert f"{FEES.title}: was due 1 September 2027" in sent["rae"]
    assert FUND.title in sent["fay"]


async def test_nobody_is_told_of_what_others_keep(library: House) -> None:
    library.clock.move_to(LATE)
    assert FUND.title not in (await told(library))["rae"]


async def test_it_is_said_once_a_fortnight(library: House) -> None:
    library.clock.move_to(LATE)
    assert "rae" in await told(library)
    for _ in range(13):
        days_later(library, 1)
        assert "rae" not in await told(library)
    days_later(library, 1)
    assert "rae" in await told(library)


async def test_what_was_verified_before_it_is_sent_is_not_said(library: House) -> None:
    library.clock.move_to(datetime(2027, 9, 5, 10, tzinfo=UTC))
    await push(library, "rae", card(await press(library, "rae", names.VERIFY_PRESS)), "It still holds")
    library.clock.move_to(LATE)
    assert "rae" not in await told(library)


async def test_own_entries_of_a_vacant_post_are_reported_to_the_lead(library: House) -> None:
    await fill(library, "fay", names.EDIT_PRESS, FUND.id, answer="Our own fund.")
    await confirm(library, "lea")
    async with library.bunsen.begin() as tx:
        people = tx.of(library.institution.id).people
        post, fay = await people.post("Fund manager"), await people.by_email("fay@wenlow.example")
        assert post is not None
        assert fay is not None
        await people.end_holding(post.id, fay.id, date(2027, 3, 1))
    days_later(library, 1)
    assert f"Fund manager: “{FUND.title}”" in (await told(library))["lea"]
