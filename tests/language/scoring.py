"""How the proof check does on the labelled human claims: ``python -m tests.language.scoring [open|second|…|closed]``.

``claims/README.md`` tells of the sets. Of the closed one only counts are printed, so that nobody builds towards it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from alke.base.languages import Language
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import Source
from alke.language.proof import Claim, Verdict, check

CLAIMS = Path(__file__).with_name("claims")
READ = ("open", "second", "third", "fourth", "fifth", "sixth", "seventh")  # what a builder may read


@dataclass
class Score:
    """Counts of one language.

    Attributes:
        pairs: How many labels of a verdict (first) the check gave a verdict (second; ``silent`` when none).
        extra: Verdicts on spans that carry no label.
        misses: Lines that tell what went otherwise, for the open half only.
    """

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def labelled(self, verdict: Verdict) -> int:
        """How many labels have a verdict."""
        return sum(count for (label, _), count in self.pairs.items() if label == verdict)

    @property
    def precision(self) -> float:
        """Of the claims called false the share that are; a verdict on an unlabelled span counts as wrong."""
        called = sum(count for (_, given), count in self.pairs.items() if given == Verdict.DOES_NOT_HOLD)
        called += self.extra[Verdict.DOES_NOT_HOLD]
        return self.pairs[Verdict.DOES_NOT_HOLD, Verdict.DOES_NOT_HOLD] / called if called else 1.0

    def recall(self, verdict: Verdict) -> float:
        """Of the labels of a verdict the share that the check gave it."""
        return self.pairs[verdict, verdict] / max(1, self.labelled(verdict))

    def __str__(self) -> str:
        false, true = Verdict.DOES_NOT_HOLD, Verdict.HOLDS
        wrong = sum(n for (label, given), n in self.pairs.items() if given == false != label)
        return (
            f"does not hold: precision {self.precision:.3f}, recall {self.recall(false):.3f} "
            f"({self.pairs[false, false]} of {self.labelled(false)}, {wrong} wrongly); holds: recall "
            f"{self.recall(true):.3f} ({self.pairs[true, true]} of {self.labelled(true)}); unlabelled spans: "
            + ", ".join(f"{self.extra[each]} {each}" for each in Verdict)
        )


def passages(language: Language, half: str) -> list[dict[str, Any]]:
    """The labelled passages of a language."""
    read: list[dict[str, Any]] = yaml.safe_load((CLAIMS / f"{language}_{half}.yaml").read_text("utf-8"))
    return read


def score(language: Language, half: str, source: Source, catalogue: Mapping[str, Indicator]) -> Score:
    """Check every passage and compare with its labels."""
    found = Score()
    for passage in passages(language, half):
        claims = check(passage["text"], language, source, catalogue, passage["area"])
        _compare(passage, claims, found)
    return found


def _compare(passage: Mapping[str, Any], claims: tuple[Claim, ...], found: Score) -> None:
    text = passage["text"]
    spans = []
    for label in passage["claims"]:
        start = text.index(label["quote"])
        spans.append((start, start + len(label["quote"]), label))
    given: dict[int, list[Claim]] = {}
    for claim in claims:
        place = _closest(claim, [(start, end) for start, end, _ in spans])
        if place is None:
            found.extra[claim.verdict] += 1
            if claim.verdict is Verdict.DOES_NOT_HOLD:
                found.misses.append(f"{passage['id']} EXTRA {claim.text!r} {claim.indicator} {claim.value}")
        else:
            given.setdefault(place, []).append(claim)
    for place, (_, _, label) in enumerate(spans):
        verdict = _together(given.get(place, []))
        found.pairs[label["verdict"], verdict] += 1
        if verdict != label["verdict"] and not (label["verdict"] == Verdict.CANNOT_CHECK and verdict == "silent"):
            why = "; ".join(
                f"{c.text!r} {c.verdict} {c.indicator} {c.period} {c.value} {c.why.code}" for c in given.get(place, [])
            )
            found.misses.append(
                f"{passage['id']} {label['verdict']} → {verdict}: {label['quote']!r} {label['why']} [{why}]"
            )


def _closest(claim: Claim, spans: list[tuple[int, int]]) -> int | None:
    """The label that a claim overlaps most."""
    overlaps = [min(claim.end, end) - max(claim.start, start) for start, end in spans]
    best = max(range(len(spans)), key=lambda place: overlaps[place], default=None)
    return best if best is not None and overlaps[best] > 0 else None


def _together(claims: list[Claim]) -> str:
    """One verdict of several claims on one label: false if one is, else true if one is."""
    verdicts = {claim.verdict for claim in claims}
    order = (Verdict.DOES_NOT_HOLD, Verdict.HOLDS, Verdict.CANNOT_CHECK)
    return next((each.value for each in order if each in verdicts), "silent")


def main(arguments: list[str]) -> Iterator[str]:
    """The lines to print."""
    from tests.language.proof.conftest import generation

    half = arguments[0] if arguments else "open"
    current = generation()
    for language in Language:
        if not (CLAIMS / f"{language}_{half}.yaml").exists():
            continue
        result = score(language, half, current, current.catalogue)
        yield f"{language} {half}: {result}"
        if half != "closed" and "-v" in arguments and (language in arguments or not {*Language} & {*arguments}):
            yield from (f"   {line}" for line in result.misses)


if __name__ == "__main__":
    print("\n".join(main(sys.argv[1:])))
