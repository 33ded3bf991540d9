"""PxWeb's API version 1, as StatFin speaks it: folders of tables, metadata by GET, JSON-stat by POST.

A table is looked for in its folder's list under every accepted id, so both StatFin's short names (``11re``) and those
before June 2026 (``statfin_vaerak_pxt_11re``) are found. Labels are taken in each language, the numbers once.
Leaves out which tables are wanted and keeping what came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from alke.base.errors import SourceError
from alke.base.languages import Language
from alke.statistics.cube import Axis, Role
from alke.statistics.readers.guesses import roles_of
from alke.statistics.readers.nodes import Node
from alke.statistics.sources.http import Params, RefusedError
from alke.statistics.sources.pxweb import Asked, Described, PxWeb
from alke.statistics.sources.wanted import Wanted

_ABSENT = (400, 404)


class PxWeb1(PxWeb):
    """A PxWeb server of the first API."""

    def _locate(self, wanted: Wanted) -> tuple[str, str, str]:
        """The first accepted id that the server has, the table's path and its update time."""
        language = self.languages[0]
        folders = self._folders(wanted.tables)
        refused: RefusedError | None = None
        for folder in folders:
            updates = self._listed(folder, language) or self._searched(folder, language, wanted.tables)
            listed = [table for table in wanted.tables if table.lower() in updates]
            for table in listed or ([] if updates else wanted.tables):
                name, updated = updates.get(table.lower(), (f"{table}.px", ""))
                path = f"{folder}/{name}"
                try:
                    self._metadata(path, language)
                    return table, path, updated
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

    def _metadata(self, path: str, language: Language) -> Node:
        address = self._address(path, language)
        return Node(self._described_at(address), address)

    def _describe(self, place: str, language: Language, wanted: Wanted) -> Described:
        metadata = self._metadata(place, language)
        return Described(_axes(metadata, language), metadata["title"].text())

    def _address(self, place: str, language: Language) -> str:
        return f"{self.base}/{language}/{place}"

    def _question(self, asked: Asked, wanted: Wanted, axes: Sequence[Axis]) -> object:
        query = [{"code": code, "selection": {"filter": "item", "values": list(codes)}} for code, codes in asked]
        return {"query": query, "response": {"format": "json-stat2"}}

    def _config(self) -> Any:
        try:
            return self.client.get(f"{self.base}/{self.languages[0]}/", (("config", ""),)).json
        except SourceError:
            return None  # not every server tells


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
    if len({each[0] for each in described}) != len(described):
        metadata["variables"].fail("the code of a variable stands twice", "Tell the publisher")
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
