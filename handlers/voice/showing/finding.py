"""Which round a button is about."""

from handlers.feature import Context
from handlers.forms import as_id
from handlers.voice.model import Survey


async def survey_of(context: Context, value: str) -> Survey | None:
    """The round whose id comes first in what a button carries, before any colon."""
    survey_id = as_id(value.partition(":")[0])
    return await context.work.surveys.get(survey_id) if survey_id is not None else None
