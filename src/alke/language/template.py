"""Sentence templates: ``{slot}`` is filled with runs, ``[…]`` falls away when a slot inside it is empty.

A template that asks for a slot nobody filled is an error, not a hole on a page. Leaves out where templates and slots
come from (`sentences/`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from alke.base.errors import UnknownCodeError
from alke.language.runs import Plain, Run, Runs

_PIECE = re.compile(r"\[(?P<optional>[^\]]*)\]|\{(?P<slot>\w+)\}|(?P<text>[^\[\]{}]+)")
_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, slots: Mapping[str, Runs]) -> Runs:
    """The template with its slots filled, its first letter a capital and neighbouring words joined.

    Raises:
        UnknownCodeError: when a slot outside brackets is not among `slots`.
    """
    return _capital(_joined(_runs(template, slots)))


def slots_of(template: str) -> set[str]:
    """The names of the slots of a template, those in brackets too."""
    return set(_SLOT.findall(template))


def _runs(template: str, slots: Mapping[str, Runs]) -> list[Run]:
    runs: list[Run] = []
    for piece in _PIECE.finditer(template):
        optional, slot, text = piece["optional"], piece["slot"], piece["text"]
        if text is not None:
            runs.append(Plain(text))
        elif slot is not None:
            if slot not in slots:
                raise UnknownCodeError("slot", slot, slots, where=template)
            runs.extend(slots[slot])
        elif slots_of(optional) <= {name for name, filled in slots.items() if filled}:
            runs.extend(_runs(optional, slots))
    return runs


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if isinstance(run, Plain) and joined and isinstance(joined[-1], Plain):
            joined[-1] = Plain(joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return joined


def _capital(runs: list[Run]) -> Runs:
    if runs and isinstance(runs[0], Plain):
        runs[0] = Plain(runs[0].text[:1].upper() + runs[0].text[1:])
    return tuple(runs)
