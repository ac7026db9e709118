"""Nudges: sent before reviews and due dates, answered in place, looked over and paused by the lead."""

from handlers.feature import Command, DailyCheck, Feature, FormRoute, Job, Press
from handlers.nudges import answers, composing, jobs, not_mine, overview, presses
from handlers.nudges.model import DUE, STEP
from handlers.rights import Right

FEATURE = Feature(
    "nudges",
    commands=(
        Command(
            "nudges",
            "see who is asked for reports and when, who has answered, and pause it",
            overview.show_overview,
            Right.COMMITTEE,
            ("nudge", "reminders", "pause nudges"),
            instead="“reviews” shows by when reports are to be in; owners of actions see theirs with “my actions”.",
        ),
    ),
    presses=(
        Press(presses.SEEN_PRESS, answers.read_seen, Right.OWNER),
        Press(presses.LATER_PRESS, answers.open_later, Right.OWNER),
        Press(presses.NOT_MINE_PRESS, not_mine.open_not_mine, Right.OWNER),
        Press(presses.MISSING_PRESS, answers.show_missing, Right.COMMITTEE),
        Press(presses.TAKE_PRESS, answers.take_up, Right.COMMITTEE),
        Press(presses.OVERVIEW_PRESS, overview.open_overview, Right.COMMITTEE),
        Press(presses.PREVIEW_PRESS, overview.show_preview, Right.COMMITTEE),
        Press(presses.REPORT_PRESS, overview.show_report, Right.COMMITTEE),
        Press(presses.AGAIN_PRESS, overview.send_again, Right.COMMITTEE),
        Press(presses.PAUSE_PRESS, overview.pause, Right.LEAD),
        Press(presses.RESUME_PRESS, overview.resume, Right.LEAD),
    ),
    forms=(
        FormRoute(presses.LATER_FORM, answers.take_later, Right.OWNER),
        FormRoute(presses.NOT_MINE_FORM, not_mine.take_not_mine, Right.OWNER),
    ),
    deliveries={
        STEP: composing.compose_step,
        DUE: composing.compose_digest,
        not_mine.DISPUTED: not_mine.compose_disputed,
    },
    jobs=(Job("nudges", jobs.due_reviews, jobs.plan_steps), Job("due dates", jobs.due_dates, jobs.plan_reminders)),
    daily=(DailyCheck("nudges for what has changed", jobs.plan_for_changes),),
)
