"""What the daily round says about posts: each alarm once, and again after a fortnight while it lasts."""

from handlers.cards import Card
from handlers.deliveries import Delivery
from handlers.feature import DeliveryContext, JobContext
from handlers.people.model import Person
from handlers.posts import cards, names
from handlers.posts.alarms import Alarm, alarms, due, listeners, mended
from handlers.posts.board import read_board
from handlers.posts.telling import tell


async def check_posts(context: JobContext) -> None:
    """Look for what is amiss, and write one message a person with all that is to be said today."""
    await context.work.alone()
    today = context.institution.day(context.now)
    board = await read_board(context.work, context.institution, today)
    found, said = alarms(board), await context.work.alarms.said()
    await context.work.alarms.end(mended(found, said))
    if await context.work.outbox.with_prefix(f"{names.ALARMS}:{today.isoformat()}:"):
        return  # Today's message is written; what has come up since is for tomorrow.
    now_due = due(found, said, today)
    hearing: dict[int, Person] = {}
    for alarm in now_due:
        hearing |= {person.id: person for person in listeners(alarm, board)}
    if not hearing:
        return
    await context.work.alarms.say((alarm.key for alarm in now_due), today)
    ids = {"day": today.isoformat()}
    await tell(context.work, context.institution, context.now, hearing.values(), names.ALARMS, today.isoformat(), ids)


async def compose_alarms(context: DeliveryContext, delivery: Delivery) -> Card | None:
    """Say what was found on that day and is still so; None where all of it was mended meanwhile."""
    board = await read_board(context.work, context.institution, context.today)
    said = await context.work.alarms.said()
    on_that_day = {key for key, day in said.items() if day.isoformat() == delivery.ids["day"]}

    def concerns(alarm: Alarm) -> bool:
        return alarm.key in on_that_day and any(each.id == context.person.id for each in listeners(alarm, board))

    mine = [alarm for alarm in alarms(board) if concerns(alarm)]
    return cards.alarm_message(mine, board) if mine else None
