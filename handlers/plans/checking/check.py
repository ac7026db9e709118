"""The whole check: every rule, the most important findings first."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.plans.checking.copies import copies
from handlers.plans.checking.dates import dates
from handlers.plans.checking.gaps import gaps
from handlers.plans.checking.measures import measures
from handlers.plans.checking.model import CheckedPlan, Finding, Rule, Severity
from handlers.plans.checking.owners import owners
from handlers.plans.checking.specific import specific

_PARTS: tuple[Callable[[CheckedPlan], Iterable[Finding]], ...] = (owners, copies, dates, measures, gaps, specific)
_PLACE = {rule: place for place, rule in enumerate(Rule)}


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan's title, how many of its actions are open, and what was found, worst first."""

    title: str
    open: int
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def by_rule(self) -> Mapping[Rule, Sequence[Finding]]:
        """The findings of each rule that found something, worst first."""
        found: dict[Rule, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.rule, []).append(finding)
        return found


def check(plan: CheckedPlan) -> Checked:
    """Apply every rule to the open actions of a plan. Pure; a few milliseconds for a hundred actions."""
    findings = [finding for part in _PARTS for finding in part(plan)]
    # By importance; within a rule the one that concerns most actions first, then the plan's own order.
    findings.sort(key=lambda finding: (_PLACE[finding.rule], -len(finding.actions)))
    return Checked(plan.title, len(plan.open), tuple(findings))


def as_json(checked: Checked) -> dict[str, object]:
    """Give the findings as `bunsen plan check --json` prints them (docs/operators.md)."""
    rules = Counter(finding.rule for finding in checked.findings)
    return {
        "plan": checked.title,
        "findings": [
            {
                "rule": finding.rule.value,
                "severity": finding.severity.value,
                "message": finding.message,
                "suggestion": finding.suggestion,
                "actions": [{"id": action.id, "ref": action.ref, "title": action.title} for action in finding.actions],
            }
            for finding in checked.findings
        ],
        "counts": {
            "open_actions": checked.open,
            "findings": len(checked.findings),
            **{severity.value: checked.count(severity) for severity in Severity},
            "rules": {rule.value: rules[rule] for rule in Rule if rules[rule]},
        },
    }
