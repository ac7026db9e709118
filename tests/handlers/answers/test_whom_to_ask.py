"""People are told to ask somebody who is there: never a post that nobody holds."""

from datetime import timedelta

import pytest

from handlers.answers.feedback_cards import FLAG_PRESS
from handlers.answers.whom import Whom, posts_named_in
from handlers.cards import Button
from handlers.guides.presses import FUND_PRESS, ROUTES_PRESS
from handlers.knowledge.whom import keeping
from handlers.outcomes import Close
from handlers.people.model import Holding, Person, Post
from handlers.rights import PostKind
from tests.support.asking import deputy
from tests.support.house import House, opened, text

FEES = "registration-fees-reimbursed"
CHAMPION = "Registration champion"
LEAD = "Institutional Lead"
QUESTION = "will you pay my rsci fee?"


async def _answer(house: House, user: str = "tina") -> str:
    (card,) = await house.hears(user, QUESTION)
    assert card.title == house.services.knowledge.entries[FEES].title
    return text(card)


async def test_the_holder_is_named_with_the_post(house: House) -> None:
    await house.person("rae", (CHAMPION, PostKind.OWNER))
    assert f"Looked after by: Rae ({CHAMPION})." in await _answer(house)


async def test_a_deputy_is_named_where_nobody_holds_the_post(house: House) -> None:
    await deputy(house, "dee", CHAMPION)
    assert f"Looked after by: Dee ({CHAMPION})." in await _answer(house)


async def test_the_lead_is_named_for_a_post_that_is_vacant(house: House) -> None:
    await house.person("lea", (LEAD, PostKind.LEAD))
    answer = await _answer(house)
    assert f"{CHAMPION}, is vacant; meanwhile ask Lea ({LEAD})." in answer


async def test_the_contact_of_the_readers_unit_comes_before_the_lead(house: House) -> None:
    await house.person("lea", (LEAD, PostKind.LEAD))
    await house.person("cy", ("OSD Manager", PostKind.OWNER))
    await house.person("tina")
    post = await house.post_id("OSD Manager")
    async with house.bunsen.begin() as tx:
        posts = tx.of(house.institution.id).posts
        await posts.add_units(["Physics"])
        (unit,) = await posts.units()
        await posts.set_contact(unit.id, post)
    assert "meanwhile ask Cy (OSD Manager)." in await _answer(house)


async def test_a_chair_is_named_where_there_is_no_lead(house: House) -> None:
    await house.person("cid", ("Committee chair", PostKind.CHAIR))
    assert "meanwhile ask Cid (Committee chair)." in await _answer(house)


async def test_where_nobody_is_left_it_says_so_and_sends_nobody_anywhere(house: House) -> None:
    answer = await _answer(house)
    assert f"{CHAMPION}, is vacant." in answer
    assert "meanwhile ask" not in answer
    assert "please ask your" not in answer


async def test_a_post_that_the_text_names_and_nobody_holds_is_said_to_be_vacant(house: House) -> None:
    await house.person("lea", (LEAD, PostKind.LEAD))
    (card,) = await house.hears("tina", "who is on the steering group and how do i join")
    entry = house.services.knowledge.entries["steering-group"]
    assert card.title == entry.title
    named = posts_named_in(entry.answer, [CHAMPION, LEAD, "Committee chair"])
    assert named
    for post in named:
        assert f"{post}" in text(card)
        assert post == LEAD or "is vacant" in text(card)


async def test_a_late_review_sends_people_to_somebody_who_is_there(house: House) -> None:
    await house.person("lea", (LEAD, PostKind.LEAD))
    house.clock.move_to(house.clock.now() + timedelta(days=900))
    answer = await _answer(house)
    assert f"please ask Lea ({LEAD}), as the post of {CHAMPION} is vacant" in answer


async def test_a_flag_says_who_was_really_asked(house: House) -> None:
    await house.person("lea", (LEAD, PostKind.LEAD))
    form = opened(await house.press("tina", Button("x", FLAG_PRESS, f"{FEES} n1")))
    assert f"I ask Lea ({LEAD})" in form.intro
    outcome = await house.submit("tina", form, {})
    assert isinstance(outcome, Close)
    assert f"I have asked Lea ({LEAD})" in text(outcome.reply)


async def test_a_flag_goes_to_a_chair_where_there_is_no_lead(house: House) -> None:
    await house.person("cid", ("Committee chair", PostKind.CHAIR))
    await house.submit("tina", opened(await house.press("tina", Button("x", FLAG_PRESS, f"{FEES} n1"))), {})
    await house.bunsen.settle()
    assert any("Please look at" in card.title for to, card in house.surface.sent if to.id == "direct:cid")


async def test_a_flag_that_nobody_can_look_at_is_said_to_be_only_noted(house: House) -> None:
    outcome = await house.submit("tina", opened(await house.press("tina", Button("x", FLAG_PRESS, f"{FEES} n1"))), {})
    assert isinstance(outcome, Close)
    assert "I can ask nobody" in text(outcome.reply)


@pytest.mark.parametrize("guide", [FUND_PRESS, ROUTES_PRESS])
@pytest.mark.parametrize("led", [True, False])
async def test_the_guides_name_somebody_who_is_there_or_say_that_nobody_is(house: House, guide: str, led: bool) -> None:
    if led:
        await house.person("lea", (LEAD, PostKind.LEAD))
    form = opened(await house.press("tina", Button("x", guide)))
    outcome = await house.submit(
        "tina", form, {f.key: f.options[0].value for f in form.fields if hasattr(f, "options")}
    )
    assert isinstance(outcome, Close)
    said = text(outcome.reply)
    assert (f"sk Lea ({LEAD})" in said) == led
    assert ("Nobody holds a post here" in said) != led
    assert "Staff development manager" not in said
    assert CHAMPION not in said


RAE, LEA = Person(1, "Rae"), Person(2, "Lea")
LEADING = Post(2, "Commitment lead", PostKind.LEAD)


def test_a_lead_by_another_name_holds_the_post_that_entries_call_institutional_lead() -> None:
    found = keeping([Holding(LEADING, LEA)], LEAD)
    assert found == Whom(LEAD, "Lea (Commitment lead)", vacant=False)


def test_a_post_of_that_name_comes_before_one_of_its_kind() -> None:
    own = Post(3, "institutional  LEAD", PostKind.OWNER)
    assert keeping([Holding(LEADING, LEA), Holding(own, RAE)], LEAD).people == "Rae (institutional  LEAD)"


def test_nobody_is_told_to_ask_a_vacant_post() -> None:
    whom = Whom("Fund manager", "", vacant=True)
    assert "ask" not in f"{whom.looked_after} {whom.please_ask} {whom.instead}"
