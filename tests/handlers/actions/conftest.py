"""A small plan and the people around it, on each database."""

import pytest

from tests.handlers.actions.wenlow import Wenlow, make_wenlow
from tests.support.house import House


@pytest.fixture
async def wenlow(house: House) -> Wenlow:
    """The plan and its people."""
    return await make_wenlow(house)
