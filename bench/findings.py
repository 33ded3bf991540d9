"""Findings on made-up series: what was planted is found, and noise stays silent.

A thousand series of each family, 12–30 years long: a trend, a shift of level, a turn, an odd newest step, nothing but
noise; and, to know where the tests bend, correlated noise and walks at random. For each rule the share of its own
family it finds (recall) and the share of its findings, over the five families, that are of its own (precision).
Goal: under 5 % of pure noise leads to any finding. No peer: libraries test single series but tell no findings.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alke.findings import signal
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
    return finish([line])


if __name__ == "__main__":
    sys.exit(main())
