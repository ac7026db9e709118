"""Posts: who holds them, handing them over, what is amiss with them; the assignment queue; being away."""

from handlers.feature import Chore, Command, DailyCheck, Feature, FormRoute, Press
from handlers.posts import away, giving, handing_over, keeping, looking, names, queue, rounds, telling, units
from handlers.posts.account_checks import accounts_to_check, check_accounts
from handlers.rights import Right

_NOBODY_ASKED = "You hold no post, so I remind you of nothing, and need not know when you are away."

_COMMANDS = (
    Command(
        "posts",
        "show your posts and hand one over; for chairs and the lead: who holds what, and what is vacant",
        looking.show_posts,
        Right.OWNER,
        ("my posts", "post", "who holds what"),
        instead="You hold no post at the moment. “plan” shows which post answers for each action.",
        takes_words=True,
    ),
    Command(
        "queue",
        "show the actions for which nobody answers, and assign them",
        queue.show_queue,
        Right.LEAD,
        ("assign", "assignment queue", "unassigned"),
        instead="“plan” shows every action with its owner. If one of them is not right, please tell your lead.",
    ),
    Command(
        "away",
        "say until when you are away (“away until 12 May”), so that your deputy is asked instead",
        away.show_away,
        Right.OWNER,
        ("on leave", "i am away", "i'm away"),
        openings=(
            "away until",
            "away till",
            "i am away until",
            "i'm away until",
            "on leave until",
            "i am on leave until",
        ),
        instead=_NOBODY_ASKED,
        takes_words=True,
    ),
    Command(
        "back",
        "say that you are back, so that you are asked again",
        away.say_back,
        Right.OWNER,
        ("i am back", "i'm back"),
        instead=_NOBODY_ASKED,
    ),
)

_PRESSES = (
    Press(names.PAGE_PRESS, looking.turn_page, Right.OWNER),
    Press(names.CHOOSE_PRESS, looking.open_choice, Right.COMMITTEE),
    Press(names.SHOW_PRESS, looking.show_post),
    Press(names.ADD_PRESS, keeping.open_add, Right.LEAD),
    Press(names.GIVE_PRESS, giving.open_give, Right.OWNER),
    Press(names.END_PRESS, giving.open_end, Right.LEAD),
    Press(names.CHANGE_PRESS, keeping.open_change, Right.LEAD),
    Press(names.CLOSE_PRESS, keeping.close_post, Right.LEAD),
    Press(names.RULE_PRESS, keeping.open_rule, Right.LEAD),
    Press(names.UNITS_PRESS, units.show_units, Right.COMMITTEE),
    Press(names.CONTACT_PRESS, units.open_contact, Right.LEAD),
    Press(names.OFFER_PRESS, handing_over.open_offer, Right.OWNER),
    # Whoever is offered a post may hold none yet; the handlers look whose offer it is.
    Press(names.ACCEPT_PRESS, handing_over.accept),
    Press(names.DECLINE_PRESS, handing_over.decline),
    Press(names.WITHDRAW_PRESS, handing_over.withdraw, Right.OWNER),
    Press(names.PACK_PRESS, handing_over.send_pack),
    Press(names.QUEUE_PRESS, queue.turn_queue, Right.LEAD),
    Press(names.ASSIGN_PRESS, queue.open_assign, Right.LEAD),
    Press(names.BULK_PRESS, queue.open_bulk, Right.LEAD),
    Press(names.AWAY_PRESS, away.open_away, Right.OWNER),
    Press(names.BACK_PRESS, away.come_back, Right.OWNER),
)

_FORMS = (
    FormRoute(names.CHOOSE_PRESS, looking.take_choice, Right.COMMITTEE),
    FormRoute(names.ADD_PRESS, keeping.take_add, Right.LEAD),
    FormRoute(names.GIVE_PRESS, giving.take_give, Right.OWNER),
    FormRoute(names.END_PRESS, giving.take_end, Right.LEAD),
    FormRoute(names.CHANGE_PRESS, keeping.take_change, Right.LEAD),
    FormRoute(names.RULE_PRESS, keeping.take_rule, Right.LEAD),
    FormRoute(names.CONTACT_PRESS, units.take_contact, Right.LEAD),
    FormRoute(names.OFFER_PRESS, handing_over.take_offer, Right.OWNER),
    FormRoute(names.ASSIGN_PRESS, queue.take_assign, Right.LEAD),
    FormRoute(names.BULK_PRESS, queue.take_bulk, Right.LEAD),
    FormRoute(names.AWAY_PRESS, away.take_away, Right.OWNER),
)

FEATURE = Feature(
    "posts",
    commands=_COMMANDS,
    presses=_PRESSES,
    forms=_FORMS,
    deliveries={
        names.ALARMS: rounds.compose_alarms,
        names.GIVEN: telling.compose_given,
        names.LEFT: telling.compose_left,
        names.CHANGED: telling.compose_changed,
        names.OFFER: handing_over.compose_offer,
        names.SETTLED: handing_over.compose_settled,
        names.PACK: handing_over.compose_pack,
        names.ASSIGNED: queue.compose_assigned,
    },
    jobs=(Chore("accounts", check_accounts, due=accounts_to_check),),
    daily=(DailyCheck("posts", rounds.check_posts),),
)
