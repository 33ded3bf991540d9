"""Write the embedded figures from the publishers' tables in ../shared/data: a developer's tool.

    python tools/build_sample.py [TABLE …]

Descriptions (`<name>.yaml`) are written by hand; this writes the numbers (`<name>.csv`, made in `sample_tables.py`)
and `TABLES.md`. The product never runs it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import product

from sample_regions import Cell, Cells, meta_of
from sample_tables import TABLES

from alke.areas import REGIONS
from alke.base.files import write_whole
from alke.statistics.sample import FOLDER, Meta, Source, read
from alke.statistics.sample.figures import row_axes


def written(cell: Cell) -> str:
    """A cell as the file writes it."""
    return ".." if cell is None else str(cell)


def write_csv(described: Meta, made: Cells) -> None:
    """The table's numbers, with one axis in the columns and axes of one category left out."""
    codes = [list(axis.codes) for axis in described.axes]
    names = [axis.code for axis in described.axes]
    if described.time:
        names.insert(-1, described.time)
        codes.insert(-1, sorted({key[-2] for key in made}))
    known = set(product(*codes))
    strangers = [key for key in made if key not in known]
    if strangers:
        raise SystemExit(f"{described.name}: the description does not know {strangers[:3]}")
    keys = row_axes(described)
    columns = names.index(described.columns)
    rows = [[*keys, *codes[columns]]]
    for row in product(*([code] if place == columns else codes[place] for place, code in enumerate(names))):
        key = dict(zip(names, row, strict=True))
        cells_ = [made.get((*row[:columns], code, *row[columns + 1 :])) for code in codes[columns]]
        rows.append([*(key[code] for code in keys), *map(written, cells_)])
    lines = (",".join(row) for row in rows)
    write_whole(FOLDER / f"{described.name}.csv", "\n".join(lines) + "\n")


def tables_page() -> str:
    """`TABLES.md`: what the catalogue may take from."""
    head = """# Embedded tables

Written by `tools/build_sample.py` from the descriptions; source `sample` in the catalogue. Every table has the areas
`SSS` and `MK01` … `MK21` on the axis `alue` unless said otherwise. `SSS` on a class axis is the total.
"""
    return "\n".join([head, *(section(meta_of(name)) for name in sorted(TABLES))])


def section(described: Meta) -> str:
    """What `TABLES.md` says of one table."""
    axes = {axis.code: axis for axis in read(FOLDER / f"{described.name}.csv").axes}
    lines = [f"## `{described.name}`", "", f"{described.title.en} ({described.kind})", ""]
    lines.append(f"- Publisher: {described.publisher.en}, {described.licence}; division: {described.division}")
    lines += [f"- Source: {told(source)}" for source in described.sources]
    if described.time:
        periods = axes[described.time].codes
        lines.append(f"- Periods (`{described.time}`, {len(periods)}): {runs(periods)}")
    else:
        lines.append("- No time axis: holds for every period")
    for axis in described.axes[1:-1]:
        shown = ", ".join(f"`{code}`" for code in axis.codes[:25])
        lines.append(f"- Axis `{axis.code}` ({len(axis)}): {shown}{' …' if len(axis) > 25 else ''}")
    if len(described.axes[0]) != 1 + len(REGIONS):
        lines.append(f"- Areas: {', '.join(described.axes[0].codes)}")
    content = described.axes[-1]
    lines.append("- Contents (`tiedot`):")
    lines += [f"  - `{code}` — {content.label(code, 'en')} [{content.units[code]}]" for code in content.codes]
    notes = (described.derivation, *((described.moved_note,) if described.moved_note else ()), *described.notes)
    return "\n".join([*lines, *(f"- {note.en}" for note in notes)]) + "\n"


def told(source: Source) -> str:
    """A source in one line."""
    dates = (("updated", source.published), ("retrieved", source.retrieved))
    parts = [source.statistic.en, source.table, f"edition {source.edition}", source.periods and f"for {source.periods}"]
    return ", ".join([*filter(None, parts), *(f"{verb} {date}" for verb, date in dates if date)])


def runs(periods: Sequence[str]) -> str:
    """Periods with runs of years shortened: 1972–2019, 2021."""
    if not all(period.isdigit() for period in periods):
        return f"{periods[0]}–{periods[-1]}"
    years = [int(period) for period in periods]
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return ", ".join(str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True))


def main() -> None:
    """Write the named tables, or all."""
    for name in sys.argv[1:] or TABLES:
        write_csv(meta_of(name), TABLES[name]())
        print(name)
    write_whole(FOLDER / "TABLES.md", tables_page())


if __name__ == "__main__":
    main()
