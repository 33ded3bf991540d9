"""The situation and development picture of one area in one language, as a document.

By theme: findings, figures, a table of indicators, what is missing; then peer regions (`peers.py`), and sub-regions
where municipal figures are there; then sources and definitions (`sources.py`), to which every number leads. What is
chosen is in `plan.yaml`, drawn by `figures.py`; the words are in `picture.yaml`. Leaves out writing it to a file
(`make.py`) and human text, which comes with editions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from string import ascii_lowercase

from alke.areas import COUNTRY, MAINLAND, REGIONS, Level, area, areas, parent
from alke.base.languages import Language, texts
from alke.charts.figure import Table
from alke.documents import peers
from alke.documents.blocks import (
    Block,
    Bullets,
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    TableBlock,
    source_anchor,
)
from alke.documents.figures import Planned, draw, plan
from alke.documents.sources import Sources
from alke.findings import Finding, Wishes, choose, from_record, ranked
from alke.findings.peers import STRUCTURE, near
from alke.findings.wishes import NONE
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.measure import crosses_break, measure
from alke.indicators.themes import CURRENT, Theme, themes
from alke.indicators.values import Measure, Ref, Value
from alke.language.dates import named
from alke.language.forms import listed, subject
from alke.language.numbers import shown
from alke.language.paragraphs import joined, worded
from alke.language.runs import Link, Number, Plain, Runs, Sentence, Strong
from alke.language.sentences import notes

WORDS = texts(Path(__file__).with_name("picture.yaml"))
MAIN = "main"
MAIN_FINDINGS = 10
FINDINGS_PER_THEME = 6
PICTURES = (COUNTRY, *REGIONS)


def build(
    generation: Generation, code: str, language: Language, theme_set: str = CURRENT, wishes: Wishes = NONE
) -> Document:
    """The picture of an area.

    Args:
        generation: The values and findings it is made of; it reads nothing else.
        code: ``SSS`` or a region.
        language: Of everything in it.
        theme_set: By which themes it is arranged.
        wishes: What people have lifted and hidden.

    Raises:
        UnknownCodeError: when there is no such set.
    """
    return _Picture(generation, code, language, theme_set, wishes).document()


def told(generation: Generation, code: str, wishes: Wishes = NONE) -> dict[str, list[Finding]]:
    """The findings that the picture of an area tells, by theme, in order; the same in every language."""
    return _Picture(generation, code, Language.FI, wishes=wishes).chosen


def lines(
    generation: Generation, code: str, language: Language, wishes: Wishes = NONE
) -> dict[str, list[tuple[Finding, Sentence]]]:
    """The findings that the picture tells, by theme, each in the words and in the order it has there."""
    made = _Picture(generation, code, language, wishes=wishes)
    by_key = {each.key: each for chosen in made.chosen.values() for each in chosen}
    return {
        theme: [(by_key[one.finding], one) for part in parts for one in part if one.finding]
        for theme, parts in made.worded.items()
    }


def data_years(generation: Generation, code: str) -> str:
    """The span of the newest data years of an area's indicators: "2016–2024"."""
    newest = [generation.values(key).latest(code) for key in generation.ids_with_values()]
    years = [value.period.year for value in newest if value]
    return f"{min(years)}–{max(years)}" if years and min(years) < max(years) else str(max(years, default=""))


@dataclass
class _Picture:
    generation: Generation
    code: str
    language: Language
    theme_set: str = CURRENT
    wishes: Wishes = NONE
    shown: dict[str, None] = field(default_factory=dict)  # indicators used so far, in order

    @property
    def themes(self) -> tuple[Theme, ...]:
        return themes(self.theme_set)

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.generation, self.code, self.own_subregions, self.language)

    @cached_property
    def findings(self) -> list[Finding]:
        return [from_record(record) for record in self.generation.finding_records(self.code)]

    @cached_property
    def with_values(self) -> frozenset[str]:
        made = self.generation
        return frozenset(key for key in made.ids_with_values() if made.values(key).latest(self.code) is not None)

    def document(self) -> Document:
        content = [block for theme in self.themes for block in self.theme(theme)]
        content += self.peers()
        content += self.subregions()
        blocks = [*self.opening(), *content, *self.sources.section(self.shown)]
        place = area(self.code)
        head = "title_country" if self.code == COUNTRY else "title"
        name = place.names[self.language]
        return Document(
            key=f"{self.code}-{self.language}",
            language=self.language,
            title=self.say(
                head,
                genitive=_capital(place.genitive[self.language]),
                name=name,
                years=data_years(self.generation, self.code),
            ),
            subtitle=self.say("subtitle"),
            blocks=tuple(blocks),
            subject=self.say("subject", name=_capital(name)),
            date=_day(max((vintage.retrieved for vintage in self.sources.used(self.shown).values()), default="")),
            keywords=(name, *(theme.names[self.language] for theme in self.themes)),
        )

    def opening(self) -> Iterator[Block]:
        """What the picture is and in which division its figures are; told when it is known what is shown."""
        yield Paragraph((Plain(self.say("lead")),), "lead")
        yield Paragraph((Plain(self.say("interpretation")),))
        if any(vintage.source == "sample" for vintage in self.generation.vintages.values()):
            yield Paragraph((Plain(self.say("lead_embedded")),), "note")
        yield from self.sources.division(self.shown)
        hidden = sum(finding.key in self.wishes.hidden for finding in self.findings)
        if hidden:
            yield Paragraph((Plain(self.say("hidden_one" if hidden == 1 else "hidden_many", count=hidden)),), "note")
        yield Heading(2, self.say("main"), MAIN)
        self.shown |= dict.fromkeys(finding.indicator for finding in self.chosen[MAIN])
        yield bullets(self.worded[MAIN][1])

    def latest(self, key: str) -> Value | None:
        return self.generation.values(key).latest(self.code)

    # One theme

    def members(self, theme: Theme) -> list[Indicator]:
        held = self.generation.of_theme(theme.key, self.theme_set)
        return sorted(held, key=lambda one: (one.key or "Z", one.name[self.language]))

    def theme(self, theme: Theme) -> Iterator[Block]:
        members = self.members(theme)
        known = [one for one in members if one.id in self.with_values]
        yield Heading(2, theme.names[self.language], theme.key)
        yield Paragraph((Plain(theme.description[self.language]),))
        yield from self.said(theme)
        yield from self.drawn(theme)
        if known:
            notes = self.notes(known)
            yield self.key_table(theme, known, notes)
            note = "change_note" if self.code not in MAINLAND else "rank_note"
            yield Paragraph((Plain(self.say(note)),), "note")
            if notes:
                yield Heading(3, self.say("cannot_say"), f"{theme.key}-cannot")
                marked = tuple((Strong(f"{mark})"), Plain(" "), *said.runs) for said, (mark, _) in notes.items())
                yield Bullets(marked, tuple(said.rule for said in notes))
        missing = [subject(one, self.language) for one in members if one.id not in self.with_values]
        if missing:
            names = listed(list(dict.fromkeys(missing)), self.language)
            yield Paragraph((Plain(self.say("no_figure", names=names)),), "missing")

    def said(self, theme: Theme) -> Iterator[Block]:
        chosen = self.chosen.get(theme.key, [])
        main = [finding for finding in self.chosen[MAIN] if self.first_theme(finding.indicator) == theme.key]
        if chosen or main:
            yield Heading(3, self.say("findings"), f"{theme.key}-findings")
        if main:
            catalogue = self.generation.catalogue
            names = dict.fromkeys(subject(catalogue[finding.indicator], self.language) for finding in main)
            yield Paragraph((Plain(self.say("told_first", names=listed(list(names), self.language))),), "note")
        if chosen:
            paragraph, apart = self.worded[theme.key]
            self.shown |= dict.fromkeys(finding.indicator for finding in chosen)
            if paragraph:
                yield told_in(paragraph)
            if apart:
                yield bullets(apart)

    def of_theme(self, theme: Theme) -> list[Finding]:
        """Findings of a theme's indicators; one of two themes is spoken of in the first only."""
        ours = {one.id for one in self.members(theme) if one.id in self.with_values}
        return [f for f in self.findings if f.indicator in ours and self.first_theme(f.indicator) == theme.key]

    @cached_property
    def chosen(self) -> dict[str, list[Finding]]:
        """What is told first of all (`MAIN`) and then of each theme; the same in every language."""
        catalogue = self.generation.catalogue
        of_themes = {each.key: self.of_theme(each) for each in self.themes}
        wishes = self.wishes
        main = choose(chain(*of_themes.values()), MAIN_FINDINGS, per_indicator=1, catalogue=catalogue, wishes=wishes)
        rest = {
            key: choose(found, FINDINGS_PER_THEME, catalogue=catalogue, told=main, wishes=wishes)
            for key, found in of_themes.items()
        }
        return {MAIN: main, **rest}

    @cached_property
    def worded(self) -> dict[str, tuple[list[Sentence], list[Sentence]]]:
        """What is told of each theme in words: in its paragraph, and apart from it."""
        beside = [from_record(record) for record in self.generation.finding_records(COUNTRY)]
        beside += self.wishes.of(self.findings)
        return worded(self.chosen, beside, self.language, self.generation.catalogue, listed=(MAIN,))

    def first_theme(self, key: str) -> str:
        own = self.generation.catalogue[key].themes.get(self.theme_set, ())
        return next((theme.key for theme in self.themes if theme.key in own), "")

    def drawn(self, theme: Theme) -> Iterator[Block]:
        planned = plan(self.theme_set).get(theme.key, ())
        blocks = [block for one in planned if (block := self.figure(theme, one))]
        if blocks:
            yield Heading(3, self.say("figures"), f"{theme.key}-figures")
            yield from blocks

    def figure(self, theme: Theme, planned: Planned) -> FigureBlock | None:
        """A figure for paper and one for a narrow screen; None where there is nothing to draw."""
        keys = [key for key in planned.indicators if key in self.with_values or planned.chart == "pyramid"]
        if not keys:
            return None
        name = f"{theme.key}-{planned.name}-{planned.chart}"
        wide, narrow = (
            draw(
                self.generation, planned.chart, keys, self.code, self.language, name=name, narrow=small,
                peers=self.beside, order=planned.order,
            )
            for small in (False, True)
        )  # fmt: skip
        if wide is None:
            return None
        self.shown |= dict.fromkeys(keys)
        return FigureBlock(wide, narrow, source_anchor(keys[0]))

    @cached_property
    def beside(self) -> tuple[str, ...]:
        return near(peers.held(self.generation), self.code)

    # The table of a theme

    def notes(self, known: list[Indicator]) -> dict[Sentence, tuple[str, list[str]]]:
        """What cannot be said of indicators in a table: each note with its mark and the indicators that it is of."""
        ids = {one.id for one in known}
        refusals = (finding for finding in self.findings if finding.rule == "refusal" and finding.indicator in ids)
        told = notes(refusals, self.language, self.generation.catalogue)
        return {said: (_mark(place), keys) for place, (said, keys) in enumerate(told.items())}

    def key_table(
        self, theme: Theme, known: list[Indicator], notes: Mapping[Sentence, tuple[str, list[str]]]
    ) -> TableBlock:
        region = self.code in MAINLAND
        header = [self.say("indicator"), self.say("year"), _capital(area(self.code).names[self.language])]
        header += [self.say("whole_country")] if self.code != COUNTRY else []
        header += [self.say("change_5")] + ([self.say("rank")] if region else [])
        rows = tuple(self.key_row(one) for one in known)
        numeric = (False, *[True] * (len(header) - 1))
        if notes:
            header += [self.say("note")]
            marks = (", ".join(mark for mark, keys in notes.values() if one.id in keys) for one in known)
            rows = tuple((*row, (Plain(told),)) for row, told in zip(rows, marks, strict=True))
            numeric += (False,)
        self.shown |= dict.fromkeys(one.id for one in known)
        caption = self.say("key_table", theme=theme.names[self.language])
        return TableBlock(Table(caption, tuple(header), rows, numeric), f"{theme.key}-table")

    def key_row(self, one: Indicator) -> tuple[Runs, ...]:
        value = self.latest(one.id)
        assert value is not None
        unit = one.unit.name[self.language]
        label = one.name[self.language] + ("" if unit in one.name[self.language] else f", {unit}")
        cells: list[Runs] = [
            (Link(label, f"#{source_anchor(one.id)}"),),
            (Plain(named(value.period, self.language)),),
            self.number(one, value.ref),
        ]
        if self.code != COUNTRY:
            cells.append(self.number(one, Ref(one.id, COUNTRY, value.period)))
        before = value.period.back(5 * {"A": 1, "Q": 4, "M": 12}[value.period.frequency])
        change = Ref(one.id, self.code, value.period, measure=Measure.CHANGE, other=str(before))
        cells.append((Plain("–"),) if crosses_break(one, before, value.period) else self.number(one, change, sign=True))
        if self.code in MAINLAND:
            told = ranked(one, self.generation.values(one.id))
            rank = Ref(one.id, self.code, value.period, measure=Measure.RANK)
            count = Ref(one.id, self.code, value.period, measure=Measure.COUNT)
            whole = measure(self.generation, count) == len(MAINLAND)
            cells.append(self.number(one, rank) if told and whole else (Plain("–"),))
        return tuple(cells)

    def number(self, one: Indicator, ref: Ref, *, sign: bool = False) -> Runs:
        number = measure(self.generation, ref) if ref.area in self.generation.values(one.id).areas else None
        if number is None:
            return (Plain("–"),)
        decimals = 0 if ref.measure.counted else one.decimals
        return (Number(shown(number, decimals, self.language, sign=sign), ref),)

    def peers(self) -> Iterator[Block]:
        """The regions that this one is set beside, and why."""
        if self.code != COUNTRY:
            blocks = list(peers.section(self.generation, self.code, self.language))
            self.shown |= dict.fromkeys(key for key in STRUCTURE if blocks and key in self.with_values)
            yield from blocks

    # Sub-regions

    def subregions(self) -> Iterator[Block]:
        """Tables of the sub-regions, where municipal figures are there."""
        if self.code == COUNTRY:
            return
        tables = [block for key in sorted(self.with_values) if (block := self.subregion_table(key))]
        if tables:
            yield Heading(2, self.say("subregions"), "subregions")
            yield from tables

    @cached_property
    def own_subregions(self) -> tuple[str, ...]:
        return tuple(each.code for each in areas(Level.SUBREGION) if parent(each.code, Level.REGION) == self.code)

    def subregion_table(self, key: str) -> TableBlock | None:
        values, one = self.generation.values(key), self.generation.catalogue[key]
        codes = tuple(code for code in self.own_subregions if code in values.rows)
        period = values.latest_common(codes) if codes else None
        if period is None:
            return None
        periods = [p for p in (period.back(10), period.back(5), period.back(1), period) if p in values.periods()]
        rows = []
        for code in (*codes, self.code):
            cells: list[Runs] = [(Plain(_capital(area(code).names[self.language])),)]
            cells += [self.number(one, Ref(key, code, p)) for p in periods]
            rows.append(tuple(cells))
        unit = one.unit.name[self.language]
        caption = self.say("subregions_table", name=one.name[self.language], unit=unit)
        header = (self.say("subregion"), *(named(p, self.language) for p in periods))
        numeric = (False, *[True] * len(periods))
        self.shown |= {key: None}
        return TableBlock(Table(caption, header, tuple(rows), numeric), f"subregions-{key}")


def bullets(said: Sequence[Sentence]) -> Bullets:
    """Sentences as a list, each with its rule."""
    keys = tuple(one.finding for one in said)
    return Bullets(tuple(one.runs for one in said), tuple(one.rule for one in said), keys)


def told_in(said: Sequence[Sentence]) -> Paragraph:
    """Sentences as a paragraph, each with its rule, and the findings they tell."""
    keys = tuple(one.finding for one in said if one.finding)
    return Paragraph(joined(said), rules=tuple(one.rule for one in said), keys=keys)


def _mark(place: int) -> str:
    """The letter of a note: a–z, then aa–zz."""
    return ascii_lowercase[place % len(ascii_lowercase)] * (place // len(ascii_lowercase) + 1)


def _day(time: str) -> str:
    """The ISO date of an ISO time; of a month its first day."""
    return f"{time[:7]}-01" if len(time) == 7 else time[:10]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
