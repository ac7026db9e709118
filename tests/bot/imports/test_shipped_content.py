"""What the shipped entries hold: enough ways to ask, sums with their year, values that exist, and ways onward."""

import re
from collections import Counter

import pytest

from bot.imports.knowledge import load_base, shipped_elsewhere, shipped_knowledge
from handlers.answers.checking import check
from handlers.answers.entries import Entry, folded
from handlers.answers.freshness import sentences
from handlers.answers.values import Kind, names_in
from handlers.knowledge.own import example_values

BASE = load_base(None)
ENTRIES = list(BASE.entries.values())
FEWEST_WAYS_TO_ASK = 8
MOST_WORDS = 120
"""Of an answer with what holds now: what is read on a phone without scrolling far."""
GROUPS = {"fund", "registration", "people and places"}


def test_all_entries_pass_the_check() -> None:
    assert check(ENTRIES, max(source.checked for e in ENTRIES for source in e.sources), BASE.values) == []
    assert shipped_knowledge()[1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_is_asked_for_in_enough_ways_and_said_in_few_words(entry: Entry) -> None:
    assert len({folded(phrasing) for phrasing in entry.phrasings}) >= FEWEST_WAYS_TO_ASK
    assert len(f"{entry.answer} {entry.current}".split()) <= MOST_WORDS


def test_a_sum_that_stays_when_an_entry_is_late_names_its_year() -> None:
    """In `answer`; what holds only now stands in `current`, which is withheld."""
    without = [
        (entry.id, sentence)
        for entry in ENTRIES
        for sentence in sentences(entry.answer)
        if "£" in sentence and not re.search(r"\b(?:19|20)\d\d\b", sentence)
    ]
    assert without == []


def test_a_way_to_ask_stands_in_one_place_only() -> None:
    ways = [entry.phrasings for entry in ENTRIES] + [each.phrasings for each in shipped_elsewhere()[0]]
    asked = Counter(phrasing for phrasings in ways for phrasing in set(map(folded, phrasings)))
    assert [phrasing for phrasing, count in asked.items() if count > 1] == []


def test_the_values_are_few_enough_to_be_set_in_one_sitting_and_stand_in_three_groups() -> None:
    assert 15 <= len(BASE.values) <= 25
    assert {value.group for value in BASE.values.values()} == GROUPS


def test_every_value_is_used_by_an_entry_or_a_guide() -> None:
    named = {name for entry in ENTRIES for line in entry.local for name in names_in(line)}
    assert named == set(BASE.values)


def test_the_example_institution_sets_every_value_in_the_form_that_is_asked() -> None:
    example = example_values(BASE)
    assert set(example.by_name) == set(BASE.values)
    days = [name for name, value in BASE.values.items() if value.kind is Kind.DATE]
    assert all(example.by_name[name].until for name in days)


def test_every_matter_elsewhere_says_who_does_help() -> None:
    elsewhere, problems = shipped_elsewhere()
    assert problems == []
    assert all(each.signpost and len(each.phrasings) >= FEWEST_WAYS_TO_ASK for each in elsewhere)
