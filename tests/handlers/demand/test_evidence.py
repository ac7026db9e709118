"""Counting what was asked: from five up, by topic and month, and never by person."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.demand.evidence import FEWEST, Evidence, gather, months_until, shown
from handlers.demand.exporting import document, table
from handlers.demand.model import Asked, LoggedQuestion, Mark, MarkKind
from handlers.plans.exporting import as_csv

TODAY = date(2027, 3, 15)
TITLES = {"fees": "Fees", "fund": "The fund"}


def asked(number: int, topic: str = "fees", on: date = TODAY, what: Asked = Asked.ANSWERED) -> list[LoggedQuestion]:
    return [LoggedQuestion(f"question {n}", what, topic, on) for n in range(number)]


def marks(kind: MarkKind, number: int, topic: str = "fees", settled: date | None = None) -> list[Mark]:
    return [Mark(0, topic, kind, "", TODAY, settled) for _ in range(number)]


def all_alike(questions: Sequence[str]) -> Sequence[Sequence[int]]:
    return [range(len(questions))] if questions else []


def gathered(logged: Sequence[LoggedQuestion] = (), said: Sequence[Mark] = ()) -> Evidence:
    return gather(logged, said, TITLES, TODAY, all_alike)


def test_a_topic_is_counted_by_month() -> None:
    (topic,) = gathered([*asked(5), *asked(6, on=date(2027, 2, 1))]).topics
    assert (topic.title, topic.by_month, topic.total) == ("Fees", {(2027, 3): 5, (2027, 2): 6}, 11)


def test_a_topic_below_five_is_only_among_the_others() -> None:
    evidence = gathered([*asked(5), *asked(4, "fund")])
    assert [topic.id for topic in evidence.topics] == ["fees"]
    assert evidence.others == 4


def test_the_total_does_not_tell_how_few_the_others_are() -> None:
    assert gathered([*asked(6), *asked(2, "fund")]).all_answered == "more than 6"
    assert gathered([*asked(6), *asked(5, "fund")]).all_answered == "11"


def test_a_choice_counts_for_its_topic_and_a_silence_does_not() -> None:
    evidence = gathered([*asked(5, what=Asked.CHOICE), *asked(7, what=Asked.ABSTAINED)])
    assert (evidence.topics[0].total, evidence.unanswered) == (5, 7)


def test_an_entry_that_is_gone_keeps_its_id() -> None:
    assert gathered(asked(5, "retired")).topics[0].title == "retired"


def test_three_alike_without_an_answer_are_shown_and_two_are_not() -> None:
    assert [group.count for group in gathered(asked(3, what=Asked.ABSTAINED)).groups] == [3]
    assert gathered(asked(2, what=Asked.ABSTAINED)).groups == []


def test_the_helpful_share_is_said_from_five_up() -> None:
    few, enough = marks(MarkKind.HELPFUL, 4), [*marks(MarkKind.HELPFUL, 3), *marks(MarkKind.NOT_HELPFUL, 2)]
    assert gathered(said=few).helped == []
    assert [(each.share, each.said) for each in gathered(said=enough).helped] == [(60, 5)]


def test_a_flag_is_named_until_somebody_has_looked() -> None:
    said = [*marks(MarkKind.FLAGGED, 1), *marks(MarkKind.FLAGGED, 1, "fund", TODAY)]
    assert gathered(said=said).flagged == ["Fees"]


def test_twelve_months_end_with_this_one() -> None:
    months = months_until(TODAY)
    assert (len(months), months[0], months[-1]) == (12, (2027, 3), (2026, 4))


def test_the_table_is_safe_to_open() -> None:
    logged = [LoggedQuestion('=HYPERLINK("x")', Asked.ABSTAINED, "", TODAY)] * 3
    rows = list(csv.reader(io.StringIO(as_csv(table(gathered(logged))).decode("utf-8-sig"))))
    assert [row[2] for row in rows if row[0] == "no answer"] == ['\'=HYPERLINK("x")']


def test_the_document_says_what_the_table_says() -> None:
    written = repr(document(gathered(asked(5)), "Little Wenlow", "15 March 2027"))
    assert "('Fees', '5', '5', 'none')" in written


DAYS = st.dates(date(2026, 4, 1), TODAY)
LOGGED = st.lists(
    st.builds(LoggedQuestion, st.just("q"), st.sampled_from(Asked), st.sampled_from(["fees", "fund", ""]), DAYS)
)


@given(LOGGED)
def test_no_number_below_five_is_ever_in_the_table(logged: list[LoggedQuestion]) -> None:
    counts = [row[4] for row in table(gathered(logged)) if row[0] not in ("what", "no answer", "helpful")]
    assert all(not count.isdigit() or int(count) >= FEWEST for count in counts)


@given(LOGGED)
def test_no_smaller_number_can_be_worked_out_from_the_months_of_a_topic(logged: list[LoggedQuestion]) -> None:
    rows = [row for row in table(gathered(logged)) if row[0] == "topic"]
    for topic in {row[1] for row in rows}:
        total = sum(int(row[4]) for row in rows if row[1] == topic and not row[3])
        months = sum(int(row[4]) for row in rows if row[1] == topic and row[3])
        assert not total or not 0 < total - months < FEWEST


@given(st.integers(0, 10_000))
def test_a_count_is_a_number_from_five_up(count: int) -> None:
    assert shown(count).replace(",", "").isdigit() == (count >= FEWEST)
