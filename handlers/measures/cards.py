"""What the committee reads of the measures."""

from collections.abc import Sequence

from handlers.actions.presses import ACTION_PRESS
from handlers.cards import NAME_ON_BUTTON, Button, Buttons, Card, Drawing, Element, Facts, Table, Text, Tone
from handlers.dates import spoken
from handlers.demand.evidence import FEWEST, Topic, shown
from handlers.measures.gathering import Measure
from handlers.paging import page_of
from handlers.phrases import counted, shortened
from handlers.plans.model import Plan

PAGE_PRESS = "measures.page"
"""Shows a page of them; carries its number, from 1."""
CHART_PRESS = "measures.chart"
"""Shows one measure over time; carries the action's id."""
PAGE = 10
_COLUMNS = ("Action", "Measure", "Baseline", "Target", "Now")
_LONGEST = 120


def measures(plan: Plan, found: Sequence[Measure], asked: Sequence[Topic], page: int = 1) -> Card:
    """From which baseline to which target, and where each measure is now; what was asked stands on the first page."""
    if not found:
        said = "No action has a measure, a baseline or a target yet. Owners add them with “Edit” on an action."
        return Card(f"Measures: {plan.title}", (Text(said), *_asked(asked)))
    shown_page = page_of(found, page, PAGE)
    body: list[Element] = [
        Text(summary(found), Tone.STRONG),
        Table("Baseline, target and last reading", _COLUMNS, tuple(map(_row, shown_page.items))),
    ]
    drawn = tuple(
        Button(
            f"{shortened(each.action.ref or each.action.title, NAME_ON_BUTTON)} over time",
            CHART_PRESS,
            str(each.action.id),
        )
        for each in shown_page.items
        if each.readings
    )
    if drawn:
        body.append(Buttons(drawn))
    turning = shown_page.turning(PAGE_PRESS)
    if turning:
        body += [Text(shown_page.span, Tone.QUIET), Buttons(turning)]
    if shown_page.number == 1:
        body += _asked(asked)
    return Card(f"Measures: {plan.title}", tuple(body), "A reading is recorded with a report on the action.")


def summary(found: Sequence[Measure]) -> str:
    """How many measures there are, and what they lack."""
    lacking = [
        f"{number} without a {what}"
        for what in ("baseline", "target", "reading")
        if (number := sum(f"no {what} yet" in each.gaps for each in found))
    ]
    return f"{counted(len(found), 'measure')}{': ' + ', '.join(lacking) if lacking else ''}."


def _row(measure: Measure) -> tuple[str, ...]:
    action, now = measure.action, measure.now
    return (
        action.name,
        shortened(action.success_measure, _LONGEST),
        shortened(action.baseline, _LONGEST) or "no baseline yet",
        shortened(action.target, _LONGEST) or "no target yet",
        f"{shortened(now.text, _LONGEST)} ({spoken(now.on)})" if now else "no reading yet",
    )


def _asked(asked: Sequence[Topic]) -> list[Element]:
    if not asked:
        return [Text(f"No topic on funds or registration was asked for {FEWEST} times or more.", Tone.QUIET)]
    rows = tuple((topic.title, shown(topic.total)) for topic in asked)
    return [Table("Asked about funds and registration", ("Topic", "In twelve months"), rows)]


def over_time(measure: Measure) -> Card:
    """One measure: its line where it has figures, and every reading in words."""
    action = measure.action
    body: list[Element] = [
        Facts(
            (
                ("Measure", action.success_measure or "not written down"),
                ("Baseline", action.baseline or "no baseline yet"),
                ("Target", action.target or "no target yet"),
            )
        )
    ]
    chart = measure.chart()
    if chart is not None:
        body.append(Drawing(chart))
    rows = tuple((spoken(each.on), each.text) for each in measure.readings)
    if rows:
        body.append(Table("Readings", ("Day", "Reading"), rows))
    else:
        body.append(Text("No reading yet: one is recorded with a report on the action."))
    body.append(
        Buttons((Button("Open the action", ACTION_PRESS, str(action.id)), Button("All measures", PAGE_PRESS, "1")))
    )
    return Card(action.name, tuple(body))


def gone() -> Card:
    """Say that an action has no measure, or is not in the plan any more."""
    return Card("That measure is no longer there", (Text("“measures” shows those of the plan that runs."),))
