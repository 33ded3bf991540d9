"""Charts beside Altair and vl-convert: CPU and wall seconds per chart, alternating in one run.

Both draw the same numbers to SVG: two lines of fifty years, and of nineteen regions a dot strip, a slope chart, index
lines of six areas and contribution bars of twelve years. Ours also makes names, alt text and the table.
Run ``python -m bench.charts [--rounds 5]``; exits with 1 when ours is less than 50 times
faster in CPU in a time line, or 20 times in any other.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, cast

import numpy as np

from alke.areas import REGIONS, area
from alke.base.languages import Language, Text
from alke.base.periods import Period
from alke.base.units import unit
from alke.charts import Amount, Sum, contribution, index, series, slope, strip
from alke.indicators.catalogue import Checked, Indicator, InText
from alke.indicators.values import Kind, Layer, Values
from alke.statistics.cube import Reason
from bench.common import Line, finish, megabytes, peak, peak_of, times

GOALS = {"a time line": 50.0}  # times the peer's speed; of the others, which have more to say, less is asked
GOAL = 20.0
YEARS = range(1974, 2024)
AREA, COUNTRY, PEERS = "MK18", "SSS", ("MK10", "MK11", "MK12", "MK19")
AREAS = (COUNTRY, *REGIONS)


def made_up(shift: float) -> tuple[Values, Indicator]:
    """All areas over fifty years: waves without meaning, others for every `shift`, so that no cache helps."""
    numbers = np.array([[10 + at / 9 + math.sin(year / 4 + at + shift) for year in YEARS] for at in range(len(AREAS))])
    layer = Layer(
        Kind.OBSERVED,
        "",
        tuple(map(Period, YEARS)),
        numbers,
        np.full(numbers.shape, Reason.NUMBER, dtype=object),
        np.zeros(numbers.shape, dtype=np.int16),
        np.zeros(numbers.shape, dtype=np.bool_),
    )
    words = Text("Keksitty tulo", "Påhittad inkomst", "Made-up income")
    indicator = Indicator(
        id="made-up", key="", name=words, in_text=InText({}, "", ""), definition=words, why=words, reading=words,
        pitfalls=words, unit=unit("eur"), decimals=1, higher_is="neutral", polarity_reason=words, themes={},
        formula="a", inputs=(), as_published=False, additive=False, survey=False, rank_minimum=0, breaks=(),
        expected_from=None, checked=Checked("no"), owner="", next_review="",
    )  # fmt: skip
    return Values("made-up", AREAS, "", (layer,), ("made-up",)), indicator


def sums(values: Values) -> list[Sum]:
    """Twelve years of two parts and their whole."""
    number = values.number
    years = [Period(year) for year in YEARS[-12:]]
    parts = [(number(AREA, year) or 0.0, -(number(COUNTRY, year) or 0.0)) for year in years]
    return [
        Sum(str(year), Amount(one + other + 1), (Amount(one), Amount(other)))
        for year, (one, other) in zip(years, parts, strict=True)
    ]


def rows(values: Values, areas: Iterable[str], years: Iterable[int]) -> list[dict[str, object]]:
    """The values as Vega-Lite takes them."""
    return [
        {"area": NAMES.get(area, area), "year": year, "value": values.number(area, Period(year)), "mine": area == AREA}
        for area in areas
        for year in years
    ]


NAMES = {code: area(code).names[Language.FI] for code in AREAS}


def chart(values: list[dict[str, object]], mark: str, **more: Any) -> Any:
    """An Altair chart of rows."""
    import altair as alt

    made = alt.Chart(alt.Data(values=values), title="Keksitty tulo, Kainuu 1974–2023", width=600, height=280)
    return getattr(made, f"mark_{mark}")(**more)


def line(values: Values) -> Any:
    """Two lines of fifty years."""
    return chart(rows(values, (COUNTRY, AREA), YEARS), "line").encode(**_over_time("value:Q"), color="area:N")


def dots(values: Values) -> Any:
    """A dot for every region."""
    import altair as alt

    held = rows(values, REGIONS, YEARS[-1:])
    points = chart(held, "point", filled=True).encode(x="value:Q", color="mine:N")
    return points + chart([each for each in held if each["mine"]], "text", dy=-12).encode(
        x="value:Q", text=alt.Text("area:N")
    )


def slopes(values: Values) -> Any:
    """A line for every region between two years."""
    import altair as alt

    held = rows(values, REGIONS, (YEARS[-11], YEARS[-1]))
    return chart(held, "line", point=True).encode(
        x="year:O", y=alt.Y("value:Q", scale=alt.Scale(zero=False)), detail="area:N", color="mine:N"
    )


def indexed(values: Values) -> Any:
    """Six lines from 100."""
    held = rows(values, (AREA, *PEERS, COUNTRY), YEARS[-19:])
    first = {each["area"]: each["value"] for each in held if each["year"] == YEARS[-19]}
    told = [{**each, "value": 100 * cast(float, each["value"]) / cast(float, first[each["area"]])} for each in held]
    return chart(told, "line").encode(**_over_time("value:Q"), color="area:N")


def bars(values: Values) -> Any:
    """Twelve bars of two parts."""
    told = [
        {"year": each.label, "part": name, "value": part.number}
        for each in sums(values)
        for name, part in zip(("yksi", "toinen"), each.parts, strict=True)
    ]
    return chart(told, "bar").encode(x="value:Q", y="year:O", color="part:N")


def _over_time(field: str) -> dict[str, Any]:
    import altair as alt

    return {
        "x": alt.X("year:Q", axis=alt.Axis(format="d", title=None)),
        "y": alt.Y(field, scale=alt.Scale(zero=False), title=None),
    }


def converted(made: Any) -> str:
    """Altair's specification as SVG by vl-convert."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(made.to_json(), vl_version="6.4")
    return svg


Draw = Callable[[Values, Indicator], str]
FI = Language.FI
CHARTS: dict[str, tuple[Draw, Draw]] = {
    "a time line": (
        lambda values, one: series(values, one, AREA, FI, key="bench").svg,
        lambda values, one: converted(line(values)),
    ),
    "a dot strip": (
        lambda values, one: strip(values, one, AREA, FI, peers=PEERS).svg,
        lambda values, one: converted(dots(values)),
    ),
    "a slope chart": (
        lambda values, one: slope(values, one, AREA, FI, peers=PEERS).svg,
        lambda values, one: converted(slopes(values)),
    ),
    "index lines": (
        lambda values, one: index(values, one, AREA, FI, peers=PEERS).svg,
        lambda values, one: converted(indexed(values)),
    ),
    "contribution bars": (
        lambda values, one: contribution(sums(values), ("yksi", "toinen"), FI, title="X", unit="%", whole="koko").svg,
        lambda values, one: converted(bars(values)),
    ),
}


def timed(draw: Draw, times: int, shift: float) -> tuple[float, float]:
    """CPU and wall seconds of one drawing, the mean of `times`, each of other numbers."""
    charts = [made_up(shift + place / times) for place in range(times)]
    wall, cpu = time.perf_counter(), time.process_time()
    for values, indicator in charts:
        assert draw(values, indicator).startswith("<svg")
    return (time.process_time() - cpu) / times, (time.perf_counter() - wall) / times


def measured(name: str, rounds: int) -> Line:
    """One chart beside its peer: each round printed, and the line of its medians."""
    pairs = list(zip(CHARTS[name], (100, 6), strict=True))
    for draw, _ in pairs:
        draw(*made_up(0))  # both warm
    told: list[tuple[float, ...]] = []
    for number in range(1, rounds + 1):
        (our_cpu, our_wall), (cpu, wall) = (timed(draw, times, number) for draw, times in pairs)
        told.append((our_cpu, cpu, cpu / our_cpu, wall / our_wall))
        print(
            f"{name:<18} {number:>5} {our_cpu * 1e3:>12.2f} {our_wall * 1e3:>10.2f} {cpu * 1e3:>18.1f} "
            f"{wall * 1e3:>8.1f} {told[-1][2]:>7.0f} {told[-1][3]:>7.0f}",
            flush=True,
        )
    own, peer, ratio, walls = (statistics.median(each) for each in zip(*told, strict=True))
    goal = GOALS.get(name, GOAL)
    memory = [peak_of("-m", "bench.charts", "--peak", name, "--whose", each) for each in ("0", "1")]
    return Line(
        f"{name} as SVG", f"{own * 1e3:.2f} CPU ms", f"vl-convert {peer * 1e3:.0f} CPU ms", times(ratio),
        times(walls), megabytes(*memory), f"CPU ≥ {goal:.0f} ×", ratio >= goal,
    )  # fmt: skip


def main() -> int:
    """Measure in turn; print each round and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peak", choices=tuple(CHARTS))
    parser.add_argument("--whose", type=int, default=0)
    asked = parser.parse_args()
    if asked.peak:
        CHARTS[asked.peak][asked.whose](*made_up(0))
        print(peak())
        return 0
    print("chart              round  ours CPU ms  ours wall  vl-convert CPU ms     wall   CPU ×  wall ×")
    return finish([measured(name, asked.rounds) for name in CHARTS])


if __name__ == "__main__":
    sys.exit(main())
