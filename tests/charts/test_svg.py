"""The canvas: what is written is escaped; colours can be read, in colour and in grey."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from alke.areas import REGIONS, area
from alke.base.languages import Language
from alke.charts import svg
from alke.charts.svg import Canvas, name_lines, text_width
from alke.charts.tilemap import ON_SHADES, SHADES


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [svg.INK, svg.MUTED, svg.AREA, svg.COUNTRY_INK, svg.WARM])
@pytest.mark.parametrize("ground", [svg.PAPER, svg.ZONE, svg.TINT])
def test_text_contrasts_with_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("shade", "ink"), list(zip(SHADES, ON_SHADES, strict=True)))
def test_text_contrasts_with_the_shade_under_it(shade: str, ink: str) -> None:
    assert contrast(shade, ink) >= 4.5


@pytest.mark.parametrize("ink", [svg.OTHER, svg.RULE])
def test_marks_and_axes_contrast_with_paper(ink: str) -> None:
    assert contrast(ink, svg.PAPER) >= 3 or ink == svg.RULE
    assert contrast(ink, svg.PAPER) >= 2.5


def test_shades_can_be_told_apart_in_grey() -> None:
    greys = [luminance(shade) for shade in SHADES]
    assert greys == sorted(greys, reverse=True)
    assert all(contrast(one, other) >= 1.3 for one, other in zip(SHADES, SHADES[1:], strict=False))


def test_words_are_escaped() -> None:
    canvas = Canvas("k", 100, 50, title='a < b & "c"', alt="<desc>", language="fi")
    canvas.text(1, 10, "R&D < 5 %")
    canvas.mark(1, 1, "circle", 2, "#000000", title="x < y")
    canvas.hover([(1, 1, "a & b"), (2, 2, "c > d")])
    parsed = ET.fromstring(canvas.finish())
    assert [element.text for element in parsed.iter() if element.text] == [
        'a < b & "c"',
        "<desc>",
        "R&D < 5 %",
        "x < y",
        "a & b",
        "c > d",
    ]


def test_a_link_makes_the_chart_a_group_and_not_one_image() -> None:
    assert 'role="group"' in Canvas("k", 1, 1, title="t", alt="a", language="fi", interactive=True).finish()


def test_a_long_name_takes_two_lines() -> None:
    assert name_lines("Mellersta Österbotten", 90, 12) == ("Mellersta", "Österbotten")
    assert name_lines("Päijänne-Tavastland", 90, 12) == ("Päijänne-", "Tavastland")
    assert name_lines("Kainuu", 90, 12) == ("Kainuu",)


@pytest.mark.parametrize("language", Language)
def test_every_regions_name_fits_into_a_narrow_tile(language: Language) -> None:
    for code in REGIONS:
        lines = name_lines(area(code).names[language], 78, 12)
        assert all(text_width(line, 12) <= 84 for line in lines), lines
