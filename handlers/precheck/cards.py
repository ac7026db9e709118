"""What the lead reads of the pre-check."""

from collections.abc import Sequence

from handlers.actions.presses import ACTION_PRESS
from handlers.cards import NAME_ON_BUTTON, Bullets, Button, Buttons, Card, Divider, Element, Text, Tone
from handlers.paging import page_of
from handlers.phrases import counted, shortened
from handlers.plans.model import Action, Plan
from handlers.precheck.judging import Judged

PAGE_PRESS = "precheck.page"
"""Shows a page of it; carries the id of the plan and the number of the page: "4:2"."""
ACTIONS_PRESS = "precheck.actions"
"""Shows the actions of one remark; carries the plan, the rule and the page: "4:voice:1"."""
PAGE = 5
_DETAILS = 3
_ACTIONS = 10


def judged_card(plan: Plan, judged: Sequence[Judged], page: int = 1) -> Card:
    """What a panel would remark, with the evidence; then what it would find in place."""
    remarked = [each for each in judged if each.remarked]
    shown = page_of(remarked, page, PAGE)
    body: list[Element] = [Text(summary(judged), Tone.STRONG)]
    for each in shown.items:
        body += [Divider(), *_remark(plan, each)]
    turning = shown.turning(PAGE_PRESS, f"{plan.id}:")
    if turning:
        body += [Text(shown.span, Tone.QUIET), Buttons(turning)]
    there = [each for each in judged if not each.remarked]
    if there and shown.number == shown.pages:
        lines = tuple(f"{each.rule.title}: {each.evidence}" for each in there)
        body += [Divider(), Text("What a panel would find in place", Tone.STRONG), Bullets(lines)]
    return Card(f"Pre-check of {plan.title}", tuple(body), "What panels are known to remark; nothing is held up by it.")


def summary(judged: Sequence[Judged]) -> str:
    """How much a panel would remark, in a sentence."""
    remarked = sum(each.remarked for each in judged)
    if not remarked:
        return f"Nothing of the {len(judged)} things that panels are known to remark stands out."
    return f"{remarked} of the {counted(len(judged), 'thing')} that panels are known to remark."


def _remark(plan: Plan, judged: Judged) -> list[Element]:
    body: list[Element] = [
        Text(judged.rule.title, Tone.STRONG),
        Text(f"{judged.rule.asks} {judged.evidence}"),
    ]
    if judged.details:
        rest = len(judged.details) - _DETAILS
        more = (f"and {rest} more: “check the plan” has them all",) if rest > 0 else ()
        body.append(Bullets((*(shortened(each, 300) for each in judged.details[:_DETAILS]), *more)))
    body.append(Text(f"{judged.rule.advice} (Source: {judged.rule.source}.)", Tone.QUIET))
    if judged.action_ids:
        label = "The action" if len(judged.action_ids) == 1 else f"The {len(judged.action_ids)} actions"
        body.append(Buttons((Button(label, ACTIONS_PRESS, f"{plan.id}:{judged.rule.id}:1"),)))
    return body


def actions_card(plan: Plan, judged: Judged, actions: Sequence[Action], page: int) -> Card:
    """The actions of one remark, each a press away."""
    shown = page_of(actions, page, _ACTIONS)
    opening = tuple(
        Button(f"Open {shortened(each.ref or each.title, NAME_ON_BUTTON)}", ACTION_PRESS, str(each.id))
        for each in shown.items
    )
    body: list[Element] = [Bullets(tuple(each.name for each in shown.items)), Buttons(opening)] if opening else []
    back = Button("Back to the pre-check", PAGE_PRESS, f"{plan.id}:1")
    turning = shown.turning(ACTIONS_PRESS, f"{plan.id}:{judged.rule.id}:")
    body.append(Buttons((*turning, back)))
    return Card(f"{judged.rule.title}: {counted(len(actions), 'action')}", tuple(body), shown.span if actions else "")


def gone() -> Card:
    """Say that what was pressed is not there any more."""
    return Card("That is no longer there", (Text("“precheck” makes it anew."),))
