"""The example that `make run` opens with: rounds 2018–2024 as public sources tell them, round 2025 from a minutes item.

The facts are real as far as their sources go; the people are fictional, and so is the wording of the minutes. The
example stands on 20 December 2024 (`begin.EXAMPLE_DAY`), so that what the minutes tell is still ahead. Loaded once
into an empty home; leaves out figures, which are the embedded ones.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from alke.minutes.reading import read
from alke.workspace.people.actors import Actor, acting
from alke.workspace.people.models import Membership, Organisation, User
from alke.workspace.rounds.actions import formats, rounds
from alke.workspace.rounds.actions.imports import confirm
from alke.workspace.rounds.models import Round
from alke.workspace.strategies.models import Decision

DATA = Path(__file__).parent / "data"
MINUTES = "valmistautuminen.txt"
AFTERWARDS = "Kierros on viety Alkeen jälkikäteen julkisista lähteistä; tulosasiakirja ei ole ollut käytettävissä."
DECISIONS = {2018: "2016-2019", 2019: "2016-2019", 2020: "2020-2023", 2022: "2020-2023", 2023: "2020-2023"}


def load() -> None:
    """Fill an empty home with the example; does nothing where there are people or rounds already."""
    if User.objects.exists() or Round.objects.exists():
        return
    people = _people()
    coordinator = people["kaisa@example.org"]
    told: dict[int, dict[str, str]] = _data("past.yaml")
    for year in (2018, 2019, 2020, 2022, 2023, 2024):
        _past(year, told.get(year, {}).get("fi", ""), coordinator)
    text = (DATA / MINUTES).read_text("utf-8")
    item = read(text)
    confirm(item, {fact.id for fact in item.facts}, by=coordinator, name=MINUTES)
    now = Round.objects.get(year=2025)
    rounds.edit_round(now, decision=Decision.objects.get(code="2024-2027"), by=coordinator)


def _data(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def _people() -> dict[str, Actor]:
    """The fictional people, each able to act in her first role."""
    made: dict[str, Actor] = {}
    for one in _data("people.yaml"):
        user = User.objects.create_user(one["email"], one["name"], None, fictional=True, language=one["language"])
        of = Organisation.objects.get(code=one["organisation"])
        held = [
            Membership.objects.create(user=user, organisation=of, role=role, valid_from=date(2017, 1, 1))
            for role in one["roles"]
        ]
        made[one["email"]] = acting(held[0])
    return made


def _past(year: int, note: str, by: Actor) -> None:
    """A round that is over, with what is known of it."""
    made = rounds.make_round(year, decision=Decision.objects.filter(code=DECISIONS.get(year)).first(), note=note, by=by)
    path = DATA / "rounds" / f"{year}.yaml"
    if path.exists():
        formats.lay_out(made, yaml.safe_load(path.read_text("utf-8")), by=by)
    rounds.open_round(made, on=date(year, 1, 1), by=by)
    rounds.close_round(made, without=AFTERWARDS, on=date(year, 12, 31), by=by)
