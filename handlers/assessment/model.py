"""What the self-assessment rests on besides the plan: counts of heads, and examples for recommendations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class HeadcountRow:
    """One unit: its numbers in the order of the columns, None where nothing was written. `group` stands above it."""

    unit: str
    numbers: tuple[Decimal | None, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many technicians there are by unit, as a file says; nothing in it is ever corrected.

    `totals` is the file's own line of totals, if it has one; `stated` is what texts say elsewhere, by column.
    """

    id: int
    counted_on: date
    columns: tuple[str, ...]
    rows: tuple[HeadcountRow, ...]
    at: datetime
    totals: tuple[Decimal | None, ...] | None = None
    stated: Mapping[str, Decimal] = field(default_factory=dict)
    source: str = ""
    sha256: str = ""
    by: str = ""
    by_person_id: int | None = None


@dataclass(frozen=True, slots=True)
class TalentAnswer:
    """What the institution says of one recommendation of the TALENT Commission; the newest answer to it holds.

    `recommendation` is the id of one that comes with Bunsen, or its wording in small letters where the institution
    added it; then `wording` has it as written. An empty `example` is a gap.
    """

    recommendation: str
    at: datetime
    wording: str = ""
    source: str = ""
    example: str = ""
    by: str = ""
    by_person_id: int | None = None
