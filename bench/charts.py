"""A time line beside Altair and vl-convert: CPU and wall seconds per chart, alternating in one run.

Both draw the same two lines of fifty years to SVG with title and description; ours also makes alt text and the table.
Run ``python -m bench.charts [--rounds 5]``; exits with 1 when ours is less than 50 times faster in CPU.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from alke.base.languages import Language, Text
from alke.base.periods import Period
from alke.base.units import unit
from alke.charts import series
from alke.indicators.catalogue import Checked, Indicator, InText
from alke.indicators.values import Kind, Layer, Values
from alke.statistics.cube import Reason
from bench.common import Line, finish, megabytes, peak, peak_of, times

GOAL = 50.0
YEARS = range(1974, 2024)
NAMES = {"SSS": "Koko maa", "MK18": "Kainuu"}


def made_up(shift: float) -> tuple[Values, Indicator]:
    """Two areas over fifty years: waves without meaning, others for every `shift`, so that no cache helps."""
    numbers = np.array([[10 + place + math.sin(year / 4 + place + shift) for year in YEARS] for place in range(2)])
    layer = Layer(
        Kind.OBSERVED,
        "",
        tuple(map(Period, YEARS)),
        numbers,
        np.full(numbers.shape, Reason.NUMBER, dtype=object),
        np.zeros(numbers.shape, dtype=np.int16),
        np.zeros(numbers.shape, dtype=np.bool_),
    )
    words = Text("Keksitty osuus", "Påhittad andel", "Made-up share")
    indicator = Indicator(
        id="made-up", key="", name=words, in_text=InText({}, "", ""), definition=words, why=words, reading=words,
        pitfalls=words, unit=unit("percent"), decimals=1, higher_is="neutral", polarity_reason=words, themes={},
        formula="a", inputs=(), as_published=False, additive=False, survey=False, rank_minimum=0, breaks=(),
        expected_from=None, checked=Checked("no"), owner="", next_review="",
    )  # fmt: skip
    return Values("made-up", ("SSS", "MK18"), "", (layer,), ("made-up",)), indicator


def ours(values: Values, indicator: Indicator) -> str:
    """Our chart with alt text and table."""
    return series(values, indicator, "MK18", Language.FI, key="bench").svg


def theirs(values: Values, indicator: Indicator) -> str:
    """The same with Altair's specification and vl-convert."""
    import altair as alt
    import vl_convert

    rows = [
        {"year": value.period.year, "value": value.number, "area": NAMES[value.area]}
        for area in values.areas
        for value in values.series(area)
    ]
    chart = (
        alt.Chart(alt.Data(values=rows), title=f"{indicator.name.fi} (%), Kainuu 1974–2023", width=600, height=280)
        .mark_line()
        .encode(
            x=alt.X("year:Q", axis=alt.Axis(format="d", title=None)),
            y=alt.Y("value:Q", scale=alt.Scale(zero=False), title="%"),
            color="area:N",
        )
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_json(), vl_version="6.4")
    return svg


def timed(draw: Callable[[Values, Indicator], str], times: int, shift: float) -> tuple[float, float]:
    """CPU and wall seconds of one drawing, the mean of `times`, each of other numbers."""
    charts = [made_up(shift + place / times) for place in range(times)]
    wall, cpu = time.perf_counter(), time.process_time()
    for values, indicator in charts:
        assert draw(values, indicator).startswith("<svg")
    return (time.process_time() - cpu) / times, (time.perf_counter() - wall) / times


def main() -> int:
    """Measure in turn; print each round and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peak", choices=("ours", "theirs"))
    asked = parser.parse_args()
    rounds = asked.rounds
    if asked.peak:
        {"ours": ours, "theirs": theirs}[asked.peak](*made_up(0))
        print(peak())
        return 0
    pairs = [(ours, 200), (theirs, 8)]
    for draw, _ in pairs:
        draw(*made_up(0))  # both warm
    measured: list[tuple[float, ...]] = []
    print("round  ours CPU ms  ours wall  vl-convert CPU ms     wall   CPU ×  wall ×")
    for number in range(1, rounds + 1):
        (our_cpu, our_wall), (cpu, wall) = (timed(draw, times, number) for draw, times in pairs)
        measured.append((our_cpu, cpu, cpu / our_cpu, wall / our_wall))
        print(
            f"{number:>5} {our_cpu * 1e3:>12.2f} {our_wall * 1e3:>10.2f} {cpu * 1e3:>18.1f} {wall * 1e3:>8.1f} "
            f"{measured[-1][2]:>7.0f} {measured[-1][3]:>7.0f}"
        )
    own, peer, ratio, walls = (statistics.median(each) for each in zip(*measured, strict=True))
    memory = [peak_of("-m", "bench.charts", "--peak", each) for each in ("ours", "theirs")]
    line = Line(
        "a time line as SVG", f"{own * 1e3:.2f} CPU ms", f"vl-convert {peer * 1e3:.0f} CPU ms", times(ratio),
        times(walls), megabytes(*memory), f"CPU ≥ {GOAL:.0f} ×", ratio >= GOAL,
    )  # fmt: skip
    return finish([line])


if __name__ == "__main__":
    sys.exit(main())
