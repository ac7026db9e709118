"""What an institution changes is learnt in the background, here and on other replicas."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answering.learning import LiveAnswers
from bot.answering.watching import Watcher, signposted
from handlers.answers.entries import Entry, Source, as_mapping
from handlers.knowledge.base import Base
from handlers.knowledge.model import Change, NotOurs, Version, VersionState
from tests.support.house import START, House

SOURCE = Source("Handbook", None, date(2026, 11, 1))
WAYS = ("when is the kiln fired", "fire my pots", "glaze firing", "kiln booking")
KILN = Entry("kiln-firing", "When is the kiln fired?", WAYS, "On Fridays.", (SOURCE,), "Lead", date(2027, 11, 30))
LOANS = replace(
    KILN, id="loans", title="Loans", phrasings=("can i borrow a camera", "borrow equipment", "loan kit", "hire a drill")
)
QUESTION = "when do you fire the kiln"
SMALL = Base({LOANS.id: LOANS})


@pytest.fixture
def answers() -> LiveAnswers:
    return LiveAnswers([LOANS])


@pytest.fixture
def watcher(house: House, answers: LiveAnswers) -> Watcher:
    """Watches with a base that is learnt in no time."""
    return Watcher(house.bunsen.begin, SMALL, answers)


def _version(entry: Entry, change: Change) -> Version:
    body = {**as_mapping(entry), "review_by": entry.review_by.isoformat()}
    body["sources"] = [{"name": s.name, "url": s.url, "checked": s.checked.isoformat()} for s in entry.sources]
    return Version(0, entry.id, change, VersionState.IN_USE, body, "", "", "Lea", None, START, settled_at=START)


async def _put(house: House, entry: Entry, change: Change = Change.ADDED) -> None:
    async with house.bunsen.begin() as tx:
        await tx.of(house.institution.id).knowledge.put(_version(entry, change))


def _found(house: House, answers: LiveAnswers, question: str = QUESTION) -> str:
    found = answers.decide(house.institution.id, question).entry
    return found.id if found else ""


async def test_an_entry_that_was_added_is_found(house: House, watcher: Watcher, answers: LiveAnswers) -> None:
    await _put(house, KILN)
    await watcher.look()
    assert _found(house, answers) == "kiln-firing"


async def test_an_entry_that_was_retired_is_not_found_any_more(
    house: House, watcher: Watcher, answers: LiveAnswers
) -> None:
    await _put(house, KILN)
    await watcher.look()
    await _put(house, KILN, Change.RETIRED)
    await watcher.look()
    assert _found(house, answers) == ""


async def test_another_replica_learns_it_by_itself(house: House, watcher: Watcher, answers: LiveAnswers) -> None:
    watcher.start()
    await _put(house, KILN)
    async with asyncio.timeout(60):
        # Nothing tells when another replica has learnt: it is asked until it knows.
        while not _found(house, answers):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await watcher.stop()


async def test_the_whole_bunsen_learns_when_it_settles(house: House) -> None:
    await _put(house, KILN)
    await house.bunsen.settle()
    (card,) = await house.hears("tina", QUESTION)
    assert card.title == KILN.title


async def test_a_question_that_two_people_say_is_not_ours_is_left_unanswered_from_then_on(
    house: House, watcher: Watcher, answers: LiveAnswers
) -> None:
    asked = "can i borrow a camera for my wedding"
    assert _found(house, answers, asked) == "loans"
    async with house.bunsen.begin() as tx:
        knowledge = tx.of(house.institution.id).knowledge
        await knowledge.add_not_ours(NotOurs(0, asked, "Any shop helps.", START.date()))
    await watcher.look()
    assert _found(house, answers, asked) == "loans"
    async with house.bunsen.begin() as tx:
        knowledge = tx.of(house.institution.id).knowledge
        (said,) = await knowledge.said_not_ours()
        await knowledge.agree_not_ours(said.id, "Institutional Lead", START.date())
    await watcher.look()
    decision = answers.decide(house.institution.id, asked)
    assert (decision.outcome, decision.signpost) == ("abstained", "Any shop helps.")


async def test_nothing_is_learnt_where_nothing_has_changed(
    house: House, watcher: Watcher, answers: LiveAnswers
) -> None:
    await _put(house, KILN)
    await watcher.look()
    assert list(answers.to_learn({house.institution.id: 1})) == []


async def test_what_cannot_be_learnt_is_logged_without_its_text_and_the_old_stays(
    house: House,
    watcher: Watcher,
    answers: LiveAnswers,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await _put(house, KILN)
    await watcher.look()

    async def broken(*_: object) -> None:
        raise ValueError("fire my pots")

    monkeypatch.setattr(answers, "learn", broken)
    await _put(house, replace(KILN, phrasings=("fire my pots", *WAYS)), Change.EDITED)
    await watcher.look()
    written = capsys.readouterr().out
    assert "knowledge.not_learnt" in written
    assert "pots" not in written
    assert _found(house, answers) == "kiln-firing"


async def test_a_press_wakes_the_watcher(house: House) -> None:
    house.bunsen.watcher._woken.clear()
    await house.command("tina", "help")
    assert house.bunsen.watcher._woken.is_set()


async def test_a_folder_that_vanishes_while_running_changes_nothing(house: House, tmp_path: Path) -> None:
    """Entries are read at the start: what happens to their files later waits for the next one."""
    from bot.imports.knowledge import load_base

    file = tmp_path / "entries" / "kiln.yaml"
    file.parent.mkdir()
    file.write_text(
        "id: kiln\ntitle: The kiln\nphrasings: [fire my pots, glaze firing, kiln booking, when is the kiln fired]\n"
        "answer: On Fridays.\nsources: [{name: Handbook, checked: 2026-11-01}]\nowner: Lead\nreview_by: 2027-11-30\n"
    )
    base = load_base(file.parent)
    file.unlink()
    file.parent.rmdir()
    await _put(house, KILN)
    answers = LiveAnswers(list(base.entries.values()), base.elsewhere)
    await Watcher(house.bunsen.begin, base, answers).look()
    assert answers.decide(house.institution.id, "fire my pots").candidates != ()


def test_what_is_said_of_several_questions_makes_one_matter_a_signpost() -> None:
    said = [NotOurs(n, q, s, START.date()) for n, (q, s) in enumerate([("a", "HR."), ("b", ""), ("c", "HR.")])]
    (matter,) = signposted(said)
    assert (matter.phrasings, matter.signpost) == (("a", "c"), "HR.")
