"""For chairs and lead: a preview before each round, the delivery report, and the pause switch."""

from dataclasses import replace
from datetime import datetime

from handlers.deliveries import State
from handlers.feature import Context
from handlers.forms import as_id
from handlers.nudges import answer_cards, overview_cards
from handlers.nudges.desk import Desk, is_of, read_desk
from handlers.nudges.model import DUE, SNOOZE, Told
from handlers.nudges.planning import step_for
from handlers.nudges.preview import Preview, preview
from handlers.nudges.reporting_back import delivery_report
from handlers.outcomes import Outcome, Reply, Update
from handlers.people.model import Institution
from handlers.rights import Right
from handlers.work import Work


async def show_overview(context: Context, _rest: str) -> Reply:
    """Say when the next nudges go out."""
    found = await _preview(context)
    return Reply(overview_cards.overview(found, context.institution, Right.LEAD in context.rights), private=True)


async def open_overview(context: Context, _value: str) -> Outcome:
    """The same, from a button."""
    return await show_overview(context, "")


async def show_preview(context: Context, _value: str) -> Outcome:
    """Name everybody who is asked next; nothing is written."""
    found = await _preview(context)
    return Reply(overview_cards.preview(found, context.institution), private=True)


async def _preview(context: Context) -> Preview:
    return await preview(context.work, context.institution, context.now, email=context.services.email)


async def show_report(context: Context, _value: str) -> Outcome:
    """Tell who was reached, and what came of it."""
    found = await delivery_report(context.work, context.institution, context.now)
    return Reply(overview_cards.report(found, context.institution), private=True)


async def send_again(context: Context, value: str) -> Outcome:
    """Try anew what was given up."""
    found = await delivery_report(context.work, context.institution, context.now)
    if found.review is None or as_id(value) != found.review.id:
        return Reply(answer_cards.out_of_date(), private=True)
    number = await context.work.outbox.send_again(found.failed, context.now)
    return Reply(overview_cards.sent_again(number), private=True)


async def pause(context: Context, _value: str) -> Outcome:
    """Let no nudge leave any more."""
    if context.institution.nudges_paused_at is None:
        await context.work.nudges.pause(context.now)
    return Update(overview_cards.now_paused())


async def resume(context: Context, _value: str) -> Outcome:
    """Let nudges leave again."""
    await context.work.nudges.pause(None)
    return Update(overview_cards.resumed(await still_of_use(context.work, context.institution, context.now)))


async def still_of_use(work: Work, institution: Institution, now: datetime) -> int:
    """How many people have a nudge that waited in a pause, and that would be sent if nobody reports."""
    desk = await read_desk(work, replace(institution, nudges_paused_at=None), now)
    waiting = [told for theirs in desk.told.values() for told in theirs if told.state is State.WAITING]
    return len({told.person_id for told in waiting if told.kind == DUE or is_newest(desk, told)})


def is_newest(desk: Desk, told: Told) -> bool:
    """Tell whether a nudge is still what its person is to hear."""
    step, person_id = told.ids.get("step"), told.person_id
    return step == SNOOZE or (
        desk.review is not None and is_of(told.ids, desk.review) and step == step_for(desk, person_id)
    )
