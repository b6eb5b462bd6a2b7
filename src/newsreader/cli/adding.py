"""How adding many articles looks: a bar while it goes on, a table of what failed at the end."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from newsreader.cli.common import settings
from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from rich.progress import Progress

    from newsreader.library import AddResult


class Adding:
    """Counts what was added and keeps what failed; on a terminal it shows how far the adding has come.

    Everything goes to standard error: standard output is for the articles.
    """

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.failures: list[str] = []
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not settings().quiet:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.completed:,} articles"),
                TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._progress.add_task("adding", total=None, rate="")
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    @property
    def shows_bar(self) -> bool:
        """Whether a bar tells what goes on, so that nothing else need."""
        return self._progress is not None

    def took(self, result: AddResult) -> None:
        """Count an article that is on disk."""
        self.states[str(result.state)] += 1
        if self._progress is not None:
            task = self._progress.tasks[0]
            rate = f"{task.completed / task.elapsed:,.0f} a second" if task.elapsed else ""
            failed = f", {len(self.failures):,} failed" if self.failures else ""
            self._progress.update(task.id, advance=1, rate=rate + failed)

    def failed(self, error: NewsreaderError) -> None:
        """Keep what could not be read; the rest goes on."""
        from newsreader.text.clean import clean_line

        settings().failed = True
        self.failures.append(clean_line(str(error)))

    def summary(self) -> None:
        """Say what was done; whatever failed, and why, stands in a table."""
        if len(self.failures) == 1:
            click.echo(f"newsreader: {self.failures[0]}", err=True)
        elif self.failures:
            width = min(60, max(len(source) for source, _ in map(_parts, self.failures)))
            click.echo(f"newsreader: {len(self.failures):,} could not be read:", err=True)
            for source, reason in map(_parts, self.failures):
                shown = source if len(source) <= width else "…" + source[1 - width :]
                click.echo(f"  {shown:{width}}  {reason}", err=True)
        if not settings().quiet:
            total = self.states.total()
            states = ", ".join(f"{count:,} {state}" for state, count in sorted(self.states.items()))
            click.echo(f"{total:,} article{'s' * (total != 1)}" + (f": {states}" if states else ""), err=True)


def _parts(failure: str) -> tuple[str, str]:
    """What failed and why: an error begins with the source it is about."""
    source, colon, reason = failure.partition(": ")
    return (source.removeprefix("cannot read "), reason) if colon else ("", failure)
