"""``alke explain ID AREA PERIOD``: where a number comes from."""

from __future__ import annotations

import click
import orjson

from alke.cli._engine import area_of, generation, period_of, plain, values_of
from alke.indicators.lineage import InputCell, Lineage, as_data, lineage, recompute
from alke.indicators.values import Kind, Ref


@click.command()
@click.argument("indicator", metavar="ID")
@click.argument("area")
@click.argument("period")
@click.option("--projection", is_flag=True, help="The projected number, where an observed one exists too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True, help="Of the labels.")
def command(indicator: str, area: str, period: str, projection: bool, form: str, lang: str) -> None:
    """Tell where a number comes from: formula, every source cell, table, vintage and checksum."""
    current = generation()
    values = values_of(current, indicator)
    code, when = area_of(values, current.catalogue[indicator], area), period_of(values, period)
    projected = projection or when not in values.periods()
    line = lineage(current, Ref(indicator, code, when, Kind.PROJECTION if projected else Kind.OBSERVED))
    if form == "json":
        click.echo(orjson.dumps(as_data(line, lang), option=orjson.OPT_INDENT_2).decode())
        return
    click.echo("\n".join(_told(line, lang)))


def _told(line: Lineage, lang: str) -> list[str]:
    again = recompute(line)
    found = [
        f"{line.ref} = {'no number' if line.number is None else plain(line.number)} ({line.reason.value})",
        f"formula: {line.formula}",
        f"from the source cells alone: {'no number' if again is None else plain(again)}",
    ]
    for name in line.names:
        cells = [cell for cell in line.inputs if cell.input == name]
        found += ["", f"{name}: {len(cells)} {'cell' if len(cells) == 1 else 'cells, summed'}"]
        found += [f"  {_cell(cell, lang)}" for cell in cells]
    for vintage in line.vintages:
        facts = {
            "title": vintage.title(lang),
            "publisher": f"{vintage.publisher} ({vintage.licence})".replace(" ()", ""),
            "statistic": vintage.sources.get(lang, ""),
            "derivation": vintage.derivation.get(lang, ""),
            "address": vintage.address,
            "retrieved": vintage.retrieved,
            "updated": vintage.updated,
            "sha256": vintage.checksum,
        }
        found += ["", f"vintage {vintage.id}: {vintage.source} {vintage.table}"]
        found += [f"  {name}: {fact}" for name, fact in facts.items() if fact]
    return found


def _cell(cell: InputCell, lang: str) -> str:
    places = []
    for each in cell.coordinates:
        label = each.label.get(lang) or next(iter(each.label.values()), each.code)
        places.append(f"{each.axis}={each.code}" + (f" ({label})" if label != each.code else ""))
    number = f"{cell.mark.sign!r}" if cell.number is None else plain(cell.number)
    times = "" if cell.weight == 1 else f" × {plain(cell.weight)}"
    return f"{number}{times}  {cell.vintage.table}[{', '.join(places)}]"
