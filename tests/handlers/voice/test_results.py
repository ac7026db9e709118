"""Results in chat: for lead and chairs, and, once published, rounded for those who were asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.imports.instruments import shipped_instruments
from handlers.cards import Button, Card, Drawing
from handlers.outcomes import Outcome, Reply, Update
from handlers.rights import PostKind
from handlers.voice.cards import RESULTS_PRESS
from handlers.voice.figures import reckon
from handlers.voice.keeping import keep_figures
from handlers.voice.model import Ballot, Group, Instrument, Question, QuestionKind, Survey, SurveyState
from handlers.voice.showing.cards import PUBLISH_PRESS, results_card
from handlers.voice.showing.publishing import rounded, said, share
from tests.support.house import House, buttons, text
from tests.support.voice import a_round

LEAD, CHAIR = ("Institutional Lead", PostKind.LEAD), ("Committee Chair", PostKind.CHAIR)
VISIBLE = "Technicians are more visible in this institution than they were a year ago."
INSTRUMENT = Instrument(
    "own",
    "Autumn",
    (
        Question("V1", "Visibility", VISIBLE),
        Question("R3", "Recognition", "Cost keeps me from registering.", reverse=True),
        Question("C1", "Career Development", "Which?", QuestionKind.CHOICE, ("A course", "A mentor")),
        Question("O1", "Visibility", "What would help?", QuestionKind.OPEN),
    ),
)


def _ballots(number: int, comment: str = "More time, please") -> list[Ballot]:
    return [
        Ballot(
            "Arts" if n % 2 else "",
            {"V1": str(1 + n % 5), "R3": "54321"[n % 5], "C1": str(n % 2), "O1": f"{comment}, {'o' * n}"},
        )
        for n in range(number)
    ]


async def _round(house: House, ballots: Sequence[Ballot], wave: int = 1) -> Survey:
    """A round to forty people that has closed; all who are known are asked."""
    async with house.bunsen.begin() as tx:
        work = tx.of(house.institution.id)
        asked = {person.id: "" for person in await work.people.invited()}
        opened_at = datetime(2027, 1, 4, tzinfo=UTC) + timedelta(days=180 * (wave - 1))
        new = Survey(0, INSTRUMENT, SurveyState.OPEN, opened_at, date(2027, 1, 18), b"", 40, wave)
        survey = await work.surveys.open(replace(new, groups=(Group("Arts", 20),)), asked)
        # As closing does it: the groups are counted now, and not kept with the ballots.
        await work.surveys.close(survey.id, ballots, opened_at.date() + timedelta(days=14))
        await keep_figures(work, survey, ballots)
    return survey


@pytest.fixture
async def staffed(house: House) -> House:
    """A house with a lead, a chair, and Pat, who is asked."""
    await house.person("lea", LEAD, invited=False)
    await house.person("cho", CHAIR, invited=False)
    await house.person("pat")
    return house


def _card(outcome: Outcome) -> Card:
    assert isinstance(outcome, Reply | Update), outcome
    return outcome.card


async def _results(house: House, user: str = "lea") -> Card:
    (card,) = await house.hears(user, "results")
    return _card(await house.press(user, next(b for b in buttons(card) if b.press == RESULTS_PRESS)))


async def _follow(house: House, user: str, card: Card, label: str) -> Card:
    return _card(await house.press(user, next(b for b in buttons(card) if label in b.label)))


async def test_a_chair_sees_results(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    assert "20 of 40 people took part (50%)" in text(await _results(staffed, "cho"))


async def test_a_statement_where_agreeing_is_bad_news_says_so_in_chart_and_table(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    lines = text(await _results(staffed)).splitlines()
    assert next(line for line in lines if "agreeing is bad news" in line) == "Recognition: agreeing is bad news"
    assert any(line.startswith("R3 Cost keeps me from registering. (careful: agreeing is bad") for line in lines)


async def test_each_theme_has_a_chart(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    card = await _results(staffed)
    titles = [element.chart.title for element in card.body if isinstance(element, Drawing)]
    assert titles == ["Visibility: how far people agree", "Recognition: agreeing is bad news", "C1: 20 answered"]


def test_many_questions_come_in_pages_of_whole_themes() -> None:
    survey = a_round(shipped_instruments()["full"])
    figures = reckon(survey, [Ballot("", {"V1": "1", "E1": "2"})] * 20)
    shown = [text(results_card(survey, figures, number)) for number in (1, 2, 3)]
    assert ["V1 " in shown[0], "R4 " in shown[0], "C1 " in shown[1], "S4 " in shown[1], "E4 " in shown[2]] == [True] * 5
    assert "Page 3 of 3." in shown[2]


async def test_the_national_review_stands_beside_its_statement_with_its_source(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    shown = text(await _results(staffed))
    assert "Agree here 40%, Agreed in 2021 about 33%" in shown
    assert "York Consulting, 2021). An indication only" in shown


async def test_what_is_too_few_is_said_in_words(staffed: House) -> None:
    await _round(staffed, [*_ballots(12)[:4], *[Ballot("", {"C1": str(n % 2)}) for n in range(8)]])
    shown = text(await _results(staffed))
    assert f"V1 {VISIBLE}: Agree too few, Neither too few, Disagree too few" in shown


async def test_groups_are_shown_on_a_press(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    shown = text(await _follow(staffed, "cho", await _results(staffed, "cho"), "By group"))
    assert "Arts: Invited 20, Took part 10, Share 50%" in shown
    assert "Arts: Agree 40%, Neither 20%, Disagree 40%, Opinions 10" in shown


async def test_the_rounds_are_compared_from_kept_figures(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    await _round(staffed, _ballots(30), wave=2)
    await _results(staffed)
    async with staffed.database.engine.begin() as connection:
        from sqlalchemy import text as sql

        await connection.execute(sql("DELETE FROM ballots"))
    shown = text(await _follow(staffed, "lea", await _results(staffed), "Over the rounds"))
    assert "18 January 2027: V1 40%" in shown
    assert "17 July 2027: V1 40%" in shown


async def test_nine_ballots_show_no_comment(staffed: House) -> None:
    await _round(staffed, _ballots(9))
    assert "What people wrote" not in [button.label for button in buttons(await _results(staffed))]


async def test_comments_come_in_pages(staffed: House) -> None:
    await _round(staffed, _ballots(12))
    first = await _follow(staffed, "lea", await _results(staffed), "What people wrote")
    assert "Comments 6 to 10 of 12" in (await _follow(staffed, "lea", first, "Next page")).footer


async def _proposed(house: House, comment: str = "More time, please") -> Card:
    await _round(house, _ballots(12, comment))
    comments = await _follow(house, "lea", await _results(house), "What people wrote")
    return await _follow(house, "lea", comments, "1 may be quoted")


async def _states(house: House) -> list[tuple[object, ...]]:
    return await house.select("SELECT state FROM quotations")


async def test_one_person_alone_cannot_let_a_comment_be_quoted(staffed: House) -> None:
    card = await _proposed(staffed)
    assert "a second person decides" in text(card)
    assert await _states(staffed) == [("proposed",)]


async def test_a_forged_second_press_of_the_same_person_changes_nothing(staffed: House) -> None:
    await _proposed(staffed)
    await staffed.press("lea", Button("Agree", "voice.quote-agree", "1:O1:0"))
    assert await _states(staffed) == [("proposed",)]


@pytest.mark.parametrize(("label", "state"), [("Agree to quote 1", "approved"), ("No, do not quote 1", "declined")])
async def test_a_second_person_decides(staffed: House, label: str, state: str) -> None:
    await _proposed(staffed)
    comments = await _follow(staffed, "cho", await _results(staffed, "cho"), "What people wrote")
    await _follow(staffed, "cho", comments, label)
    assert await _states(staffed) == [(state,)]


async def test_a_comment_that_names_somebody_is_not_proposed(staffed: House) -> None:
    card = await _proposed(staffed, "Pat from room B12 told me so, ask pat@wenlow.example")
    assert "so it cannot be quoted" in text(card)
    assert await _states(staffed) == []


async def test_a_comment_that_names_somebody_who_is_not_asked_is_not_proposed(staffed: House) -> None:
    await staffed.person("quennell", invited=False)
    card = await _proposed(staffed, "I was told by quennell to wait")
    assert "so it cannot be quoted" in text(card)
    assert await _states(staffed) == []


async def test_a_comment_that_is_not_there_cannot_be_quoted(staffed: House) -> None:
    await _round(staffed, _ballots(12))
    await staffed.press("lea", Button("Quote", "voice.quote", "1:O1:99"))
    assert await _states(staffed) == []


async def test_nothing_is_seen_by_those_asked_before_it_is_published(staffed: House) -> None:
    await _round(staffed, _ballots(20))
    (card,) = await staffed.hears("pat", "results")
    assert card.title == "No results yet"


async def test_once_published_those_asked_see_rounded_figures(staffed: House) -> None:
    await _round(staffed, _ballots(24))
    await _follow(staffed, "lea", await _results(staffed), "Publish")
    (card,) = await staffed.hears("pat", "results")
    assert "About 25 of about 40 people took part (60%)" in text(card)


async def test_published_figures_have_no_comments_and_no_groups(staffed: House) -> None:
    await _round(staffed, _ballots(24))
    await _follow(staffed, "lea", await _results(staffed), "Publish")
    (card,) = await staffed.hears("pat", "results")
    assert "More time" not in text(card)
    assert "Arts" not in text(card)


async def test_somebody_who_was_not_asked_sees_nothing_that_was_published(staffed: House) -> None:
    await _round(staffed, _ballots(24))
    await _follow(staffed, "lea", await _results(staffed), "Publish")
    await staffed.person("new")
    (card,) = await staffed.hears("new", "results")
    assert card.title == "No results yet"


async def test_seven_ballots_are_not_published(staffed: House) -> None:
    await _round(staffed, _ballots(7))
    await staffed.press("lea", Button("Publish", PUBLISH_PRESS, "1"))
    assert await staffed.select("SELECT state FROM surveys") == [("closed",)]


async def test_a_chair_cannot_publish(staffed: House) -> None:
    await _round(staffed, _ballots(24))
    await staffed.press("cho", Button("Publish", PUBLISH_PRESS, "1"))
    assert await staffed.select("SELECT state FROM surveys") == [("closed",)]


async def test_no_button_shows_results_of_another_institution(staffed: House) -> None:
    async with staffed.bunsen.begin() as tx:
        other = await tx.institutions.add("other", "Other", "Europe/London", "ENG")
        new = Survey(0, INSTRUMENT, SurveyState.OPEN, datetime(2027, 1, 4, tzinfo=UTC), date(2027, 1, 18), b"", 40)
        survey = await tx.of(other.id).surveys.open(new, {})
        await tx.of(other.id).surveys.close(survey.id, _ballots(20), new.closes_on)
    card = _card(await staffed.press("lea", Button("Results", RESULTS_PRESS, str(survey.id))))
    assert card.title == "No results yet"


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_published_counts_are_rounded_to_five(count: int, shown: int) -> None:
    assert rounded(count) == shown


@pytest.mark.parametrize(("base", "shown"), [(22, None), (23, "43%")])
def test_published_shares_are_of_23_people_and_more(base: int, shown: str | None) -> None:
    assert share(10, base) == shown


def test_a_published_count_that_would_be_nought_is_said_to_be_small() -> None:
    assert (said(2, 20), said(9, 20)) == ("fewer than 3", "about 10")
