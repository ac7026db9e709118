"""Entries: reading them, and finding what is wrong with a set of them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers.checking import check
from handlers.answers.entries import Entry, Problem, Source, as_mapping, in_force, parse_entry
from tests.support.entries import ENTRIES

TODAY = date(2026, 11, 22)


def written(**changes: object) -> dict[str, object]:
    """Return an entry as it is written, with some fields changed; a field changed to `...` is left out."""
    mapping: dict[str, object] = {
        "id": "loan-kit",
        "title": "Borrowing equipment",
        "phrasings": ["can i borrow a scope", "loan kit", "equipment loans", "borrow kit"],
        "answer": "Yes, ask your stores.",
        "sources": [{"name": "Stores handbook", "url": "https://example.ac.uk/stores", "checked": date(2026, 11, 1)}],
        "owner": "Stores manager",
        "review_by": date(2027, 11, 30),
        "audience": "everyone",
    }
    return {key: value for key, value in (mapping | changes).items() if value is not ...}


def entry(**changes: object) -> Entry:
    parsed = parse_entry(written(**changes), "loan-kit.yaml")
    assert isinstance(parsed, Entry), parsed
    return parsed


def problems(mapping: object) -> list[Problem]:
    parsed = parse_entry(mapping, "loan-kit.yaml")
    assert isinstance(parsed, list), parsed
    return parsed


def fields(found: list[Problem]) -> list[str]:
    return [problem.field for problem in found]


def test_an_entry_is_read_with_its_sources() -> None:
    assert entry().sources == (Source("Stores handbook", "https://example.ac.uk/stores", date(2026, 11, 1)),)


def test_a_date_may_be_written_as_text() -> None:
    assert entry(review_by="2027-11-30").review_by == date(2027, 11, 30)


def test_the_audience_is_everyone_unless_said() -> None:
    assert entry(audience=...).audience == "everyone"


def test_a_source_needs_no_address() -> None:
    assert entry(sources=[{"name": "A paper", "url": None, "checked": "2026-11-01"}]).sources[0].url is None


@pytest.mark.parametrize("field", ["id", "title", "answer", "owner", "review_by"])
def test_a_missing_field_is_named(field: str) -> None:
    assert fields(problems(written(**{field: ...}))) == [field]


def test_the_place_is_named() -> None:
    assert problems(written(title=...))[0].where == "loan-kit.yaml"


def test_every_problem_is_reported_at_once() -> None:
    assert fields(problems(written(title=..., review_by="soon"))) == ["title", "review_by"]


def test_a_misspelt_field_is_recognised() -> None:
    assert "Did you mean 'review_by'?" in problems(written(reveiw_by="2027-01-31"))[0].message


def test_a_misspelt_field_of_a_source_is_recognised() -> None:
    source = {"name": "A paper", "checked": "2026-11-01", "link": "x"}
    assert "no field 'link'" in problems(written(sources=[source]))[0].message


@pytest.mark.parametrize("answer", [12, True, ["a"], {"a": 1}, date(2026, 1, 1)])
def test_an_answer_that_is_no_text_is_refused(answer: object) -> None:
    assert fields(problems(written(answer=answer))) == ["answer"]


def test_phrasings_as_one_text_are_refused() -> None:
    assert fields(problems(written(phrasings="borrow kit"))) == ["phrasings"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.ac.uk", "https://a b", 'https://a"b', 7])
def test_a_source_that_is_no_web_address_is_refused(url: object) -> None:
    source = {"name": "A paper", "url": url, "checked": "2026-11-01"}
    assert fields(problems(written(sources=[source]))) == ["sources url"]


def test_an_answer_too_long_for_a_phone_is_refused() -> None:
    assert fields(problems(written(answer="word " * 1000))) == ["answer"]


def test_text_that_turns_the_direction_of_writing_is_refused() -> None:
    assert fields(problems(written(title="Borrow\u202eing"))) == ["title"]


def test_what_is_no_mapping_is_refused() -> None:
    assert problems(["loan-kit"])[0].message.startswith("This is not an entry.")


def test_an_entry_written_out_is_read_back_the_same() -> None:
    whole = entry(current="Today it costs £5.", valid_until=date(2028, 1, 1))
    assert parse_entry(as_mapping(whole), "x") == whole


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(written())), PLAIN) | PLAIN)
def test_whatever_is_written_gives_an_entry_or_problems(mapping: object) -> None:
    parsed = parse_entry(mapping, "x")
    assert isinstance(parsed, Entry) or parsed


def test_a_good_entry_passes_the_check() -> None:
    assert check([entry()], TODAY) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (replace(entry(), id="Loan kit"), "id"),
        (replace(entry(), id="../loan"), "id"),
        (replace(entry(), sources=()), "sources"),
        (replace(entry(), sources=(Source("A paper", None, date(2027, 1, 1)),)), "sources"),
        (replace(entry(), phrasings=("loan kit",)), "phrasings"),
        (replace(entry(), review_by=date(2026, 11, 21)), "review_by"),
        (replace(entry(), valid_until=date(2026, 11, 21)), "valid_until"),
    ],
)
def test_the_check_names_the_field(changed: Entry, field: str) -> None:
    assert fields(check([changed], TODAY)) == [field]


def test_the_review_date_itself_is_in_time() -> None:
    assert check([entry(review_by=TODAY)], TODAY) == []


def test_the_same_id_twice_is_found() -> None:
    other = entry(phrasings=["one", "two", "three", "four"])
    assert fields(check([entry(), other], TODAY)) == ["id"]


def test_the_same_phrasing_in_two_entries_is_found() -> None:
    other = entry(id="hire-kit", phrasings=["Loan kit!", "two", "three", "four"])
    assert "is also in 'loan-kit'" in check([entry(), other], TODAY)[0].message


def test_an_entry_is_in_force_on_its_last_day() -> None:
    assert in_force([entry(valid_until=TODAY)], TODAY)


def test_an_entry_that_has_ended_is_not_in_force() -> None:
    assert not in_force([entry(valid_until=date(2026, 11, 21))], TODAY)


def test_an_entry_without_a_source_is_not_in_force() -> None:
    assert not in_force([entry(sources=[])], TODAY)


@given(ENTRIES)
def test_any_entry_written_and_read_is_the_same(entry: Entry) -> None:
    assert parse_entry(as_mapping(entry), "x") == entry


@pytest.mark.parametrize("audience", ["managers", "Everyone", "technicians of Physics"])
def test_an_audience_that_could_not_be_kept_is_refused(audience: str) -> None:
    (problem,) = check([entry(audience=audience)], TODAY)
    assert problem.field == "audience"
    assert "'everyone' or 'private'" in problem.message


@pytest.mark.parametrize("audience", ["everyone", "private"])
def test_the_two_audiences_that_are_kept_are_not(audience: str) -> None:
    assert check([entry(audience=audience)], TODAY) == []
