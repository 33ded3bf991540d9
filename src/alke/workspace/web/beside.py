"""What stands under each finding of a picture on its page: why it is there, and for its own council a way to hide it.

Leaves out the score itself (`alke.findings.score`) and hiding (`hiding.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from alke.base.languages import Language
from alke.findings import Finding
from alke.findings.score import PARTS
from alke.language.numbers import shown
from alke.workspace.addresses import address
from alke.workspace.words import word

_DEGREES = ((0.75, "much"), (0.4, "some"), (0.0, "little"))


def under(told: Mapping[str, Finding], code: str, language: Language, *, hides: bool) -> Callable[[str], str]:
    """The markup under a finding by its key: the parts of its weight in words, folded away.

    Args:
        told: The findings of the picture, by key.
        code: The area.
        language: Of the page.
        hides: Whether who looks may hide findings of it.
    """

    def markup(key: str) -> str:
        finding = told.get(key)
        if finding is None:
            return ""
        rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in parts(finding, language))
        hide = ""
        if hides:
            there, what = address(language, "hide-finding", code=code, key=key), word("hide_finding")[language]
            hide = f'<p><a href="{escape(there)}">{escape(what)}</a></p>'
        summary = escape(word("why_here")[language])
        return f'<details class="why"><summary>{summary}</summary><dl>{rows}</dl>{hide}</details>'

    return markup


def parts(finding: Finding, language: Language) -> list[tuple[str, str]]:
    """The parts of a finding's weight that weigh anything: the name, and how much and what it means."""
    found = []
    for part in PARTS:
        number = finding.score.get(part, 0.0)
        if number > 0:
            degree = next(name for least, name in _DEGREES if number >= least)
            how = word(f"degree_{degree}")[language]
            text = f"{how} ({shown(number, 2, language)}). {word(f'part_{part}_means')[language]}"
            found.append((word(f"part_{part}")[language], text))
    return found
