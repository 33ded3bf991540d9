"""``alke convert FILE --to FORM -o OUT``: any file that Alke reads in any form that it writes."""

from __future__ import annotations

from pathlib import Path

import click

from alke.base.errors import AlkeError
from alke.base.files import write_whole
from alke.statistics.cube import Cube
from alke.statistics.readers import read
from alke.statistics.writers import Form, to_bytes, write


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--to", "form", type=click.Choice([form.value for form in Form]), required=True, help="The form to write."
)
@click.option("-o", "--out", required=True, metavar="OUT", help="The file to write; - for the standard output.")
@click.option("--mapping", type=click.Path(path_type=Path), help="What the columns of a plain CSV or XLSX are (YAML).")
def command(file: Path, form: str, out: str, mapping: Path | None) -> None:
    """Convert a table: PX, JSON-stat, StatFin's CSV (also in gzip), or CSV and XLSX with a mapping.

    Tidy forms have a column per dimension code, then value and status. A file that holds several tables becomes OUT
    with a number before its ending for each.
    """
    cubes = read(file, mapping=mapping)
    for warning in dict.fromkeys(warning for cube in cubes for warning in cube.warnings):
        click.echo(f"alke: warning: {warning}", err=True)
    if out == "-":
        _to_stdout(cubes, Form(form), file)
        return
    if len(cubes) == 1:
        write(cubes[0], Path(out), form)
        return
    contents = [to_bytes(cube, form) for cube in cubes]  # all or none: a later table may turn out not to fit the form
    for number, content in enumerate(contents, 1):
        path = Path(out).with_stem(f"{Path(out).stem}-{number}")
        write_whole(path, content)
        click.echo(str(path), err=True)


def _to_stdout(cubes: list[Cube], form: Form, file: Path) -> None:
    """One table of text to the standard output."""
    if form in (Form.PARQUET, Form.XLSX):
        raise AlkeError(f"{form} is not text", where="-o -", fix="Name a file after -o")
    if len(cubes) > 1:
        what = f"{len(cubes)} tables in {file}, and the standard output takes one"
        raise AlkeError(what, where="-o -", fix="Name a file after -o, each table gets a number")
    click.echo(to_bytes(cubes[0], form), nl=False)
