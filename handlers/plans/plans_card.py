"""The plans of an institution, and what can be done with each."""

from collections.abc import Sequence

from handlers.cards import NAME_ON_BUTTON, Button, Buttons, ButtonStyle, Card, Element, Facts, Text, Tone
from handlers.dates import spoken
from handlers.phrases import counted, shortened
from handlers.plans.carrying import CarryOver
from handlers.plans.model import Action, Plan, PlanState

RUN_PRESS = "plans.run"
CLOSE_PRESS = "plans.close"
CARRY_PRESS = "plans.carry"
EXPORT_PRESS = "plans.export"
START_PRESS = "plans.start"

_STATES = {PlanState.DRAFT: "Draft", PlanState.ACTIVE: "Runs now", PlanState.CLOSED: "Closed"}
_RUNS = "It takes the place of the plan that runs now, which is closed and kept."
_CLOSES = "Nobody is asked for reports on it any more. The plan and its history are kept."


def overview(plans: Sequence[Plan], counts: Sequence[int]) -> Card:
    """List the plans; `counts` are their actions."""
    if not plans:
        return Card(
            "There is no plan yet",
            (
                Text(
                    "Drop the plan as a spreadsheet into our chat: I show what I understand before anything is written."
                ),
            ),
        )
    body: list[Element] = [Facts(tuple(map(_fact, plans, counts)))]
    body += [Buttons(tuple(buttons)) for plan in plans if (buttons := _buttons(plan, plans))]
    if all(plan.state is not PlanState.DRAFT for plan in plans):
        body.append(
            Text("To draft the next plan, drop its file into our chat, or begin with what is still open.", Tone.QUIET)
        )
        body.append(Buttons((Button("Begin the next plan", START_PRESS),)))
    return Card("The plans", tuple(body))


def runs(plan: Plan, before: Plan | None) -> Card:
    """Confirm that a plan runs now."""
    text = f"“{before.title}” is closed and kept." if before else "Its owners are asked before the next review."
    return Card(f"“{plan.title}” runs now", (Text(text),))


def closed(plan: Plan) -> Card:
    """Confirm that a plan is closed."""
    return Card(f"“{plan.title}” is closed", (Text("Nobody is asked for reports on it any more."),))


def learning_missing(plan: Plan, actions: Sequence[Action]) -> Card:
    """Refuse to close a plan whose reds say nothing of what was learned: the self-assessment asks for it."""
    names = "; ".join(action.name[:80] for action in actions[:8])
    more = f" and {len(actions) - 8} more" if len(actions) > 8 else ""
    return Card(
        f"“{plan.title}” cannot be closed yet",
        (
            Text("The self-assessment asks of every red action why it was not carried out, and what was learned."),
            Text(f"That is missing for: {names}{more}."),
            Text("Once their owners (or you) have said it, close the plan again. Nothing was changed."),
        ),
    )


def carried(found: CarryOver, into: Plan) -> Card:
    """Say what was carried over."""
    if not found.add and not found.link:
        return Card("There is nothing to carry over", (Text("All that is still open is in the draft already."),))
    lines = [f"{len(found.add)} added, without a date: the new plan gives them one."] if found.add else []
    if found.link:
        lines.append(f"{counted(len(found.link), 'was', 'were')} in the draft already, and linked to the plan before.")
    most = max((action.carried + 1 for action in (*found.add, *(old for old, _ in found.link))), default=0)
    if most > 1:
        lines.append(f"The oldest of them is now carried over for the {_nth(most)} time.")
    return Card(f"What is still open is in “{into.title}”", tuple(Text(line) for line in lines))


def out_of_date() -> Card:
    """Say that a plan is no longer what the button was made for."""
    return Card("That has changed meanwhile", (Text("Type “plans” to see them as they are. Nothing was changed."),))


def _fact(plan: Plan, count: int) -> tuple[str, str]:
    period = f", {spoken(plan.starts_on)} to {spoken(plan.ends_on)}" if plan.starts_on and plan.ends_on else ""
    return plan.title, f"{_STATES[plan.state]}, {counted(count, 'action')}{period}"


def _buttons(plan: Plan, plans: Sequence[Plan]) -> list[Button]:
    name = shortened(plan.title, NAME_ON_BUTTON)
    buttons = []
    if plan.state is PlanState.DRAFT:
        running = any(each.state is PlanState.ACTIVE for each in plans)
        if running:
            buttons.append(Button(f"Carry over into {name}", CARRY_PRESS, str(plan.id)))
        buttons.append(Button(f"Let {name} run", RUN_PRESS, str(plan.id), confirm=_RUNS if running else ""))
    if plan.state is PlanState.ACTIVE:
        buttons.append(Button(f"Close {name}", CLOSE_PRESS, str(plan.id), ButtonStyle.DANGER, confirm=_CLOSES))
    buttons.append(Button(f"Export {name}", EXPORT_PRESS, str(plan.id)))
    return buttons if plan.state is not PlanState.CLOSED or len(plans) <= 5 else []


def _nth(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(number, f"{number}th")
