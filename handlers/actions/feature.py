"""Actions: what people see of them, report, and change."""

from handlers.actions import (
    adding,
    commenting,
    dropping,
    editing,
    evidence,
    handing_over,
    merging,
    moving,
    presses,
    report_form,
    reporting,
    resuming,
    splitting,
    viewing,
)
from handlers.feature import Command, Feature, FormRoute, Press
from handlers.rights import Right

_OTHER_WORDS = (
    "mine",
    "actions",
    "what are my actions",
    "show my actions",
    "my actions please",
    "report on my actions",
)

# What belongs to one action is checked again with the action in hand (`entitled.py`).
FEATURE = Feature(
    "actions",
    commands=(
        Command(
            "my actions",
            "show the actions you own, and report on them",
            viewing.show_mine,
            Right.OWNER,
            _OTHER_WORDS,
            instead="You hold no post, so no action is yours. “plan” shows all of them.",
        ),
        Command(
            "action",
            "show one action, by its reference or words of its title",
            viewing.show_named,
            openings=("action", "show action"),
        ),
        Command(
            "add action",
            "add an action to the plan",
            adding.offer_add,
            Right.COMMITTEE,
            ("new action",),
            instead="To propose one, please tell a chair or your lead.",
        ),
    ),
    presses=(
        Press(presses.ACTION_PRESS, viewing.show_one),
        Press(presses.MINE_PRESS, viewing.turn_page, Right.OWNER),
        Press(presses.HISTORY_PRESS, viewing.show_history, Right.OWNER),
        Press(presses.REPORT_PRESS, reporting.open_report, Right.OWNER),
        Press(presses.COMMENT_PRESS, commenting.open_comment, Right.OWNER),
        Press(presses.EVIDENCE_PRESS, evidence.show_evidence, Right.OWNER),
        Press(presses.ADD_EVIDENCE_PRESS, evidence.open_link, Right.OWNER),
        Press(presses.FETCH_PRESS, evidence.fetch, Right.OWNER),
        Press(presses.EDIT_PRESS, editing.open_edit, Right.OWNER),
        Press(presses.MOVE_PRESS, moving.open_move, Right.OWNER),
        Press(presses.HAND_OVER_PRESS, handing_over.open_hand_over, Right.OWNER),
        Press(presses.ACCEPT_PRESS, handing_over.accept, Right.OWNER),
        Press(presses.DECLINE_PRESS, handing_over.decline, Right.OWNER),
        Press(presses.ADD_PRESS, adding.open_add, Right.COMMITTEE),
        Press(presses.DROP_PRESS, dropping.open_drop, Right.COMMITTEE),
        Press(presses.RESUME_PRESS, resuming.open_resume, Right.OWNER),
        Press(presses.MERGE_PRESS, merging.open_merge, Right.COMMITTEE),
        Press(presses.SPLIT_PRESS, splitting.open_split, Right.COMMITTEE),
    ),
    forms=(
        FormRoute(report_form.FORM, reporting.take_report, Right.OWNER),
        FormRoute(commenting.FORM, commenting.take_comment, Right.OWNER),
        FormRoute(evidence.FORM, evidence.take_link, Right.OWNER),
        FormRoute(editing.FORM, editing.take_edit, Right.OWNER),
        FormRoute(moving.FORM, moving.take_move, Right.OWNER),
        FormRoute(handing_over.FORM, handing_over.take_hand_over, Right.OWNER),
        FormRoute(adding.FORM, adding.take_add, Right.COMMITTEE),
        FormRoute(dropping.FORM, dropping.take_drop, Right.COMMITTEE),
        FormRoute(resuming.FORM, resuming.take_resume, Right.OWNER),
        FormRoute(merging.FORM, merging.take_merge, Right.COMMITTEE),
        FormRoute(splitting.FORM, splitting.take_split, Right.COMMITTEE),
    ),
    deliveries={
        handing_over.OFFERED: handing_over.compose_offer,
        handing_over.SETTLED: handing_over.compose_settled,
    },
)
