"""``alke indicators``: what the catalogue holds and has figures of; ``check`` against the publishers' metadata."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import click

from alke.base.errors import SourceError, UnknownCodeError
from alke.base.home import home
from alke.base.languages import Language
from alke.cli._engine import FORMATS, generation, show
from alke.indicators.catalogue import Indicator, Selection, load
from alke.indicators.checking import Checkup, State, Told, check, recorded
from alke.indicators.themes import CURRENT, themes
from alke.indicators.values import Kind


@click.group(invoke_without_command=True)
@click.option("--theme", help="Only indicators of this theme, such as population.")
@click.option("--set", "theme_set", default=CURRENT, show_default=True, help="The set the theme is of: 2024 or 2023.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--lang", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True, help="Of the names.")
@click.pass_context
def command(context: click.Context, theme: str | None, theme_set: str, form: str, lang: str) -> None:
    """List the indicators with unit, periods, number of areas and how their selections were checked."""
    if context.invoked_subcommand is not None:
        return
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


@command.command("check")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--live", is_flag=True, help="Ask the publishers' servers instead of the recorded metadata.")
@click.option("--json", "as_json", is_flag=True, help="One object for each indicator.")
def check_command(ids: tuple[str, ...], live: bool, as_json: bool) -> None:
    """Check tables, codes, units and years against publishers' metadata; exit code 1 when something differs.

    Without ID, every indicator of the catalogue.
    """
    catalogue = {key: each for key, each in load().items() if not each.family}
    for key in ids:
        if key not in catalogue:
            raise UnknownCodeError("indicator", key, catalogue)
    chosen = {key: catalogue[key] for key in ids} if ids else catalogue
    checked = [check(each, recorded()) for each in chosen.values()]
    if live:
        checked = _asked(checked, chosen)
    show([_row(each) for each in checked], "json" if as_json else "table")
    if not as_json:
        for each in checked:
            for told in each.told:
                if told.what:
                    fix = f" {told.fix}." if told.fix else ""
                    where = " ".join(part for part in (each.indicator.id, told.source, told.table) if part)
                    click.echo(f"{where}: {told.what}.{fix}")
        counts = Counter(each.state for each in checked)
        click.echo(", ".join(f"{counts[state]} {state}" for state in reversed(State) if counts[state]) + ".")
    if any(each.state is State.DIFFERS for each in checked):
        sys.exit(1)


def _row(checkup: Checkup) -> Mapping[str, object]:
    table = checkup.recorded
    return {
        "id": checkup.indicator.id,
        "state": checkup.state.value,
        "table": ", ".join(dict.fromkeys(f"{each.source} {each.table}" for each in checkup.told if each.table)),
        "periods": f"{table.first}–{table.last}" if table else "",
        "updated": table.updated if table else "",
        "next": table.following if table else "",
        "seen": table.seen if table else "",
        "differs": "; ".join(each.what for each in checkup.told if each.state is State.DIFFERS),
    }


def _asked(checked: list[Checkup], catalogue: Mapping[str, Indicator]) -> list[Checkup]:
    """The checkups with what the servers say instead of what was recorded of the tables and their codes."""
    answers = _Servers()
    result = []
    for checkup, indicator in zip(checked, catalogue.values(), strict=True):
        embedded = [each for each in checkup.told if each.source == "sample"]
        selections = [one for given in indicator.every_input for one in given.selections]
        told = [answers.about(one) for one in selections if one.source != "sample"]
        result.append(replace(checkup, told=(*told, *embedded)))
    answers.close()
    return result


class _Servers:
    """Asks each server for a table's metadata once; a server that does not answer is not asked again."""

    def __init__(self) -> None:
        from alke.statistics.sources import open_source
        from alke.statistics.sources.source import Source

        self._open = open_source
        self._opened: dict[str, Source] = {}
        self._silent: dict[str, SourceError] = {}

    def about(self, selection: Selection) -> Told:
        from alke.statistics.sources.http import Manners, UnreachableError
        from alke.statistics.sources.wanted import Wanted

        name, table = selection.source, selection.tables[0]
        try:
            if name in self._silent:
                raise self._silent[name]
            if name not in self._opened:
                manners = Manners(attempts=2)
                self._opened[name] = self._open(name, manners=manners, cache=home() / "cache" / "http")
            plan = self._opened[name].plan(Wanted(name, selection.tables, (selection.take,)))
        except UnreachableError as error:
            self._silent[name] = error
            return Told(State.UNREACHED, name, table, error.what, error.fix)
        except SourceError as error:
            return Told(State.DIFFERS, name, table, error.what, error.fix)
        return Told(State.OK, name, plan.table)

    def close(self) -> None:
        for source in self._opened.values():
            source.client.close()
