"""Typst, which writes the PDF, draws every chart."""

from __future__ import annotations

from pathlib import Path

import typst

from alke.base.languages import Language

from .every import CHARTS


def test_typst_draws_every_chart_and_warns_of_nothing(tmp_path: Path) -> None:
    lines = []
    for name, draw in CHARTS.items():
        (tmp_path / f"{name}.svg").write_text(draw("MK16", Language.SV, False).svg, "utf-8")
        lines.append(f'#image("{name}.svg", width: 170mm, alt: "x")')
    (tmp_path / "all.typ").write_text("\n".join(lines), "utf-8")
    pdf, warnings = typst.compile_with_warnings(tmp_path / "all.typ")
    assert pdf.startswith(b"%PDF")
    assert [warning for warning in warnings if "font" not in str(warning)] == []
