"""What was said not to be ours: seen by those with a post, learnt from once two say so, and taken back again."""

from handlers.cards import Card
from handlers.knowledge import names
from handlers.knowledge.model import NotOurs
from handlers.outcomes import Reply
from tests.handlers.knowledge.library import CHAMPION, card, labels, press, push
from tests.support.house import START, House, buttons, text

QUESTION, SIGNPOST = "can i park at the boathouse", "Parking is looked after by Estates."


async def _said(library: House, user: str, question: str = QUESTION) -> None:
    async with library.bunsen.begin() as tx:
        work = tx.of(library.institution.id)
        person = next(each for each in await work.people.invited() if each.name == user.capitalize())
        said = NotOurs(0, question, SIGNPOST, START.date(), CHAMPION, person.id)
        await work.knowledge.add_not_ours(said)


async def _list(library: House, user: str) -> Card:
    return card(await press(library, user, names.NOT_OURS_PRESS))


async def _counts(library: House) -> list[NotOurs]:
    async with library.bunsen.begin() as tx:
        return list(await tx.of(library.institution.id).knowledge.not_ours())


async def test_it_is_listed_with_its_day_and_post(library: House) -> None:
    await _said(library, "rae")
    told = text(await _list(library, "fay"))
    assert QUESTION in told
    assert SIGNPOST in told
    assert f"Said on 1 March 2027 for {CHAMPION}. It waits for a second person." in told


async def test_the_overview_leads_to_the_list(library: House) -> None:
    await _said(library, "rae")
    (shown,) = await library.hears("lea", "knowledge")
    assert "Said to be not ours, for you to agree: 1" in text(shown)
    assert QUESTION in text(card(await push(library, "lea", shown, "Said to be not ours")))


async def test_nothing_counts_on_one_word(library: House) -> None:
    await _said(library, "rae")
    assert await _counts(library) == []


async def test_it_counts_once_a_second_person_agrees(library: House) -> None:
    await _said(library, "rae")
    shown = card(await push(library, "fay", await _list(library, "fay"), "Agree"))
    assert "Agreed on 1 March 2027 for Fund manager" in text(shown)
    (said,) = await _counts(library)
    assert (said.question, said.said_by_id) == (QUESTION, None)


async def test_whoever_said_it_cannot_agree_to_it(library: House) -> None:
    await _said(library, "rae")
    shown = await _list(library, "rae")
    assert "Agree" not in labels(shown)
    await press(library, "rae", names.AGREE_PRESS, "1.1")
    assert await _counts(library) == []


async def test_it_can_be_taken_back_before_and_after_it_counts(library: House) -> None:
    await _said(library, "rae")
    await _said(library, "rae", "who fixes my bicycle")
    await push(library, "fay", await _only(library, "fay"), "Agree")
    for _ in range(2):
        shown = await _list(library, "dee")
        await library.press("dee", next(each for each in buttons(shown) if each.label == "Undo"))
    assert "There are none yet" in text(await _list(library, "dee"))
    assert await _counts(library) == []


async def _only(library: House, user: str) -> Card:
    shown = await _list(library, user)
    first = next(each for each in buttons(shown) if each.label == "Agree")
    return Card("", tuple(element for element in shown.body if first in getattr(element, "buttons", ())))


async def test_what_is_gone_is_said_to_be(library: House) -> None:
    for name in (names.AGREE_PRESS, names.UNDO_PRESS):
        outcome = await press(library, "fay", name, "77.1")
        assert isinstance(outcome, Reply)


async def test_who_holds_no_post_sees_nothing_of_it(library: House) -> None:
    await _said(library, "rae")
    assert QUESTION not in text(card(await press(library, "tom", names.NOT_OURS_PRESS)))
