"""What owners read about their reports, and what is said where something cannot be done."""

from collections.abc import Mapping, Sequence

from handlers.actions.entitled import Sight
from handlers.actions.report_form import RAG_LABELS
from handlers.cards import Bullets, Card, Element, Table, Text, Tone
from handlers.plans.model import Action, ActionUpdate


def thanks(
    updates: Sequence[ActionUpdate],
    actions: Sequence[Action],
    before: int,
    still_waiting: int,
    left_out: Mapping[int, str] | None = None,
    copied: Mapping[int, Action] | None = None,
) -> Card:
    """Confirm what was recorded on the last page, and `before` it.

    `left_out` says of actions (by id) why they were not, `copied` whose words their explanations have.
    """
    names = {action.id: action.name for action in actions}
    asides = [*_left_out(names, left_out or {}), *_copied(names, copied or {})]
    if not updates and not before:
        return Card("Nothing was recorded", (Text("No status was chosen, so nothing has changed."), *asides))
    rows = tuple((names[update.action_id], RAG_LABELS[update.rag]) for update in updates)
    body: list[Element] = [Table("What you reported", ("Action", "Status"), rows)] if rows else []
    if before:
        body.append(Text(f"{before} on the pages before {'this one' if rows else ''}".strip() + "."))
    body += asides
    waits = "1 of your actions still waits" if still_waiting == 1 else f"{still_waiting} of your actions still wait"
    rest = f"{waits} for a report."
    body.append(Text(rest if still_waiting else "Nothing else waits for you."))
    return Card("Thank you, recorded", tuple(body))


def _left_out(names: Mapping[int, str], left_out: Mapping[int, str]) -> list[Element]:
    if not left_out:
        return []
    said = tuple(f"{names[action_id]}: {why}" for action_id, why in left_out.items())
    return [Text("Not recorded, as what was said last is not enough any more:", Tone.STRONG), Bullets(said)]


def _copied(names: Mapping[int, str], copied: Mapping[int, Action]) -> list[Element]:
    if not copied:
        return []
    said = tuple(f"{names[action_id]} says what {twin.name} says." for action_id, twin in copied.items())
    why = "Reviewers read every action by itself, so its own words help. You can still change them."
    return [Text("The same words twice:", Tone.STRONG), Bullets(said), Text(why, Tone.QUIET)]


def refusal(seen: Sight | None) -> Card:
    """Refuse what somebody may not do with an action, or what nobody can do with it any more."""
    title, why = why_not(seen)
    return Card(title, (Text(why),))


def why_not(seen: Sight | None) -> tuple[str, str]:
    """Why something cannot be done with an action: a title, and a sentence on whom to turn to."""
    if seen is None:
        return "I do not know that action", "It may have been in a plan that is not here any more. Nothing was changed."
    if seen.may.merged:
        return "That action was merged into another", "Please open the other one. Nothing was changed."
    if not seen.may.kept:
        return "That plan is closed", f"{seen.plan.title} is kept as it was. Nothing was changed."
    if seen.may.dropped and (seen.may.owns or seen.may.committee):
        return "That action was dropped", "It stays in the plan with its reason. Its card lets you take it up again."
    return (
        "That action is not yours",
        "Only holders and deputies of the post that owns it, the chairs and the institutional lead can do this; posts "
        "that help can comment. Nothing was changed.",
    )


def nothing_to_report() -> Card:
    """Say that there is nothing to report on."""
    return Card("Nothing to report", (Text("You own no open action of the current plan."),))
