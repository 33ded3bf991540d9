"""Files that can be taken from the pages: the picture, its findings, a region's peers, and values.

The picture is PDF, DOCX or HTML, values are CSV, XLSX or JSON-stat, findings and peers JSON. Values go through the same
Cube and writers as everything else. Leaves out what the files look like inside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import orjson
from django.http import HttpResponse

from alke.areas import area
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.documents import make, peers, picture
from alke.findings import Wishes
from alke.findings.peers import PeerKind, as_data, group
from alke.findings.score import PARTS
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.values import APART, Kind, Values
from alke.language.dates import named
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Numbers, Reason, Role, Statuses
from alke.workspace.frame import KINDS

_WRITERS = {"csv": "csv", "xlsx": "xlsx", "json": "json-stat"}
_SIGNS = {reason: "" if reason is Reason.NUMBER else reason.value for reason in Reason}


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def picture_file(made: Generation, code: str, language: Language, form: str, wishes: Wishes) -> HttpResponse:
    """The picture of an area in a format."""
    if form not in make.FORMATS:
        raise UnknownCodeError("format", form, make.FORMATS)
    return _file(
        make.FORMATS[form](picture.build(made, code, language, wishes=wishes)), form, f"alke-{code}-{language}"
    )


def findings_file(made: Generation, code: str, language: Language, wishes: Wishes) -> HttpResponse:
    """The findings that the picture of an area tells, in its order, with numbers and the parts of their weight."""
    rows = [
        {
            "key": each.key,
            "theme": theme,
            "rule": each.rule,
            "case": each.case,
            "indicator": each.indicator,
            "area": each.area,
            "period": str(each.period),
            "sentence": str(said),
            "numbers": {slot: {"ref": str(ref), "value": each.numbers[slot]} for slot, ref in each.refs.items()},
            "weight": round(each.weight, 3),
            "parts": {part: each.score[part] for part in PARTS if part in each.score},
        }
        for theme, told in picture.lines(made, code, language, wishes).items()
        for each, said in told
    ]
    return _json({"area": code, "language": language, "generation": made.number, "findings": rows}, f"alke-{code}")


def peers_file(made: Generation, code: str, own: Sequence[str]) -> HttpResponse:
    """Every kind of peers of a region, with what binds and parts them."""
    values = peers.held(made)
    kinds = [kind for kind in PeerKind if own or kind is not PeerKind.OWN]
    return _json([as_data(group(values, code, kind, own=own)) for kind in kinds], f"alke-{code}-peers")


def _json(told: object, name: str) -> HttpResponse:
    return _file(orjson.dumps(told, option=orjson.OPT_INDENT_2), "json", name)


def area_data(made: Generation, code: str, language: Language, form: str) -> HttpResponse:
    """All values of an area."""
    held = [made.catalogue[key] for key in made.ids_with_values() if code in made.values(key).areas]
    return _data(made, held, (code,), language, form, f"alke-{code}", area(code).names[language])


def indicator_data(made: Generation, one: Indicator, language: Language, form: str) -> HttpResponse:
    """All values of an indicator in all areas."""
    return _data(made, [one], made.values(one.id).areas, language, form, f"alke-{one.id}", one.name[language])


def _data(
    made: Generation,
    indicators: Sequence[Indicator],
    areas: Sequence[str],
    language: Language,
    form: str,
    name: str,
    title: str,
) -> HttpResponse:
    if form not in _WRITERS:
        raise UnknownCodeError("format", form, _WRITERS)
    from alke.statistics.writers import to_bytes

    return _file(to_bytes(cube(made, indicators, areas, title), _WRITERS[form]), form, name)


def cube(made: Generation, indicators: Sequence[Indicator], areas: Sequence[str], title: str) -> Cube:
    """Values as a cube: indicator × area × period × kind, in the three languages."""
    held = {one.id: made.values(one.id) for one in indicators}
    kinds = [k for k in (Kind.OBSERVED, *APART) if any(values.periods(k) for values in held.values())]
    periods = sorted({period for values in held.values() for kind in kinds for period in values.periods(kind)}, key=str)
    numbers = np.full((len(indicators), len(areas), len(periods), max(len(kinds), 1)), np.nan)
    statuses = np.zeros(numbers.shape, np.uint8)
    marks = [PLAIN, *(Mark(_SIGNS[reason], reason) for reason in Reason if reason is not Reason.NUMBER)]
    place = {mark.reason: number for number, mark in enumerate(marks)}
    column = {period: number for number, period in enumerate(periods)}
    statuses[:] = place[Reason.NOT_AVAILABLE]
    for i, one in enumerate(indicators):
        for k, kind in enumerate(kinds):
            _fill(held[one.id], kind, areas, column, numbers[i, :, :, k], statuses[i, :, :, k], place)
    every = {each: each for each in ("fi", "sv", "en")}
    axes = (
        Axis(
            "indicator",
            Role.CONTENT,
            tuple(one.id for one in indicators),
            labels={each: tuple(one.name[Language(each)] for one in indicators) for each in every},
            units={one.id: one.unit.name[Language.EN] for one in indicators},
            decimals={one.id: one.decimals for one in indicators},
        ),
        Axis(
            "area",
            Role.AREA,
            tuple(areas),
            labels={each: tuple(area(code).names[Language(each)] for code in areas) for each in every},
        ),
        Axis(
            "period",
            Role.TIME,
            tuple(map(str, periods)),
            labels={each: tuple(named(period, Language(each)) for period in periods) for each in every},
        ),
        Axis("kind", Role.CLASS, tuple(kind.value for kind in kinds) or (Kind.OBSERVED.value,)),
    )
    publishers = sorted({v.publisher for v in made.vintages.values() if v.publisher})
    return Cube(
        axes,
        numbers,
        statuses,
        tuple(marks),
        titles=dict.fromkeys(every, title),
        sources=dict.fromkeys(every, ", ".join(publishers)),
        publisher=", ".join(publishers),
        licence="CC BY 4.0",
        updated=made.created,
    )


def _fill(
    values: Values,
    kind: Kind,
    areas: Sequence[str],
    column: dict[Period, int],
    numbers: Numbers,
    statuses: Statuses,
    place: dict[Reason, int],
) -> None:
    for row, code in enumerate(areas):
        for value in values.series(code, kind):
            where = row, column[value.period]
            numbers[where] = np.nan if value.number is None else value.number
            reason = Reason.PRELIMINARY if value.kind is Kind.PRELIMINARY else value.reason
            statuses[where] = 0 if reason is Reason.NUMBER else place[reason]
