"""A bar for work that takes long, where somebody looks at a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Step = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


@contextmanager
def bar(title: str) -> Iterator[Step]:
    """Show how far work is, on the terminal only; it leaves no trace."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)

        def step(stage: str, done: int, total: int) -> None:
            progress.update(
                task, description=f"{title}: {stage}" if stage else title, completed=done, total=total or None
            )

        yield step
