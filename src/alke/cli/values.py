"""``alke values ID``: the values of an indicator."""

from __future__ import annotations

import click

from alke.cli._engine import area_of, generation, period_of, show, values_of


@click.command()
@click.argument("indicator", metavar="ID")
@click.option("--area", help="Only this area: SSS, MK18, KU091 or a name.")
@click.option("--period", help="Only this period: 2018, 2018Q3 or 2018M12.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def command(indicator: str, area: str | None, period: str | None, form: str) -> None:
    """Print the values of an indicator: number, status, kind, variant and vintage."""
    current = generation()
    values = values_of(current, indicator)
    only_area = area_of(values, current.catalogue[indicator], area) if area else None
    only_period = period_of(values, period) if period else None
    rows = [
        {
            "indicator": each.indicator,
            "area": each.area,
            "period": str(each.period),
            "value": each.number,
            "status": each.reason.value,
            "kind": each.kind.value,
            "variant": each.variant,
            "vintage": each.vintage,
        }
        for each in values
        if only_area in (None, each.area)
        and only_period in (None, each.period)
        and (each.vintage or (only_area and only_period))
    ]
    show(rows, form)
