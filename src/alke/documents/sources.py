"""Sources and definitions as blocks: the section that every number of a picture leads to, and the line on divisions.

The section tells first the tables and then, indicator by indicator, definition, pitfalls, formula and source. Leaves
out the picture around it (`picture.py`) and where a single number comes from (its lineage).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alke.areas import COUNTRY
from alke.areas.divisions import moves, statement
from alke.base.languages import Language, texts
from alke.documents.blocks import Block, Definitions, Heading, Paragraph, source_anchor
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.language.runs import Plain, Runs
from alke.statistics.store import Vintage

WORDS = texts(Path(__file__).with_name("sources.yaml"))
ANCHOR = "sources"


@dataclass(frozen=True)
class Sources:
    """Where the numbers of an area's picture come from.

    Attributes:
        generation: The values that are shown.
        area: ``SSS`` or a region.
        within: The areas inside it whose numbers are shown too.
        language: Of the blocks.
    """

    generation: Generation
    area: str
    within: tuple[str, ...]
    language: Language

    def section(self, keys: Iterable[str]) -> Iterator[Block]:
        """The section on sources of the indicators and families that are shown, in order of their names."""
        keys = tuple(keys)
        yield Heading(2, self._say("sources"), ANCHOR)
        yield Heading(3, self._say("tables"), "tables")
        yield Definitions(tuple((vintage.table, self._line(vintage)) for vintage in self.used(keys).values()))
        named = {key: self._entry(key).name[self.language].partition(":")[0] for key in keys}
        for key in sorted(named, key=lambda each: named[each]):
            yield Heading(3, named[key], source_anchor(key))
            yield Definitions(tuple(self._items(self._entry(key))))

    def used(self, keys: Iterable[str]) -> dict[str, Vintage]:
        """The kept tables behind what is shown, by id."""
        return {vintage.id: vintage for key in keys for vintage in self._vintages(self._entry(key))}

    def division(self, keys: Iterable[str]) -> Iterator[Block]:
        """In which division the figures are, and which municipalities moved."""
        years = {self.generation.values(self._entry(key).id).division for key in keys} - {""}
        if years:
            newest = max(years)
            moved = statement(moves(None if self.area == COUNTRY else self.area), self.language)
            moved = moved.removeprefix(statement((), self.language)).strip()  # the division is named already
            own = ", ".join(sorted(years - {newest}))
            told = (self._say("division_line", year=newest), moved, self._say("division_own", years=own) if own else "")
            yield Paragraph((Plain(" ".join(filter(None, told))),), "note")

    def _say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    def _entry(self, key: str) -> Indicator:
        """An indicator, or for a family its first member."""
        catalogue = self.generation.catalogue
        return catalogue.get(key) or next(one for one in catalogue.values() if one.family == key)

    def _items(self, one: Indicator) -> Iterator[tuple[str, Runs]]:
        yield self._say("definition"), (Plain(one.definition[self.language]),)
        yield self._say("pitfalls"), (Plain(one.pitfalls[self.language]),)
        yield self._say("formula"), (Plain(self._say("published") if one.as_published else one.formula),)
        named = ", ".join(f"{vintage.title(self.language)} ({vintage.table})" for vintage in self._vintages(one))
        yield self._say("source"), (Plain(named),)

    def _vintages(self, one: Indicator) -> list[Vintage]:
        """The kept tables that the area's own numbers come from, and what they are compared with in the country."""
        values = self.generation.values(one.id)
        rows = [values.rows[code] for code in (self.area, COUNTRY, *self.within) if code in values.rows]
        places = sorted({int(p) for layer in values.layers for p in layer.vintages[rows].ravel() if p >= 0})
        ids = dict.fromkeys(part for place in places for part in values.vintage_ids[place].split("+"))
        return [self.generation.vintages[ident] for ident in ids]

    def _line(self, vintage: Vintage) -> Runs:
        """What a kept table is, who published it, how its numbers were made, and when it was retrieved."""
        told = [vintage.title(self.language), vintage.sources.get(self.language) or vintage.publisher]
        parts = [_sentence(", ".join(filter(None, told))), _sentence(vintage.derivation.get(self.language, ""))]
        retrieved = self._say("retrieved", on=vintage.retrieved[:10], checksum=vintage.checksum[:12])
        parts += [_sentence(retrieved), _sentence(vintage.licence)]
        return (Plain(" ".join(filter(None, parts))),)


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
