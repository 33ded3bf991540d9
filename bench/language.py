"""All findings and all sentences of 20 areas in three languages, beside the time to read the store once.

Reading the store is what cannot be avoided: every kept table of the embedded figures as a cube, checksums included. Ours
finds every finding from computed values and puts each in words in Finnish, Swedish and English; then, apart, the
paragraphs and lists as pictures tell them, and the proof check of one area's sentences. The works take turns; what is
shown is the median of the rounds' ratios to the reading in CPU seconds. There is no goal: a ratio to so small a work says
how the cost moves, not whether it is too high. Run ``python -m bench.language``.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.documents.picture import told
from alke.findings import Finding, find
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from alke.language.paragraphs import worded
from alke.language.proof import check
from alke.language.sentences import sentence
from alke.statistics.store import Store
from bench.common import Line, finish, load, timed, times

ROUNDS = 3
AREAS = (COUNTRY, *REGIONS)


def read_store(home: Path) -> None:
    """Every kept table once."""
    store = Store(home / "statistics")
    for vintage in store.vintages():
        store.cube(vintage)


def found(generation: Generation) -> dict[str, list[Finding]]:
    """The findings of every area, from its values."""
    values = {key: generation.values(key) for key in generation.catalogue}
    return {area: find(values, generation.catalogue, area) for area in AREAS}


def sentences(generation: Generation, findings: dict[str, list[Finding]]) -> list[str]:
    """Every finding in every language."""
    catalogue = generation.catalogue
    return [str(sentence(f, each, catalogue)) for each in Language for of in findings.values() for f in of]


def paragraphs(generation: Generation, findings: dict[str, list[Finding]]) -> None:
    """What the pictures tell, in paragraphs and lists."""
    for area in AREAS:
        chosen = told(generation, area)
        for language in Language:
            worded(chosen, (*findings[COUNTRY], *findings[area]), language, generation.catalogue)


def proof(generation: Generation, findings: dict[str, list[Finding]]) -> None:
    """The check of one area's sentences in one language."""
    for finding in findings["MK18"]:
        if finding.rule != "refusal":
            text = str(sentence(finding, Language.FI, generation.catalogue))
            check(text, Language.FI, generation, generation.catalogue, "MK18")


def main() -> int:
    """Prints the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        generation = ensure(home)
        findings = found(generation)
        count = len(sentences(generation, findings))
        proof(generation, findings)  # builds the lexicon once, as a server does
        works: dict[str, Callable[[], object]] = {
            f"all findings of 20 areas, {count:,} sentences": lambda: sentences(generation, found(generation)),
            "the sentences alone": lambda: sentences(generation, findings),
            "paragraphs and lists of 60 pictures": lambda: paragraphs(generation, findings),
            "proof check of one area in one language": lambda: proof(generation, findings),
        }
        ratios: dict[str, list[tuple[float, float, float]]] = {what: [] for what in works}
        for _ in range(ROUNDS):
            reading = timed(lambda: read_store(home))
            for what, work in works.items():
                ours = timed(work)
                ratios[what].append((ours[0] / reading[0], ours[1] / reading[1], ours[0]))
                print(f"{what}: {ours[0]:.2f} CPU s, reading the store {reading[0]:.2f} CPU s", flush=True)
    print(load())
    return finish([_line(what, rounds) for what, rounds in ratios.items()])


def _line(what: str, rounds: list[tuple[float, float, float]]) -> Line:
    cpu, wall, seconds = (statistics.median(each) for each in zip(*rounds, strict=True))
    return Line(what, f"{seconds:.2f} CPU s", "reading the store once", times(cpu), times(wall), "", "none", None)


if __name__ == "__main__":
    sys.exit(main())
