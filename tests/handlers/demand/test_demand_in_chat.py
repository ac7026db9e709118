"""What was asked, kept for an hour with its person and then without, and shown to the committee."""

from datetime import timedelta

from handlers.demand.model import Asked, RecentQuestion
from handlers.outcomes import Reply, SendFile
from handlers.rights import PostKind
from tests.support.house import House, buttons, text

QUESTION = "will you pay my rsci fee?"
TOPIC = "registration-fees-reimbursed"
UNANSWERED = ("can i hire a van for fieldwork", "how do i hire a van", "is there a van to hire")


async def _later(house: House, **later: float) -> None:
    house.clock.move_to(house.clock.now() + timedelta(**later))
    await house.bunsen.runner.tick()


async def _chair(house: House) -> None:
    await house.person("chad", ("Committee chair", PostKind.CHAIR))


async def _asked_by_five(house: House) -> None:
    for user in ("tina", "ed", "mo", "zoe", "raj"):
        await house.hears(user, QUESTION)


async def test_a_question_is_kept_with_its_topic_and_what_became_of_it(house: House) -> None:
    await house.hears("tina", QUESTION)
    assert await house.select("SELECT question, asked, topic FROM recent_questions") == [(QUESTION, "answered", TOPIC)]


async def test_names_and_addresses_are_not_kept(house: House) -> None:
    await house.person("ed")
    await house.hears("tina", "Can Ed get the fee for rsci back? write to a.b@c.example or 07700 900123")
    ((kept,),) = await house.select("SELECT question FROM recent_questions")
    assert kept == "Can [name] get the fee for rsci back? write to [e-mail] or [number]"


async def test_what_belongs_to_others_is_told_apart(house: House) -> None:
    await house.hears("tina", "how do i reset my password")
    assert await house.select("SELECT asked, topic FROM recent_questions") == [("not ours", "")]


async def test_within_the_hour_it_stays_with_its_person(house: House) -> None:
    await house.hears("tina", QUESTION)
    await _later(house, minutes=59)
    assert await house.select("SELECT count(*) FROM recent_questions") == [(1,)]


async def test_after_the_hour_nothing_says_who_asked(house: House) -> None:
    await house.hears("tina", QUESTION)
    await _later(house, minutes=66)
    assert await house.select("SELECT count(*) FROM recent_questions") == [(0,)]
    assert await house.select("SELECT question, asked, topic FROM questions") == [(QUESTION, "answered", TOPIC)]


async def test_after_a_year_it_is_deleted(house: House) -> None:
    await house.hears("tina", QUESTION)
    await _later(house, minutes=66)
    await _later(house, days=364)
    assert await house.select("SELECT count(*) FROM questions") == [(1,)]
    await _later(house, days=2)
    assert await house.select("SELECT count(*) FROM questions") == [(0,)]


async def test_the_committee_sees_topics_from_five_up(house: House) -> None:
    await _chair(house)
    await _asked_by_five(house)
    await house.hears("tina", "what is papin")
    await _later(house, minutes=66)
    (card,) = await house.hears("chad", "demand")
    assert "twelve months" in card.title
    title = house.services.knowledge.entries[TOPIC].title
    assert f"{title}: Twelve months 5" in text(card)
    assert "fewer than 5 together" in text(card)
    assert "Tina" not in text(card)


async def test_what_had_no_answer_is_grouped(house: House) -> None:
    await _chair(house)
    tina = await house.person("tina")
    async with house.bunsen.begin() as tx:
        for question in UNANSWERED:
            kept = RecentQuestion(tina.id, "thread", question, Asked.ABSTAINED, "", house.clock.now())
            await tx.of(house.institution.id).demand.add(kept)
    await _later(house, minutes=66)
    (card,) = await house.hears("chad", "what was asked")
    assert "Fewer than 5 times, for example" in text(card)


async def test_before_anything_was_asked_it_says_so(house: House) -> None:
    await _chair(house)
    (card,) = await house.hears("chad", "demand")
    assert card.title == "Nothing was asked yet"


async def test_nobody_else_sees_it(house: House) -> None:
    (card,) = await house.hears("tina", "demand")
    assert "committee chairs" in text(card)


async def test_it_comes_as_a_table_to_download(house: House) -> None:
    await _chair(house)
    await _asked_by_five(house)
    await _later(house, minutes=66)
    (card,) = await house.hears("chad", "demand")
    outcome = await house.press("chad", buttons(card)[-1])
    assert isinstance(outcome, SendFile)
    assert f"topic,{TOPIC}," in outcome.content.decode("utf-8-sig")


async def test_a_technician_cannot_have_the_table(house: House) -> None:
    await _chair(house)
    await house.hears("tina", QUESTION)
    await _later(house, minutes=66)
    (card,) = await house.hears("chad", "demand")
    outcome = await house.press("tina", buttons(card)[-1])
    assert isinstance(outcome, Reply)
    assert "Only the committee chairs" in text(outcome.card)


async def test_one_person_who_asks_five_times_in_an_hour_makes_no_topic(house: House) -> None:
    await _chair(house)
    for _ in range(5):
        await house.hears("tina", QUESTION)
    await _later(house, minutes=66)
    assert await house.select("SELECT count(*) FROM questions") == [(1,)]
    (card,) = await house.hears("chad", "demand")
    assert house.services.knowledge.entries[TOPIC].title not in text(card)
    assert "Answered: fewer than 5" in text(card)


async def test_one_person_who_asks_in_other_words_makes_no_group_of_what_had_no_answer(house: House) -> None:
    await _chair(house)
    for question in ("can i hire a minibus for fieldwork", "how do i hire a minibus", "is there a minibus to hire"):
        await house.hears("tina", question)
    kept = await house.select("SELECT asked, again FROM recent_questions ORDER BY id")
    assert [bool(again) for _, again in kept] == [False, True, True]
    assert len({asked for asked, _ in kept}) == 1
    await _later(house, minutes=66)
    (card,) = await house.hears("chad", "demand")
    assert "minibus" not in text(card)
