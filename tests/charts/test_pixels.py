"""Every chart is drawn by Typst to the same pixels as before, but for what fonts and smoothing may differ in."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from alke.base.languages import Language
from alke.documents import pdf

from .every import CHARTS
from .pixels import apart, greys, packed

PIXELS = Path(__file__).with_name("golden") / "pixels"
TOLERANCE = 24  # of 255 in one cell of 10 px
FORMS = [(name, language, narrow) for name in CHARTS for language in Language for narrow in (False, True)]


@pytest.fixture(autouse=True)
def _fonts() -> None:
    if not pdf.FONTS.is_dir():
        pytest.skip("needs the fonts of documents, which make fetches")


@pytest.mark.parametrize(("name", "language", "narrow"), FORMS)
def test_it_looks_as_before(name: str, language: Language, narrow: bool) -> None:
    """Regenerate with ALKE_GOLDEN=1 after looking at what changed."""
    path = PIXELS / f"{name}-{language}{'-narrow' if narrow else ''}.png"
    seen = greys(CHARTS[name]("MK16", language, narrow))
    if os.environ.get("ALKE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(packed(seen))
    assert apart(seen, np.asarray(Image.open(path))) <= TOLERANCE


def test_a_moved_mark_is_seen() -> None:
    figure = CHARTS["strip"]("MK16", Language.FI, False)
    moved = CHARTS["strip"]("MK15", Language.FI, False)
    assert apart(greys(figure), greys(moved)) > TOLERANCE
