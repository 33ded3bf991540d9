"""A picture made at the prompt leaves out what a council has hidden in the same home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alke.findings.generate import ensure

HIDE = """
from alke.workspace.begin import begin
begin()
from alke.base import home
from alke.base.languages import Language
from alke.documents import picture
from alke.indicators.generation import Generation
from alke.workspace.editions import actions
from alke.workspace.people.models import Membership, Organisation, Role, User
from alke.workspace.people.actors import acting
from datetime import date
council = next(one for one in Organisation.objects.filter(kind="council") if "MK18" in one.regions)
user = User.objects.create(email="vilma@example.org", name="Vilma Valmistelija", fictional=True)
by = acting(Membership.objects.create(user=user, organisation=council, role=Role.PREPARER, valid_from=date(2017, 1, 1)))
first = picture.told(Generation.current(home.home()), "MK18")["population"][0]
actions.hide(council, "MK18", first.key, dict.fromkeys(Language, "Virke."), reason="Syy.", by=by)
"""
PICTURE = "from alke.cli import alke; alke(['picture', 'MK18', '--format', 'html', '-o', r'{out}'])"


@pytest.mark.timeout(300)
def test_the_picture_at_the_prompt_leaves_out_what_is_hidden(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ensure(home)
    unset = ("DJANGO_SETTINGS_MODULE", "ALKE_DATABASE", "ALKE_TESTS_HOME")
    env = {key: value for key, value in os.environ.items() if key not in unset} | {"ALKE_HOME": str(home)}

    def run(code: str) -> None:
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def made(name: str) -> str:
        run(PICTURE.format(out=tmp_path / name))
        return (tmp_path / name / "MK18-fi.html").read_text("utf-8")

    assert "jättänyt kuvasta pois" not in made("before")
    run(HIDE)
    assert "jättänyt kuvasta pois yhden havainnon" in made("after")
