"""Files that somebody is asked about in Teams, kept until they have said yes or no."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from handlers.deliveries import DeliveryFailed
from handlers.files.model import MOST_BYTES, Upload
from handlers.files.ports import Uploads
from handlers.interactions import Account
from handlers.outcomes import SendFile
from handlers.work import Begin

_TOO_LARGE: Final = f"the file is larger than the {MOST_BYTES // 1024 // 1024} MB that are kept for somebody"


class Offers:
    """Keeps offered files with those that people drop: in the database, as many and as long as those, and as private.

    The answer may come hours later, after a restart, or to another replica.
    """

    def __init__(self, begin: Begin, now: Callable[[], datetime]) -> None:
        self._begin = begin
        self._now = now

    async def keep(self, account: Account, file: SendFile) -> int:
        """Keep a file for whom it is offered to; gives its id. Raises DeliveryFailed."""
        if len(file.content) > MOST_BYTES:
            raise DeliveryFailed(_TOO_LARGE, permanent=True)
        if not file.content:
            # OneDrive has no way of taking nothing in pieces.
            raise DeliveryFailed("there is nothing in the file", permanent=True)
        async with self._theirs(account) as theirs:
            if theirs is None:
                raise DeliveryFailed("nobody knows this account any more", permanent=True)
            uploads, person_id = theirs
            digest = hashlib.sha256(file.content).hexdigest()
            offered = Upload(0, person_id, file.name, file.media_type, digest, self._now())
            return (await uploads.add(offered, file.content)).id

    async def get(self, account: Account, offer: int) -> SendFile | None:
        """What was offered to this account under this id; None where it is gone, or was somebody else's."""
        async with self._theirs(account) as theirs:
            if theirs is None:
                return None
            uploads, person_id = theirs
            kept = await uploads.get(offer, person_id)
            return SendFile(kept.name, kept.media_type, await uploads.content(offer), "") if kept else None

    async def forget(self, account: Account, offer: int) -> None:
        """Let go of what was handed over or declined."""
        async with self._theirs(account) as theirs:
            if theirs is not None and await theirs[0].get(offer, theirs[1]):
                await theirs[0].remove(offer)

    @asynccontextmanager
    async def _theirs(self, account: Account) -> AsyncIterator[tuple[Uploads, int] | None]:
        """Where the files of an account's person are kept, and who that is."""
        async with self._begin() as tx:
            institution = await tx.institutions.by_workspace(account.platform, account.tenant)
            person = await tx.of(institution.id).people.by_account(account) if institution else None
            yield (tx.of(institution.id).uploads, person.id) if institution and person else None
