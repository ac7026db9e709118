"""Which reports count: the cycle at every moment, by examples on one time line.

Reviews on 2 March and 1 June 2027; owners are asked for the second one from 19 April on.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.plans.model import Action, ActionUpdate
from handlers.plans.rag import Rag
from handlers.reviews.calendar import Calendar
from handlers.reviews.model import Review
from handlers.reviews.reporting import Colour, cycle_at
from handlers.reviews.schedule import papers_due_on

LONDON = Calendar("ENG", "Europe/London")


def _at(month: int, day: int) -> datetime:
    return datetime(2027, month, day, 12, tzinfo=UTC)


def _review(number: int, held_on: date, closed_at: datetime | None = None) -> Review:
    return Review(number, held_on, papers_due_on(held_on, LONDON), closed_at)


MARCH = _review(1, date(2027, 3, 2), _at(3, 2))
JUNE = _review(2, date(2027, 6, 1))


def _colour(now: datetime, said: datetime, rag: Rag = Rag.AMBER, due: str = "", march: Review = MARCH) -> Colour:
    update = ActionUpdate(1, said, rag, by_person_id=1)
    action = Action(1, 1, "V1", "Visibility", "Do", due_text=due, latest=update)
    return cycle_at([march, JUNE], LONDON, now, now.date()).colour(action)


def test_what_was_said_for_the_last_review_stands_until_owners_are_asked() -> None:
    assert _colour(_at(4, 12), said=_at(2, 20)) is Colour.AMBER


def test_it_fades_when_owners_are_asked() -> None:
    assert _colour(_at(4, 20), said=_at(2, 20)) is Colour.NOT_REPORTED


def test_what_was_said_since_the_last_review_counts() -> None:
    assert _colour(_at(4, 20), said=_at(3, 15)) is Colour.AMBER


def test_closing_an_old_review_late_does_not_swallow_the_reports_since() -> None:
    late = replace(MARCH, closed_at=_at(5, 15))
    assert _colour(_at(5, 20), said=_at(5, 10), march=late) is Colour.AMBER


@pytest.mark.parametrize("rag", [Rag.GREEN, Rag.DROPPED, Rag.NOT_DUE])
def test_what_is_finished_dropped_or_not_due_stays(rag: Rag) -> None:
    assert _colour(_at(5, 20), said=_at(1, 10), rag=rag) is Colour(rag)


def test_a_recurring_green_fades_too() -> None:
    assert _colour(_at(5, 20), said=_at(1, 10), rag=Rag.GREEN, due="twice yearly") is Colour.NOT_REPORTED


def test_what_an_import_brought_is_not_said_by_anybody() -> None:
    action = Action(1, 1, "V1", "Visibility", "Do", latest=ActionUpdate(1, _at(4, 1), Rag.AMBER))
    assert cycle_at([MARCH, JUNE], LONDON, _at(4, 20), date(2027, 4, 20)).colour(action) is Colour.NOT_REPORTED


def test_an_action_that_has_not_begun_is_not_due() -> None:
    action = Action(1, 1, "V1", "Visibility", "Do", start_on=date(2027, 9, 1))
    assert cycle_at([MARCH, JUNE], LONDON, _at(4, 20), date(2027, 4, 20)).colour(action) is Colour.NOT_DUE


def test_without_any_review_a_colour_stands_for_half_a_year() -> None:
    action = Action(1, 1, "V1", "Visibility", "Do", latest=ActionUpdate(1, _at(1, 10), Rag.AMBER))
    colours = [cycle_at([], LONDON, now, now.date()).colour(action) for now in (_at(7, 1), _at(8, 1))]
    assert colours == [Colour.AMBER, Colour.NOT_REPORTED]
