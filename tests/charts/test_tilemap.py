"""Maps: classes, tiles, real boundaries, links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.areas import REGIONS
from alke.base.errors import InputError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.base.units import unit
from alke.charts import Outlines, tilemap
from alke.charts.boundaries import fit_to, project
from alke.charts.tilemap import SHADES, Classes
from alke.indicators.values import Value
from alke.statistics.cube import Reason

from . import fictional as made
from .drawn import SVG, coordinates, root, texts, tips

FI = Language.FI


def value(place: int, number: float | None) -> Value:
    return Value("made_up_share", REGIONS[place], Period(2023), number, Reason.NUMBER)


def test_classes_hold_equally_many() -> None:
    classes = Classes.among([value(place, float(place)) for place in range(15)])
    assert [list(classes.of.values()).count(place) for place in range(5)] == [3, 3, 3, 3, 3]


@given(st.lists(st.one_of(st.none(), st.integers(0, 6).map(float)), min_size=1, max_size=19))
def test_equal_numbers_are_in_one_class_and_larger_ones_never_lower(numbers: list[float | None]) -> None:
    values = [value(place, number) for place, number in enumerate(numbers)]
    classes = Classes.among(values)
    known = [one for one in values if one.number is not None]
    for one in known:
        for other in known:
            if (one.number or 0) <= (other.number or 0):
                assert classes.of[one.area] <= classes.of[other.area]
            if one.number == other.number:
                assert classes.of[one.area] == classes.of[other.area]
    assert set(classes.of) == {one.area for one in known}


def test_every_region_is_a_tile_with_its_name_and_number() -> None:
    figure = tilemap(made.values(made.wavy), made.indicator(), "MK18", FI)
    assert len(tips(figure)) == 19
    assert {"Lappi", "Ahvenanmaa", "16,1"} <= {words.text for words in texts(figure)}


def test_the_area_is_told_apart_by_a_thick_border() -> None:
    figure = tilemap(made.values(made.wavy), made.indicator(), "MK18", FI)
    groups = root(figure).iter(f"{SVG}g")
    thick = [group for group in groups if any(tile.get("stroke-width") == "3" for tile in group.iter(f"{SVG}rect"))]
    assert [group.get("data-area") for group in thick] == ["MK18"]


def test_a_region_without_a_number_is_hatched_and_says_why() -> None:
    held = made.values(lambda place, year: None if place == 1 else float(place), reason=Reason.CONFIDENTIAL)
    figure = tilemap(held, made.indicator(), "MK18", FI, period=Period(2023))
    assert "Uusimaa 2023: salassa pidettävä" in tips(figure)
    assert figure.svg.count(f'fill="url(#{figure.key}-none)"') == 2  # the tile and its key
    assert "Ei tietoja" in [words.text for words in texts(figure)]


def test_the_key_says_the_ends_of_each_class() -> None:
    figure = tilemap(made.values(lambda place, year: float(place)), made.indicator(), "MK18", FI)
    assert "17,0 – 19,0" in [words.text for words in texts(figure)]
    assert "Koko maa 0,0" in [words.text for words in texts(figure)]


def test_links_have_names_and_the_map_is_then_a_group() -> None:
    figure = tilemap(made.values(made.wavy), made.indicator(), "MK18", FI, href=lambda code: f"/fi/alueet/{code}?a&b")
    links = list(root(figure).iter(f"{SVG}a"))
    assert len(links) == 19
    assert {link.get("href") for link in links} == {f"/fi/alueet/{code}?a&b" for code in REGIONS}
    assert all(link.findtext(f"{SVG}title", "").count(": ") == 1 for link in links)
    assert root(figure).get("role") == "group"


def test_without_links_the_map_is_one_image() -> None:
    assert root(tilemap(made.values(made.wavy), made.indicator(), "MK18", FI)).get("role") == "img"


@pytest.mark.parametrize("language", Language)
def test_a_long_unit_takes_two_lines_in_the_key(language: Language) -> None:
    one = made.indicator(unit=unit("pps_per_person"), decimals=0)
    figure = tilemap(made.values(lambda place, year: 20_000.0 + place), one, "MK18", language)
    assert all(words.right <= figure.width for words in texts(figure))


def test_all_equal_numbers_make_one_class() -> None:
    figure = tilemap(made.values(lambda place, year: 5.0), made.indicator(), "MK18", FI)
    assert sum(shade in figure.svg for shade in SHADES) == 1


def square(code: object, west: float, south: float, size: float = 2) -> dict[str, object]:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"properties": {"NATCODE": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_north_is_up_and_east_is_right() -> None:
    assert project(26, 70)[1] < project(26, 60)[1]
    assert project(30, 62)[0] > project(22, 62)[0]
    assert project(26, 65)[0] == pytest.approx(0)


def test_neighbours_keep_one_common_border() -> None:
    fitted = fit_to(Outlines.of({"features": [square("01", 22, 60), square("02", 24, 60)]}), 300)
    one, other = (set(fitted.paths[code].strip("MZ").split()) for code in ("MK01", "MK02"))
    assert len(one & other) >= 2


def test_real_boundaries_hold_all_regions_and_stay_small(shared: Path) -> None:
    geojson = json.loads((shared / "data/boundaries/nls_maakuntarajat.geojson").read_text("utf-8"))
    outlines = Outlines.of(geojson)
    assert set(outlines.rings) == set(REGIONS)
    for narrow in (False, True):
        figure = tilemap(made.values(made.wavy), made.indicator(), "MK18", FI, outlines=outlines, narrow=narrow)
        assert len(figure.svg.encode()) < 25_000
        assert len(tips(figure)) == 19
        assert all(-1 <= x <= figure.width and -1 <= y <= figure.height for x, y in coordinates(figure))
        drawn = texts(figure)
        assert not any(a.covers(b) for place, a in enumerate(drawn) for b in drawn[place + 1 :])


def test_municipalities_are_read_with_their_prefix(shared: Path) -> None:
    geojson = json.loads((shared / "data/boundaries/nls_kuntarajat_2021-23.geojson").read_text("utf-8"))
    rings = Outlines.of(geojson, "KU").rings
    assert len(rings) == 309
    assert "KU205" in rings


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        (square("", 22, 60), "the feature has no area code"),
        (square("01", 22, 60) | {"geometry": {"type": "Point", "coordinates": [1, 2]}}, "the geometry is 'Point'"),
        (square("01", 22, 60) | {"geometry": None}, "the geometry is None"),
        (
            square("01", 22, 60) | {"geometry": {"type": "Polygon", "coordinates": [[["x", 1]]]}},
            "a coordinate is not a pair of numbers",
        ),
    ],
)
def test_a_broken_feature_is_refused_with_its_place(feature: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        Outlines.of({"features": [square("02", 24, 60), feature]}, where="rajat.geojson")
    assert caught.value.where == "rajat.geojson, feature 1"
    assert caught.value.fix


def test_an_empty_file_of_boundaries_is_refused() -> None:
    with pytest.raises(InputError, match="no outline was found"):
        Outlines.of({"type": "FeatureCollection", "features": []})
