"""Fixtures for all rooms."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs beside the checkout; what needs it is skipped, saying so, where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder of real inputs beside the checkout (../shared), which is not there")
    return SHARED
