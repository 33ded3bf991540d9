"""Wide headings of StatFin's CSV ("Miehet 2018 Väestö 31.12.") → the axes that were joined in them.

A heading is split only where the words of all headings cross cleanly; otherwise the headings are one content axis.
Leaves out the key columns.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from alke.statistics.cube import Role

_PERIOD = re.compile(r"(1[89]|20)\d\d(Q[1-4]|M(0[1-9]|1[0-2]))?\*?")
_SEX = (
    {"yhteensä", "miehet", "naiset", "sukupuolet yhteensä"},
    {"totalt", "sammanlagt", "män", "kvinnor"},
    {"total", "males", "females", "men", "women"},
)
_WORDS = {
    "fi": {
        Role.CONTENT: "Tiedot",
        Role.CLASS: "Luokka",
        "sex": "Sukupuoli",
        "": "Vuosi",
        "Q": "Neljännes",
        "M": "Kuukausi",
    },
    "sv": {Role.CONTENT: "Uppgifter", Role.CLASS: "Klass", "sex": "Kön", "": "År", "Q": "Kvartal", "M": "Månad"},
    "en": {Role.CONTENT: "Information", Role.CLASS: "Class", "sex": "Sex", "": "Year", "Q": "Quarter", "M": "Month"},
}


@dataclass(frozen=True, slots=True)
class Factor:
    """One axis found in the headings: its role and its categories, with what they are called in the headings."""

    role: Role
    codes: tuple[str, ...]

    def name(self, language: str) -> str:
        """What the axis is called, since the headings do not say: "Sukupuoli", "Tiedot", "Vuosi", "Luokka"."""
        words = _WORDS.get(language, _WORDS["en"])
        if self.role is Role.TIME:
            return words[self.codes[0][4:5] if self.codes[0][4:5] in ("Q", "M") else ""]
        return words["sex"] if self.role is Role.CLASS and is_sex(self.codes) else words[self.role]


def is_sex(words: Sequence[str]) -> bool:
    """Whether all words are those for men, women and both, in one language."""
    return any({word.lower() for word in words} <= known for known in _SEX)


def factors(headings: Sequence[str], *, time: bool = True) -> list[Factor]:
    """The axes whose categories, joined by spaces and the last changing fastest, make exactly the headings.

    Args:
        headings: The headings of the value columns, in order.
        time: Whether a period may be among them; not when a key column already tells it.
    """
    plain = [" ".join(heading.split()) for heading in headings]
    if len(set(plain)) == len(plain):
        found = (_by_period(plain) if time else None) or _by_words(plain)
        if found and all(len(set(factor.codes)) == len(factor.codes) for factor in found):
            return found
    return [Factor(Role.CONTENT, tuple(headings))]


def _by_period(headings: Sequence[str]) -> list[Factor] | None:
    """Words before the period × the period × words after it."""
    parts = []
    for heading in headings:
        words = heading.split(" ")
        at = [place for place, word in enumerate(words) if _PERIOD.fullmatch(word)]
        if len(at) != 1:
            return None
        parts.append((" ".join(words[: at[0]]), words[at[0]], " ".join(words[at[0] + 1 :])))
    before, periods, after = (tuple(dict.fromkeys(part)) for part in zip(*parts, strict=True))
    if parts != list(itertools.product(before, periods, after)):
        return None
    time = Factor(Role.TIME, periods)
    if after == ("",):
        return [time] if before == ("",) else [*_content(tuple(text.rstrip(",") for text in before)), time]
    return [*(_classes(before) if before != ("",) else []), time, *_content(after)]


def _by_words(headings: Sequence[str]) -> list[Factor] | None:
    """Two crossing sets of words, or one that stays the same beside words that are known."""
    crossed = crossing(headings)
    if crossed:
        first, second = crossed
        if is_sex(first):
            return [Factor(Role.CLASS, first), *_content(second)]
        return [*_content(first), *_classes(second)]
    for cut in (_known_first, _known_last, _unit_first):
        found = cut(headings)
        if found:
            return found
    return None


def crossing(headings: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Two sets of at least two texts each, whose product in order is the headings; None when there are none."""
    words = [heading.split(" ") for heading in headings]
    for width in range(len(headings) // 2, 1, -1):
        if len(headings) % width:
            continue
        blocks = [words[start : start + width] for start in range(0, len(words), width)]
        first = [_shared(block) for block in blocks]
        while all(first) and len({prefix[-1] for prefix in first}) == 1:
            first = [prefix[:-1] for prefix in first]  # a word that all share belongs to the second
        rests = {
            tuple(" ".join(item[len(prefix) :]) for item in block) for prefix, block in zip(first, blocks, strict=True)
        }
        if all(first) and len(rests) == 1 and all(next(iter(rests))):
            return tuple(" ".join(prefix) for prefix in first), next(iter(rests))
    return None


def _shared(items: Sequence[list[str]]) -> list[str]:
    """The words that all items start with, leaving each at least one."""
    shared = []
    for column in zip(*(item[:-1] for item in items), strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return shared


def _known_first(headings: Sequence[str]) -> list[Factor] | None:
    """Men and women before one content."""
    heads, tails = zip(*(heading.partition(" ")[::2] for heading in headings), strict=True)
    return [Factor(Role.CLASS, heads), Factor(Role.CONTENT, tails[:1])] if _is_cut(heads, tails) else None


def _known_last(headings: Sequence[str]) -> list[Factor] | None:
    """One content before men and women."""
    heads, tails = zip(*(heading.rpartition(" ")[::2] for heading in headings), strict=True)
    return [Factor(Role.CONTENT, heads[:1]), Factor(Role.CLASS, tails)] if _is_cut(tails, heads) else None


def _is_cut(known: Sequence[str], same: Sequence[str]) -> bool:
    return len(known) > 1 and is_sex(known) and set(same) == {same[0]} and bool(same[0])


def _unit_first(headings: Sequence[str]) -> list[Factor] | None:
    """One content that ends in its unit, "(m2)", before classes."""
    head = headings[0][: headings[0].find(") ") + 1]
    tails = tuple(heading.removeprefix(head).strip() for heading in headings)
    if len(headings) < 2 or not head or not all(heading.startswith(f"{head} ") for heading in headings):
        return None
    return [Factor(Role.CONTENT, (head,)), Factor(Role.CLASS, tails)] if all(tails) else None


def _content(texts: tuple[str, ...]) -> list[Factor]:
    return [Factor(Role.CONTENT, texts)]


def _classes(texts: tuple[str, ...]) -> list[Factor]:
    """One class axis, or the two that cross in it."""
    crossed = crossing(texts)
    return [Factor(Role.CLASS, part) for part in crossed] if crossed else [Factor(Role.CLASS, texts)]
