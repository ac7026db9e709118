"""Under an answer, those who look after it find the way to its form; nobody else does."""

import pytest

from handlers.outcomes import OpenForm
from handlers.rights import PostKind
from tests.handlers.knowledge.library import BASE, FEES, base_of, entry, labels, push, upgraded
from tests.support.house import CHANNEL, House, text

ASKED = "who pays my registration fee"


@pytest.mark.parametrize(
    ("user", "offered"), [("rae", True), ("dee", True), ("lea", True), ("fay", False), ("tom", False)]
)
async def test_only_those_who_may_edit_it_are_offered_to_correct_it(library: House, user: str, offered: bool) -> None:
    (answer,) = await library.hears(user, ASKED)
    assert answer.title == FEES.title
    assert ("Correct it" in labels(answer)) == offered


async def test_it_leads_to_the_form_of_the_entry(library: House) -> None:
    (answer,) = await library.hears("rae", ASKED)
    outcome = await push(library, "rae", answer, "Correct it")
    assert isinstance(outcome, OpenForm)
    assert FEES.answer in {field.value for field in outcome.form.fields}


async def test_in_a_channel_where_all_see_it_nobody_is_offered_to_correct_it(library: House) -> None:
    (answer,) = await library.hears("rae", ASKED, CHANNEL)
    assert answer.title == FEES.title
    assert "Correct it" not in labels(answer)


async def test_whoever_an_entry_falls_to_may_correct_it(library: House) -> None:
    kept = entry("kiln", "Firing the kiln", owner="Potter")
    house = upgraded(library, base_of(*BASE.entries.values(), kept))
    async with house.bunsen.begin() as tx:
        people = tx.of(house.institution.id).people
        lead = next(each for each in await people.holdings(house.clock.now().date()) if each.person.name == "Lea")
        await people.end_holding(lead.post.id, lead.person.id, house.clock.now().date().replace(day=1, month=2))
    await house.person("cid", ("Committee chair", PostKind.CHAIR))
    (answer,) = await house.hears("cid", "firing the kiln please")
    assert "Cid (Committee chair)" in text(answer)
    assert isinstance(await push(house, "cid", answer, "Correct it"), OpenForm)


async def test_in_a_channel_no_private_entry_is_named_beside_an_answer(library: House) -> None:
    secret = entry("dismissal", "What happens when I am dismissed", audience="private")
    open_one = entry("kiln", "Firing the kiln", see_also=("dismissal", "mentors"))
    house = upgraded(library, base_of(*BASE.entries.values(), secret, open_one))
    (aloud,) = await house.hears("tom", "firing the kiln please", CHANNEL)
    (alone,) = await house.hears("tom", "firing the kiln please")
    assert aloud.title == alone.title == open_one.title
    assert "See also: Finding a mentor" in labels(aloud)
    assert f"See also: {secret.title}" in labels(alone)
    assert secret.title not in text(aloud)


async def test_in_a_channel_a_choice_with_a_private_entry_is_for_the_asker_alone(library: House) -> None:
    ways = ("boat licence for divers", "divers boat licence", "licence to dive from a boat", "boat licence")
    public = entry("boats", "Boats", phrasings=ways)
    secret = entry("divers", "Divers", phrasings=tuple(f"{way} who dive" for way in ways), audience="private")
    house = upgraded(library, base_of(*BASE.entries.values(), public, secret))
    before = len(house.surface.sent)
    await house.hears("tom", "boat licence dive", CHANNEL)
    told = [(to.direct, text(shown), labels(shown)) for to, shown in house.surface.sent[before:]]
    (alone,) = [pressed for direct, _, pressed in told if direct]
    assert secret.title in alone
    assert all(secret.title not in said for direct, said, _ in told if not direct)
