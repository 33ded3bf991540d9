"""A short paragraph from a theme's findings: the main point, what stands beside it, a contrast, a caveat.

Which findings it tells, and how each is tied to the one before, is the same in every language (`plan`); the words are
in `fi.yaml`, `sv.yaml` and `en.yaml` by ``link/rule/case``. A sentence that leaves out the place, the indicator or the
time follows one that names it. No link gives a cause. Leaves out which findings are chosen (`findings/choose.py`) and
the sentences that stand alone (`sentences/`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from alke.base.languages import Language
from alke.base.periods import Period
from alke.base.units import COUNTED
from alke.findings.finding import Finding
from alke.findings.rounding import rounded
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Ref
from alke.language.runs import Plain, Runs, Sentence
from alke.language.sentences import opening, openings, sentence, slots
from alke.language.sentences import templates as alone
from alke.language.template import fill
from alke.language.variety import spread

FINDINGS = 3  # of the area, that a paragraph tells at most
_YEARS_APART = 5  # from which on a reader is told that the figures are of different years
_MOVED = ("grew", "shrank")
_OF_IT = ("target", "shift_share")  # told of a value or a change just shown
_ONE_SUBJECT = ("level", "change", "trend", "turn", "shift", "odd", "record", "persistence", "projection")
_SIDE = {"above": 1, "below": -1, "first": 1, "high": 1, "last": -1, "low": -1, "top": 1, "bottom": -1}


class Link(StrEnum):
    """How a line is tied to the one before it.

    ``ALONE`` is a sentence that needs no other. ``IT`` speaks on of the same indicator; ``COUNTRY`` and ``BUT`` tell
    how it moved in the whole country, the same way or the other; ``AGAINST`` on which other side of the country or of
    the peers the value just shown lies; ``SAME_TIME`` what else moved over the same years; ``ALSO`` and ``INSTEAD``
    what lies on the same or the other side of the country or of the peers; ``CAVEAT`` what to bear in mind.
    """

    ALONE = "alone"
    IT = "it"
    COUNTRY = "country"
    BUT = "but"
    AGAINST = "against"
    SAME_TIME = "same_time"
    ALSO = "also"
    INSTEAD = "instead"
    CAVEAT = "caveat"


_MORE = (Link.IT, Link.COUNTRY, Link.BUT, Link.AGAINST)  # of which a paragraph has one kind
_BESIDE = (Link.COUNTRY, Link.BUT, Link.AGAINST)  # findings that are not among those chosen
_CONTRASTS = (Link.BUT, Link.AGAINST, Link.INSTEAD)  # of which a paragraph has one


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to be.

    Attributes:
        finding: What it tells.
        link: How it is tied to the line before.
        near: Whether the line before is of the same area, which need not be named again.
        known: Whether the line before has shown the value.
        caveat: Which caveat it is, "" when it is none.
    """

    finding: Finding
    link: Link = Link.ALONE
    near: bool = False
    known: bool = False
    caveat: str = ""

    @property
    def key(self) -> str:
        """Under which its templates stand."""
        return f"caveat/{self.caveat}" if self.caveat else f"{self.link}/{self.finding.rule}/{self.finding.case}"


@cache
def templates(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The templates of a language by ``link/rule/case``."""
    raw = yaml.safe_load(Path(__file__).with_name(f"{language}.yaml").read_text("utf-8"))
    return {str(key): tuple(lines) for key, lines in raw.items()}


def worded(
    chosen: Mapping[str, Sequence[Finding]],
    beside: Sequence[Finding],
    language: Language,
    catalogue: Mapping[str, Indicator],
    listed: Collection[str] = (),
) -> dict[str, tuple[list[Sentence], list[Sentence]]]:
    """The findings of one area in words, by theme: those of its paragraph, and those that stand apart from it.

    Each finding is told once, and the lines of all themes begin in as many ways as can be. What is in `listed` has no
    paragraph; `beside` as of `plan`.
    """
    plans = {theme: () if theme in listed else plan(of, beside, catalogue) for theme, of in chosen.items()}
    lines = {theme: (plans[theme], _apart(of, plans[theme])) for theme, of in chosen.items()}
    every = [line for parts in lines.values() for part in parts for line in part]
    variants = iter(spread([ways(line, language, catalogue) for line in every]))
    return {
        theme: (
            [say(line, language, catalogue, next(variants)) for line in paragraph],
            [say(line, language, catalogue, next(variants)) for line in apart],
        )
        for theme, (paragraph, apart) in lines.items()
    }


def _apart(chosen: Sequence[Finding], lines: Sequence[Line]) -> list[Line]:
    inside = told(lines)
    return [Line(finding) for finding in chosen if finding not in inside]


def plan(chosen: Sequence[Finding], beside: Sequence[Finding], catalogue: Mapping[str, Indicator]) -> tuple[Line, ...]:
    """The lines of a paragraph; none where nothing ties the heaviest findings to others.

    Args:
        chosen: The findings of one area's theme, heaviest first; the first is the main point.
        beside: The whole country's findings and all of the area's own, for what stands beside.
        catalogue: The indicators by id.
    """
    lines: list[Line] = []
    rest = list(chosen)
    while rest and len(told(lines)) < FINDINGS:
        line = _tied(lines, rest, catalogue) or _other(lines, rest, beside, catalogue)
        lines.append(line)
        if line.link is Link.ALONE and not any(each.link in _MORE for each in lines):
            contrast = not any(each.link in _CONTRASTS for each in lines)
            lines += _more(line.finding, rest, beside, catalogue, contrast=contrast)
        rest = _new(rest, lines)
    if all(line.link is Link.ALONE for line in lines):
        return ()
    caveat = _caveat(lines, catalogue)
    return (*lines, Line(chosen[0], Link.CAVEAT, caveat=caveat)) if caveat else tuple(lines)


def told(lines: Sequence[Line]) -> list[Finding]:
    """The findings of the area itself that a paragraph tells, so that they are not told again."""
    return [line.finding for line in lines if line.link not in (Link.CAVEAT, *_BESIDE)]


def ways(line: Line, language: Language, catalogue: Mapping[str, Indicator]) -> tuple[str, ...]:
    """How each way of wording a line opens, as `openings` does for a sentence that stands alone."""
    if line.link is Link.ALONE:
        return openings(line.finding, language, catalogue)
    return tuple(map(opening, templates(language)[line.key]))


def say(line: Line, language: Language, catalogue: Mapping[str, Indicator], variant: int = 0) -> Sentence:
    """A line in words; its rule is that of the sentence alone, or the link with it."""
    if line.link is Link.ALONE:
        alone = sentence(line.finding, language, catalogue, variant=variant, near=line.near)
        return replace(alone, finding=line.finding.key)
    filled = slots(line.finding, language, catalogue)
    if line.near:
        del filled["in"]
    if line.known:
        filled.pop("value", None)  # the parts of a change have none
    if line.link in (Link.COUNTRY, Link.BUT):  # beside a region's persons or euros the country's say little
        filled["change"] = filled.get("percent", filled["change"])
    lines = templates(language)[line.key]
    return Sentence(line.key, fill(lines[variant % len(lines)], filled), line.finding.key if told([line]) else "")


def joined(sentences: Sequence[Sentence]) -> Runs:
    """The sentences as running text."""
    made: list[Runs] = []
    for each in sentences:
        made += [(Plain(" "),), each.runs] if made else [each.runs]
    return tuple(run for runs in made for run in runs)


def _told(link: Link, finding: Finding) -> bool:
    return Line(finding, link).key in templates(Language.FI)


def _span(finding: Finding) -> tuple[object, object] | None:
    """From when to when a finding tells a change, None when it tells none."""
    moved = finding.rule == "change" and finding.case in _MOVED
    return (finding.facts["since"], finding.period) if moved else None


def _clear(finding: Finding, catalogue: Mapping[str, Indicator]) -> bool:
    """Whether "it" after the finding's sentence can only be its indicator."""
    naming = catalogue[finding.indicator].unit.key in COUNTED  # "it grew by 13 jobs" would be said of the jobs
    return finding.rule in _ONE_SUBJECT and "people" not in finding.refs and not naming


def _more(
    main: Finding,
    rest: Sequence[Finding],
    beside: Sequence[Finding],
    catalogue: Mapping[str, Indicator],
    *,
    contrast: bool = True,
) -> list[Line]:
    """What is told on of the main point: its parts or target, a contrast, or what else there is of the indicator."""
    more = _of_it(main, rest) or (_against(main, beside) if contrast else None)
    if more is not None or not _clear(main, catalogue):
        return [more] if more is not None else []
    moved = _beside(main, beside)
    if moved is not None:
        return [moved]
    shown = _shown(main)
    own = (finding for finding in rest if finding.indicator == main.indicator and finding is not main)
    new = (finding for finding in own if finding.case != "alone" or finding.refs["value"] != shown)
    same = next((finding for finding in new if finding.rule not in _OF_IT and _told(Link.IT, finding)), None)
    if same is None:
        return []
    known = shown is not None and same.refs.get("value") == shown
    moved = _beside(same, beside) if _clear(same, catalogue) else None
    return [Line(same, Link.IT, near=True, known=known), *([moved] if moved is not None else [])]


def _of_it(main: Finding, rest: Sequence[Finding]) -> Line | None:
    """The target for the value just shown, or the parts of the change just told; neither is called "it"."""
    for finding in rest:
        if finding.indicator == main.indicator and finding is not main:
            aim = finding.rule == "target" and finding.refs["value"] == _shown(main)
            if aim or finding.rule == "shift_share" and finding.refs["change"] == main.refs.get("change"):
                return Line(finding, Link.IT, near=True, known=True)
    return None


def _against(main: Finding, beside: Sequence[Finding]) -> Line | None:
    """On which side of the country the value lies that was set beside the peers, or the other way, when it is another.

    The area's own finding of it is not among those chosen, since both tell how the value stands.
    """
    side, rules = _stands(main), {"level", "peers"}
    same = (each for each in beside if (each.area, each.indicator, each.period) == _of(main))
    other = next((each for each in same if {each.rule, main.rule} == rules and side and _stands(each) == -side), None)
    return Line(other, Link.AGAINST, near=True, known=True) if other is not None else None


def _of(finding: Finding) -> tuple[str, str, Period]:
    return finding.area, finding.indicator, finding.period


def _stands(finding: Finding) -> int:
    """As `_side`, also of what is told as a percentage of the country's level."""
    if finding.case != "ratio":
        return _side(finding)
    ratio = rounded(finding.numbers["ratio"], 0)
    return (ratio > 100) - (ratio < 100)


def _shown(finding: Finding) -> Ref | None:
    """The value that the finding's sentence shows, None when it shows none."""
    template = alone(Language.FI)[f"{finding.rule}/{finding.case}"][0]
    return finding.refs["value"] if "{value}" in template else None


def _beside(finding: Finding, beside: Sequence[Finding]) -> Line | None:
    """How the country moved over the same years."""
    span = _span(finding)
    others = (each for each in beside if span and each.area != finding.area and _span(each) == span)
    same = next((each for each in others if each.indicator == finding.indicator), None)
    return Line(same, Link.COUNTRY if same.case == finding.case else Link.BUT) if same is not None else None


def _new(rest: Sequence[Finding], lines: Sequence[Line]) -> list[Finding]:
    """The findings of what no line has spoken of."""
    spoken = {line.finding.indicator for line in lines}
    return [finding for finding in rest if finding.indicator not in spoken]


def _other(
    lines: Sequence[Line], rest: Sequence[Finding], beside: Sequence[Finding], catalogue: Mapping[str, Indicator]
) -> Line:
    """A new thought: the heaviest finding; after others one of another rule, rather one that more can be told of."""
    if not lines:
        return Line(rest[0])
    last = lines[-1].finding
    others = [finding for finding in rest if finding.rule != last.rule] or rest
    more = () if any(line.link in _MORE for line in lines) else others
    contrast = not any(line.link in _CONTRASTS for line in lines)
    finding = next((f for f in more if _more(f, rest, beside, catalogue, contrast=contrast)), others[0])
    return Line(finding, near=finding.area == last.area and last.rule != "peers" and lines[-1].link not in _BESIDE)


def _side(finding: Finding) -> int:
    """On which side of the country, the median or the peers: 1, −1, or 0 when not told."""
    return _SIDE.get(finding.case, 0) if finding.rule in ("level", "rank", "peers") else 0


def _alike(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators can lie on the same or on different sides: read the same way, or shares and the like."""
    if one.higher_is != other.higher_is:
        return False
    return one.higher_is != "neutral" or one.unit == other.unit


def _tied(lines: Sequence[Line], rest: Sequence[Finding], catalogue: Mapping[str, Indicator]) -> Line | None:
    """The heaviest finding that a link ties to the last line."""
    if not lines or lines[-1].link is Link.AGAINST:
        return None
    last = lines[-1].finding
    near = last.area == rest[0].area
    span, side = _span(last), _side(last) if near else 0
    used = {line.link for line in lines}
    used |= {*_CONTRASTS} if used & {*_CONTRASTS} else set()
    for finding in rest:
        alike = side and _alike(catalogue[last.indicator], catalogue[finding.indicator])
        peers = "peers" in (last.rule, finding.rule)
        link = None
        if span is not None and _span(finding) == span:
            link = Link.SAME_TIME
        elif alike and _side(finding) == -side and (not peers or finding.rule == last.rule):
            link = Link.INSTEAD
        elif alike and (finding.rule, finding.case) == (last.rule, last.case):
            link = Link.ALSO
        if link is not None and link not in used and _told(link, finding):
            return Line(finding, link, near)
    return None


def _caveat(lines: Sequence[Line], catalogue: Mapping[str, Indicator]) -> str:
    """What a reader has to bear in mind: of samples, of projections, of parts, of years far apart; "" when nothing."""
    findings = [line.finding for line in lines]
    if any(catalogue[f.indicator].survey for f in findings):
        return "survey"
    if any(f.kind is Kind.PROJECTION for f in findings):
        return "projection"
    if any(f.rule == "shift_share" for f in findings):
        return "shift_share"
    years = [f.period.year for f in findings]
    return "years" if max(years) - min(years) >= _YEARS_APART else ""
