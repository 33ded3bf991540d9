"""``alke fetch [SOURCE…]``: the tables that the catalogue's live selections need, from their publishers.

What came whole is kept, so that the same call goes on where another was interrupted or killed. Leaves out how servers
are asked (`alke.statistics.sources`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from alke.base.errors import UnknownCodeError
from alke.base.home import home
from alke.base.languages import Language
from alke.cli import _boundaries
from alke.cli.tables import age
from alke.findings.generate import generate
from alke.indicators.catalogue import Indicator, Selection, load
from alke.statistics.sources import SOURCES, open_source
from alke.statistics.sources.fetching import Outcome, fetch
from alke.statistics.sources.http import Manners
from alke.statistics.sources.source import Source
from alke.statistics.sources.wanted import Wanted
from alke.statistics.store import Store, Vintage

BOUNDARIES = "boundaries"
_USUAL = Manners()
_SECONDS_BETWEEN_LINES = 5.0


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE…]")
@click.option("--indicator", help="Only what this indicator needs.")
@click.option("--table", help="Only this table; of one SOURCE, it may be a table that no indicator reads.")
@click.option("--base", help="Another address of the one SOURCE, such as a mirror.")
@click.option("--lang", "languages", default="fi,sv,en", show_default=True, help="Languages of the labels, main first.")
@click.option("--from", "file", type=click.Path(path_type=Path), help="With boundaries: a GeoJSON file at hand.")
@click.option("--attempts", type=click.IntRange(1), default=_USUAL.attempts, show_default=True)
@click.option("--timeout", type=click.FloatRange(0.01), default=_USUAL.timeout, show_default=True, help="Seconds.")
@click.option(
    "--patience", type=click.FloatRange(0), default=_USUAL.patience, show_default=True, help="Longest wait, in seconds."
)
@click.option("--compute/--no-compute", default=True, help="Compute values afterwards (the default) or not.")
def command(
    sources: tuple[str, ...],
    indicator: str | None,
    table: str | None,
    base: str | None,
    languages: str,
    file: Path | None,
    attempts: int,
    timeout: float,
    patience: float,
    compute: bool,
) -> None:
    """Fetch tables from StatFin, Sotkanet and Eurostat, or boundaries of regions for the maps.

    SOURCE is statfin, sotkanet, eurostat, scb or boundaries; without it, every source that the catalogue reads.
    """
    manners = Manners(timeout=timeout, deadline=10 * timeout, attempts=attempts, patience=patience)
    if BOUNDARIES in sources or file:
        if sources != (BOUNDARIES,):
            raise click.UsageError("boundaries are fetched by themselves: alke fetch boundaries [--from FILE]")
        click.echo(_boundaries.fetch(home(), file, base, manners))
        return
    if base and len(sources) != 1:
        raise click.UsageError("--base needs exactly one SOURCE, whose address it is")
    spoken = tuple(Language.parse(code.strip()) for code in languages.split(","))
    wanted = tables_wanted(load(), sources, indicator, table)
    outcomes = _fetch_all(wanted, base or "", spoken, manners)
    failed = [each for each in outcomes if each.state == "failed"]
    if compute and any(each.state == "new" for each in outcomes):
        click.echo(f"Generation {generate(home()).number} is current.")
    if failed:
        click.echo(f"{len(failed)} of {len(outcomes)} tables could not be fetched.", err=True)
        sys.exit(1)


def tables_wanted(
    catalogue: Mapping[str, Indicator], sources: Sequence[str], indicator: str | None = None, table: str | None = None
) -> list[Wanted]:
    """The tables to fetch, each once, with everything that the indicators take of it.

    Args:
        catalogue: The indicators.
        sources: Names of sources; all that the catalogue reads when empty.
        indicator: Only what this indicator needs.
        table: Only this table; with one source it may be one that no indicator reads, and is then taken whole.

    Raises:
        UnknownCodeError: when a source, indicator or table is not known.
    """
    for name in sources:
        if name not in SOURCES:
            raise UnknownCodeError("source", name, [*SOURCES, BOUNDARIES])
    if indicator is not None and indicator not in catalogue:
        raise UnknownCodeError("indicator", indicator, catalogue)
    every = list(_selections(catalogue.values()))
    named = list(_selections([catalogue[indicator]])) if indicator else every
    chosen = [each for each in named if not sources or each.source in sources]
    if table is not None:
        known = [name for each in chosen for name in each.tables]
        chosen = [each for each in chosen if table in each.tables]
        if not chosen and len(sources) == 1:
            return [Wanted(sources[0], (table,))]
        if not chosen:
            raise UnknownCodeError("table", table, known, where="the catalogue's selections")
    # What others need of a table is asked for too, whichever indicator is named: one vintage serves them all.
    groups = [group for group in _by_table(every) if any(each in group for each in chosen)]
    return [
        Wanted(
            group[0].source,
            tuple(dict.fromkeys(name for each in group for name in each.tables)),
            tuple(each.take for each in group),
        )
        for group in groups
    ]


def _selections(indicators: Iterable[Indicator]) -> Iterator[Selection]:
    """The live selections of indicators."""
    for each in indicators:
        for given in each.every_input:
            yield from (one for one in given.selections if one.source in SOURCES)


def _by_table(selections: Iterable[Selection]) -> list[list[Selection]]:
    """The selections of each table together: those of one source that share an id."""
    groups: list[list[Selection]] = []
    for one in selections:
        for group in groups:
            if group[0].source == one.source and any({*each.tables} & {*one.tables} for each in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _fetch_all(wanted: Sequence[Wanted], base: str, languages: Sequence[Language], manners: Manners) -> list[Outcome]:
    """Fetch one table after another, telling of each; an interruption tells how to go on."""
    store, cache = Store(home() / "statistics"), home() / "cache"
    opened: dict[str, Source] = {}
    outcomes = []
    with _telling(len(wanted)) as tell:
        try:
            for each in wanted:
                if each.source not in opened:
                    opened[each.source] = open_source(
                        each.source, base=base, languages=languages, manners=manners, cache=cache / "http"
                    )
                outcome = fetch(each, opened[each.source], store, cache / "fetch", tell.parts(_name(each)))
                outcomes.append(outcome)
                tell.done(outcome)
        except KeyboardInterrupt:
            tell.line("Interrupted. What came whole is kept: the same call goes on from there.", err=True)
            sys.exit(130)
        finally:
            for source in opened.values():
                source.client.close()
    return outcomes


def _name(wanted: Wanted) -> str:
    return f"{wanted.source} {wanted.tables[0]}"


def summary(outcome: Outcome) -> str:
    """One line on what became of a table."""
    name, vintage = _name(outcome.wanted), outcome.vintage
    if outcome.state == "failed":
        assert outcome.error is not None
        error, stays = outcome.error, _stays(vintage)
        return f"{name}: {error.what}; {stays}\n  {error.where}: {error.fix}."
    assert vintage is not None
    if outcome.state == "unchanged":
        return f"{name}: unchanged, vintage {vintage.id}"
    kept = (
        f", {outcome.reused} of {outcome.reused + outcome.fetched} parts at hand from before" if outcome.reused else ""
    )
    return f"{name}: {vintage.cells} cells{kept}, kept as vintage {vintage.id}"


def _stays(vintage: Vintage | None) -> str:
    if vintage is None:
        return "no vintage of it is kept yet"
    old = age(vintage)
    told = "of today" if old == "today" else f"{old.removesuffix(' d')} days old" if old else "of unknown age"
    return f"the vintage of {vintage.retrieved[:10]} stays in use ({told})"


class _Teller:
    """Tells of progress: bars at a terminal, a plain line now and then elsewhere."""

    def __init__(self, progress: Progress | None, tables: int) -> None:
        self._progress, self._tables, self._number = progress, tables, 0
        self._last = 0.0

    def parts(self, name: str) -> Callable[[int, int], None]:
        """What is told after every part of a table."""
        self._number += 1
        title = f"{name} ({self._number}/{self._tables})"
        bar = None if self._progress is None else self._progress.add_task(title, total=None)
        self._last = time.monotonic()
        self._bar = bar

        def told(done: int, of: int) -> None:
            if self._progress is not None and bar is not None:
                self._progress.update(bar, completed=done, total=of)
            elif done == 0 or time.monotonic() - self._last > _SECONDS_BETWEEN_LINES:
                self._last = time.monotonic()
                click.echo(f"{title}: {done} of {of} parts")

        return told

    def done(self, outcome: Outcome) -> None:
        """Tell what became of the table."""
        if self._progress is not None and self._bar is not None:
            self._progress.remove_task(self._bar)
        self.line(summary(outcome), err=outcome.state == "failed")
        for warning in outcome.warnings:
            self.line(f"  warning: {warning}", err=True)

    def line(self, text: str, *, err: bool = False) -> None:
        """Print a line above the bars."""
        if self._progress is not None:
            self._progress.console.print(text, markup=False, highlight=False, style="red" if err else None)
        else:
            click.echo(text, err=err)


@contextmanager
def _telling(tables: int) -> Iterator[_Teller]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Teller(None, tables)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Teller(progress, tables)
