"""The knowledge base read from YAML files, one entry or a list of entries in each.

The files are written by hand, by people who are not programmers: whatever is in them, the reader gets entries and a
list of what to put right, never a traceback.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml

from handlers.answers.elsewhere import Elsewhere, parse_elsewhere
from handlers.answers.entries import Entry, Problem, in_force, parse_entry
from handlers.answers.values import ValueKind, parse_value_kind
from handlers.knowledge.base import Base

T = TypeVar("T", Entry, Elsewhere, ValueKind)

LARGEST_FILE = 4 * 1024 * 1024
MOST_FILES = 10_000
MOST_ENTRIES = 1_000
"""More would be told apart badly, take minutes to learn, and more memory than a process may have."""
ELSEWHERE = "elsewhere"
"""The folder inside a knowledge folder with what is asked of Bunsen and belongs to somebody else."""
VALUES = "values"
"""The folder inside a knowledge folder that says which values an institution can set."""
EXAMPLE = "example.yaml"
"""In that folder: the values of an invented institution, for answers without a database."""
OWN = "own.yaml"
"""In that folder: the values that an institution has set, as they were exported."""
_ENDINGS = (".yaml", ".yml")
# PyYAML lets these out of its constructors for values such as 2026-02-30, `!!int ""` or a thousand open brackets.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)


def read_knowledge(directory: Path) -> tuple[list[Entry], list[Problem]]:
    """Read every entry of a folder, and say what could not be read and why."""
    if not directory.is_dir():
        return [], [Problem(str(directory), "", "There is no such folder. Give the folder that holds the .yaml files.")]
    entries, problems = _read_folder(directory, parse_entry)
    if len(entries) > MOST_ENTRIES:
        # Half of a knowledge base would be answered wrongly rather than not at all.
        message = f"There are more than {MOST_ENTRIES:,} entries, which is the most. Keep the ones that people ask for."
        return [], [Problem(str(directory), "", message)]
    return entries, problems


def shipped_knowledge() -> tuple[list[Entry], list[Problem]]:
    """Read the entries that come with Bunsen."""
    return _read_folder(_shipped(), parse_entry)


def read_elsewhere(directory: Path) -> tuple[list[Elsewhere], list[Problem]]:
    """Read what a knowledge folder says belongs to somebody else; a folder need not say anything."""
    return _read_elsewhere(directory)


def shipped_elsewhere() -> tuple[list[Elsewhere], list[Problem]]:
    """Read what comes with Bunsen as belonging to somebody else."""
    return _read_elsewhere(_shipped())


def load_base(knowledge: Path | None) -> Base:
    """Read all that Bunsen starts with, from a folder or from what comes with it; what has problems is left out."""
    entries, _problems = read_knowledge(knowledge) if knowledge else shipped_knowledge()
    values, example = load_values(knowledge)
    # Of entries with the same id the first stays.
    usable = {entry.id: entry for entry in reversed(entries) if entry.sources}
    return Base(dict(reversed(usable.items())), load_elsewhere(knowledge), values, example)


def load_values(knowledge: Path | None) -> tuple[dict[str, ValueKind], dict[str, str]]:
    """Read which values there are, and the example's; a folder that does not say has those that come with Bunsen."""
    kinds, example, _problems = read_values(knowledge) if knowledge else ([], {}, [])
    if not kinds:
        kinds, example, _problems = read_values(_shipped())
    return {kind.id: kind for kind in kinds}, example


def load_entries(knowledge: Path | None, today: date) -> list[Entry]:
    """Read the entries that may be answered today, from a folder or from those that come with Bunsen."""
    entries, _problems = read_knowledge(knowledge) if knowledge else shipped_knowledge()
    return in_force(entries, today)


def load_elsewhere(knowledge: Path | None) -> list[Elsewhere]:
    """Read what belongs to somebody else, from the folder or from what comes with Bunsen."""
    elsewhere, _problems = read_elsewhere(knowledge) if knowledge else shipped_elsewhere()
    return elsewhere


def read_values(knowledge: Traversable) -> tuple[list[ValueKind], dict[str, str], list[Problem]]:
    """Read which values there are and what they are at the example institution; a folder need not say anything."""
    folder = knowledge / VALUES
    if not folder.is_dir():
        return [], {}, []
    kinds, problems = _read_folder(folder, parse_value_kind, without=(EXAMPLE, OWN))
    example, more = _read_example(folder / EXAMPLE, {kind.id for kind in kinds})
    return kinds, example, problems + more


def _read_example(file: Traversable, known: set[str]) -> tuple[dict[str, str], list[Problem]]:
    if not file.is_file():
        return {}, []
    loaded = load_yaml(file)
    if isinstance(loaded, Problem):
        return {}, [loaded]
    if not isinstance(loaded, dict):
        return {}, [Problem(file.name, "", "Write the name of a value, a colon, and what it is, a line each.")]
    problems = [
        Problem(file.name, str(name)[:40], "There is no such value, or it is not written as text in quotation marks.")
        for name, text in loaded.items()
        if name not in known or not isinstance(text, str)
    ]
    return {n: text.strip() for n, text in loaded.items() if n in known and isinstance(text, str)}, problems


def _shipped() -> Traversable:
    return files("handlers.answers") / "knowledge"


def _read_elsewhere(knowledge: Traversable) -> tuple[list[Elsewhere], list[Problem]]:
    folder = knowledge / ELSEWHERE
    return _read_folder(folder, parse_elsewhere) if folder.is_dir() else ([], [])


def _read_folder(
    folder: Traversable, parse: Callable[[object, str], T | list[Problem]], without: Sequence[str] = ()
) -> tuple[list[T], list[Problem]]:
    try:
        files_here = [
            f for f in folder.iterdir() if f.name.endswith(_ENDINGS) and f.name not in without and f.is_file()
        ]
        found = sorted(files_here, key=lambda file: file.name)
    except OSError as error:
        return [], [Problem(folder.name, "", f"The folder could not be opened: {error.strerror}.")]
    if not found:
        return [], [Problem(folder.name, "", "There are no .yaml files here. Give the folder that holds the entries.")]
    entries: list[T] = []
    problems: list[Problem] = []
    if len(found) > MOST_FILES:
        problems.append(Problem(folder.name, "", f"There are {len(found)} files; only {MOST_FILES} were read."))
    for read in (read for file in found[:MOST_FILES] for read in _read_file(file, parse)):
        if len(entries) > MOST_ENTRIES:
            break
        if isinstance(read, Problem):
            problems.append(read)
        else:
            entries.append(read)
    return entries, problems


def _read_file(file: Traversable, parse: Callable[[object, str], T | list[Problem]]) -> list[T | Problem]:
    loaded = load_yaml(file)
    if isinstance(loaded, Problem):
        return [loaded]
    if not isinstance(loaded, list):
        return _flat(parse(loaded, file.name))
    if not loaded:
        return [Problem(file.name, "", "There is no entry in the file.")]
    return [r for n, item in enumerate(loaded, 1) for r in _flat(parse(item, f"{file.name}, entry {n}"))]


def _flat(parsed: T | list[Problem]) -> list[T | Problem]:
    return list(parsed) if isinstance(parsed, list) else [parsed]


def load_yaml(file: Traversable) -> object:
    """Give what a YAML file holds, as plain data, or the `Problem` that keeps it from being read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        return Problem(file.name, "", f"The file could not be opened: {error.strerror}.")
    if len(content) > LARGEST_FILE:
        return Problem(
            file.name, "", f"The file is larger than {LARGEST_FILE // 1024**2} MB. Split it into smaller files."
        )
    try:
        # _Loader is a SafeLoader: it makes plain data only.
        return yaml.load(content.decode("utf-8-sig"), _Loader)  # noqa: S506
    except UnicodeDecodeError:
        return Problem(file.name, "", "The file is not UTF-8 text. Save it as UTF-8.")
    except yaml.MarkedYAMLError as error:
        return Problem(file.name, _line(error), f"This is not valid YAML: {error.problem or error.context}.")
    except (yaml.YAMLError, *_UNREADABLE):
        return Problem(file.name, "", "The file is not valid YAML. Look for a wrong date or an odd character.")


def _line(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    return f"line {mark.line + 1}" if mark is not None else ""


class _Loader(yaml.SafeLoader):
    """Refuses a field that is written twice, of which YAML would silently keep the second.

    Nothing here is a number or a truth: "no" and "2019" are what somebody asks, or how an entry is called.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML reads it from the class
        first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("bool", "int", "float")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Construct a mapping whose keys are all different."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' is written twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)
