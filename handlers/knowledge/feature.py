"""Looking after the approved answers: what changes in them is proposed by one person and confirmed by another."""

from handlers.feature import Command, DailyCheck, Feature, FormRoute, Press
from handlers.knowledge import (
    adding,
    confirming,
    editing,
    listing,
    names,
    not_ours,
    retiring,
    rounds,
    setting,
    telling,
    verifying,
)
from handlers.rights import Right

_COMMANDS = (
    Command(
        "knowledge",
        "look after the approved answers: find, correct, add, verify, and confirm what others propose",
        listing.show_knowledge,
        Right.OWNER,
        ("answers", "entries", "approved answers"),
        takes_words=True,
    ),
)

_PRESSES = (
    Press(names.LIST_PRESS, listing.turn, Right.OWNER),
    Press(names.FIND_PRESS, listing.open_find, Right.OWNER),
    Press(names.CHOOSE_PRESS, listing.open_choice, Right.OWNER),
    Press(names.SHOW_PRESS, listing.show_entry, Right.OWNER),
    Press(names.HISTORY_PRESS, listing.show_history, Right.OWNER),
    Press(names.ADD_PRESS, adding.open_add, Right.OWNER),
    # Whose entry it is, the handlers look.
    Press(names.EDIT_PRESS, editing.open_edit, Right.OWNER),
    Press(names.RETIRE_PRESS, retiring.open_retire, Right.OWNER),
    Press(names.BACK_PRESS, retiring.bring_back, Right.OWNER),
    Press(names.WAITING_PRESS, confirming.show_waiting, Right.OWNER),
    Press(names.PROPOSAL_PRESS, confirming.show_proposal, Right.OWNER),
    Press(names.CONFIRM_PRESS, confirming.confirm, Right.OWNER),
    Press(names.DECLINE_PRESS, confirming.open_decline, Right.OWNER),
    Press(names.WITHDRAW_PRESS, confirming.withdraw, Right.OWNER),
    Press(names.VERIFY_PRESS, verifying.show_due, Right.OWNER),
    Press(names.ALL_HOLD_PRESS, verifying.all_hold, Right.OWNER),
    Press(names.SOME_HOLD_PRESS, verifying.open_some, Right.OWNER),
    Press(names.VALUES_PRESS, setting.show_values, Right.OWNER),
    Press(names.SET_PRESS, setting.open_set, Right.OWNER),
    Press(names.NOT_OURS_PRESS, not_ours.show_not_ours, Right.OWNER),
    Press(names.AGREE_PRESS, not_ours.agree, Right.OWNER),
    Press(names.UNDO_PRESS, not_ours.undo, Right.OWNER),
)

_FORMS = (
    FormRoute(names.FIND_PRESS, listing.take_find, Right.OWNER),
    FormRoute(names.CHOOSE_PRESS, listing.take_choice, Right.OWNER),
    FormRoute(names.ADD_PRESS, adding.take_add, Right.OWNER),
    FormRoute(names.EDIT_PRESS, editing.take_edit, Right.OWNER),
    FormRoute(names.RETIRE_PRESS, retiring.take_retire, Right.OWNER),
    FormRoute(names.DECLINE_PRESS, confirming.take_decline, Right.OWNER),
    FormRoute(names.SOME_HOLD_PRESS, verifying.take_some, Right.OWNER),
    FormRoute(names.SET_PRESS, setting.take_set, Right.OWNER),
)

FEATURE = Feature(
    "knowledge",
    commands=_COMMANDS,
    presses=_PRESSES,
    forms=_FORMS,
    deliveries={
        names.PROPOSED: telling.compose_proposed,
        names.SETTLED: telling.compose_settled,
        names.REPLACED: telling.compose_replaced,
        names.DUE: rounds.compose_due,
        names.NOT_OURS: not_ours.compose_waiting,
    },
    daily=(DailyCheck("knowledge", rounds.check_knowledge),),
)
