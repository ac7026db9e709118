"""Long lists come page by page, and pages are counted from 1."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.paging import page_asked, page_of

_LISTS = st.lists(st.integers(), max_size=60)
_SIZES = st.integers(1, 12)


@given(_LISTS, _SIZES)
def test_the_pages_together_are_the_list(everything: list[int], size: int) -> None:
    pages = page_of(everything, 1, size).pages
    together = [item for number in range(1, pages + 1) for item in page_of(everything, number, size).items]
    assert together == everything


@given(_LISTS, _SIZES, st.integers(-5, 100))
def test_a_page_that_is_not_there_is_the_nearest(everything: list[int], size: int, number: int) -> None:
    page = page_of(everything, number, size)
    assert page.number == min(max(number, 1), page.pages)


@given(_LISTS, _SIZES, st.integers(1, 60))
def test_the_buttons_lead_to_the_pages_beside_it_that_there_are(everything: list[int], size: int, number: int) -> None:
    page = page_of(everything, number, size)
    asked = [page_asked(button.value) for button in page.turning("x")]
    assert asked == [to for to in (page.number - 1, page.number + 1) if 1 <= to <= page.pages]


def test_a_page_says_which_items_it_shows_counted_from_1() -> None:
    assert page_of(list(range(23)), 3, 10).span == "21 to 23 of 23"


def test_a_button_without_a_number_means_the_first_page() -> None:
    assert page_asked("") == 1


def test_a_button_that_carries_nonsense_means_the_first_page() -> None:
    assert page_asked("0x2") == 1
