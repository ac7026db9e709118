"""The stages of the self-assessment and the questions of its form: data that others point at by id."""

import re

import pytest

from handlers.assessment.sections import Basis, UnknownStage, all_sections, section, sections, stage, stages

OF_STAGE_ONE = [
    "contact", "profile", "definition", "numbers", "before-signing", "since-signing", "plan-24", "voice", "charters",
    "publication", "sign-off",
]  # fmt: skip
OF_STAGE_THREE = [
    "contact", "structures", "governance", "rag", "impact", "talent", "plan-36", "voice", "charters", "publication",
    "sign-off",
]  # fmt: skip


@pytest.mark.parametrize(("number", "months"), [(1, 24), (2, 36), (3, 36)])
def test_each_stage_has_a_plan_of_its_own_length(number: int, months: int) -> None:
    assert stage(number).months == months


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_stage_that_is_not_laid_down_is_refused(number: int) -> None:
    with pytest.raises(UnknownStage, match="what follows stage 3 is not laid down yet"):
        stage(number)
    with pytest.raises(UnknownStage):
        sections(number)


@pytest.mark.parametrize(("number", "ids"), [(1, OF_STAGE_ONE), (3, OF_STAGE_THREE)])
def test_a_stage_asks_the_questions_of_its_form_in_their_order(number: int, ids: list[str]) -> None:
    assert [each.id for each in sections(number)] == ids


def test_of_stage_two_nothing_is_said_to_come_from_its_form() -> None:
    assert {each.basis[2] for each in sections(2)} <= {Basis.LETTER, Basis.OTHERS}


def test_stage_two_says_that_its_form_was_not_at_hand() -> None:
    assert not stage(2).read
    assert "not at hand" in stage(2).caution


def test_the_stages_whose_forms_were_read_need_no_caution() -> None:
    assert [(each.read != "", each.caution) for each in stages() if each.number != 2] == [(True, "")] * 2


def test_every_stage_names_its_sources() -> None:
    assert all(each.sources for each in stages())


def test_ids_are_unique_and_fit_their_column() -> None:
    ids = [each.id for each in all_sections()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", each) for each in ids)


def test_a_section_is_found_by_its_id() -> None:
    found = section("profile")
    assert found is not None
    assert (found.most_words, found.stages) == (250, frozenset({1}))


def test_an_unknown_section_is_none() -> None:
    assert section("appendix-z") is None


def test_every_section_says_what_is_asked_and_who_usually_writes_it() -> None:
    assert [each.id for each in all_sections() if not (each.heading and each.asks and each.writer)] == []
