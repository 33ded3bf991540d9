"""The page of acts, made when the documentation is built, tells every act and every right."""

from __future__ import annotations

import importlib.util
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "acts.py"
_found = importlib.util.spec_from_file_location("docs_acts", PAGE)
assert _found is not None and _found.loader is not None
told = importlib.util.module_from_spec(_found)
_found.loader.exec_module(told)


def test_the_page_tells_acts_and_rights() -> None:
    page = told.on_page_markdown(f"# Acts\n\n{told.HERE}\n")
    for act in (
        "theme.confirm",
        "session.plan",
        "position.write",
        "goal.remove",
        "organisation.load",
        "meeting.cancel",
    ):
        assert f"| `{act}` |" in page
    assert "| `theme.confirm` | confirmed the theme |" in page
    assert "| `THEMES` | confirm | coordinator, secretary, of the state's side | contested, proposed |" in page
