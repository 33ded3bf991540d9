"""PxWeb's API version 2: limits in ``/config``, tables, code lists and metadata by GET, JSON-stat by POST.

Leaves out what both versions share (`pxweb.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from alke.base.errors import SourceError
from alke.base.languages import Language
from alke.statistics.cube import Axis
from alke.statistics.matching import means
from alke.statistics.readers import jsonstat
from alke.statistics.readers.nodes import Node
from alke.statistics.sources.http import RefusedError
from alke.statistics.sources.pxweb import Asked, Described, PxWeb
from alke.statistics.sources.wanted import Wanted


class PxWeb2(PxWeb):
    """A PxWeb server of the second API."""

    def _config(self) -> Any:
        told = self.client.get(f"{self.base}/config").json
        config = Node(told, f"{self.base}/config")
        offered = [each["id"].text() for each in config["languages"].elements()]
        common = [language for language in self.languages if language in offered]
        if offered and not common:
            config["languages"].fail(
                f"the languages are {', '.join(offered)} only", "Ask with --lang for one of fi, sv, en"
            )
        self.languages = common or self.languages
        return told

    def _locate(self, wanted: Wanted) -> tuple[str, str, str]:
        """The first accepted id that the server has; the place is the id, escaped."""
        _ = self._limit  # also tells which languages there are
        refused = None
        for table in wanted.tables:
            place = quote(table, safe="")
            try:
                self._metadata(place, self.languages[0])
                return table, place, ""
            except RefusedError as error:
                if error.status not in (400, 404):
                    raise
                refused = error
        told = f" ({refused.what})" if refused else ""
        fix = "Look the table up in the publisher's database and mend its id"
        raise SourceError(f"no table {' or '.join(wanted.tables)}{told}", where=f"{self.base}/tables", fix=fix)

    def _metadata(self, place: str, language: Language) -> Node:
        address = f"{self.base}/tables/{place}/metadata"
        return Node(self._described_at(address, (("lang", language), ("outputFormat", "json-stat2"))), address)

    def _describe(self, place: str, language: Language, wanted: Wanted) -> Described:
        described = jsonstat.describe(self._metadata(place, language), language=language)
        axes = tuple(self._grouped(axis, wanted, language) for axis in described["axes"])
        title = next(iter(described["titles"].values()), "")
        return Described(axes, title, described["updated"])

    def _grouped(self, axis: Axis, wanted: Wanted, language: Language) -> Axis:
        """The axis with the categories of the code list that is wanted for it."""
        codelist = _codelist(axis, wanted)
        if not codelist:
            return axis
        address = f"{self.base}/codelists/{quote(codelist, safe='')}"
        listed = Node(self._described_at(address, (("lang", language),)), address)
        values = [(value["code"].text(), value["label"].text()) for value in listed["values"].elements()]
        if not values or len({code for code, _ in values}) != len(values):
            listed["values"].fail("the code list is empty or has a code twice", "Tell the publisher")
        labels = {str(language): tuple(label for _, label in values)}
        codes = tuple(code for code, _ in values)
        return replace(axis, codes=codes, labels=labels, units={}, decimals={}, parents={}, codelist=codelist)

    def _address(self, place: str, language: Language) -> str:
        return f"{self.base}/tables/{place}/data?lang={language}&outputFormat=json-stat2"

    def _question(self, asked: Asked, wanted: Wanted, axes: Sequence[Axis]) -> object:
        selection = []
        for (code, codes), axis in zip(asked, axes, strict=True):
            codelist = _codelist(axis, wanted)
            chosen = {"variableCode": code, "valueCodes": list(codes)}
            selection.append({**chosen, "codelist": codelist} if codelist else chosen)
        return {"selection": selection}


def _codelist(axis: Axis, wanted: Wanted) -> str:
    return next((codelist for stem, codelist in wanted.codelists.items() if means(stem, axis)), "")
