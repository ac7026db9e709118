"""The parts of an .xlsx workbook, found by the relations between them as the format prescribes."""

import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.imports.unreadable import damaged
from bot.imports.workbooks.archive import Archive
from bot.imports.workbooks.xml_events import read_tree

_USUAL = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, where it is in the archive, and whether people see it."""

    title: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """Where the parts of a workbook are; "" for a part that is not there."""

    sheets: tuple[SheetPart, ...]
    strings: str
    styles: str
    theme: str
    since_1904: bool
    links: bool
    macros: bool


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    kind: str
    path: str


def main_part(archive: Archive) -> str:
    """Give the path of the workbook itself."""
    found = [r.path for r in _relations(archive, "") if r.kind == "officeDocument"]
    return found[0] if found and archive.has(found[0]) else _USUAL


def read_workbook(archive: Archive) -> Workbook:
    """Read which parts there are."""
    main = main_part(archive)
    root = read_tree(archive.read(main), archive.name)
    relations = _relations(archive, main)
    first = {relation.kind: relation.path for relation in reversed(relations) if archive.has(relation.path)}
    return Workbook(
        _sheets(root, relations, archive),
        first.get("sharedStrings", ""),
        first.get("styles", ""),
        first.get("theme", ""),
        any(item.get("date1904", "") in ("1", "true") for item in root.iter("workbookPr")),
        any(relation.kind == "externalLink" for relation in relations),
        any(path.endswith("vbaproject.bin") for path in archive.paths)
        or any(relation.kind == "xlMacrosheet" for relation in relations),
    )


def _sheets(root: Element, relations: list[_Relation], archive: Archive) -> tuple[SheetPart, ...]:
    by_id = {relation.id: relation for relation in relations}
    sheets = []
    for item in root.iter("sheet"):
        relation = by_id.get(item.get("id", ""))
        if relation is None or not archive.has(relation.path):
            raise damaged(archive.name)
        if relation.kind == "worksheet":
            hidden = item.get("state", "visible") != "visible"
            sheets.append(SheetPart(item.get("name", ""), relation.path, hidden))
    return tuple(sheets)


def _relations(archive: Archive, part: str) -> list[_Relation]:
    folder, file = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if not archive.has(path):
        return []
    root = read_tree(archive.read(path), archive.name)
    return [
        _Relation(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], _target(folder, item))
        for item in root.iter("Relationship")
    ]


def _target(folder: str, item: Element) -> str:
    """Give the path that a relation names; one that leads out of the archive leads nowhere."""
    if item.get("TargetMode") == "External":
        return ""
    return posixpath.normpath(posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))).lstrip("/")
