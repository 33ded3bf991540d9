"""The parts of a sentence between its commas and the like, as places of the whole text.

Leaves out what the parts say (`understood.py`).
"""

from __future__ import annotations

import re

from alke.language.proof.binding import Scene

PIECE = re.compile(r"[;:()–—]|,(?=\s)|\n")


def pieces(scene: Scene) -> list[tuple[int, int]]:
    """The parts of a sentence, in order: where each begins and ends."""
    start, text = scene.sentence.start, scene.sentence.text
    cuts = [match.start() for match in PIECE.finditer(text)]
    edges = [0, *cuts, len(text)]
    return [(start + a, start + b) for a, b in zip(edges, edges[1:], strict=False)]


def piece_of(scene: Scene, place: int) -> tuple[int, int]:
    """The part of a sentence that a place of the text is in."""
    return next((a, b) for a, b in pieces(scene) if a <= place < b)
