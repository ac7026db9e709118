"""Enquiries: questions that go to a person, with the consent of whoever asks, until they are answered."""

from handlers.enquiries import composing, consenting, jobs, keeping, mine, moving, names, queue, returning, settling
from handlers.feature import Command, DailyCheck, Feature, FormRoute, Job, Press
from handlers.rights import Right

_COMMANDS = (
    Command(
        "questions",
        "show the questions that wait for your posts, or those that you asked a person",
        queue.show_questions,
        aliases=("enquiries",),
    ),
    Command("my questions", "show what you asked a person, and where it stands", mine.show_mine),
)

_FOR_ASKERS = (
    Press(names.ASK_PRESS, consenting.pass_on),
    Press(names.REWORD_PRESS, consenting.open_reword),
    Press(names.WITHDRAW_PRESS, consenting.withdraw),
    Press(names.MINE_PRESS, mine.turn_mine),
    Press(names.READ_PRESS, mine.read_answer),
    Press(names.HELPED_PRESS, returning.helped),
    Press(names.MISSING_PRESS, returning.open_missing),
)

# Whose question it is to answer is looked at by the handlers.
_FOR_POSTS = (
    Press(names.QUEUE_PRESS, queue.turn_queue, Right.OWNER),
    Press(names.SHOW_PRESS, queue.show_one, Right.OWNER),
    Press(names.ANSWER_PRESS, settling.open_answer, Right.OWNER),
    Press(names.NOT_OURS_PRESS, settling.open_not_ours, Right.OWNER),
    Press(names.MOVE_PRESS, moving.open_move, Right.OWNER),
    Press(names.KEEP_PRESS, keeping.open_entry, Right.OWNER),
)

_FORMS = (
    FormRoute(names.REWORD_PRESS, consenting.take_reword),
    FormRoute(names.MISSING_PRESS, returning.take_missing),
    FormRoute(names.ANSWER_PRESS, settling.take_answer, Right.OWNER),
    FormRoute(names.NOT_OURS_PRESS, settling.take_not_ours, Right.OWNER),
    FormRoute(names.MOVE_PRESS, moving.take_move, Right.OWNER),
)

FEATURE = Feature(
    "enquiries",
    commands=_COMMANDS,
    presses=_FOR_ASKERS + _FOR_POSTS,
    forms=_FORMS,
    deliveries={
        names.ENQUIRY: composing.compose_enquiry,
        names.ANSWERED: composing.compose_answered,
        names.MOVED: composing.compose_moved,
        names.LATE: composing.compose_late,
    },
    jobs=(Job("overdue questions", jobs.overdue, jobs.ask_more),),
    daily=(DailyCheck("open questions", jobs.look_after_open),),
)
