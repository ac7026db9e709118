"""What belongs to somebody else: read from files, and shown instead of an answer."""

from datetime import date

import pytest

from bot.imports.knowledge import shipped_elsewhere
from handlers.answers.elsewhere import Elsewhere, parse_elsewhere
from handlers.answers.entries import Entry, Source
from tests.support.answering import learnt

PAY = {"id": "pay", "title": "Pay", "signpost": "Ask payroll.", "phrasings": ["when is payday", "my payslip"]}
SOURCE = Source("Handbook", None, date(2026, 11, 1))
LOANS = Entry(
    "equipment-loans", "Equipment loans", ("can i borrow a camera", "borrow equipment", "loan kit overnight"),
    "Yes.", (SOURCE,), "Stores manager", date(2027, 11, 30),
)  # fmt: skip


def test_a_complete_one_is_read() -> None:
    assert parse_elsewhere(PAY, "pay.yaml") == Elsewhere("pay", "Pay", ("when is payday", "my payslip"), "Ask payroll.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signpost": ""}, "signpost"),
        ({"signpost": "x" * 501}, "signpost"),
        ({"title": 3}, "title"),
        ({"id": "Pay day"}, "id"),
        ({"phrasings": []}, "phrasings"),
        ({"phrasings": "payday"}, "phrasings"),
        ({"phrasings": ["x\x00"]}, "phrasings"),
        ({"phrasings": ["x"] * 201}, "phrasings"),
        ({"answer": "no"}, "answer"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, object], field: str) -> None:
    problems = parse_elsewhere(PAY | changes, "pay.yaml")
    assert isinstance(problems, list)
    assert [(problem.where, problem.field) for problem in problems] == [("pay.yaml", field)]


@pytest.mark.parametrize("value", [None, 3, "text", []])
def test_what_is_no_group_of_fields_is_refused(value: object) -> None:
    assert isinstance(parse_elsewhere(value, "pay.yaml"), list)


def test_the_shipped_ones_are_all_read() -> None:
    shipped, problems = shipped_elsewhere()
    assert (len(shipped) >= 10, problems) == (True, [])


def test_no_shipped_phrasing_belongs_to_two() -> None:
    ways = [way for group in shipped_elsewhere()[0] for way in group.phrasings]
    assert len(set(ways)) == len(ways)


@pytest.mark.parametrize("question", ["when is payday", "when do we get our pay", "is my payslip right?"])
def test_a_question_that_belongs_elsewhere_gets_the_signpost(question: str) -> None:
    parsed = parse_elsewhere(PAY, "pay.yaml")
    assert isinstance(parsed, Elsewhere)
    decision = learnt(LOANS, elsewhere=[parsed]).decide(question)
    assert (decision.outcome, decision.signpost) == ("abstained", "Ask payroll.")


def test_an_answer_has_no_signpost() -> None:
    assert learnt(LOANS).decide("borrow equipment").signpost == ""


def test_a_logged_question_is_left_unanswered() -> None:
    question = "can i borrow some money"
    assert learnt(LOANS, logged=[question]).decide(question).outcome == "abstained"
