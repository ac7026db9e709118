"""To which post a question goes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.enquiries.routing import Way, contact_of, named, route
from handlers.people.model import Holding, Person, Post, Unit
from handlers.rights import PostKind

ASKER, ANN, BO, CY = (Person(number, name) for number, name in enumerate(("Asker", "Ann", "Bo", "Cy"), 1))
OWNER, CONTACT = Post(1, "Staff Development  manager", PostKind.OWNER), Post(2, "OSD Manager", PostKind.OWNER)
LEAD, CHAIR = Post(3, "Institutional Lead", PostKind.LEAD), Post(4, "Committee chair", PostKind.CHAIR)
WAY = Way("staff development Manager", CONTACT.id)


def _goes_to(*holdings: Holding, way: Way = WAY) -> str:
    office = route(way, holdings, ASKER.id)
    return office.post.name if office is not None else ""


def test_the_owner_of_the_topic_comes_first_however_its_name_is_written() -> None:
    assert _goes_to(Holding(LEAD, BO), Holding(CONTACT, CY), Holding(OWNER, ANN)) == OWNER.name


def test_where_nobody_holds_that_post_the_contact_of_the_unit_is_asked() -> None:
    assert _goes_to(Holding(LEAD, BO), Holding(CONTACT, CY)) == CONTACT.name


def test_a_contact_comes_before_a_deputy_of_the_owner() -> None:
    assert _goes_to(Holding(OWNER, ANN, deputy=True), Holding(CONTACT, CY)) == CONTACT.name


def test_a_deputy_comes_before_the_lead() -> None:
    assert _goes_to(Holding(OWNER, ANN, deputy=True), Holding(LEAD, BO)) == OWNER.name


def test_without_topic_and_contact_the_lead_is_asked() -> None:
    assert _goes_to(Holding(CHAIR, ANN), Holding(LEAD, BO), Holding(CONTACT, CY), way=Way()) == LEAD.name


def test_without_a_lead_a_chair_is_asked() -> None:
    assert _goes_to(Holding(CONTACT, CY), Holding(CHAIR, ANN), way=Way()) == CHAIR.name


def test_a_post_that_only_the_asker_holds_is_passed_over() -> None:
    assert _goes_to(Holding(OWNER, ASKER), Holding(LEAD, BO)) == LEAD.name


def test_whoever_holds_a_post_with_the_asker_is_asked_alone() -> None:
    office = route(WAY, [Holding(OWNER, ASKER), Holding(OWNER, ANN)], ASKER.id)
    assert office is not None
    assert named(office, date(2027, 3, 1)) == "Ann (Staff Development  manager)"


def test_with_nobody_but_the_asker_it_goes_nowhere() -> None:
    assert _goes_to(Holding(LEAD, ASKER), Holding(OWNER, ASKER)) == ""


def test_somebody_who_holds_no_post_that_helps_is_not_asked() -> None:
    assert _goes_to(Holding(Post(9, "Store keeper", PostKind.OWNER), ANN)) == ""


_PEOPLE = st.sampled_from((ASKER, ANN, BO, CY))
_HOLDINGS = st.builds(Holding, st.sampled_from((OWNER, CONTACT, LEAD, CHAIR)), _PEOPLE, st.booleans())


@given(st.lists(_HOLDINGS, max_size=8))
def test_it_never_goes_to_whoever_asks(holdings: list[Holding]) -> None:
    office = route(WAY, holdings, ASKER.id)
    assert office is None or ASKER not in (*office.holders, *office.deputies)


@given(st.lists(_HOLDINGS, max_size=8))
def test_it_goes_somewhere_whenever_somebody_else_could_help(holdings: list[Holding]) -> None:
    assert (route(WAY, holdings, ASKER.id) is not None) == any(each.person != ASKER for each in holdings)


def test_a_unit_is_found_whatever_its_capitals() -> None:
    assert contact_of(" school of PHYSICS", [Unit(1, "School of Physics", 7)]) == 7


def test_somebody_without_a_unit_has_no_contact() -> None:
    assert contact_of("", [Unit(1, "", 7)]) is None
