"""`alke picture`: makes situation pictures as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from alke.areas import Level, area, parent
from alke.base.errors import AlkeError, UnknownCodeError
from alke.base.home import home
from alke.base.languages import Language
from alke.indicators.themes import CURRENT, themes


@click.command()
@click.argument("areas", metavar="AREA|all", nargs=-1, required=True)
@click.option("--lang", "languages", default="fi", show_default=True, help="Languages, such as fi,sv,en.")
@click.option("--format", "formats", default="html,pdf,docx", show_default=True, help="Formats: html, pdf, docx.")
@click.option("--set", "theme_set", default=CURRENT, show_default=True, help="Themes it is arranged by: 2024 or 2023.")
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Folder.")
def command(areas: tuple[str, ...], languages: str, formats: str, theme_set: str, out: Path) -> None:
    """Make the picture of AREA (SSS, MK18, Kainuu …) or of all 19 regions and the whole country.

    Only what has changed since the folder was last written is made again.
    """
    from alke.cli._wishes import wishes
    from alke.documents import make
    from alke.documents.picture import PICTURES
    from alke.findings.generate import ensure

    codes = PICTURES if "all" in areas else tuple(dict.fromkeys(area_of(text) for text in areas))
    for code in codes:
        if code not in PICTURES:
            raise without_picture(code)
    spoken = tuple(dict.fromkeys(Language.parse(code.strip()) for code in languages.split(",") if code.strip()))
    chosen = make.parse_formats(formats)
    themes(theme_set)  # an unknown set is told before anything is computed
    ensure(home())
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    written, unchanged, failed = 0, 0, []
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("pictures", total=len(codes) * len(spoken))
        for made in make.pictures(home(), codes, spoken, chosen, out, theme_set, wishes()):
            progress.update(task, advance=1, description=f"{made.area} {made.language}")
            written += len(made.files)
            unchanged += not made.files and not made.error
            if made.error:
                failed.append(made)
    for made in failed:
        click.echo(f"alke: {made.area} {made.language}: {made.error}", err=True)
    click.echo(f"{written} files written to {out}, {unchanged} pictures unchanged, {len(failed)} failed.")
    if failed:
        sys.exit(1)


def without_picture(code: str) -> AlkeError:
    """What to say of an area that has no picture of its own: in which region it is."""
    above = parent(code, Level.REGION)
    fix = f"Make the picture of its region: alke picture {above}" if above else "Name a region, SSS or all"
    return AlkeError(f"{area(code).names.fi} ({code}) has no picture of its own", fix=fix)


def area_of(text: str) -> str:
    """The code of an area written as a code or a name."""
    from alke.areas import resolve

    try:
        return area(text).code
    except UnknownCodeError:
        return resolve(text).code
