"""The embedded figures, computed once for all tests of the proof check."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

import pytest

from alke.findings.generate import ensure
from alke.indicators.generation import Generation


@cache
def generation() -> Generation:
    """A generation of the embedded figures; the home of ALKE_PROOF_HOME is kept between runs when it is set."""
    kept = os.environ.get("ALKE_PROOF_HOME")
    return ensure(Path(kept) if kept else Path(tempfile.mkdtemp(prefix="alke-proof-")))


@pytest.fixture(scope="session")
def embedded() -> Generation:
    """The embedded figures."""
    return generation()
