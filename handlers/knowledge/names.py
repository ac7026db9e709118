"""What presses, forms and deliveries of the knowledge base are called."""

LIST_PRESS = "knowledge.list"
"""The value is the view, a full stop, and the page; an empty one opens the list as a message of its own."""
FIND_PRESS = "knowledge.find"
CHOOSE_PRESS = "knowledge.choose"
SHOW_PRESS = "knowledge.show"
HISTORY_PRESS = "knowledge.history"

ADD_PRESS = "knowledge.add"
EDIT_PRESS = "knowledge.edit"
RETIRE_PRESS = "knowledge.retire"
BACK_PRESS = "knowledge.back"
"""Back to the national text, or a retired entry back into use."""

WAITING_PRESS = "knowledge.waiting"
PROPOSAL_PRESS = "knowledge.proposal"
CONFIRM_PRESS = "knowledge.confirm"
DECLINE_PRESS = "knowledge.decline"
WITHDRAW_PRESS = "knowledge.withdraw"

VERIFY_PRESS = "knowledge.verify"
ALL_HOLD_PRESS = "knowledge.all-hold"
SOME_HOLD_PRESS = "knowledge.some-hold"

VALUES_PRESS = "knowledge.values"
SET_PRESS = "knowledge.set"

PROPOSED = "knowledge.proposed"
SETTLED = "knowledge.settled"
REPLACED = "knowledge.replaced"
DUE = "knowledge.due"
"""Kinds of deliveries; a form has the name of the press that opens it."""
