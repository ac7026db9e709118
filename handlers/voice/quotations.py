"""What may be quoted of what people wrote: where two different people agree, and nothing in it points at anybody."""

from dataclasses import dataclass
from enum import StrEnum


class QuotationState(StrEnum):
    """Where a wish to quote stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a comment under a question (its id), and the ids of those who looked at them."""

    id: int
    survey_id: int
    question: str
    words: str
    state: QuotationState
    first_id: int | None
    second_id: int | None = None
