"""The whole check."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.plans.checking.cards import HEADINGS, PAGE, findings_card
from handlers.plans.checking.check import as_json, check
from handlers.plans.checking.model import SUGGESTIONS, CheckedAction, Office, OtherPlan, Rule, Severity
from handlers.plans.rag import Rag
from tests.handlers.plans.checking.plans import action, plan
from tests.support.house import buttons, text

SEVERITIES = list(Severity)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))
PHRASES = st.sampled_from(
    [
        "",
        " ",
        "Continue to support",
        "50% increase",
        "ongoing",
        "31 June 2027",
        "1;2;3",
        "• a\n• b",
        "Y1 Y2",
        "—",
        "“",
        "and and",
    ]
)
TEXTS = PHRASES | st.text(max_size=60)
ACTIONS = st.builds(
    CheckedAction,
    id=st.integers(1, 99),
    ref=TEXTS,
    theme=TEXTS,
    title=TEXTS,
    owner=st.none() | st.builds(Office, st.integers(1, 5), TEXTS, TEXTS, st.just((1,)), st.integers(0, 2)),
    start=DAYS,
    due=DAYS,
    due_text=TEXTS,
    success_measure=TEXTS,
    baseline=TEXTS,
    target=TEXTS,
    rationale=TEXTS,
    rag=st.none() | st.sampled_from(list(Rag)),
    comment=TEXTS,
    learning=TEXTS,
    last_reported=DAYS,
    carried=st.integers(0, 4),
)


def _vague(count: int) -> list[CheckedAction]:
    return [action(number, success_measure="Better morale") for number in range(1, count + 1)]


def test_what_matters_most_comes_first() -> None:
    findings = check(plan(action(1, owner=None, resource="", title="Consider it", success_measure=""))).findings
    order = [SEVERITIES.index(finding.severity) for finding in findings]
    assert order == sorted(order)


def test_every_rule_has_a_heading_and_a_suggestion() -> None:
    assert set(HEADINGS) == set(SUGGESTIONS) == set(Rule)


def test_the_json_has_the_promised_keys() -> None:
    written = as_json(check(plan(action(3, resource=""))))
    assert written == {
        "plan": "Plan 2026-2029",
        "findings": [
            {
                "rule": "no_resource",
                "severity": "worth improving",
                "message": "1 of 1 open action names no money or time.",
                "suggestion": SUGGESTIONS[Rule.NO_RESOURCE],
                "actions": [{"id": 3, "ref": "A3", "title": action(3).title}],
            }
        ],
        "counts": {
            "open_actions": 1,
            "findings": 1,
            "look at this": 0,
            "worth improving": 1,
            "rules": {"no_resource": 1},
        },
    }


def test_an_empty_plan_has_nothing_to_find() -> None:
    assert check(plan()).findings == ()


@given(st.lists(ACTIONS, max_size=8), st.lists(ACTIONS, max_size=4), DAYS, DAYS)
def test_any_plan_can_be_checked_and_written(
    actions: list[CheckedAction], others: list[CheckedAction], starts: date | None, ends: date | None
) -> None:
    other = OtherPlan("Earlier", tuple(others))
    checked = check(plan(*actions, starts_on=starts, ends_on=ends, reported_since=starts, others=(other,)))
    assert json.dumps(as_json(checked))


@given(st.lists(ACTIONS, max_size=8))
def test_every_finding_is_one_sentence_or_two_on_one_line(actions: list[CheckedAction]) -> None:
    messages = [finding.message for finding in check(plan(*actions)).findings]
    assert [message for message in messages if "\n" in message or not message.endswith(".") or len(message) > 600] == []


@given(st.lists(ACTIONS, max_size=8))
def test_findings_concern_open_actions_alone(actions: list[CheckedAction]) -> None:
    concerned = [each for finding in check(plan(*actions)).findings for each in finding.actions]
    assert all(each.open for each in concerned)


def test_a_card_shows_ten_and_leads_to_the_next() -> None:
    card = findings_card(check(plan(*_vague(12))), 4)
    assert (text(card).count("is measured by"), [b.label for b in buttons(card)]) == (PAGE, ["The next 2"])


def test_the_last_page_leads_back() -> None:
    card = findings_card(check(plan(*_vague(12))), 4, 2)
    assert (text(card).count("is measured by"), [b.label for b in buttons(card)]) == (2, ["The ten before"])


def test_a_page_that_is_gone_is_the_last_one() -> None:
    checked = check(plan(*_vague(12)))
    assert findings_card(checked, 4, 9) == findings_card(checked, 4, 2)


def test_a_plan_in_order_is_told_so() -> None:
    assert "Nothing stands out among 1 open action." in text(findings_card(check(plan(action(1))), 4))
