"""Writes `glossary.md` and `paragraphs.md`: ``python docs/pages.py``. A test sees to it that they are current.

The glossary is the program's own. The paragraphs are made of the embedded figures: twenty that differ, the same in each
language. Leaves out pages that are written by hand.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alke.areas import COUNTRY, REGIONS, area
from alke.base.languages import Language
from alke.documents.picture import MAIN
from alke.documents.picture import told as chosen_of
from alke.findings import Finding
from alke.findings.generate import ensure, findings
from alke.indicators.generation import Generation
from alke.indicators.themes import themes
from alke.language.glossary import never, uses
from alke.language.paragraphs import Line, joined, plan, say
from alke.language.runs import plain

DOCS = Path(__file__).parent
COUNT = 20
SURE = (COUNTRY, "MK01", "MK18", "MK21")  # the country, the largest and a small region, Åland
NAMES = {Language.FI: "Suomeksi", Language.SV: "På svenska", Language.EN: "In English"}
HEADS = {
    Language.FI: (("Näin sanotaan", "mistä", "miksi"), ("Näin ei sanota", "vaan", "miksi")),
    Language.SV: (("Så säger vi", "om vad", "varför"), ("Så säger vi inte", "utan", "varför")),
    Language.EN: (("We say", "of what", "why"), ("We never say", "but", "why")),
}

PARAGRAPHS = """# Twenty paragraphs per language

The program's own paragraphs of the embedded figures, for a reader's judgement: regions large and small, Åland and the
whole country, and as many sentence rules as twenty can show; under each stand its rules. The same twenty are told in
each language. `python docs/pages.py` writes this page; how paragraphs are made is told in
[Findings and sentences](findings.md).
"""
GLOSSARY = """# Glossary of phrases

What the program says and what it never says, by language, with reasons in that language. Tests see to it that no
sentence, paragraph, chart or indicator's text says otherwise; people may write as they like.
`src/alke/language/glossary.yaml` holds the lists and `python docs/pages.py` writes this page; terms of the field are in
[Words](words.md).
"""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to be shown: whose, of which theme, and its lines."""

    area: str
    theme: str
    lines: tuple[Line, ...]

    @property
    def traits(self) -> frozenset[str]:
        """What it shows: its sentence rules, its links, and its area."""
        shown = {f"{line.finding.rule}/{line.finding.case}" for line in self.lines}
        rules = {line.finding.rule for line in self.lines}  # a new rule counts twice, as a case and by itself
        return frozenset({*shown, *rules, *(line.key for line in self.lines), self.area})


def candidates(generation: Generation) -> Iterator[Paragraph]:
    """Every paragraph of every picture, and those that would open with a finding the pictures leave out."""
    catalogue = generation.catalogue
    for code in (COUNTRY, *REGIONS):
        found = findings(generation, code)
        beside = (*findings(generation, COUNTRY), *found)
        chosen = {theme: of for theme, of in chosen_of(generation, code).items() if theme != MAIN}
        every = {theme: plan(of, beside, catalogue) for theme, of in chosen.items()}
        yield from (Paragraph(code, theme, lines) for theme, lines in every.items() if lines)
        for theme, of in chosen.items():
            for finding in _left_out(found, of):
                rest = [each for each in of if each.indicator != finding.indicator]
                lines = plan([finding, *rest], beside, catalogue)
                if lines:
                    yield Paragraph(code, theme, lines)


def _left_out(found: Sequence[Finding], of: Sequence[Finding]) -> Iterator[Finding]:
    """The heaviest finding of each case that none of a theme's chosen has, about one of the theme's indicators."""
    told = {(each.rule, each.case) for each in of}
    ours = {each.indicator for each in of}
    for finding in found:
        case = (finding.rule, finding.case)
        if finding.rule != "refusal" and case not in told and finding.indicator in ours:
            told.add(case)
            yield finding


def twenty(generation: Generation) -> list[Paragraph]:
    """Twenty paragraphs that between them show as much as can be; of an area two at most."""
    left = list(candidates(generation))
    picked: list[Paragraph] = []
    shown: set[str] = set()
    while len(picked) < COUNT:
        used = Counter(each.area for each in picked)
        missing = [code for code in SURE if not used[code]]
        fitting = [each for each in left if used[each.area] < 2 and (not missing or each.area in missing)]
        best = max(fitting, key=lambda each: (len(each.traits - shown), -len(each.lines)))
        picked.append(best)
        shown |= best.traits
        left.remove(best)
    order = (COUNTRY, *REGIONS)
    return sorted(picked, key=lambda each: (order.index(each.area), each.theme))


def paragraphs(generation: Generation) -> str:
    """The page of paragraphs."""
    names = {each.key: each.names for each in themes()}
    made = [PARAGRAPHS]
    chosen = twenty(generation)
    for language in Language:
        made.append(f"## {NAMES[language]}\n")
        for number, each in enumerate(chosen, 1):
            said = [say(line, language, generation.catalogue, number) for line in each.lines]
            place = area(each.area).names[language]
            rules = ", ".join(f"`{one.rule}`" for one in said)
            made.append(
                f"**{number}. {place}, {names[each.theme][language].lower()}.** {plain(joined(said))}\n\n{rules}\n"
            )
    return "\n".join(made)


def glossary() -> str:
    """The page of the glossary."""
    made = [GLOSSARY]
    for language in Language:
        used, not_used = HEADS[language]
        made.append(f"## {NAMES[language]}\n")
        made += [_row(used), "|---|---|---|", *(_row((one.say, one.of, one.why)) for one in uses(language)), ""]
        made += [_row(not_used), "|---|---|---|", *(_row((one.word, one.say, one.why)) for one in never(language)), ""]
    return "\n".join(made)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        (DOCS / "paragraphs.md").write_text(paragraphs(ensure(Path(home))), "utf-8")
    (DOCS / "glossary.md").write_text(glossary(), "utf-8")
