"""Generated sentences and their mutants under the proof check: ``python -m tests.language.mutants``.

Every finding of every area is put in words in every language; each sentence must hold, and each of its mutants (a
number off by one in its last digit, the direction turned, the rank moved, the region swapped, the year shifted) must
not. A mutant that says the same as the values is no mutant and is left out.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from alke.areas import COUNTRY, MAINLAND, REGIONS
from alke.base.languages import Language
from alke.base.periods import Period
from alke.findings.finding import Finding
from alke.findings.generate import findings
from alke.indicators.generation import Generation
from alke.indicators.measure import measure
from alke.indicators.values import Measure, Ref
from alke.language.numbers import place, read
from alke.language.proof import Claim, Verdict, check
from alke.language.runs import Number, Sentence, plain
from alke.language.sentences import sentence

AREAS = (*REGIONS, COUNTRY)
_TURNED = (("grew", "shrank"), ("rises", "falls"), ("peaked", "bottomed"), ("up", "down"), ("above", "below"))
_TURNED += (("top", "bottom"), ("first", "last"), ("high", "low"), ("highest", "lowest"), ("grows", "shrinks"))
_PERIODS = ("since", "first")


@dataclass
class Tally:
    """Counts, and the texts that went otherwise.

    Attributes:
        caught: By mutation, how many mutants were no longer said to hold, and how many were called false.
    """

    sentences: int = 0
    held: int = 0
    numbers: int = 0
    covered: int = 0
    mutants: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)

    @property
    def kill_rate(self) -> float:
        """The share of all mutants that were called false."""
        return sum(self.false.values()) / max(1, sum(self.mutants.values()))

    def __str__(self) -> str:
        rates = ", ".join(
            f"{name} {self.false[name]}/{n} ({self.false[name] / n:.4f}; not holding {self.caught[name] / n:.4f})"
            for name, n in sorted(self.mutants.items())
        )
        return (
            f"{self.held} of {self.sentences} sentences hold; {self.covered} of {self.numbers} numbers inside a claim; "
            f"kill rate {self.kill_rate:.4f} of {sum(self.mutants.values())}: {rates}"
        )


def tally(generation: Generation, languages: tuple[Language, ...], areas: tuple[str, ...], *, every: int = 1) -> Tally:
    """Check the sentences of areas and their mutants; of the findings each `every`-th, by a checksum of its own."""
    found = Tally()
    for language in languages:
        for area in areas:
            for finding in findings(generation, area):
                key = f"{finding.indicator}:{area}:{finding.rule}:{language}".encode()
                if finding.rule != "refusal" and zlib.crc32(key) % every == 0:
                    _one(generation, finding, language, found)
    return found


def _one(generation: Generation, finding: Finding, language: Language, found: Tally) -> None:
    said = sentence(finding, language, generation.catalogue)
    claims = _checked(generation, said, finding.area, language)
    found.sentences += 1
    if claims and all(claim.verdict is Verdict.HOLDS for claim in claims):
        found.held += 1
    else:
        found.failures.append(f"{language} {said.rule} {finding.area}: {said} ← {_told(claims)}")
    start = 0
    for run in said.runs:
        if isinstance(run, Number):
            found.numbers += 1
            inside = any(claim.start <= start and start + len(run.text) <= claim.end for claim in claims)
            found.covered += inside
            if not inside:
                found.failures.append(f"{language} {said.rule} number {run.text} in no claim: {said}")
        start += len(run.text)
    for name, text in mutants(generation, finding, said, language):
        verdicts = {claim.verdict for claim in check(text, language, generation, generation.catalogue, finding.area)}
        found.mutants[name] += 1
        found.caught[name] += verdicts != {Verdict.HOLDS}
        found.false[name] += Verdict.DOES_NOT_HOLD in verdicts
        if Verdict.DOES_NOT_HOLD not in verdicts:
            found.survivors.append(f"{language} {name} {said.rule} {finding.area}: {text} ← {sorted(verdicts)}")


def _checked(generation: Generation, said: Sentence, area: str, language: Language) -> tuple[Claim, ...]:
    return check(str(said), language, generation, generation.catalogue, area)


def _told(claims: tuple[Claim, ...]) -> str:
    return "; ".join(f"{c.text!r} {c.verdict} {c.indicator} {c.area} {c.period} {c.value} {c.why.code}" for c in claims)


def mutants(generation: Generation, finding: Finding, said: Sentence, language: Language) -> Iterator[tuple[str, str]]:
    """The mutants of a sentence: what was changed, and the text."""
    yield from _numbers(generation, said, language)
    turned = _other_case(finding)
    if turned is not None:
        yield "direction", str(sentence(turned, language, generation.catalogue, variant=_variant(finding)))
    yield from _swapped(generation, finding, said, language)
    yield from _shifted(generation, finding, said, language)


def _variant(finding: Finding) -> int:
    return zlib.crc32(f"{finding.indicator}:{finding.area}:{finding.rule}".encode())


def _numbers(generation: Generation, said: Sentence, language: Language) -> Iterator[tuple[str, str]]:
    """Each number one off in its last digit, up or down by a checksum; a rank one place off.

    A whole number that ends in 1 goes up: one less would end in zero, which is how people round it, so that it would
    say the same as the values (15,401 is "15,400").
    """
    for at, run in enumerate(said.runs):
        if not isinstance(run, Number):
            continue
        if run.ref.measure in (Measure.RANK, Measure.RANK_LOWEST):
            rank = int(read(run.text, language) or 2)
            other = rank + 1 if rank < 18 and zlib.crc32(str(said).encode()) % 2 or rank <= 2 else rank - 1
            if not _tied(generation, run.ref, other):
                yield "rank", _with(said, at, place(other, language))
        else:
            digit = run.text[-1]
            rounds = digit == "1" and not _decimal(run.text, language)
            up = digit == "0" or rounds or (digit != "9" and zlib.crc32(f"{said}{at}".encode()) % 2)
            text = run.text[:-1] + str(int(digit) + (1 if up else -1))
            if not _halved(generation, run.ref, text, language):
                yield "number", _with(said, at, text)


def _halved(generation: Generation, ref: Ref, text: str, language: Language) -> bool:
    """Whether the value lies just between two shown numbers, so that the other says it as well."""
    value, said = measure(generation, ref), read(text, language)
    step = (
        10.0 ** -len(text.rpartition("." if language is Language.EN else ",")[2]) if _decimal(text, language) else 1.0
    )
    return value is not None and said is not None and abs(abs(value) - abs(said)) <= 0.5 * step * (1 + 1e-9)


def _decimal(text: str, language: Language) -> bool:
    return ("." if language is Language.EN else ",") in text


def _tied(generation: Generation, ref: Ref, other: int) -> bool:
    """Whether the region at another place shows the same number."""
    values, decimals = generation.values(ref.indicator), generation.catalogue[ref.indicator].decimals
    numbers = [values.number(area, ref.period, ref.kind) or 0.0 for area in MAINLAND]
    placed = sorted(numbers, reverse=ref.measure is Measure.RANK)
    own = values.number(ref.area, ref.period, ref.kind) or 0.0
    return round(placed[other - 1], decimals) == round(own, decimals)


def _with(said: Sentence, at: int, text: str) -> str:
    return plain(
        replace(run, text=text) if k == at and isinstance(run, Number) else run for k, run in enumerate(said.runs)
    )


def _other_case(finding: Finding) -> Finding | None:
    """The finding with its direction turned."""
    if finding.rule in ("rank", "persistence", "components", "convergence"):
        return None
    for one, other in _TURNED:
        for a, b in ((one, other), (other, one)):
            if finding.case == a:
                return replace(finding, case=b)
    if finding.rule == "contradiction":
        return replace(finding, case="down_up" if finding.case == "up_down" else "up_down")
    pairs = {"growth_faster": "fall_faster", "growth_slower": "fall_slower", "to_growth": "to_fall"}
    pairs |= {b: a for a, b in pairs.items()}
    return replace(finding, case=pairs[finding.case]) if finding.rule == "pace" and finding.case in pairs else None


def _swapped(generation: Generation, finding: Finding, said: Sentence, language: Language) -> Iterator[tuple[str, str]]:
    """The sentence of another region with this one's numbers."""
    if finding.area == COUNTRY or finding.rule in ("convergence", "target"):
        return
    others = [area for area in MAINLAND if area != finding.area]
    other = others[zlib.crc32(str(said).encode()) % len(others)]
    if _differs(generation, finding, lambda ref: replace(ref, area=other), said):
        text = str(sentence(replace(finding, area=other), language, generation.catalogue, variant=_variant(finding)))
        yield "region", text


def _shifted(generation: Generation, finding: Finding, said: Sentence, language: Language) -> Iterator[tuple[str, str]]:
    """The sentence with its last year one earlier, where there are values of that year."""
    year = finding.period.back(1)
    if "since" in finding.facts and Period.parse(finding.facts["since"]) >= year:
        return

    def move(ref: Ref) -> Ref:
        return replace(ref, period=year) if ref.period == finding.period else ref

    if finding.period.frequency == "A" and _differs(generation, finding, move, said):
        text = str(sentence(replace(finding, period=year), language, generation.catalogue, variant=_variant(finding)))
        yield "year", text


def _differs(generation: Generation, finding: Finding, move: object, said: Sentence) -> bool:
    """Whether a number of the sentence would be shown otherwise at the moved address, all having values there."""
    shown = [run.ref for run in said.runs if isinstance(run, Number)]
    otherwise = False
    for ref in shown:
        moved = move(ref)  # type: ignore[operator]
        before, after = measure(generation, ref), measure(generation, moved)
        if after is None or before is None:
            return False
        decimals = generation.catalogue[ref.indicator].decimals if not ref.measure.counted else 0
        otherwise = otherwise or round(before, decimals) != round(after, decimals)
    return otherwise


def main(arguments: list[str]) -> Iterator[str]:
    """The lines to print; ``-v`` shows failures and survivors, ``every=N`` takes each N-th finding."""
    from tests.language.proof.conftest import generation

    languages = tuple(each for each in Language if each in arguments) or tuple(Language)
    every = next((int(each[6:]) for each in arguments if each.startswith("every=")), 1)
    areas = tuple(each for each in arguments if each in AREAS) or AREAS
    for language in languages:
        result = tally(generation(), (language,), areas, every=every)
        yield f"{language}: {result}"
        if "-v" in arguments:
            yield from result.failures[:60]
            yield from result.survivors[:60]


if __name__ == "__main__":
    print("\n".join(main(sys.argv[1:])))
