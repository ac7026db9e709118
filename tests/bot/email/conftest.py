"""A mail server, and a messenger that uses it."""

from collections.abc import AsyncIterator

import pytest

from tests.support.mail_server import MailServer, serving


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with serving() as mail:
        yield mail
