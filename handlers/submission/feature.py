"""The submission of the self-assessment: its day, its writers, its signatures, and what the panel wrote."""

from handlers.feature import Command, Context, DailyCheck, Feature, FormRoute, Press
from handlers.outcomes import Outcome, Reply, Update
from handlers.rights import Right
from handlers.submission import cards, names, remarking, reminding, setting, signing, writing
from handlers.submission.desk import read_desk


async def show(context: Context, _rest: str) -> Reply:
    """Show how far the submission is: to chairs and lead all of it, to signatories what they sign."""
    desk = await read_desk(context.work, context.institution, context.now)
    lead = Right.LEAD in context.rights
    if desk is None:
        return Reply(cards.none_set(lead=lead), private=True)
    roles = desk.roles_of(context.person.id)
    if Right.COMMITTEE in context.rights:
        return Reply(cards.overview(desk, lead=lead, roles=roles), private=True)
    if roles and desk.version is not None:
        return Reply(cards.to_sign(desk, desk.version, roles), private=True)
    if roles:
        return Reply(cards.overview(desk, lead=False, committee=False), private=True)
    if desk.of(context.person.id):
        return await writing.show_mine(context, "")
    return Reply(cards.not_yours(desk), private=True)


async def turn_to_it(context: Context, _value: str) -> Outcome:
    """Show it in the place of the card that was pressed."""
    return Update((await show(context, "")).card)


FEATURE = Feature(
    "submission",
    commands=(
        Command(
            "submission",
            "see how far the self-assessment is: its day, its writers, its signatures",
            show,
            aliases=("sign-off", "sign off", "submission date"),
        ),
        Command(
            "my sections",
            "see which sections of the self-assessment are yours to write",
            writing.show_mine,
            aliases=("my section",),
        ),
        Command(
            "remarks",
            "see what panels remarked on earlier submissions; for the lead: record the letter",
            remarking.show_remarks,
            Right.COMMITTEE,
            ("panel remarks", "panel letter", "panel's letter", "reviewers' letter"),
            instead="“plan” shows the plan itself.",
        ),
    ),
    presses=(
        Press(names.SHOW_PRESS, turn_to_it),
        Press(names.SET_PRESS, setting.open_set, Right.LEAD),
        Press(names.WRITERS_PRESS, setting.show_writers, Right.COMMITTEE),
        Press(names.ASSIGN_PRESS, setting.open_assign, Right.LEAD),
        Press(names.HAND_IN_PRESS, setting.open_hand_in, Right.LEAD),
        Press(names.MINE_PRESS, writing.turn_to_mine),
        Press(names.MARK_PRESS, writing.open_mark),
        Press(names.VERSION_PRESS, signing.put_up, Right.LEAD),
        Press(names.FILE_PRESS, signing.put_up_file, Right.LEAD),
        Press(names.READ_PRESS, signing.hand_over),
        Press(names.SIGN_PRESS, signing.sign),
        Press(names.REMARKS_PRESS, remarking.turn_page, Right.COMMITTEE),
        Press(names.ADD_REMARK_PRESS, remarking.open_remark, Right.LEAD),
        Press(names.EDIT_REMARK_PRESS, remarking.open_remark, Right.LEAD),
        Press(names.REMOVE_REMARK_PRESS, remarking.take_away, Right.LEAD),
    ),
    forms=(
        FormRoute(names.SET_PRESS, setting.take_set, Right.LEAD),
        FormRoute(names.ASSIGN_PRESS, setting.take_assign, Right.LEAD),
        FormRoute(names.HAND_IN_PRESS, setting.take_hand_in, Right.LEAD),
        FormRoute(names.MARK_PRESS, writing.take_mark),
        FormRoute(names.ADD_REMARK_PRESS, remarking.take_remark, Right.LEAD),
        FormRoute(names.EDIT_REMARK_PRESS, remarking.take_remark, Right.LEAD),
    ),
    deliveries={
        names.REMINDER: reminding.compose_reminder,
        names.TO_SIGN: signing.compose_to_sign,
        setting.GIVEN: reminding.compose_given,
    },
    daily=(DailyCheck("submission", reminding.remind),),
)
