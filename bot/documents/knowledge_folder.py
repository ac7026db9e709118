"""The knowledge of an institution written as a folder of YAML files, which `bunsen knowledge import` reads back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from handlers.answers.elsewhere import Elsewhere
from handlers.answers.entries import Entry, as_mapping
from handlers.answers.values import ValueKind


def write_folder(
    folder: Path,
    entries: Sequence[Entry],
    elsewhere: Sequence[Elsewhere],
    kinds: Sequence[ValueKind],
    own_values: Mapping[str, object] | None,
) -> None:
    """Write a file an entry, a file a matter of somebody else's, a file a group of values, and the values that are set.

    Raises OSError where something cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        _write(folder / f"{entry.id}.yaml", as_mapping(entry))
    for matter in elsewhere:
        _write(_inside(folder, "elsewhere") / f"{matter.id}.yaml", _plain(asdict(matter)))
    by_group: defaultdict[str, list[object]] = defaultdict(list)
    for kind in kinds:
        by_group[kind.group].append({**asdict(kind), "kind": kind.kind.value})
    for number, of_group in enumerate(by_group.values(), 1):
        _write(_inside(folder, "values") / f"group-{number}.yaml", of_group)
    if own_values is not None:
        _write(_inside(folder, "values") / "own.yaml", own_values)


def _inside(folder: Path, name: str) -> Path:
    (folder / name).mkdir(exist_ok=True)
    return folder / name


def _plain(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in mapping.items()}


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: "&id001" means nothing to whoever edits the file."""
        return True


def _write(file: Path, content: object) -> None:
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    file.write_text(text, "utf-8", newline="\n")
