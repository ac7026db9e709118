"""Files that wait for a word on what they are for: kept when they are dropped, found again by a press or form."""

import hashlib

from handlers.feature import Context
from handlers.files.model import ReceivedFile, Upload
from handlers.forms import as_id


async def keep(context: Context, file: ReceivedFile) -> Upload:
    """Keep a file until it is used or forgotten."""
    digest = hashlib.sha256(file.content).hexdigest()
    upload = Upload(0, context.person.id, file.name, file.media_type, digest, context.now, file.draft)
    return await context.work.uploads.add(upload, file.content)


async def find(context: Context, value: str) -> Upload | None:
    """The file that a press or form is about; None where it is gone, or was dropped by somebody else."""
    upload_id = as_id(value)
    return await context.work.uploads.get(upload_id, context.person.id) if upload_id is not None else None
