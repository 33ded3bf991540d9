"""Findings on made-up series: what was planted is found, and noise stays silent.

A thousand series of each family, 12–30 years long: a trend, a shift of level, a turn, an odd newest step, nothing but
noise; and, to know where the tests bend, correlated noise and walks at random. For each rule the share of its own
family it finds (recall) and the share of its findings, over the five families, that are of its own (precision).
Goal: under 5 % of pure noise leads to any finding. No peer: libraries test single series but tell no findings.

And how the choice stands when data wobble: of the stories among the ten heaviest lines of every area on the embedded
figures, the share that stays when every number is moved by up to 1 %, each by itself or each series as a whole (as when
a publisher revises a level).
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alke.areas import COUNTRY, REGIONS
from alke.findings import choose, find, signal
from alke.findings.choose import story_of
from alke.findings.generate import ensure
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Values
from bench.common import Line, finish

SERIES = 1_000
FALSE_AT_MOST = 0.05
Numbers = signal.Numbers
RULES: dict[str, Callable[[Numbers], bool]] = {
    "trend": lambda numbers: bool(signal.trend(numbers)),
    "shift": lambda numbers: signal.shift(numbers) is not None,
    "turn": lambda numbers: signal.turn(numbers) is not None,
    "odd": lambda numbers: bool(signal.odd_step(numbers)),
}
PLANTED = ("trend", "shift", "turn", "odd", "nothing")
HARD = ("correlated", "walk")
AREAS = (COUNTRY, *REGIONS)
TOP = 10
WOBBLE = 0.01
STAYS = {"each number": 0.8, "each series": 0.9}
"""The share of stories that must stay, over all areas, by what is moved."""


def series(family: str, random: np.random.Generator) -> Numbers:
    """One series of a family, noise of one standard deviation."""
    count = int(random.integers(12, 31))
    noise, years, way = random.normal(size=count), np.arange(count), random.choice([-1.0, 1.0])
    match family:
        case "trend":
            return noise + way * random.uniform(4, 8) * years / (count - 1)
        case "shift":
            return noise + way * random.uniform(4, 7) * (years >= random.integers(4, count - 3))
        case "turn":
            place = int(random.integers(6, count - 4))
            return noise + way * random.uniform(1.2, 2.5) * np.where(years <= place, years, 2 * place - years)
        case "odd":
            noise[-1] += way * random.uniform(8, 14)
            return noise
        case "correlated":
            for year in range(1, count):
                noise[year] += 0.5 * noise[year - 1]
            return noise
        case "walk":
            return np.cumsum(noise)
    return noise


def found(family: str, random: np.random.Generator) -> Counter[str]:
    """How many of a family's series each rule finds something in, and ``any`` of them."""
    counts: Counter[str] = Counter()
    for _ in range(SERIES):
        numbers = series(family, random)
        told = [name for name, rule in RULES.items() if rule(numbers)]
        counts.update(told)
        counts["any"] += bool(told)
    return counts


def wobbled(values: Mapping[str, Values], what: str, random: np.random.Generator) -> dict[str, Values]:
    """The values with every number, or every series as a whole, moved by up to 1 %."""
    moved = {}
    for key, held in values.items():
        layers = []
        for layer in held.layers:
            shape = layer.numbers.shape if what == "each number" else (len(layer.numbers), 1)
            layers.append(replace(layer, numbers=layer.numbers * (1 + random.uniform(-WOBBLE, WOBBLE, shape))))
        moved[key] = replace(held, layers=tuple(layers))
    return moved


def stories(values: Mapping[str, Values], catalogue: Mapping[str, Indicator], area: str) -> set[str]:
    """What the ten heaviest lines of an area are about."""
    told = choose(find(values, catalogue, area), TOP, catalogue=catalogue)
    return {story_of(each.indicator, catalogue) for each in told}


def stay(values: Mapping[str, Values], catalogue: Mapping[str, Indicator], what: str, seed: int) -> dict[str, float]:
    """By area, the share of its stories that stay when the values wobble."""
    other = wobbled(values, what, np.random.default_rng(seed))
    shares = {}
    for area in AREAS:
        before = stories(values, catalogue, area)
        shares[area] = len(before & stories(other, catalogue, area)) / len(before)
    return shares


def wobble_lines() -> list[Line]:
    """How much of the choice stays, on the embedded figures."""
    with tempfile.TemporaryDirectory() as folder:
        made = ensure(Path(folder))
        values, catalogue = {key: made.values(key) for key in made.catalogue}, made.catalogue
        lines = []
        for what, least in STAYS.items():
            shares = [share for seed in range(3) for share in stay(values, catalogue, what, seed).values()]
            mean, work = float(np.mean(shares)), f"top {TOP}, {what} ± {WOBBLE:.0%}"
            told = f"{mean:.0%} stay, least {min(shares):.0%}"
            lines.append(Line(work, told, "", "", "", "", f"at least {least:.0%}", mean >= least))
    return lines


def main() -> int:
    """Prints the table and the goal."""
    random = np.random.default_rng(2024)
    counts = {family: found(family, random) for family in PLANTED + HARD}
    print(f"{'family':>12} " + " ".join(f"{name:>7}" for name in (*RULES, "any")))
    for family, told in counts.items():
        print(f"{family:>12} " + " ".join(f"{told[name] / SERIES:7.1%}" for name in (*RULES, "any")))
    for name in RULES:
        own, all_ = counts[name][name], sum(counts[family][name] for family in PLANTED)
        print(f"{name}: recall {own / SERIES:.1%}, precision {own / all_:.1%}")
    false = counts["nothing"]["any"] / SERIES
    goal = f"at most {FALSE_AT_MOST:.0%}"
    line = Line("findings in noise", "1,000 series", f"{false:.1%}", "", "", "", goal, false <= FALSE_AT_MOST)
    return finish([line, *wobble_lines()])


if __name__ == "__main__":
    sys.exit(main())
