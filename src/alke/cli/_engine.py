"""What several verbs share: the generation to read, areas and periods as a person writes them, tables of text.

Leaves out the verbs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import click
import orjson

from alke.areas import resolve
from alke.base.errors import AlkeError, UnknownCodeError
from alke.base.home import home
from alke.base.periods import Period
from alke.findings.generate import SAMPLE, ensure
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.values import Kind, Values

FORMATS = click.Choice(["table", "json", "csv"])


def generation() -> Generation:
    """The current generation; computed first when there is none, or a new version of Alke would compute another."""
    return ensure(home(), started=lambda: click.echo("Computing values …", err=True))


def values_of(generation: Generation, indicator: str) -> Values:
    """The values of an indicator.

    Raises:
        UnknownCodeError: when there is no such indicator; names the nearest.
        AlkeError: when no kept table holds its inputs.
    """
    if indicator not in generation.catalogue:
        raise UnknownCodeError("indicator", indicator, generation.catalogue)
    values = generation.values(indicator)
    if not values.layers:
        tables = ", ".join(wanted_tables(generation.catalogue[indicator]))
        raise AlkeError(f"no figures of {indicator} are kept", fix=f"Fetch or ingest {tables}")
    return values


def wanted_tables(indicator: Indicator) -> list[str]:
    """The tables that may hold an indicator's inputs, as ``statfin 11re``, without the embedded ones."""
    wanted = [s for given in indicator.inputs for s in given.selections if s.source != SAMPLE]
    return list(dict.fromkeys(f"{each.source} {each.tables[0]}" for each in wanted)) or ["a table with a mapping"]


def area_of(values: Values, indicator: Indicator, text: str) -> str:
    """The code of an area that has values, from a code or a name.

    Raises:
        UnknownCodeError: when there is no such area; names the nearest.
        AlkeError: when it has no values.
    """
    place = resolve(text)
    if place.code not in values.rows:
        what = f"no figures of {values.indicator} for {place.names.fi} ({place.code})"
        raise AlkeError(what, fix=f"Fetch or ingest a table that has them: {', '.join(wanted_tables(indicator))}")
    return place.code


def period_of(values: Values, text: str) -> Period:
    """A period that some value is for.

    Raises:
        InputError: when it is not a period.
        UnknownCodeError: when nothing is for it; names the nearest.
    """
    period = Period.parse(text)
    known = [each for kind in (Kind.OBSERVED, Kind.PROJECTION) for each in values.periods(kind)]
    if period not in known:
        near = min(known, key=lambda each: abs(each.end - period.end))
        span = f"from {known[0]} to {known[-1]}"
        raise AlkeError(f"no figures of {values.indicator} for {period}", fix=f"The nearest is {near}; it has {span}")
    return period


def show(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print rows of one form as an aligned table, CSV or JSON."""
    if form == "json":
        click.echo(orjson.dumps(list(rows), option=orjson.OPT_INDENT_2).decode())
    elif form == "csv":
        click.echo(as_csv(rows), nl=False)
    elif rows:
        lines = [[*rows[0]], *([_cell(cell) for cell in row.values()] for row in rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
        for line in lines:
            click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows of one form as CSV with a heading."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(cell) for name, cell in row.items()} for row in rows)
    return out.getvalue()


def _cell(cell: object) -> str:
    return "" if cell is None else plain(cell) if isinstance(cell, float) else str(cell)


def plain(number: float) -> str:
    """A number in full, without grouping: ``5517919`` or ``33.27``."""
    return str(int(number)) if number.is_integer() else repr(number)
