"""How the rows of a page hang together: headings, themes, actions and remarks, told apart but not yet understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.plans.reading.columns import Column
from handlers.plans.reading.headings import Header
from handlers.plans.reading.page import Cells, Page
from handlers.plans.reading.records import Record
from handlers.plans.reading.themes import read_key, theme_label


@dataclass(slots=True)
class Layout:
    """How the rows of a page hang together."""

    page: Page
    headers: list[Header] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    above: list[tuple[int, Cells]] = field(default_factory=list)
    """The rows before the first heading row."""
    asides: list[tuple[int, Cells]] = field(default_factory=list)
    """Rows below the headings that are remarks, keys or page numbers."""
    definitions: list[tuple[int, str]] = field(default_factory=list)
    theme: str = ""
    section: int = 0
    status: str = ""
    context: str = ""
    own_sections: list[tuple[int, str]] = field(default_factory=list)
    in_other_table: bool = False
    """Whether the rows belong to a table of another kind (risks, members) below the plan."""
    announced: set[int] = field(default_factory=set)
    """Rows that announce a theme."""
    promises: list[int] = field(default_factory=list)
    """Rows above the headings that were read as actions."""

    @property
    def letters(self) -> Mapping[str, str]:
        """The plan's own key of letters for the themes, where it is printed around the table."""
        around = [*self.above, *self.asides]
        lines = [" ".join(cells) for _, cells in around]
        return read_key([*lines, *(": ".join(text for text in cells if text) for _, cells in around)])

    @property
    def themes_lead_rows(self) -> bool:
        """Tell whether the action column holds whole themes, and the achievements stand beside them (Liverpool)."""
        leads = [each.text(Column.TITLE) for each in self.records if each.header.has(Column.ACHIEVEMENTS)]
        named = [text for text in leads if text]
        return sum(1 for text in named if theme_label(text)) * 2 >= len(named) > 0
