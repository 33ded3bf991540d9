"""``alke tables``: the kept vintages."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from alke.base.home import home
from alke.cli._engine import FORMATS, show
from alke.statistics.store import Store, Vintage


@click.command()
@click.option("--source", help="Only tables of this source, such as statfin or sample.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--lang", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True, help="Of the titles.")
def command(source: str | None, form: str, lang: str) -> None:
    """List the kept tables: every vintage with its source, title, size, times and age."""
    found = Store(home() / "statistics").vintages(source)
    rows = [
        {
            "vintage": vintage.id,
            "source": vintage.source,
            "table": vintage.table,
            "cells": vintage.cells,
            "updated": vintage.updated,
            "retrieved": vintage.retrieved,
            "age": age(vintage),
            "title": vintage.title(lang),
        }
        for vintage in sorted(found, key=lambda each: (each.source, each.table))
    ]
    if not rows and form == "table":
        click.echo("No tables are kept yet. Run alke compute for the embedded figures, or alke ingest or alke fetch.")
    show(rows, form)


def age(vintage: Vintage) -> str:
    """How long ago a vintage was retrieved, in days; "" when its day is not known."""
    try:
        then = datetime.fromisoformat(vintage.retrieved)
    except ValueError:
        return ""
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    days = (datetime.now(UTC) - then).days
    return "today" if days < 1 else f"{days} d"
