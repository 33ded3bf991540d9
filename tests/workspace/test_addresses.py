"""Addresses are made under one another in three languages."""

from __future__ import annotations

import pytest

from alke.base.languages import Text
from alke.workspace.addresses import below


def test_an_address_below_another_has_an_end_in_each_language_one_for_all_or_none() -> None:
    of_themes = below("fi/teemat/", "sv/teman/", "en/themes/")
    assert of_themes() == Text("fi/teemat/", "sv/teman/", "en/themes/")
    assert of_themes("<int:pk>/") == Text("fi/teemat/<int:pk>/", "sv/teman/<int:pk>/", "en/themes/<int:pk>/")
    assert of_themes("uusi/", "nytt/", "new/").sv == "sv/teman/nytt/"


def test_an_end_that_a_language_lacks_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        below("fi/", "sv/", "en/")("uusi/", "nytt/")
