"""Sotkanet's REST API 1.1 (THL): one indicator is one table of areas and years, with titles in three languages.

Regions are known by Sotkanet's own numbers; their category and code make Alke's codes: SSS, MK01, KU091, HVA01. Leaves
out the other groupings of the country that Sotkanet has, and men and women apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alke.areas import find
from alke.areas.area import Level
from alke.base.errors import SourceError
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.readers.nodes import Node, parse
from alke.statistics.sources.http import RefusedError
from alke.statistics.sources.source import Plan, Source
from alke.statistics.sources.wanted import Wanted

_LEVELS = {
    "MAA": Level.COUNTRY,
    "MAAKUNTA": Level.REGION,
    "HYVINVOINTIALUE": Level.WELLBEING,
    "KUNTA": Level.MUNICIPALITY,
}
_YEARS = 10  # in one question
_ABSENT = Mark("", Reason.NOT_AVAILABLE)


@dataclass(frozen=True)
class _Memory:
    indicator: Node
    areas: Mapping[int, str]  # Sotkanet's number → Alke's code
    names: Mapping[str, Mapping[str, str]]  # code → title by language
    years: tuple[str, ...]


class Sotkanet(Source):
    """Sotkanet; a table's id is the indicator's number."""

    def plan(self, wanted: Wanted) -> Plan:
        """Read what the indicator is and which years it has, and ask for them some at a time."""
        table, indicator = self._found(wanted)
        first, last = (indicator["range"][end].text() for end in ("start", "end"))
        if not (first.isdigit() and last.isdigit() and 1900 <= int(first) <= int(last) <= 2100):
            indicator["range"].fail(f"the years {first!r}–{last!r} are no range", "Tell the publisher")
        years = tuple(str(year) for year in range(int(first), int(last) + 1))
        address = f"{self.base}/regions"
        areas, names = _areas(Node(self.client.get(address).json, address))
        asks = tuple(years[start : start + _YEARS] for start in range(0, len(years), _YEARS))
        memory = _Memory(indicator, areas, names, years)
        return Plan(table, f"{self.base}/json?indicator={table}", indicator["data-updated"].text(), asks, memory)

    def _found(self, wanted: Wanted) -> tuple[str, Node]:
        for table in wanted.tables:
            address = f"{self.base}/indicators/{table}"
            try:
                indicator = Node(self.client.get(address).json, address)
            except RefusedError as error:
                if error.status not in (400, 404):
                    raise
                continue
            if indicator["id"].text() == table:
                return table, indicator
            indicator["id"].fail(f"indicator {table} was asked for", "Check the address with --base")
        fix = "Look the indicator up in Sotkanet and mend its number"
        raise SourceError(f"no indicator {' or '.join(wanted.tables)}", where=f"{self.base}/indicators", fix=fix)

    def part(self, plan: Plan, number: int) -> bytes:
        """Ask for some years of all regions."""
        years = tuple(("years", year) for year in plan.asks[number])
        answer = self.client.get(f"{self.base}/json", (("indicator", plan.table), *years, ("genders", "total")))
        _values(answer.body, plan, number)
        return answer.body

    def cube(self, plan: Plan, parts: Sequence[bytes]) -> Cube:
        """The table of areas and years; a cell that did not come is not available."""
        memory: _Memory = plan.memory
        cells: dict[tuple[str, str], float] = {}
        for number, body in enumerate(parts):
            cells |= _values(body, plan, number)
        codes = tuple(code for code in memory.names if any((code, year) in cells for year in memory.years))
        if not codes:
            fix = "See in Sotkanet whether the indicator has figures by region or municipality"
            raise SourceError("no figures of any known area came", where=plan.address, fix=fix)
        numbers = np.array([[[cells.get((code, year), np.nan)] for year in memory.years] for code in codes])
        statuses = np.isnan(numbers).astype(np.uint8)
        return Cube(
            self._axes(codes, memory),
            numbers,
            statuses,
            (PLAIN, _ABSENT) if statuses.any() else (PLAIN,),
            table=plan.table,
            titles=_by_language(memory.indicator["title"]),
            sources=self._told(memory.indicator["organization"]["title"]),
            notes={
                language: tuple(text for field in ("description", "limits") if (text := texts[field].get(language)))
                for texts in ({field: _by_language(memory.indicator[field]) for field in ("description", "limits")},)
                for language in texts["description"]
            },
            publisher=self.about.publisher.en,
            licence=self.about.licence,
            updated=plan.updated,
        )

    def _told(self, organisation: Node) -> dict[str, str]:
        return {language: f"Sotkanet, {name}" for language, name in _by_language(organisation).items()}

    def _axes(self, codes: Sequence[str], memory: _Memory) -> tuple[Axis, ...]:
        labels = {
            str(language): tuple(memory.names[code].get(language) or code for code in codes)
            for language in self.languages
        }
        kind = memory.indicator["primaryValueType"]
        titles = _by_language(memory.indicator["title"])
        unit = _by_language(kind["title"]).get("fi") or kind["code"].text()
        decimals = memory.indicator["decimals"].text()
        content = Axis(
            "content",
            Role.CONTENT,
            ("value",),
            labels={language: (title,) for language, title in titles.items()},
            units={"value": unit} if unit else {},
            decimals={"value": int(decimals)} if decimals.isdigit() else {},
        )
        area = Axis("region", Role.AREA, tuple(codes), {"fi": "Alue", "sv": "Område", "en": "Area"}, labels)
        return area, Axis("year", Role.TIME, memory.years, {"fi": "Vuosi", "sv": "År", "en": "Year"}), content


def _areas(regions: Node) -> tuple[dict[int, str], dict[str, dict[str, str]]]:
    """Sotkanet's numbers as Alke's codes, and the names of each code."""
    areas: dict[int, str] = {}
    names: dict[str, dict[str, str]] = {}
    for region in regions.elements():
        level = _LEVELS.get(region["category"].text())
        if level is None:
            continue
        titles = _by_language(region["title"])
        code = _code(region["code"].text(), titles, level)
        if code and code not in names:
            areas[region["id"].whole()] = code
            names[code] = titles
    if not areas:
        regions.fail("no region of a known category is in the list", "Check the address with --base")
    return areas, names


def _code(number: str, titles: Mapping[str, str], level: Level) -> str:
    """Alke's code of a region: by its number and, where that is not known, its name; "" when by neither."""
    if level is Level.COUNTRY:
        return "SSS"
    names = (f"{level.value}{number}", *titles.values())
    return next((known.code for name in names if (known := find(name, level=level))), "")


def _by_language(texts: Node) -> dict[str, str]:
    return {language: text for language, node in texts.members() if (text := node.text().strip())}


def _values(body: bytes, plan: Plan, number: int) -> dict[tuple[str, str], float]:
    """The values of one answer by area and year.

    Raises:
        SourceError: when it holds what was not asked for.
    """
    memory: _Memory = plan.memory
    rows, asked = parse(body, path=plan.address), set(plan.asks[number])
    cells: dict[tuple[str, str], float] = {}
    for row in rows.elements():
        year, value = row["year"].text(), row["value"].value
        if row["indicator"].text() != plan.table or year not in asked or row["gender"].text() not in ("total", ""):
            row.fail("a row that was not asked for", "Fetch again; if it stays, the publisher has changed the service")
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            row["value"].wrong("a number")
        code = memory.areas.get(row["region"].whole())
        if code is None or value is None:
            continue
        if cells.setdefault((code, year), float(value)) != float(value):
            row.fail(f"{code} has two values for {year}", "Tell the publisher")
    return cells
