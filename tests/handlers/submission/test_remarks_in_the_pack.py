"""What the panel wrote stands in the pack of a review that is still to be closed."""

from datetime import date

from handlers.documents import Points
from handlers.packs.gathering import gather_pack
from handlers.packs.middle import plan_check
from handlers.plans.model import Action
from handlers.submission.model import Remark, RemarkKind
from tests.support.house import House


async def test_a_remark_stands_in_the_pack_with_what_takes_it_up(house: House) -> None:
    (action,) = await house.plan(Action(0, 0, "C1", "Career Development", "Run the mentoring scheme"))
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        words, now = "Some metrics would help.", house.clock.now()
        said = Remark(0, 2, date(2027, 1, 30), RemarkKind.SUGGESTION, words, "", now, action_ids=(action.id,))
        await work.remarks.save(said)
        pack = await gather_pack(work, house.institution, None, now)
    assert pack is not None
    (points,) = [part for part in plan_check(pack) if isinstance(part, Points)]
    assert points.items == ("Suggestion (the whole): “Some metrics would help.” C1 Run the mentoring scheme",)
