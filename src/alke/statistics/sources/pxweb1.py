"""PxWeb's API version 1, as StatFin speaks it: folders of tables, metadata by GET, JSON-stat by POST.

A table is looked for in its folder's list under every accepted id, so both StatFin's short names (``11re``) and those
before June 2026 (``statfin_vaerak_pxt_11re``) are found. Labels are taken in each language, the numbers once.
Leaves out which tables are wanted and keeping what came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alke.base.errors import InputError, SourceError
from alke.base.languages import Language
from alke.statistics.cube import Axis, Cube, Role
from alke.statistics.readers import jsonstat
from alke.statistics.readers.guesses import roles_of
from alke.statistics.readers.nodes import Node
from alke.statistics.sources.http import Params, RefusedError
from alke.statistics.sources.parts import Block, blocks, fitted, joined
from alke.statistics.sources.source import Plan, Source
from alke.statistics.sources.wanted import Wanted, picks

_ABSENT = (400, 404)


@dataclass(frozen=True)
class _Memory:
    axes: tuple[Axis, ...]
    titles: Mapping[str, str]
    blocks: tuple[Block, ...]
    language: str


class PxWeb1(Source):
    """A PxWeb server of the first API."""

    def plan(self, wanted: Wanted) -> Plan:
        """Find the table, read its metadata in each language and cut the question under the server's limit."""
        lead, *others = self.languages
        table, path, updated, metadata = self._found(wanted, lead)
        address = f"{self.base}/{lead}/{path}"
        axes = _axes(metadata, lead)
        titles = {str(lead): metadata["title"].text()}
        warnings: list[str] = []
        for language in others:
            try:
                more = self._metadata(language, path)
                axes = _merged(axes, _axes(more, language))
                titles[str(language)] = more["title"].text()
            except (SourceError, InputError) as error:
                warnings.append(f"{table}: no labels in {language}: {error}")
        picked, lacking = picks(axes, wanted, where=table)
        axes = tuple(_narrowed(axis, codes) for axis, codes in zip(axes, picked, strict=True))
        cut = tuple(blocks([*map(len, axes)], self._most_cells(lead)))
        asks = tuple(_ask(axes, block) for block in cut)
        return Plan(table, address, updated, asks, _Memory(axes, titles, cut, str(lead)), (*warnings, *lacking))

    def part(self, plan: Plan, number: int) -> bytes:
        """Ask for one block of the table."""
        answer = self.client.post(plan.address, plan.asks[number])
        self._read(plan, number, answer.body)
        return answer.body

    def cube(self, plan: Plan, parts: Sequence[bytes]) -> Cube:
        """Join the blocks, with the labels of every language."""
        memory: _Memory = plan.memory
        read = [(block, self._read(plan, number, parts[number])) for number, block in enumerate(memory.blocks)]
        whole = joined(memory.axes, read, where=plan.address)
        return whole.with_(
            table=plan.table,
            titles={**whole.titles, **memory.titles},
            sources=whole.sources or {language: self.about.publisher[language] for language in self.languages},
            publisher=whole.publisher or self.about.publisher.en,
            licence=whole.licence or self.about.licence,
            updated=whole.updated or plan.updated,
        )

    def _read(self, plan: Plan, number: int, body: bytes) -> Cube:
        memory: _Memory = plan.memory
        return read_part(body, _asked(memory.axes, memory.blocks[number]), memory.language, where=plan.address)

    def _found(self, wanted: Wanted, language: Language) -> tuple[str, str, str, Node]:
        """The first accepted id that the server has, the table's path, its update time and metadata."""
        folders = self._folders(wanted.tables)
        refused: RefusedError | None = None
        for folder in folders:
            updates = self._listed(folder, language) or self._searched(folder, language, wanted.tables)
            listed = [table for table in wanted.tables if table.lower() in updates]
            for table in listed or ([] if updates else wanted.tables):
                name, updated = updates.get(table.lower(), (f"{table}.px", ""))
                path = f"{folder}/{name}"
                try:
                    return table, path, updated, self._metadata(language, path)
                except RefusedError as error:
                    if error.status not in _ABSENT:
                        raise
                    refused = error
        told = f" ({refused.what})" if refused else ""
        where = ", ".join(f"{self.base}/{language}/{folder}" for folder in folders)
        fix = "The publisher may have renamed it: look it up in its database and add the new id to the catalogue"
        raise SourceError(f"no table {' or '.join(wanted.tables)}{told}", where=where, fix=fix)

    def _folders(self, tables: Sequence[str]) -> list[str]:
        """The folders that the accepted ids speak for, the most telling first."""
        forms = self.about.folders or (("", ""),)
        found = {}
        for table in tables:
            place, match = next((i, m) for i, (form, _) in enumerate(forms) if (m := re.match(form, table, re.I)))
            found[str(match.expand(forms[place][1]))] = place
        return sorted(found, key=found.__getitem__)

    def _listed(self, folder: str, language: Language) -> dict[str, tuple[str, str]]:
        """The tables of a folder by id in small letters: file name and update time; empty when it lists none."""
        return self._items(f"{self.base}/{language}/{folder}", (), "updated")

    def _searched(self, folder: str, language: Language, tables: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The accepted ids that a search of the database finds, as `_listed`."""
        found: dict[str, tuple[str, str]] = {}
        for table in tables:
            hits = self._items(f"{self.base}/{language}/{folder}", (("query", table),), "published")
            if table.lower() in hits:
                found[table.lower()] = hits[table.lower()]
        return found

    def _items(self, address: str, params: Params, time: str) -> dict[str, tuple[str, str]]:
        try:
            items = self.client.get(address, params).json
        except RefusedError as error:
            if error.status in _ABSENT:
                return {}
            raise
        found = {}
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and item.get("type", "t") == "t" and item.get("id"):
                path = f"{item.get('path') or ''}/{item['id']}".lstrip("/")
                found[str(item["id"]).removesuffix(".px").lower()] = (path, str(item.get(time) or ""))
        return found

    def _metadata(self, language: Language, path: str) -> Node:
        address = f"{self.base}/{language}/{path}"
        return Node(self.client.get(address).json, address)

    def _most_cells(self, language: Language) -> int:
        """Cells that one question may ask for, as the server says or else as the registry has it."""
        try:
            told = self.client.get(f"{self.base}/{language}/", (("config", ""),)).json
        except SourceError:
            told = None
        return apply_limits(self, told, ("maxCells", "maxValues"), "maxCalls")


def apply_limits(source: Source, told: Any, cells: Sequence[str], calls: str) -> int:
    """Take over a server's own limits: the rate of requests into its client, and the most cells as the answer."""
    told = told if isinstance(told, dict) else {}
    limits = {key: value for key, value in told.items() if isinstance(value, int | float) and value >= 1}
    if calls in limits and "timeWindow" in limits:
        manners = source.client.manners
        source.client.manners = replace(manners, calls=int(limits[calls]), window=float(limits["timeWindow"]))
    most = [int(limits[key]) for key in cells if key in limits]
    return min(most) if most else int(source.about.most_cells)


def read_part(body: bytes, asked: Sequence[tuple[str, tuple[str, ...]]], language: str, *, where: str) -> Cube:
    """One JSON-stat answer as the cube that was asked for.

    Raises:
        SourceError: when it is no table, or another one.
    """
    try:
        cubes = jsonstat.read(body, path=where, language=language)
    except InputError as error:
        fix = "Fetch again; if it stays, the publisher has changed the table or its service"
        raise SourceError(f"the answer cannot be read: {error.what}", where=error.where, fix=fix) from None
    return fitted(cubes[0], asked, where=where)


def _axes(metadata: Node, language: str) -> tuple[Axis, ...]:
    """The axes that PxWeb 1's metadata tell, with their categories and labels."""
    described = []
    for variable in metadata["variables"].elements():
        code, name = variable["code"].text(), variable["text"].text()
        codes, labels = variable["values"].texts(), variable["valueTexts"].texts()
        if not code or not codes:
            variable.fail("a variable without code or values", "Fetch again; else tell the publisher")
        if len(set(codes)) != len(codes):
            twice = next(each for each in codes if codes.count(each) > 1)
            variable["values"].fail(f"category {twice!r} stands twice", "Tell the publisher: codes must be unique")
        if len(labels) not in (0, len(codes)):
            variable["valueTexts"].fail(f"{len(labels)} labels for {len(codes)} categories", "Tell the publisher")
        role = Role.TIME if variable["time"].value is True else Role.AREA if variable["map"] else None
        described.append((code, name, tuple(codes), tuple(labels), variable["map"].text(), role))
    if not described:
        metadata.fail("these are no metadata of a table", "Check the table's id, and the address with --base")
    roles = roles_of(
        [((code, name), codes) for code, name, codes, _, _, _ in described], [each[5] for each in described]
    )
    return tuple(
        Axis(
            code,
            role,
            codes,
            names={str(language): name} if name else {},
            labels={str(language): labels} if labels else {},
            codelist=codelist,
        )
        for (code, name, codes, labels, codelist, _), role in zip(described, roles, strict=True)
    )


def _merged(axes: Sequence[Axis], more: Sequence[Axis]) -> tuple[Axis, ...]:
    """The axes with the names and labels of another language; variables are matched by code, else by categories."""
    by_code = {axis.code: axis for axis in more}
    merged = []
    for axis in axes:
        same = by_code.get(axis.code) or next((each for each in more if set(each.codes) == set(axis.codes)), None)
        if same is None:
            merged.append(axis)
            continue
        labels = {
            language: tuple(texts[at[code]] if code in at else axis.label(code, language) for code in axis.codes)
            for language, texts in same.labels.items()
            if (at := same.positions)
        }
        merged.append(replace(axis, names={**axis.names, **same.names}, labels={**axis.labels, **labels}))
    return tuple(merged)


def _narrowed(axis: Axis, codes: Sequence[str]) -> Axis:
    at = axis.positions
    labels = {language: tuple(texts[at[code]] for code in codes) for language, texts in axis.labels.items()}
    return replace(axis, codes=tuple(codes), labels=labels)


def _asked(axes: Sequence[Axis], block: Block) -> list[tuple[str, tuple[str, ...]]]:
    return [(axis.code, axis.codes[places.start : places.stop]) for axis, places in zip(axes, block, strict=True)]


def _ask(axes: Sequence[Axis], block: Block) -> dict[str, Any]:
    asked = [
        {"code": code, "selection": {"filter": "item", "values": list(codes)}} for code, codes in _asked(axes, block)
    ]
    return {"query": asked, "response": {"format": "json-stat2"}}
