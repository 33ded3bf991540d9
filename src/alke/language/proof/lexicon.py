"""The words that the proof check knows, by language: `lexicon/{fi,sv,en}.yaml` as one lexer.

Every class of words is a list of patterns; the catalogue's own names and the areas' forms are added to them. Leaves out
what a sequence of such words means (`binding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from alke.areas import COUNTRY, REGIONS, area
from alke.areas.area import Level
from alke.areas.register import register
from alke.base.languages import Language
from alke.indicators.catalogue import Indicator

FOLDER = Path(__file__).with_name("lexicon")
_FLAGS = re.IGNORECASE | re.UNICODE
_THE, _OPTIONAL = "the ", r"(?:the\s+)?"  # an article before many English names: they are told apart by the next letter
_WORD = re.compile(r"\w+|[^\w\s]")
# Names of municipalities that are common words or parts of regions' names too: they say nothing of a municipality.
_COMMON = frozenset(
    [
        "ii",
        "utajärvi",
        "salla",
        "isojoki",
        "aura",
        "alavus",
        "lieto",
        "kustavi",
        "masku",
        "inga",
        "inkoo",
        "korpo",
        "vaala",
        "karstula",
        "toivakka",
        "lumparland",
        "vårdö",
        "föglö",
        "kumlinge",
        "sund",
        "saltvik",
        "geta",
        "eckerö",
        "finström",
        "hammarland",
        "jomala",
        "lemland",
        "brändö",
        "sottunga",
        "kökar",
        "rusko",
        "pori",
        "salo",
    ]
) - {"pori", "salo"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase that means something: its class, its value within the class, and its place in the text.

    A unit that is an indicator's everyday name too ("49 507 fritidshus") has the indicator's `keys`.
    """

    start: int
    end: int
    sort: str
    data: Any
    text: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The lexer of one language.

    Attributes:
        units: One pattern per class of units, for names of indicators that stand as units.
        buckets: For each first letter one alternation, a named group per pattern; "" for any other.
        meanings: What each group means: class and value.
        signs: Words that show how a sentence is built, by name.
        raw: The file as read.
    """

    language: Language
    buckets: Mapping[str, re.Pattern[str]]
    units: Mapping[str, re.Pattern[str]]
    meanings: Mapping[str, tuple[str, Any]]
    signs: Mapping[str, re.Pattern[str]]
    raw: Mapping[str, Any]

    def tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of a part of a text, in order."""
        place = start
        for word in _WORD.finditer(text, start, end):
            if word.start() < place:
                continue
            bucket = self.buckets.get(_letter(word[0][0]), self.buckets[""])
            if word[0].lower() == _THE.strip() and text[word.end() : word.end() + 1] == " ":
                bucket = self.buckets.get(_THE + _letter(text[word.end() + 1 : word.end() + 2] or " "), bucket)
            match = bucket.match(text, word.start(), end)
            if match and match.end() > match.start():
                sort, data = self.meanings[match.lastgroup or ""]
                yield Token(match.start(), match.end(), sort, data, match[0])
                place = match.end()


def _letter(char: str) -> str:
    return "0" if char.isdigit() else char.lower()


def _phrase(text: str) -> str:
    """A pattern of a plain phrase, any white space between its words."""
    return r"\s+".join(re.escape(word) for word in text.split())


def _indicators(
    raw: Mapping[str, Any], language: Language, catalogue: Mapping[str, Indicator]
) -> Iterator[tuple[str, Any]]:
    phrases: dict[str, list[str]] = {}
    for key, indicator in catalogue.items():
        if indicator.family:
            continue
        names = [indicator.name[language]]
        if language is Language.FI:
            names += indicator.in_text.fi.values()
        else:
            names.append(indicator.in_text.sv if language is Language.SV else indicator.in_text.en)
        for name in names:
            plain = re.sub(r"^(the|den|det|de)\s+", "", name, flags=re.IGNORECASE)
            for one in dict.fromkeys((name, plain)):
                phrases.setdefault(_phrase(one.lower()), []).append(key)
    for key, patterns in raw["indicators"].items():
        for pattern in patterns:
            phrases.setdefault(pattern, []).extend(str(key).split())
    for pattern, keys in phrases.items():
        if language is Language.EN and not pattern.startswith(("(?:the", "the")):
            pattern = rf"(?:the\s+)?(?:{pattern})"
        yield pattern, tuple(key for key in dict.fromkeys(keys) if key in catalogue)


def _areas(raw: Mapping[str, Any], language: Language) -> Iterator[tuple[str, Any]]:
    for code in (*REGIONS, COUNTRY):
        place = area(code)
        forms = [place.names[language], place.genitive[language]]
        if language is Language.FI:
            every = place.forms
            forms += [every.nom, every.gen, every.par, every.ine, every.ela, every.ill]
            stem = re.escape(every.gen[:-1])
            yield rf"{stem}(?:ssa|lla|sta|lta|an|en|on|un|seen|lle|n|ksi|na|a|ta)?", code
            if every.gen[:-1] != every.nom:
                yield rf"{re.escape(every.nom)}(?:a|ta)?", code
        for form in forms:
            yield _phrase(form) + ("" if language is Language.FI else r"(?:'s|’s|s|:s)?"), code
    for code, patterns in raw["areas"].items():
        for pattern in patterns:
            yield pattern, code


def _others(language: Language) -> Iterator[str]:
    """Patterns of the names of municipalities and sub-regions, which have no values here."""
    for place in register().values():
        if place.level not in (Level.MUNICIPALITY, Level.SUBREGION) or place.official[language].lower() in _COMMON:
            continue
        if language is Language.FI and place.level is Level.MUNICIPALITY:
            every = place.forms
            for form in {every.nom, every.gen, every.par, every.ine, every.ela, every.ill}:
                yield re.escape(form)
        elif place.level is Level.MUNICIPALITY:
            yield re.escape(place.official[language]) + r"(?:'s|’s|s)?"


def _classes(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The other classes: ``class: {value: [pattern]}`` or ``class: [pattern]``."""
    for way, patterns in raw["counted_times"].items():
        for pattern in patterns:
            for count, number in raw["counts"].items():
                yield pattern.replace("{n}", f"(?:{number})"), "PER", f"{way}{count}"
    for pattern in raw["counted_regions"]:
        for count, number in raw["region_counts"].items():
            yield pattern.replace("{n}", f"(?:{number})"), "NREG", count
    for sort, words in raw["words"].items():
        if isinstance(words, Mapping):
            for data, patterns in words.items():
                for pattern in patterns:
                    yield pattern, str(sort), data
        else:
            for pattern in words:
                yield pattern, str(sort), None


def _length(pattern: str) -> int:
    """How much text a pattern is about, so that longer phrases are tried first."""
    plain = re.sub(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", pattern)
    while "(?:" in plain:
        cut = re.sub(r"\((?:\?:)?([^()]*)\)(\??)", _shortest, plain)
        if cut == plain:
            break
        plain = cut
    return len(re.sub(r"\\s\+|\\w[+*]|.[?*]|[\\()+]", " ", plain))


def _shortest(match: re.Match[str]) -> str:
    return "" if match[2] else min(match[1].split("|"), key=len)


@lru_cache(maxsize=8)
def _built(language: Language, catalogue_key: tuple[str, ...]) -> Lexicon:
    raw = _spelled_out(yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8")))
    catalogue = _CATALOGUES[catalogue_key]
    found: list[tuple[str, str, Any]] = [(pattern, sort, data) for sort, data, pattern in _timed(raw)]
    named = [(each, "IND" if keys else "FOREIGN", keys) for each, keys in _indicators(raw, language, catalogue)]
    named += [(pattern, "AREA", data) for pattern, data in _areas(raw, language)]
    named += [(pattern, sort, data) for pattern, sort, data in _classes(raw)]
    named += [(pattern, "OTHERAREA", None) for pattern in _others(language)]
    ordered = sorted(dict.fromkeys(named), key=lambda each: -_length(each[0]))
    counted = [each for each in ordered if each[1] == "NREG" or (each[1] == "IND" and _before_numbers(each[0]))]
    words = [each for each in found if each[1:] == ("NUM", "word")]
    rest = [each for each in found if each not in words]
    return _lexer(language, raw, [*counted, *rest, *ordered, *words])


def _before_numbers(pattern: str) -> bool:
    """Whether a name begins like a number or a time, so that it is tried before them."""
    pattern = pattern.removeprefix(_OPTIONAL + "(?:")
    return pattern[:1].isdigit() or pattern[:4] in ("vuon", "enne")


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    """The file with the parts that its patterns name by ``{NAME}`` put in their place."""
    parts = raw.pop("macros", {})

    def spelled(each: Any) -> Any:
        if isinstance(each, Mapping):
            return {key: spelled(value) for key, value in each.items()}
        if isinstance(each, list):
            return [spelled(value) for value in each]
        return re.sub(r"\{([A-Z]+)\}", lambda m: parts.get(m[1], m[0]), each) if isinstance(each, str) else each

    spelt: dict[str, Any] = spelled(raw)
    return spelt


def _timed(raw: Mapping[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Numbers, times and what only looks like them, in the order of the file."""
    for each in raw["numbers"]:
        ((sort, pattern),) = each.items()
        name, _, data = str(sort).partition(" ")
        yield name, data or None, pattern


def _lexer(language: Language, raw: Mapping[str, Any], found: Iterable[tuple[str, str, Any]]) -> Lexicon:
    meanings: dict[str, tuple[str, Any]] = {}
    parts: dict[str, list[str]] = {"": []}
    counts = (re.escape(str(word)) for word in raw["number_words"] if word not in raw.get("ones", ()))
    words = "|".join(sorted(counts, key=len, reverse=True))
    letters = [*"abcdefghijklmnopqrstuvwxyzåäö0%€§&+-−–;"]
    for letter in letters:
        parts[letter], parts[_THE + letter] = [], []
    for place, (pattern, sort, data) in enumerate(found):
        name = f"g{place}"
        meanings[name] = (sort, data)
        plain = re.sub(r"\(\?P<\w+>", "(?:", pattern).replace("{NUMWORDS}", words)
        part = f"(?P<{name}>{plain})" if sort in ("NUM", "PER", "JUNK") else f"(?P<{name}>(?:{plain})(?!\\w))"
        after = _begins(plain[len(_OPTIONAL) :]) if plain.startswith(_OPTIONAL) else set()
        keys = after | {_THE + letter for letter in after} or _begins(plain) or set(letters)
        if _THE[0] in keys:
            keys |= {_THE + letter for letter in letters}
        for key in keys:
            parts.setdefault(key, list(parts[""])).append(part)
        if not _begins(plain):
            parts[""].append(part)
    made = {letter: re.compile("|".join(each) or r"(?!)", _FLAGS) for letter, each in parts.items()}
    units = {name: re.compile("|".join(each), _FLAGS) for name, each in raw["words"]["UNIT"].items()}
    signs = {name: re.compile(pattern, _FLAGS) for name, pattern in raw["signs"].items()}
    signs["neutral"] = re.compile("|".join(_flat(raw["neutral"])), _FLAGS)
    for name in ("known", "vague", "soft"):
        signs[name] = re.compile(rf"(?:{'|'.join(_flat(raw.get(name, ()))) or '(?!)'}){raw.get('clitics', '')}", _FLAGS)
    signs["denial"] = re.compile(rf"\b(?:{'|'.join(raw['denial'])})\b", _FLAGS)
    return Lexicon(language, made, units, meanings, signs, raw)


def _flat(words: Any) -> Iterator[str]:
    """The patterns of a list, or of the lists of a mapping."""
    for each in words.values() if isinstance(words, Mapping) else [words]:
        yield from map(str, each)


def _begins(pattern: str) -> set[str]:
    """The letters that a pattern can begin with; none when that is not plain to see."""
    plain = re.sub(r"\\([^\w\s])", "\ue000", pattern)  # an escaped sign is no syntax
    parts = _split(plain)
    if len(parts) > 1:
        found = [_begins(part) for part in parts]
        return set().union(*found) if all(found) else set()
    if plain.startswith("\\d"):
        return {"0"} if plain[2:3] not in ("?", "*") else set()
    if plain.startswith("(?:"):
        return _opened(plain)
    first, after = plain[:1], plain[1:2]
    if not (first.isalnum() or first in "%€&") or after in ("?", "*", "{"):
        return set()
    return {_letter(first)}


def _opened(pattern: str) -> set[str]:
    """What a pattern that opens with a group can begin with."""
    depth = 0
    for place, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            inner, after = pattern[3:place], pattern[place + 1 :]
            found = [_begins(one) for one in _split(inner)]
            more = _begins(after[1:]) if after[:1] in ("?", "*") else {""}
            return (set().union(*found, more) - {""}) if all(found) and more else set()
    return set()


def _split(pattern: str) -> list[str]:
    """The alternatives of a pattern, outside its groups."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[start:place])
            start = place + 1
    return [*parts, pattern[start:]]


_CATALOGUES: dict[tuple[str, ...], Mapping[str, Indicator]] = {}


def lexicon(language: Language, catalogue: Mapping[str, Indicator]) -> Lexicon:
    """The lexer of a language over a catalogue, built once."""
    key = tuple(key for key, each in catalogue.items() if not each.family)
    _CATALOGUES.setdefault(key, catalogue)
    return _built(language, key)
