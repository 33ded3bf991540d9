"""The three languages and texts that exist in all of them.

A `Text` cannot be made without Finnish, Swedish and English, so a missing translation is an error when the program
starts, not a hole on a page. Leaves out grammar, numbers and dates: those are in `language/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from alke.base.errors import InputError, UnknownCodeError


class Language(StrEnum):
    """A language of the product, Finnish first."""

    FI = "fi"
    SV = "sv"
    EN = "en"

    @classmethod
    def parse(cls, code: str) -> Language:
        """The language of a two-letter code.

        Raises:
            UnknownCodeError: when the code is not fi, sv or en.
        """
        try:
            return cls(code)
        except ValueError:
            raise UnknownCodeError("language", code, [*cls]) from None


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages; ``text[Language.SV]`` reads one of them."""

    fi: str
    sv: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return str(getattr(self, language))

    def format(self, **values: object) -> Text:
        """The text with its ``{slots}`` filled in every language."""
        return Text(*(self[language].format(**values) for language in Language))

    @classmethod
    def same(cls, text: str) -> Text:
        """A text that is the same in every language, such as a proper name."""
        return cls(text, text, text)

    @classmethod
    def of(cls, mapping: object, *, where: str) -> Text:
        """A text from a mapping with exactly the keys fi, sv and en.

        Raises:
            InputError: when a language is missing, empty, or one too many.
        """
        if not isinstance(mapping, Mapping):
            raise InputError("a text needs the keys fi, sv and en", where=where, fix="Write it as fi: …, sv: …, en: …")
        absent = [language for language in Language if not str(mapping.get(language) or "").strip()]
        extra = sorted(set(map(str, mapping)) - {*Language})
        if absent or extra:
            words = [f"lacks {', '.join(absent)}"] if absent else []
            words += [f"has {', '.join(extra)}"] if extra else []
            raise InputError(f"the text {' and '.join(words)}", where=where, fix="Give fi, sv and en, each once")
        return cls(*(str(mapping[language]).strip() for language in Language))


class Texts(Mapping[str, Text]):
    """The texts of one room, by key, from a YAML file ``key: {fi: …, sv: …, en: …}`` beside its code."""

    def __init__(self, path: Path) -> None:
        raw = yaml.safe_load(path.read_text("utf-8")) or {}
        self._texts = {str(key): Text.of(value, where=f"{path.name}, key {key}") for key, value in raw.items()}
        self._name = path.name

    def __getitem__(self, key: str) -> Text:
        if key not in self._texts:
            raise UnknownCodeError("text", key, self._texts, where=self._name)
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@cache
def texts(path: Path) -> Texts:
    """The texts of a file, read once in a process."""
    return Texts(path)
