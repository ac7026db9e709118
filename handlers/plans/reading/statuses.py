"""The status of an action: by word first, then by colour, by type face, and by the list that it stands in."""

from dataclasses import dataclass, field

from handlers.cells import shown
from handlers.plans.rag import Rag
from handlers.plans.reading.colours import group_of
from handlers.plans.reading.columns import Column
from handlers.plans.reading.drafts import RagSource
from handlers.plans.reading.legends import Legend, group_named, usual_meaning
from handlers.plans.reading.page import Page
from handlers.plans.reading.painted import Paint
from handlers.plans.reading.rag import Status, read_prose, read_status, status_of_heading
from handlers.plans.reading.records import Part, Record
from handlers.plans.reading.reviews import when
from handlers.plans.reading.sheet import Look

_NAMES = {
    Rag.GREEN: "green (done)",
    Rag.AMBER: "amber (in progress)",
    Rag.RED: "red (not done)",
    Rag.NOT_DUE: "not due yet",
    Rag.DROPPED: "dropped",
}


@dataclass(slots=True)
class Found:
    """A status, where it was read, what its cell says beyond it, and what should be checked."""

    rag: Rag | None = None
    source: RagSource = ""
    note: str = ""
    warnings: list[str] = field(default_factory=list)
    doubtful: bool = False


def status_of(record: Record, paint: Paint | None, page: Page, legend: Legend) -> Found:
    """Read the status of one action."""
    if record.finished:
        return Found(Rag.GREEN, "layout")
    found = _worded(record, legend)
    if paint is not None:
        _paint(found, paint)
    if found.rag is None and not found.doubtful and paint is None:
        _styled(found, record, page, legend)
    _struck(found, record, page)
    if found.rag is None and not found.source and not found.doubtful and record.status_above:
        found.rag = status_of_heading(record.status_above)
        found.source = "layout" if found.rag else ""
    return found


def _worded(record: Record, legend: Legend) -> Found:
    text = record.text(Column.STATUS)
    if not text:
        rag = next((rag for each in _newest(record) if (rag := read_prose(each.text).rag)), None)
        return Found(rag, "word" if rag else "")
    status = _by_key(text, legend) or read_status(text)
    note = f"Status: {status.note}" if status.note else ""
    warnings = [status.warning] if status.warning else []
    return Found(status.rag, "word" if status.known else "", note, warnings, doubtful=not status.known)


def _newest(record: Record) -> list[Part]:
    """Give what is said of the progress: only the newest review that says anything, or all where they have no dates."""
    told = [part for part in record.parts if part.column is Column.PROGRESS]
    dated = len({part.heading for part in told if when(part.heading) != (0, 0)}) == len(told) > 1
    return sorted(told, key=lambda part: when(part.heading), reverse=True)[:1] if dated else told


def _by_key(text: str, legend: Legend) -> Status | None:
    """Read "Blue" or "Green" as the plan's own key explains it."""
    words = legend.words_for(text)
    if not words:
        return None
    status = read_status(words)
    if status.known:
        return Status(status.rag)
    plain = usual_meaning(group_named(text), words)
    if plain is not None:
        warning = (
            f"{shown(text)} stands for {shown(words)} in the plan's own key; {_NAMES[plain]} was taken. Please check."
        )
        return Status(plain, warning=warning)
    warning = f"{shown(text)} stands for {shown(words)} in the plan's own key. {_CHOOSE}"
    return Status(None, note=text, warning=warning, known=False)


_CHOOSE = "That may be more than one status, so none was set. Choose one."


def _paint(found: Found, paint: Paint) -> None:
    """Take the colour where no word says it; where both do and differ, the word holds."""
    if paint.asked and paint.rag is None:
        if found.rag is None and not found.doubtful:
            found.warnings.append(f"The cell is {paint.group}, which the key calls {shown(paint.asked)}. {_CHOOSE}")
            found.doubtful = True
        return
    if found.source == "word":
        if paint.rag is not None and paint.rag is not found.rag:
            says = _NAMES[found.rag] if found.rag else "no status yet"
            found.warnings.append(
                f"The word says {says}, but the cell is coloured {paint.group}. The word was taken; please check."
            )
        return
    if paint.rag is None:
        found.source = "colour"
        return
    if found.doubtful:
        found.warnings = [f"The word leaves it open and the cell is {paint.group}, so {_NAMES[paint.rag]} was taken."]
    if paint.asked:
        found.warnings.append(
            f"The cell is {paint.group}, which the key calls {shown(paint.asked)}; {_NAMES[paint.rag]} was taken. "
            "Please check."
        )
    found.rag, found.source, found.doubtful = paint.rag, "colour", False


def _title_look(record: Record, page: Page) -> Look | None:
    place = next(
        (part.index for part in record.parts if part.column in {Column.TITLE, Column.BAND} and part.index >= 0), -1
    )
    return page.look(record.row, place) if place >= 0 else None


def _styled(found: Found, record: Record, page: Page, legend: Legend) -> None:
    """Read the type face, where the plan prints a key for it ("black = underway, bold italic = future")."""
    if not legend.styles and not legend.names:
        return
    look = _title_look(record, page)
    words = legend.styles.get(_style(look), "")
    ink = group_of(look.ink) if look and look.ink else ""
    if not words and (legend.styles or ink not in {"", "black"}):
        words = legend.names.get(ink or "black", "")
    if words:
        status = read_status(words)
        found.rag, found.source = status.rag, "style"
        if not status.known:
            found.warnings.append(f"The key calls this type face {shown(words)}. {_CHOOSE}")


def _style(look: Look | None) -> str:
    if look is None:
        return ""
    if look.struck:
        return "struck"
    return "bold italic" if look.bold and look.italic else "bold" if look.bold else "italic" if look.italic else ""


def _struck(found: Found, record: Record, page: Page) -> None:
    """Propose what is struck through as dropped, to be confirmed."""
    look = _title_look(record, page)
    if look is None or not look.struck or found.source == "style":
        return
    if found.source == "word":
        found.warnings.append("The action is struck through, but its status says otherwise. The word was taken.")
        return
    found.rag, found.source = Rag.DROPPED, "style"
    found.warnings.append("The action is struck through, so “dropped” is proposed. Please confirm it.")
