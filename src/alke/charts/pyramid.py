"""The age pyramid: men to the left, women to the right, the country's shape as an outline. Leaves out time.

Its input is plain arrays, so that any table by age and sex can be drawn: from the sample, from a fetched table, from an
own calculation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alke.base.errors import AlkeError, UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure, Table
from alke.charts.scale import apart, fit
from alke.charts.svg import AREA, GRID, INK, MUTED, PAPER, RULE, WARM, Canvas, Point, path_of, text_width
from alke.charts.words import area_name, caption, say, tick
from alke.indicators.values import Ref, Values
from alke.language.numbers import shown
from alke.language.runs import Number, Plain, Runs
from alke.statistics.cube import Cube, Role

Numbers = Sequence[float | None]
MEN, WOMEN = "1", "2"  # codes of the sexes
SINGLE = 30  # more ages than this are drawn as one shape per sex, without gaps


@dataclass(frozen=True)
class Ages:
    """A population by age and sex: arrays of one length, youngest first.

    Attributes:
        area: Code of the area.
        labels: Of the ages or age groups, as shown: ``0–4``, ``85–``.
        men, women: Persons; None where there is no number.
        men_refs, women_refs: Addresses of the numbers; empty when they have none.
    """

    area: str
    period: Period
    labels: tuple[str, ...]
    men: tuple[float | None, ...]
    women: tuple[float | None, ...]
    men_refs: tuple[Ref | None, ...] = ()
    women_refs: tuple[Ref | None, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(self.labels), len(self.men), len(self.women)}
        lengths |= {len(refs) for refs in (self.men_refs, self.women_refs) if refs}
        if len(lengths) > 1:
            raise AlkeError(
                f"ages, men and women differ in length: {len(self.labels)}, {len(self.men)}, {len(self.women)}",
                where=f"population by age of {self.area} {self.period}",
                fix="Give every age one number or None for men and for women",
            )

    @classmethod
    def of(cls, cube: Cube, area: str, period: Period) -> Ages:
        """The population of an area in a period, from a table of areas × sexes × ages × years.

        The sexes are the class axis that has the codes 1 and 2, as Statistics Finland writes them; the ages are the
        other one, without its total.

        Raises:
            UnknownCodeError: when the table has no such axis, area or period.
        """
        classes = [axis for axis in cube.axes if axis.role is Role.CLASS]
        sexes = next((axis for axis in classes if {MEN, WOMEN} <= set(axis.codes)), None)
        ages = next((axis for axis in classes if axis is not sexes and len(axis) > 1), None)
        if sexes is None or ages is None:
            raise UnknownCodeError("axis", "sex × age", [axis.code for axis in cube.axes], where=cube.table)
        at = {axis.code: axis.codes[0] for axis in cube.axes}
        for role, code in ((Role.AREA, area), (Role.TIME, str(period))):
            axis = cube.axis(role)
            if code not in axis.codes:
                raise UnknownCodeError(role.value, code, axis.codes, where=cube.table)
            at[axis.code] = code
        codes = [code for code in ages.codes if code[:1].isdigit()]

        def numbers(sex: str) -> tuple[float | None, ...]:
            cells = (cube.cell(**(at | {sexes.code: sex, ages.code: code}))[0] for code in codes)
            return tuple(None if number != number else number for number in cells)

        return cls(area, period, tuple(map(_age, codes)), numbers(MEN), numbers(WOMEN))

    @classmethod
    def among(cls, values: Callable[[str], Values], family: str, area: str, period: Period) -> Ages:
        """The population of an area in a period, from the members of a family of indicators, each with its address.

        Args:
            values: The values of a member by its id, ``population-by-age-men-0-4``.
            family: The family's id.
            area: Code of the area.
            period: The year.
        """
        codes = [*(f"{age}-{age + 4}" for age in range(0, 100, 5)), "100-"]

        def column(sex: str) -> tuple[tuple[float | None, ...], tuple[Ref, ...]]:
            found = [values(f"{family}-{sex}-{code}").at(area, period) for code in codes]
            return tuple(each.number for each in found), tuple(each.ref for each in found)

        (men, men_refs), (women, women_refs) = column("men"), column("women")
        return cls(area, period, tuple(map(_age, codes)), men, women, men_refs, women_refs)

    @property
    def total(self) -> float:
        """Everybody."""
        return sum(number or 0 for number in (*self.men, *self.women))


def _age(code: str) -> str:
    """How an age is written: ``000`` is 0, ``0-4`` is 0–4, ``100-`` is 100–."""
    first, dash, last = code.partition("-")
    return f"{int(first)}–{last}" if dash else str(int(first))


def pyramid(
    ages: Ages,
    language: Language,
    *,
    country: Ages | None = None,
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """The age pyramid of an area.

    Args:
        ages: The area's population.
        language: Of all words.
        country: The whole country's, with the same labels; drawn as an outline scaled to the area's population.
        key: Unique on the page; by default ``age-pyramid``. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.

    Raises:
        AlkeError: when the country's age labels are not the area's.
    """
    if country is not None and country.labels != ages.labels:
        raise AlkeError(
            "the country's ages are not those of the area",
            where=f"population by age of {ages.area} {ages.period}",
            fix="Group both into the same ages",
        )
    if country is not None and (country.area == ages.area or not country.total):
        country = None
    title = say("pyramid_title", language, area=area_name(ages.area, language), years=ages.period)
    drawing = _Bars(ages, country, language, f"{key or 'age-pyramid'}{'-narrow' if narrow else ''}", narrow)
    alt = _alt(ages, country, language)
    notes = [say("note_outline", language)] if country else []
    return Figure(
        drawing.key, drawing.draw(title, alt), drawing.width, drawing.height, title, alt,
        _table(ages, country, language, title), caption(language, source, notes),
    )  # fmt: skip


class _Bars:
    """Draws the bars; one object per chart, used once."""

    def __init__(self, ages: Ages, country: Ages | None, language: Language, key: str, narrow: bool) -> None:
        self.ages, self.country, self.language, self.key = ages, country, language, key
        self.width = 340 if narrow else 680
        self.single = len(ages.labels) > SINGLE
        self.bar = (3.6 if narrow else 4.2) if self.single else (16.0 if narrow else 17.0)
        self.top = 30.0
        self.bottom = self.top + len(ages.labels) * self.bar
        self.height = round(self.bottom + 44)
        self.middle = self.width / 2
        self.half = max((text_width(label, 12) for label in ages.labels), default=0.0) / 2 + 6
        share = ages.total / country.total if country else 0.0
        self.outline = [[(n or 0) * share for n in side] for side in (country.men, country.women)] if country else []
        sides = (ages.men, ages.women, *self.outline)
        numbers = [0.0, *(number for side in sides for number in side if number is not None)]
        self.x = fit(numbers, 0.0, self.middle - self.half - 4, count=2 if narrow else 4, zero=True, tight=True)

    def _place(self, side: int, number: float) -> float:
        """X of a number: men (side 0) grow to the left, women (side 1) to the right."""
        away = self.half + self.x(number)
        return self.middle + away if side else self.middle - away

    def _y(self, index: int) -> float:
        return self.bottom - (index + 1) * self.bar

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.language)
        if not self.ages.total:
            canvas.text(self.width / 2, self.top, say("no_data", self.language), anchor="middle", fill=MUTED)
            return canvas.finish()
        self._axes(canvas)
        women = canvas.hatch("women", ink=PAPER, ground=WARM, gap=5, width=0.6)
        for side, (numbers, fill) in enumerate(((self.ages.men, AREA), (self.ages.women, women))):
            if self.single:
                canvas.add(f'<path d="{path_of(self._steps(side, numbers))}Z" fill="{fill}"/>')
                continue
            for index, number in enumerate(numbers):
                if number is not None:
                    self._bar(canvas, side, index, number, fill)
        for index, label in enumerate(self.ages.labels):
            if not self.single or index % 10 == 0:
                canvas.text(self.middle, self._y(index) + self.bar / 2 + 4, label, anchor="middle", fill=MUTED)
        for side, scaled in enumerate(self.outline):
            self._outline(canvas, side, scaled)
        return canvas.finish()

    def _axes(self, canvas: Canvas) -> None:
        for side, name in enumerate(("men", "women")):
            canvas.text(
                self._place(side, self.x.high * 0.5), 16, say(name, self.language), size=13, anchor="middle",
                bold=True, fill=WARM if side else AREA,
            )  # fmt: skip
            labels = [tick(number, self.x, self.language) for number in self.x.ticks]
            places = [self._place(side, number) for number in self.x.ticks]
            for number, x in zip(self.x.ticks, places, strict=True):
                canvas.line([(x, self.top - 4), (x, self.bottom + 4)], GRID if number else RULE)
            widths = [text_width(label, 12) for label in labels]
            for index in apart(places, widths):
                half = widths[index] / 2
                x = min(max(places[index], half), self.width - half)  # the outermost label stays inside
                canvas.text(x, self.bottom + 18, labels[index], anchor="middle", fill=MUTED)
        canvas.text(self.middle, self.bottom + 36, say("age", self.language), anchor="middle", fill=MUTED)

    def _bar(self, canvas: Canvas, side: int, index: int, number: float, fill: str) -> None:
        start, end = sorted((self._place(side, 0), self._place(side, number)))
        sex = say("women" if side else "men", self.language)
        tip = f"{sex} {self.ages.labels[index]}: {shown(number, 0, self.language)}"
        canvas.rect(start, self._y(index) + 1, end - start, self.bar - 2, fill, title=tip)

    def _steps(self, side: int, numbers: Numbers) -> list[Point]:
        """The outline of bars, from the axis around and back; a missing number is a bar without length."""
        points: list[Point] = [(self._place(side, 0), self.bottom)]
        for index, number in enumerate(numbers):
            x = self._place(side, number or 0)
            points += [(x, self._y(index) + self.bar), (x, self._y(index))]
        points.append((self._place(side, 0), self._y(len(numbers) - 1)))
        return points

    def _outline(self, canvas: Canvas, side: int, numbers: Numbers) -> None:
        points = self._steps(side, numbers)
        canvas.line(points, PAPER, width=3.4)
        canvas.line(points, INK, width=1.5)


def _alt(ages: Ages, country: Ages | None, language: Language) -> str:
    if not ages.total:
        return say("alt_none", language, area=area_name(ages.area, language))

    def show(number: float | None) -> str:
        return shown(number, 0, language) if number is not None else say("not_available", language)

    sums = [(m or 0) + (w or 0) for m, w in zip(ages.men, ages.women, strict=True)]
    most = sums.index(max(sums))
    men, women = show(ages.men[most]), show(ages.women[most])
    said = [
        say("alt_pyramid_wide", language, age=ages.labels[most], men=men, women=women),
        say(
            "alt_pyramid_ends", language, young=ages.labels[0], young_sum=_pair(ages, 0, language),
            old=ages.labels[-1], old_sum=_pair(ages, -1, language),
        ),
    ]  # fmt: skip
    if country:
        share = ages.total / country.total
        theirs = [(m or 0) + (w or 0) for m, w in zip(country.men, country.women, strict=True)]
        beside = [mine - their * share for mine, their in zip(sums, theirs, strict=True)]
        thin, thick = beside.index(min(beside)), beside.index(max(beside))
        said.append(say("alt_pyramid_thin", language, thin=ages.labels[thin], thick=ages.labels[thick]))
    lost = [label for label, m, w in zip(ages.labels, ages.men, ages.women, strict=True) if m is None or w is None]
    if lost:
        said.append(say("alt_missing", language, periods=", ".join(lost)))
    return " ".join(said)


def _pair(ages: Ages, index: int, language: Language) -> str:
    sides = ((say("men", language), ages.men[index]), (say("women", language), ages.women[index]))
    return ", ".join(f"{sex.lower()} {shown(number or 0, 0, language)}" for sex, number in sides)


def _table(ages: Ages, country: Ages | None, language: Language, title: str) -> Table:
    """A row per age: the area's men and women, then the country's."""

    def cell(number: float | None, ref: Ref | None) -> Runs:
        if number is None:
            return (Plain(say("not_available", language)),)
        text = shown(number, 0, language)
        return (Number(text, ref),) if ref else (Plain(text),)

    columns: list[tuple[str, Numbers, Sequence[Ref | None]]] = []
    for people in [ages, *([country] if country else [])]:
        place = f", {area_name(people.area, language)}" if country else ""
        nothing = (None,) * len(people.labels)
        columns.append((say("men", language) + place, people.men, people.men_refs or nothing))
        columns.append((say("women", language) + place, people.women, people.women_refs or nothing))
    rows = tuple(
        ((Plain(label),), *(cell(numbers[index], refs[index]) for _, numbers, refs in columns))
        for index, label in enumerate(ages.labels)
    )
    header = (say("age", language), *(name for name, _, _ in columns))
    return Table(title, header, rows, (False, *(True for _ in columns)))
