"""``alke indicators``: what the catalogue holds and what there are figures of."""

from __future__ import annotations

import click

from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.cli._engine import FORMATS, generation, show
from alke.indicators.themes import CURRENT, themes
from alke.indicators.values import Kind


@click.command()
@click.option("--theme", help="Only indicators of this theme, such as population.")
@click.option("--set", "theme_set", default=CURRENT, show_default=True, help="The set the theme is of: 2024 or 2023.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--lang", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True, help="Of the names.")
def command(theme: str | None, theme_set: str, form: str, lang: str) -> None:
    """List the indicators with unit, periods, number of areas and how their selections were checked."""
    known = [each.key for each in themes(theme_set)]
    if theme is not None and theme not in known:
        raise UnknownCodeError("theme", theme, known)
    current, language = generation(), Language(lang)
    rows = []
    for key, indicator in current.listed.items():
        if theme is not None and theme not in indicator.themes.get(theme_set, ()):
            continue
        values = current.values(key)
        observed, projected = values.periods(), values.periods(Kind.PROJECTION)
        rows.append(
            {
                "id": key,
                "name": indicator.name[language],
                "unit": indicator.unit.name[language],
                "periods": f"{observed[0]}–{observed[-1]} ({len(observed)})" if observed else "",
                "projection": f"{projected[0]}–{projected[-1]}" if projected else "",
                "areas": len(values.areas),
                "themes": ", ".join(indicator.themes.get(theme_set, ())),
                "checked": f"{indicator.checked.against} {indicator.checked.on}".strip(),
            }
        )
    show(rows, form)
