"""A house, and a sender whose platform does as told."""

import pytest

from tests.support.house import House
from tests.support.outbox_desk import Desk, Platformlike, make_sender


@pytest.fixture
def desk(house: House) -> Desk:
    """A desk on a database of each kind."""
    surface = Platformlike()
    return Desk(house, surface, make_sender(house, surface))
