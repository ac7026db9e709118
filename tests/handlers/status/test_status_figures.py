"""Every number of a status is what an independent question to the database gives."""

import re
from datetime import date, timedelta

import pytest

from handlers.cards import Card, Drawing, Table
from handlers.charts import Bars
from handlers.plans.rag import Rag
from tests.support.house import START, House, text
from tests.support.nudging import report
from tests.support.standing import asked, closed_review, labels, standing

_FIVE = ("Visibility", "Recognition", "Career Development", "Sustainability", "Evaluating Impact")
_WORDS = {"green": "Green", "amber": "Amber", "red": "Red", "not_due": "Not due yet", "dropped": "Dropped"}
_NEWEST = "SELECT MAX(n.id) FROM updates n WHERE n.action_id = a.id AND n.rag IS NOT NULL"
_FADED = (START - timedelta(days=183)).date().isoformat()
"""Before any review, a colour that was said longer ago than half a year does not stand any more."""


async def _rows(house: House) -> list[dict[str, object]]:
    """Each action as the database has it, with the word that a chair is to read for it."""
    found = await house.select(
        "SELECT a.ref, a.theme, u.rag, u.at, a.due_on, a.first_due_on, a.start_on, a.owner_post_id"
        f" FROM actions a LEFT JOIN updates u ON u.id = ({_NEWEST})"
    )
    names = ("ref", "theme", "rag", "at", "due", "first", "start", "post")
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return [row | {"word": _word(row), "bucket": row["theme"] if row["theme"] in _FIVE else "Other"} for row in rows]


def _word(row: dict[str, object]) -> str:
    if row["rag"] is None:
        return "Not due yet" if row["start"] and str(row["start"]) > START.date().isoformat() else "Not reported"
    old = row["rag"] in ("amber", "red") and str(row["at"])[:10] < _FADED
    return "Not reported" if old else _WORDS[str(row["rag"])]


def _table(card: Card) -> Table:
    return next(each for each in card.body if isinstance(each, Table))


async def test_the_table_counts_by_theme_and_colour_what_the_database_has(house: House) -> None:
    await standing(house)
    rows = await _rows(house)
    table = _table(await asked(house))
    for theme, *cells in table.rows:
        mine = [row for row in rows if theme in ("All", row["bucket"])]
        words = [row["word"] for row in mine]
        assert [int(cell) for cell in cells] == [words.count(heading) for heading in table.headings[1:]], theme


async def test_the_chart_has_the_same_figures_as_the_table(house: House) -> None:
    await standing(house)
    card = await asked(house)
    chart = next(each.chart for each in card.body if isinstance(each, Drawing))
    assert isinstance(chart, Bars)
    drawn = {(theme, each.name): each.values[n] for each in chart.series for n, theme in enumerate(chart.categories)}
    table = _table(card)
    counted = {
        (theme, heading): float(cell)
        for theme, *cells in table.rows
        for heading, cell in zip(table.headings[1:], cells, strict=True)
        if theme != "All"
    }
    assert drawn == counted


async def test_the_sentence_leaves_not_reported_out_of_no_plan_that_has_it(house: House) -> None:
    await standing(house)
    rows = await _rows(house)
    silent = sum(row["word"] == "Not reported" for row in rows)
    said = text(await asked(house))
    assert re.search(rf"{len(rows)} actions: .*, {silent} not reported\.", said)


async def test_each_button_says_how_many_actions_the_database_has_behind_it(house: House) -> None:
    await standing(house)
    rows = await _rows(house)
    today = START.date()
    open_ones = [row for row in rows if row["rag"] not in ("green", "dropped")]
    due = [date.fromisoformat(str(row["due"])) for row in open_ones if row["due"]]
    vacant = await house.select(
        "SELECT id FROM posts p WHERE NOT EXISTS (SELECT 1 FROM holdings h WHERE h.post_id = p.id)"
    )
    unowned = [row for row in open_ones if row["post"] is None or (row["post"],) in vacant]
    slipped = [row for row in open_ones if row["first"] and str(row["due"]) > str(row["first"])]
    said = labels(await asked(house))
    counted = {word.lower(): sum(row["word"] == word for row in rows) for word in (*_WORDS.values(), "Not reported")}
    counted |= {
        "past due": sum(day < today for day in due),
        "due soon": sum(today <= day <= today + timedelta(days=60) for day in due),
        "later than planned": len(slipped),
        "without owner": len(unowned),
    }
    assert [label for label in said if re.match(r"\d+ ", label)] == [f"{n} {word}" for word, n in counted.items() if n]


async def test_slippage_is_told_in_days(house: House) -> None:
    await standing(house)
    # From 1 December 2026 to 28 February 2027 are 89 days, from 1 May to 1 June 31.
    said = text(await asked(house))
    assert ("C1 Do C1: 89 days" in said, "G1 Do G1: 31 days" in said, "31 to 89 days, 60 in the middle" in said) == (
        True,
        True,
        True,
    )


async def test_freshness_is_how_long_ago_a_theme_was_reported_on(house: House) -> None:
    await standing(house)
    newest: dict[str, str] = {}
    for row in await _rows(house):
        if row["at"] is not None:
            newest[str(row["bucket"])] = max(newest.get(str(row["bucket"]), ""), str(row["at"])[:10])
    said = text(await asked(house))
    for theme, day in newest.items():
        days = (START.date() - date.fromisoformat(day)).days
        assert f"{theme} {'today' if not days else f'{days} days ago'}" in said


async def test_a_theme_that_nobody_reported_on_says_never(house: House) -> None:
    await standing(house)
    assert "Evaluating Impact never" in text(await asked(house))


async def test_changes_are_counted_against_the_snapshot_of_the_last_review(house: House) -> None:
    actions = await standing(house)
    await closed_review(house, date(2027, 3, 2))
    ids = [action.id for action in actions if action.ref in ("R1", "S2")]
    await report(house, ids, Rag.GREEN)
    said = text(await asked(house))
    assert ("2 actions: 2 now green." in said, "R1 Do R1: amber → green" in said) == (True, True)


async def test_changes_can_be_told_since_any_earlier_review(house: House) -> None:
    actions = await standing(house)
    await closed_review(house, date(2027, 3, 2))
    await report(house, [action.id for action in actions if action.ref == "R1"], Rag.GREEN)
    await closed_review(house, date(2027, 3, 9))
    last = text(await asked(house))
    earlier = text(await asked(house, "status since 2 March 2027"))
    assert "Nothing has changed." in last
    assert "Changed since the review on 2 March 2027" in earlier
    assert "R1 Do R1: amber → green" in earlier


async def test_a_day_before_any_review_is_said_plainly(house: House) -> None:
    await standing(house)
    await closed_review(house, date(2027, 3, 2))
    assert (await asked(house, "status since 1 February 2027")).title == "No review was closed by 1 February 2027"


@pytest.mark.parametrize(("label", "word"), [("In short", "Learned"), ("In short", "Not reported (")])
async def test_the_short_one_leaves_out_what_takes_long_to_read(house: House, label: str, word: str) -> None:
    await standing(house)
    long, short = text(await asked(house)), text(await asked(house, "status short"))
    assert (word in long, word in short) == (True, False)
