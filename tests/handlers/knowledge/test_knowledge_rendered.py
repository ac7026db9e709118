"""Every card and form about entries renders on all three surfaces, also where everything is as long as it can be."""

from dataclasses import replace
from datetime import date

import pytest

from bot.imports.knowledge import load_base
from bot.slack.origin import Origin
from bot.slack.render_cards import render_card
from bot.slack.render_forms import BLOCKS_PER_VIEW, render_form
from bot.teams.parts import LARGEST_CARD, render, size
from bot.teams.render_forms import form_card
from bot.web.forms import form_html
from bot.web.render import card_html
from handlers.answers.entries import Source
from handlers.cards import Card
from handlers.forms import Form
from handlers.interactions import Conversation, Platform
from handlers.knowledge import names
from handlers.knowledge.model import NotOurs
from handlers.outcomes import OpenForm
from tests.handlers.knowledge.library import (
    FUND,
    LEAD,
    base_of,
    card,
    entry,
    fill,
    press,
    proposals,
    upgraded,
    values_in,
)
from tests.support.house import House, opened

ORIGIN = Origin(Conversation(Platform.SLACK, "T" * 12, "D" * 12, False, "1795339950.000400"), "U" * 12)
LONGEST = entry(
    "a" * 80,
    "T" * 120,
    phrasings=tuple(f"{number:03} " + "w" * 296 for number in range(200)),
    answer=("A sentence of some words. " * 100)[:2500],
    current="£" * 1000,
    sources=tuple(
        Source(f"{number:02}" + "n" * 198, "https://" + "u" * 1900 + str(number), date(2026, 1, 1))
        for number in range(20)
    ),
    local=tuple(f"{number} " + "l" * 230 + " {fund-limit}" for number in range(10)),
)


def _card(shown: Card) -> None:
    assert card_html(shown, "m1")
    assert render_card(shown)
    assert all(size(part) <= LARGEST_CARD for part in render(shown))


def _form(form: Form) -> None:
    assert form_html(form, "m1")
    assert size(form_card(form, "m1", {}, "")) < 80_000
    assert len(render_form(form, ORIGIN)["blocks"]) <= BLOCKS_PER_VIEW


@pytest.fixture
async def long(library: House) -> House:
    """A base with an entry that is as long as it can be."""
    return upgraded(library, base_of(FUND, LONGEST))


async def test_the_longest_entry_renders_everywhere(long: House) -> None:
    _card(card(await press(long, "lea", names.SHOW_PRESS, LONGEST.id)))


async def test_the_form_of_the_longest_entry_renders_everywhere(long: House) -> None:
    _form(opened(await press(long, "lea", names.EDIT_PRESS, LONGEST.id)))


async def test_what_does_not_fit_into_the_form_stays_as_it_is(long: House) -> None:
    await fill(long, "lea", names.EDIT_PRESS, LONGEST.id, title="Shorter")
    rows = await long.select("SELECT body FROM knowledge_versions")
    body = str(rows[0][0])
    assert all(phrasing in body for phrasing in LONGEST.phrasings)
    assert all(source.name in body for source in LONGEST.sources)


async def test_a_proposal_that_changes_everything_renders_everywhere(long: House) -> None:
    other = "\n".join(f"way {number}" for number in range(5))
    form = opened(await press(long, "lea", names.EDIT_PRESS, LONGEST.id))
    values = {**values_in(form), "phrasings": other, "answer": "B. " * 800, "sources": "One"}
    assert not isinstance(await long.submit("lea", form, values), OpenForm)
    _card(card(await press(long, "rae", names.PROPOSAL_PRESS, (await proposals(long))[0])))


@pytest.mark.parametrize("view", ["all", "mine", "own", "flagged", "retired"])
async def test_a_list_renders_everywhere(long: House, view: str) -> None:
    _card(card(await press(long, "lea", names.LIST_PRESS, view)))


async def test_what_is_due_renders_everywhere(library: House) -> None:
    entries = [replace(LONGEST, id=f"e{n}", title=f"T{n}", phrasings=(f"w{n}",), owner=LEAD) for n in range(8)]
    late = upgraded(library, base_of(*(replace(each, review_by=date(2027, 2, 1)) for each in entries)))
    _card(card(await press(late, "lea", names.VERIFY_PRESS)))
    _form(opened(await press(late, "lea", names.SOME_HOLD_PRESS)))


@pytest.fixture
async def shipped(library: House) -> House:
    """The entries that come with Bunsen, without an engine that has learnt them."""
    base = load_base(None)
    house = upgraded(library, base_of(FUND))
    services = replace(house.services, knowledge=base)
    house.bunsen.dispatcher._services = services
    return replace(house, services=services)


async def test_every_entry_that_comes_with_bunsen_renders_and_can_be_edited(shipped: House) -> None:
    for entry_id in shipped.services.knowledge.entries:
        _card(card(await press(shipped, "lea", names.SHOW_PRESS, entry_id)))
        _form(opened(await press(shipped, "lea", names.EDIT_PRESS, entry_id)))


async def test_every_entry_that_comes_with_bunsen_passes_its_own_form(shipped: House) -> None:
    for entry_id in shipped.services.knowledge.entries:
        outcome = await fill(shipped, "lea", names.EDIT_PRESS, entry_id, answer="Another text.")
        assert card(outcome).title.startswith("Proposed"), entry_id


async def test_the_values_that_come_with_bunsen_render_everywhere(shipped: House) -> None:
    _card(card(await press(shipped, "lea", names.VALUES_PRESS)))
    groups = {kind.group for kind in shipped.services.knowledge.values.values()}
    for group in groups:
        _form(opened(await press(shipped, "lea", names.SET_PRESS, f"1.{group}")))


async def test_what_was_said_not_to_be_ours_renders_everywhere(library: House) -> None:
    async with library.bunsen.begin() as tx:
        for number in range(12):
            said = NotOurs(0, f"{number} " + "q" * 1900, "s" * 500, date(2027, 3, 1), "Post " + "p" * 100)
            await tx.of(library.institution.id).knowledge.add_not_ours(said)
    for page in ("", "2", "3"):
        _card(card(await press(library, "lea", names.NOT_OURS_PRESS, page)))
