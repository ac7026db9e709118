"""What the lead reads of the check."""

from collections.abc import Mapping, Sequence

from handlers.cards import Bullets, Button, Buttons, Card, Element, Text, Tone
from handlers.paging import Page, page_of
from handlers.phrases import counted
from handlers.plans.checking.check import Checked
from handlers.plans.checking.model import Finding, Rule, Severity

CHECK_PRESS = "plans.check"
"""Shows a page of findings; carries the id of the plan and the number of the page, from 1: "4:2"."""
PAGE = 10

HEADINGS: Mapping[Rule, str] = {
    Rule.NO_OWNER: "Nobody answers for it",
    Rule.VACANT_POST: "A post is vacant",
    Rule.PERSON_LOAD: "Much on one person",
    Rule.OFFICE_LOAD: "Much on one office",
    Rule.POST_LOAD: "Much on one post",
    Rule.DUPLICATE: "Twice in the plan",
    Rule.COPIED_EXPLANATION: "Copied explanations",
    Rule.COMMENT_AS_LEARNING: "A learning that repeats the comment",
    Rule.DUE_BEFORE_START: "Due before it starts",
    Rule.OUTSIDE_PLAN: "Outside the plan's time",
    Rule.OVERDUE_UNREPORTED: "Overdue without a word",
    Rule.IMPOSSIBLE: "A day that does not exist",
    Rule.THEME_EMPTY: "A theme without actions",
    Rule.WAITING: "Waiting for more than two plans",
    Rule.BASELINE_MISSING: "A change from nobody knows what",
    Rule.NO_MEASURE: "No success measure",
    Rule.NO_DATE: "No date",
    Rule.STALE: "Nobody reports on it",
    Rule.CARRIED_UNLINKED: "Carried over without a link",
    Rule.DUPLICATE_ACROSS: "Also in another plan",
    Rule.VAGUE_MEASURE: "A measure that measures nothing",
    Rule.NO_TARGET: "More, but how many",
    Rule.BARE_TITLE: "A subject, not an action",
    Rule.VAGUE_VERB: "An effort, not a result",
    Rule.ONGOING: "A date that never comes",
    Rule.CONDITIONAL: "A date that depends on something",
    Rule.RELATIVE: "A date that counts from nowhere",
    Rule.UNCLEAR: "A date that is none",
    Rule.BUNCHED: "Everything at the end",
    Rule.SEVERAL_ACTIONS: "Several actions in one",
    Rule.SEVERAL_TARGETS: "Several targets in one",
    Rule.NO_BASELINE: "No baseline",
    Rule.NO_DEPUTY: "No deputy",
    Rule.NO_RATIONALE: "No reason given",
    Rule.NO_BENEFIT: "No benefit named",
    Rule.NO_RESOURCE: "No money or time named",
}
"""What each rule is about, in a few words."""


def findings_card(checked: Checked, plan_id: int, page: int = 1, remarked: Sequence[Element] = ()) -> Card:
    """Show ten findings, the most important first, and buttons to the others; a page too far is the last one.

    `remarked` is what panels remarked on the submission before; it stands on the first page.
    """
    title = f"Check of {checked.title}"
    if not checked.findings:
        return Card(title, (Text(summary(checked)), *remarked))
    shown = page_of(checked.findings, page, PAGE)
    first = remarked if shown.number == 1 else ()
    body = [Text(summary(checked), Tone.STRONG), *first, *_groups(shown.items), *_turning(shown, plan_id)]
    return Card(title, tuple(body), footer="These are suggestions; nothing is held up by them.")


def no_draft() -> Card:
    """Say that no plan is being drafted."""
    return Card("There is no draft", (Text("No next plan is being drafted. To begin one, say “plans”."),))


def summary(checked: Checked) -> str:
    """Say in a sentence how much was found."""
    among = counted(checked.open, "open action")
    if not checked.findings:
        return f"Nothing stands out among {among}." if checked.open else "The plan has no open action to check."
    look, improve = checked.count(Severity.LOOK), checked.count(Severity.IMPROVE)
    return f"{counted(len(checked.findings), 'finding')} on {among}: {look} to look at, {improve} worth improving."


def _groups(findings: Sequence[Finding]) -> list[Element]:
    """Each rule once, with what it found and what would mend it."""
    body: list[Element] = []
    for rule in dict.fromkeys(finding.rule for finding in findings):
        found = [finding for finding in findings if finding.rule is rule]
        body += [
            Text(HEADINGS[rule], Tone.STRONG),
            Bullets(tuple(finding.message for finding in found)),
            Text(found[0].suggestion, Tone.QUIET),
        ]
    return body


def _turning(shown: Page[Finding], plan_id: int) -> list[Element]:
    if shown.pages == 1:
        return []
    buttons = [Button("The ten before", CHECK_PRESS, f"{plan_id}:{shown.number - 1}")] if shown.number > 1 else []
    rest = min(shown.total - shown.before - len(shown.items), PAGE)
    if rest:
        label = "The last one" if rest == 1 else f"The next {rest}"
        buttons.append(Button(label, CHECK_PRESS, f"{plan_id}:{shown.number + 1}"))
    return [Text(shown.span, Tone.QUIET), Buttons(tuple(buttons))]
