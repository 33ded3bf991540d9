"""What stands on each page: plain data for its template. Leaves out requests, addresses and markup of documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from alke.areas import COUNTRY, MAINLAND, REGIONS, area
from alke.base.languages import Language
from alke.base.units import unit
from alke.documents import figures, html, peers, picture
from alke.documents.blocks import Block, FigureBlock, Heading
from alke.documents.sources import ANCHOR as SOURCES
from alke.findings import Wishes
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.lineage import InputCell, Lineage, lineage
from alke.indicators.themes import CURRENT, theme_sets, themes
from alke.indicators.values import Measure, Ref
from alke.language import forms
from alke.language.dates import named
from alke.language.numbers import shown
from alke.statistics.store import Vintage
from alke.workspace.addresses import address
from alke.workspace.web import beside, comparison
from alke.workspace.web.comparison import Choice
from alke.workspace.words import WORDS

HOME_MAP = "population-change-percent"
_DIFFERENCES = frozenset((Measure.CHANGE, Measure.GAP, Measure.GAP_MEDIAN, Measure.SLOPE))
_DIFFERENCES |= {Measure.GAP_GROUP, Measure.GAP_TARGET, Measure.AS_COUNTRY, Measure.MIX, Measure.OWN}
STALE_DAYS = 400


def number_address(language: Language) -> html.Address:
    """The address of the page of a number, in a language."""
    return lambda ref: address(language, "number", ref=str(ref))


def home(made: Generation, language: Language) -> dict[str, Any]:
    """The map of one indicator, the regions, the themes with their indicators."""
    key = HOME_MAP if HOME_MAP in made.ids_with_values() else next(iter(made.ids_with_values()), "")
    drawn = ""
    if key:

        def there(code: str) -> str:
            return address(language, "area", code=code)

        wide = figures.draw(made, "tilemap", key, COUNTRY, language, name="home", href=there)
        narrow = figures.draw(made, "tilemap", key, COUNTRY, language, name="home", narrow=True, href=there)
        if wide is not None:
            drawn = html.figure_html(FigureBlock(wide, narrow), language, number_address(language))
    regions = [area(code) for code in REGIONS]
    return {
        "map": drawn,
        "regions": sorted(regions, key=lambda each: each.code),
        "country": area(COUNTRY),
        "themes": [(theme, _of_theme(made, theme.key)) for theme in themes()],
        "years": picture.data_years(made, COUNTRY),
        "count": len(made.ids_with_values()),
    }


def _of_theme(made: Generation, key: str) -> list[Indicator]:
    held = set(made.ids_with_values())
    return [one for one in made.of_theme(key) if one.id in held]


def area_picture(
    made: Generation, code: str, language: Language, wishes: Wishes, *, hides: bool = False
) -> dict[str, Any]:
    """The picture's blocks as HTML, its theme headings, and the neighbours on the list of regions.

    `hides` tells whether who looks may hide findings of it.
    """
    document = picture.build(made, code, language, wishes=wishes)
    blocks = list(before_sources(document.blocks))
    told = {each.key: each for chosen in picture.told(made, code, wishes).values() for each in chosen}
    under = beside.under(told, code, language, hides=hides)
    body = html.blocks_html(blocks, language, number_address(language), under)
    return {
        "hides": hides,
        "has_peers": code != COUNTRY,
        "document": document,
        "place": area(code),
        "body": _to_indicators(body, language),
        "sections": [block for block in blocks if isinstance(block, Heading) and block.level == 2],
        "regions": [area(each) for each in (COUNTRY, *REGIONS)],
    }


def area_peers(made: Generation, code: str, language: Language, own: tuple[str, ...], wrong: str) -> dict[str, Any]:
    """Every kind of peers of a region, and the form of a group of the reader's own.

    Args:
        made: The generation.
        code: The region.
        language: Of the page.
        own: The codes of the group, regions all.
        wrong: What of the group asked for is no region; "" when nothing.
    """
    blocks = list(peers.every_kind(made, code, language, own))
    body = html.blocks_html(blocks, language, number_address(language))
    return {
        "place": area(code),
        "body": _to_indicators(body, language),
        "sections": [block for block in blocks if isinstance(block, Heading) and block.level == 2],
        "choices": [(area(each), each in own) for each in REGIONS if each != code],
        "wrong": wrong,
    }


def before_sources(blocks: Iterable[Block]) -> Iterator[Block]:
    """The picture without its part on sources: on the site every number and indicator has a page of its own."""
    for block in blocks:
        if isinstance(block, Heading) and block.anchor == SOURCES:
            return
        yield block


def _to_indicators(body: str, language: Language) -> str:
    """Links to the part on sources lead to the indicators' own pages instead."""
    return re.sub(
        r'href="#source-([a-z0-9-]+)"', lambda found: f'href="{address(language, "indicator", key=found[1])}"', body
    )


def indicators(made: Generation, language: Language, theme_set: str) -> dict[str, Any]:
    """Every indicator by theme of a set, with its newest period or the word that it has no figure."""
    held = set(made.ids_with_values())
    groups = []
    for theme in themes(theme_set):
        rows = []
        for one in sorted(made.of_theme(theme.key, theme_set), key=lambda each: each.name[language].lower()):
            periods = made.values(one.id).periods() if one.id in held else ()
            span = f"{named(periods[0], language)}–{named(periods[-1], language)}" if periods else ""
            rows.append((one, span if len(periods) > 1 else named(periods[0], language) if periods else ""))
        groups.append((theme, rows))
    counts = {"count": len(made.listed), "with_values": len(held)}
    return {"groups": groups, "theme_set": theme_set, "theme_sets": list(theme_sets()), **counts}


def indicator(made: Generation, one: Indicator, language: Language, choice: Choice) -> dict[str, Any]:
    """An indicator's texts, its charts of all areas, and the table behind them."""
    used = [part for joined in made.values(one.id).vintage_ids for part in joined.split("+")]
    return {
        "one": one,
        **comparison.content(made, one, language, choice, number_address(language)),
        "vintages": [source(made.vintages[ident], language) for ident in dict.fromkeys(used)],
        "themes": [theme for theme in themes() if theme.key in one.themes.get(CURRENT, ())],
        "related": [made.catalogue[key] for key in one.related if key in made.catalogue],
        "polarity": WORDS[f"higher_{one.higher_is}"][language],
        "overdue": one.next_review < datetime.now(UTC).date().isoformat(),
    }


@dataclass(frozen=True)
class Source:
    """A kept table as a page tells it."""

    vintage: Vintage
    title: str
    edition: str
    derivation: str
    days: int
    old: bool


def source(vintage: Vintage, language: Language) -> Source:
    """A kept table in a language, with its age in days."""
    try:
        retrieved = datetime.fromisoformat(vintage.retrieved)
        retrieved = retrieved if retrieved.tzinfo else retrieved.replace(tzinfo=UTC)
        days = max((datetime.now(UTC) - retrieved).days, 0)
    except ValueError:
        days = 0

    def told(texts: Any) -> str:
        return str(texts.get(language) or next(iter(texts.values()), ""))

    return Source(
        vintage, vintage.title(language), told(vintage.sources), told(vintage.derivation), days, days > STALE_DAYS
    )


def sources(made: Generation, language: Language) -> dict[str, Any]:
    """Every kept table in use."""
    tables = [source(vintage, language) for vintage in made.vintages.values()]
    return {"tables": sorted(tables, key=lambda each: each.title.lower()), "made": made}


def number(made: Generation, ref: Ref, language: Language) -> dict[str, Any]:
    """The lineage of a number: the number, the formula, every cell."""
    found = lineage(made, ref)
    one = made.catalogue[ref.indicator]
    return {
        "ref": ref,
        "one": one,
        "place": area(ref.area),
        "period": named(ref.period, language),
        "has_picture": ref.area in picture.PICTURES,
        "shown": _shown(found, one, language),
        "unit": _unit(ref, one, language),
        "what": WORDS[f"measure_{ref.measure.value.replace('-', '_')}"][language].format(
            other=found.target.programme[language] if found.target else _other(ref, language), count=len(MAINLAND)
        ),
        "found": found,
        "steps": [_step(step, made.catalogue[step.ref.indicator], one, language) for step in found.steps],
        "cells": [_cell(cell, language) for cell in found.inputs],
        "vintages": [source(vintage, language) for vintage in found.vintages],
        "command": f"alke explain {ref.indicator} {ref.area} {ref.period}",
    }


def _shown(found: Lineage, one: Indicator, language: Language) -> str:
    if found.number is None:
        return "–"
    percent = found.ref.measure in (Measure.CHANGE_PERCENT, Measure.INDEX, Measure.PERCENT_OF)
    signed = found.ref.measure in (Measure.CHANGE_PERCENT, *_DIFFERENCES)
    decimals = 0 if found.ref.measure.counted else 1 if percent else one.decimals
    return shown(found.number, decimals, language, sign=signed)


def _unit(ref: Ref, one: Indicator, language: Language) -> str:
    if ref.measure.counted:
        return ""
    if ref.measure in (Measure.CHANGE_PERCENT, Measure.PERCENT_OF):
        return "%"
    if ref.measure is Measure.INDEX:
        return unit("index").name[language]
    differs = ref.measure in (Measure.SPREAD, *_DIFFERENCES)
    return one.unit.difference[language] if differs else one.unit.name[language]


def _other(ref: Ref, language: Language) -> str:
    if ref.others:
        return forms.listed([area(code).names[language] for code in ref.others], language)
    return ref.other


def _step(step: Lineage, of: Indicator, one: Indicator, language: Language) -> dict[str, str]:
    """A value that a number is worked out of; of another indicator than the number's own, that one is named."""
    other = "" if of is one else f", {of.name[language]}"
    return {
        "ref": str(step.ref),
        "area": area(step.ref.area).names[language] + other,
        "period": named(step.ref.period, language),
        "shown": _shown(step, one, language),
    }


def _cell(cell: InputCell, language: Language) -> dict[str, Any]:
    def told(texts: Any, code: str) -> str:
        return str(texts.get(language) or next(iter(texts.values()), code))

    places = [(told(each.name, each.axis), told(each.label, each.code), each.code) for each in cell.coordinates]
    number = "–" if cell.number is None else f"{cell.number:.15g}"
    if cell.number is not None:
        decimals = len(number.partition(".")[2]) if "e" not in number else 0
        number = shown(cell.number, decimals, language)
    return {
        "input": cell.input,
        "places": places,
        "number": number,
        "mark": cell.mark.sign,
        "weight": "" if cell.weight == 1 else shown(cell.weight, 4, language),
        "table": cell.vintage.table,
    }
