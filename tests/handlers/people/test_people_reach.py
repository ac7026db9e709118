"""To whom Bunsen may write by e-mail."""

import pytest

from handlers.interactions import Conversation, Platform
from handlers.people.model import Person
from handlers.people.reach import last_resort


def test_somebody_on_the_list_is_reached_at_their_address() -> None:
    person = Person(7, "Ada", "ada@wenlow.example", invited=True)
    assert last_resort(person) == Conversation(Platform.EMAIL, "", "ada@wenlow.example", True)


@pytest.mark.parametrize(
    "person", [Person(7, "Ada", "ada@wenlow.example"), Person(7, "Ada", invited=True)], ids=["not listed", "no address"]
)
def test_nobody_else_gets_mail(person: Person) -> None:
    assert last_resort(person) is None
