"""Eurostat's dissemination API: a data set by its code and filters, answered in JSON-stat with NUTS regions.

Finland and its NUTS 3 regions are asked for and become SSS and MK codes. A filter is a take of the catalogue:
``take: {unit: [[EUR_HAB]]}``. Leaves out the other countries, and the answers that Eurostat sends later by letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alke.areas import COUNTRY, REGIONS, area, find
from alke.base.errors import InputError, SourceError
from alke.base.languages import Language
from alke.statistics.cube import Axis, Cube, Role
from alke.statistics.matching import fold
from alke.statistics.readers import jsonstat
from alke.statistics.sources.http import Params
from alke.statistics.sources.source import Plan, Source
from alke.statistics.sources.wanted import Wanted

_GEO = "geo"


class Eurostat(Source):
    """Eurostat; a table's id is the data set's code."""

    def plan(self, wanted: Wanted) -> Plan:
        """One question: Finland and its regions, and every category that some take names."""
        table = wanted.tables[0]
        filters: dict[str, dict[str, None]] = {}
        for take in wanted.takes:
            for key, groups in take.items():
                if key not in {*Role}:
                    named = filters.setdefault(fold(key), {})
                    named |= {code: None for accepted in groups for code in accepted}
        # A filter that one taker does not use would hide from it what it needs.
        common = {key for key in filters if all(key in map(fold, take) for take in wanted.takes)}
        asked = tuple((key, code) for key in sorted(common) for code in filters[key])
        regions = tuple((_GEO, code) for code in ("FI", *_nuts()))
        ask: Params = (("format", "JSON"), ("lang", "EN"), *asked, *regions)
        return Plan(table, f"{self.base}/data/{table}", "", (ask,), None)

    def part(self, plan: Plan, number: int) -> bytes:
        """Ask for the data set."""
        answer = self.client.get(plan.address, plan.asks[number])
        self.cube(plan, [answer.body])
        return answer.body

    def cube(self, plan: Plan, parts: Sequence[bytes]) -> Cube:
        """The data set with its regions under Alke's codes and names."""
        fix = "Check the data set's code and the filters in the catalogue's selection"
        try:
            cube = jsonstat.read(parts[0], path=plan.address, language="en")[0]
        except InputError as error:
            what = f"the answer cannot be read: {error.what}"
            raise SourceError(what, where=error.where, fix=fix) from None
        geo = next((place for place, axis in enumerate(cube.axes) if axis.code.lower() == _GEO), None)
        if geo is None:
            raise SourceError("the data set has no regions", where=plan.address, fix=fix)
        kept, codes = _known(cube.axes[geo])
        if not kept:
            raise SourceError("no Finnish region came", where=plan.address, fix=fix)
        labels = {str(each): tuple(area(code).names[each] for code in codes) for each in Language}
        names = {"fi": "Alue", "sv": "Område", "en": "Area"}
        axis = replace(
            cube.axes[geo], role=Role.AREA, codes=codes, names=names, labels=labels, units={}, decimals={}, parents={}
        )
        axes = (*cube.axes[:geo], axis, *cube.axes[geo + 1 :])
        numbers, statuses = cube.numbers.take(kept, geo), cube.statuses.take(kept, geo)
        return cube.with_(
            axes=axes,
            numbers=numbers,
            statuses=statuses,
            table=plan.table,
            publisher=self.about.publisher.en,
            licence=cube.licence or self.about.licence,
            extra={},
        )


def _nuts() -> tuple[str, ...]:
    facts = (area(code).region for code in REGIONS)
    return tuple(each.nuts3 for each in facts if each is not None)


def _known(geo: Axis) -> tuple[list[int], tuple[str, ...]]:
    """The places of the regions that are Finnish, and their codes; of codes of two NUTS versions the first stays."""
    found: dict[str, int] = {}
    for place, code in enumerate(geo.codes):
        known = find(code)
        if known is not None and known.code in (COUNTRY, *REGIONS):
            found.setdefault(known.code, place)
    order = sorted(found, key=lambda code: found[code])
    return [found[code] for code in order], tuple(order)
