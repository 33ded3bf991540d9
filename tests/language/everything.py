"""Everything the program says of the embedded figures under the proof check: ``python -m tests.language.everything``.

All findings of the nineteen regions and the country in three languages, each in every way it can be worded; the
paragraphs and lists of sixty pictures; and the mutants of a sample. It takes some minutes; the tests take a sample of
it. ``fi``, ``sv`` or ``en`` limits the languages, ``every=N`` mutates each N-th finding, ``-v`` shows what failed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.documents.picture import told
from alke.findings.generate import findings
from alke.indicators.generation import Generation
from alke.language.paragraphs import joined, worded
from alke.language.proof import Verdict, check
from alke.language.runs import Number, Runs, plain
from alke.language.sentences import openings, sentence
from tests.language.mutants import AREAS, tally
from tests.language.proof.conftest import generation

MUTATED = 3  # each N-th finding


def unproven(text: Runs, area: str, language: Language, made: Generation) -> list[str]:
    """What the proof check does not say to hold in a text, and numbers that it finds no claim in."""
    claims = check(plain(text), language, made, made.catalogue, area)
    wrong = [f"{claim.text}: {claim.verdict}" for claim in claims if claim.verdict is not Verdict.HOLDS]
    start = 0
    for run in text:
        end = start + len(run.text)
        if isinstance(run, Number) and not any(claim.start <= start and end <= claim.end for claim in claims):
            wrong.append(f"{run.text} is in no claim")
        start = end
    return wrong


def sentences(made: Generation, area: str, language: Language) -> Iterator[Runs]:
    """Every finding of an area in every way it can be worded."""
    for finding in findings(made, area):
        if finding.rule != "refusal":
            for variant in range(len(openings(finding, language, made.catalogue))):
                yield sentence(finding, language, made.catalogue, variant=variant).runs


def paragraphs(made: Generation, area: str, language: Language) -> Iterator[Runs]:
    """What the picture of an area says: its paragraphs and the lines of its lists."""
    beside = (*findings(made, COUNTRY), *findings(made, area))
    for paragraph, apart in worded(told(made, area), beside, language, made.catalogue).values():
        yield joined(paragraph)
        yield from (line.runs for line in apart)


def main(arguments: list[str]) -> Iterator[str]:
    """The lines to print."""
    made = generation()
    every = next((int(each[6:]) for each in arguments if each.startswith("every=")), MUTATED)
    for language in tuple(each for each in Language if each in arguments) or tuple(Language):
        for name, texts in (("sentences", sentences), ("paragraphs and lines of pictures", paragraphs)):
            said = [(area, text) for area in AREAS for text in texts(made, area, language)]
            wrong = {plain(text): w for area, text in said if (w := unproven(text, area, language, made))}
            numbers = sum(isinstance(run, Number) for _, text in said for run in text)
            yield f"{language}: {len(said) - len(wrong)} of {len(said)} {name} hold, with {numbers} numbers"
            if "-v" in arguments:
                yield from (f"  {text} ← {'; '.join(each)}" for text, each in [*wrong.items()][:40])
        mutated = tally(made, (language,), AREAS, every=every)
        yield f"{language}: {mutated}"
        if "-v" in arguments:
            yield from (f"  {line}" for line in mutated.survivors[:40])


if __name__ == "__main__":
    for each in main(sys.argv[1:]):
        print(each, flush=True)
