"""``alke ingest FILE…``: tables from files into the store, then values computed anew."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from alke.base.errors import AlkeError, InputError
from alke.base.home import home
from alke.findings.generate import generate
from alke.indicators.catalogue import Selection, load
from alke.statistics.cube import Cube
from alke.statistics.readers import read
from alke.statistics.store import Store

_TITLE = re.compile(r"^\s*([0-9a-z]{3,5}) -- ", re.IGNORECASE)
_NAME = re.compile(r"(?:^|_)(\d[0-9a-z]{3})(?:_|$)|^(statfin_[a-z]+_pxt_[0-9a-z]+)", re.IGNORECASE)
_PUBLISHERS = {
    "statfin": re.compile(r"tilastokeskus|statistics finland|statistikcentralen|statfin|stat\.fi", re.IGNORECASE),
    "eurostat": re.compile(r"eurostat", re.IGNORECASE),
    "sotkanet": re.compile(r"sotkanet|\bTHL\b", re.IGNORECASE),
}
OTHER = "file"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--table", help="The publisher's table id, where the file does not tell it.")
@click.option("--source", help="statfin, sotkanet, eurostat or another name, where the file does not tell it.")
@click.option("--mapping", type=click.Path(path_type=Path), help="What the columns of a plain CSV or XLSX are (YAML).")
@click.option("--compute/--no-compute", default=True, help="Compute values afterwards (the default) or not.")
def command(
    files: tuple[Path, ...], table: str | None, source: str | None, mapping: Path | None, compute: bool
) -> None:
    """Take tables from files: PX, JSON-stat, StatFin's CSV; plain CSV and XLSX with a mapping."""
    store = Store(home() / "statistics")
    selections = [s for each in load().values() for given in each.every_input for s in given.selections]
    failed = 0
    for path in files:
        try:
            for line in _ingested(path, store, selections, table, source, mapping):
                click.echo(line)
        except AlkeError as error:
            failed += 1
            click.echo(f"alke: {error}", err=True)
    if compute and failed < len(files):
        generation = generate(home())
        click.echo(f"Generation {generation.number} is current.")
    if failed:
        click.echo(f"{failed} of {len(files)} files could not be taken.", err=True)
        sys.exit(1)


def _ingested(
    path: Path,
    store: Store,
    selections: Iterable[Selection],
    table: str | None,
    source: str | None,
    mapping: Path | None,
) -> list[str]:
    """Put every table of a file in the store, and tell of each; none is put when one cannot be read."""
    cubes = read(path, mapping=mapping)
    if table is not None and len(cubes) > 1:
        fix = "Leave --table out; each table is known by its own id"
        raise InputError(f"--table was given, but the file holds {len(cubes)} tables", where=str(path), fix=fix)
    checksum = hashlib.sha256(path.read_bytes() + (mapping.read_bytes() if mapping else b"")).hexdigest()
    lines = []
    for cube in cubes:
        name = table or table_of(cube, path)
        origin = source or source_of(cube, name, selections)
        vintage = store.put(
            cube,
            source=origin,
            table=name,
            retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
            content_checksum=checksum,
            address=path.name,
        )
        told = "kept as" if vintage.new else "was kept already as"
        used = any(each.source == origin and name in each.tables for each in selections)
        hint = "" if used else "; no indicator reads this table"
        lines.append(f"{path}: {origin} {name}, {vintage.cells} cells, {told} vintage {vintage.id}{hint}")
        lines += [f"{path}: warning: {warning}" for warning in cube.warnings]
    return lines


def table_of(cube: Cube, path: Path) -> str:
    """The publisher's table id: as the table says, else as its title begins, else as the file's name tells."""
    titled = (_TITLE.match(title) for title in cube.titles.values())
    found = cube.table or next((match.group(1) for match in titled if match), "")
    stem = path.name.split(".")[0]
    named = _NAME.search(stem)
    return found or (named.group(1) or named.group(2) if named else stem)


def source_of(cube: Cube, table: str, selections: Iterable[Selection]) -> str:
    """Whose table it is: whoever the catalogue reads that table from, else the publisher the table names."""
    for each in selections:
        if table in each.tables and each.source != "sample":
            return each.source
    if any(_TITLE.match(title) for title in cube.titles.values()):
        return "statfin"  # "11re -- Väestö …" is how Statistics Finland begins its titles, which name no publisher
    told = " ".join((cube.publisher, *cube.sources.values(), *cube.titles.values()))
    return next((name for name, form in _PUBLISHERS.items() if form.search(told)), OTHER)
