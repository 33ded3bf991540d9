"""Fixtures for all rooms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"

# How fast an example runs tells of the machine, not of the product: a busy one must not fail a property.
settings.register_profile("alke", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("alke")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real inputs beside the checkout; what needs it is skipped, saying so, where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder of real inputs beside the checkout (../shared), which is not there")
    return SHARED
