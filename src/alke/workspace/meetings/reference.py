"""The bodies and fora that Alke knows from the beginning, from data/bodies.yaml. Leaves out their meetings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from alke.areas import MAINLAND, area
from alke.workspace.meetings.models import Body
from alke.workspace.people.models import Organisation, OrganisationKind

DATA = Path(__file__).parent / "data" / "bodies.yaml"


def bodies() -> Iterator[Body]:
    """Every body of the data as an unsaved row: the national ones, then four of each of the eighteen councils."""
    told = yaml.safe_load(DATA.read_text("utf-8"))
    known = {one.code: one.pk for one in Organisation.objects.all()}
    councils = {
        one.regions[0]: one.pk for one in Organisation.objects.filter(kind=OrganisationKind.COUNCIL) if one.regions
    }
    for code, row in told["national"].items():
        yield _body(code, row, row, known.get(row.get("organisation", "")))
    for region in MAINLAND:
        of = area(region).genitive
        for key, row in told["of_councils"].items():
            code = f"{key}-{region}"
            names = {tongue: row[tongue].format(region=getattr(of, tongue)) for tongue in ("fi", "sv")}
            names["en"] = row["en"].format(region=area(region).names.en)
            yield _body(code, row, told["otherwise"].get(code, names), councils.get(region))


def _body(code: str, row: dict[str, Any], names: dict[str, str], organisation: int | None) -> Body:
    return Body(
        code=code,
        kind=row["kind"],
        name_fi=names["fi"],
        name_sv=names["sv"],
        name_en=names["en"],
        short=row.get("short", ""),
        organisation_id=organisation,
    )


def known(code: str) -> Body:
    """A body of the data; put into the database when nobody has loaded it yet."""
    there = Body.objects.filter(code=code).first()
    if there is None:
        there = next(one for one in bodies() if one.code == code)
        there.save()
    return there


def load() -> int:
    """Put the bodies into the database, or their names right when they are there; run it after the organisations.

    Returns:
        How many bodies there are in the data.
    """
    rows = list(bodies())
    Body.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name_fi", "name_sv", "name_en", "short", "organisation"],
    )
    return len(rows)
