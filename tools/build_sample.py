"""Write the embedded figures' numbers from the publishers' tables in ../shared/data: a developer's tool.

    python tools/build_sample.py [TABLE …]

Each function below makes one table: cells by (area, classes …, period, content). Descriptions (`<name>.yaml`) are
written by hand; this writes `<name>.csv` and `TABLES.md`. The product never runs it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path

import orjson
import polars as pl

from alke.areas import COUNTRY, REGIONS
from alke.base.files import write_whole
from alke.statistics.sample import FOLDER
from alke.statistics.sample.description import Meta, read_description
from alke.statistics.sample.figures import row_axes

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
STATS = DATA / "stats"
Cell = int | float | str | None
Cells = dict[tuple[str, ...], Cell]
DIVISION_YEAR = "2026"


# ------------------------------------------------------------------ municipalities to regions


@cache
def region_of_code() -> dict[str, str]:
    """Region by municipality code; an abolished municipality by the one it was last listed in the region of."""
    key = pl.read_csv(DATA / "reference" / "municipality_key_2013-2026.csv.gz", infer_schema_length=0)
    latest = key.sort(pl.col("year").cast(pl.Int64)).group_by("kunta", maintain_order=True).last()
    return {row["kunta"].zfill(3): f"MK{row['maakunta_code'].zfill(2)}" for row in latest.iter_rows(named=True)}


@cache
def region_of_name() -> dict[str, str]:
    """Region by the municipality's name in any of its languages, and by the names the tables write otherwise."""
    key = pl.read_csv(DATA / "reference" / "municipality_key_2013-2026.csv.gz", infer_schema_length=0)
    names: dict[str, str] = {"Maarianhamina - Mariehamn": "MK21"}
    for row in key.iter_rows(named=True):
        for language in ("fi", "sv", "en"):
            region = region_of_code()[row["kunta"].zfill(3)]
            agree(row["municipality_name_fi"], names.setdefault(row[f"municipality_name_{language}"], region), region)
    return names


def by_region(frame: pl.DataFrame, municipality: str, values: Iterable[str], keys: Iterable[str] = ()) -> pl.DataFrame:
    """Rows of municipalities (by name) summed to regions, with the sum of all as the whole country."""
    mapped = frame.with_columns(area=pl.col(municipality).replace_strict(region_of_name()))
    return regions_and_country(mapped, values, keys)


def regions_and_country(frame: pl.DataFrame, values: Iterable[str], keys: Iterable[str] = ()) -> pl.DataFrame:
    """Rows with a region in `area` summed by region and keys, with the sum of all as the whole country."""
    sums = [pl.col(name).sum() for name in values]
    country = frame.with_columns(area=pl.lit(COUNTRY))
    return pl.concat([frame, country]).group_by("area", *keys).agg(sums)


def cells(frame: pl.DataFrame, contents: dict[str, str], keys: Iterable[str]) -> Cells:
    """Cells of a frame: area, then `keys` as written, then the content of each column."""
    made: Cells = {}
    for row in frame.iter_rows(named=True):
        for column, content in contents.items():
            made[(row["area"], *(str(row[key]) for key in keys), content)] = row[column]
    return made


def agree(what: str, total: object, parts: object) -> None:
    """Stop when the publisher's own total is not the sum of its parts."""
    if total != parts:
        raise SystemExit(f"{what}: the publisher's total is {total}, the parts add up to {parts}")


# ------------------------------------------------------------------ population


@cache
def single_ages() -> pl.DataFrame:
    """Population by municipality, single age and sex, 2018 and 2019, long; ages as 0 … 99, 100-."""
    frames = []
    for year, separator in ((2018, ","), (2019, ";")):
        raw = pl.read_csv(
            STATS / "population" / f"005_11re_{year}.csv", separator=separator, skip_rows=2, encoding="iso-8859-1"
        )
        wide = raw.select(
            "Alue",
            "Ikä",
            pl.lit(str(year)).alias("year"),
            pl.col(f"Miehet {year} Väestö 31.12.").alias("1"),
            pl.col(f"Naiset {year} Väestö 31.12.").alias("2"),
        )
        frames.append(wide.unpivot(on=["1", "2"], index=["Alue", "Ikä", "year"], variable_name="sex"))
    together = pl.concat(frames).with_columns(pl.col("Ikä").str.replace(r"^100.*$", "100-"))
    country = together.filter(pl.col("Alue") == "KOKO MAA", pl.col("Ikä") == "Yhteensä")
    parts = together.filter(pl.col("Alue") != "KOKO MAA", pl.col("Ikä") != "Yhteensä")
    agree("11re", country["value"].sum(), parts["value"].sum())
    return parts


def age_group(age: str) -> str:
    """The five-year group of a single age."""
    if age == "100-":
        return age
    low = int(age) // 5 * 5
    return f"{low}-{low + 4}"


def population() -> Cells:
    """Totals 1972–2019, 2021 and 2024, and the population aged 15 to 64 until 2019."""
    series = pl.read_csv(STATS / "population" / "population_municipality_1972-2018.csv.gz")
    country = series.filter(pl.col("alue") == "KOKO MAA").sort("Vuosi")
    summed = by_region(series.filter(pl.col("alue") != "KOKO MAA"), "alue", ("vakiluku", "vaki_15_64"), ("Vuosi",))
    whole = summed.filter(pl.col("area") == COUNTRY).sort("Vuosi")
    agree("population", country["vakiluku"].to_list(), whole["vakiluku"].to_list())
    agree("population 15–64", country["vaki_15_64"].to_list(), whole["vaki_15_64"].to_list())
    made = cells(summed, {"vakiluku": "population", "vaki_15_64": "population_15_64"}, ("Vuosi",))
    ages = single_ages().filter(pl.col("year") == "2019")
    working = pl.col("Ikä").is_in([str(age) for age in range(15, 65)])
    for content, rows in (("population", ages), ("population_15_64", ages.filter(working))):
        made |= cells(
            by_region(rows, "Alue", ("value",)).with_columns(year=pl.lit(2019)), {"value": content}, ("year",)
        )
    figures = key_figures_file("key_figures_municipalities.csv")
    municipal = figures.filter(pl.col("Region 2021") != "WHOLE COUNTRY").with_columns(
        pl.col("Population, 2021").cast(int)
    )
    made |= cells(
        by_region(municipal, "Region 2021", ("Population, 2021",)).with_columns(year=pl.lit(2021)),
        {"Population, 2021": "population"},
        ("year",),
    )
    agree("population 2021", figures["Population, 2021"][0], str(made[COUNTRY, "2021", "population"]))
    file = orjson.loads((DATA / "jsonstat" / "statfin_11s5_population_308_municipalities_2024M12.json").read_bytes())
    codes = file["dimension"]["alue"]["category"]["index"]
    frame = pl.DataFrame({"code": codes, "value": file["value"], "year": 2024})
    frame = frame.with_columns(area=pl.col("code").str.slice(2).replace_strict(region_of_code()))
    return made | cells(regions_and_country(frame, ("value",), ("year",)), {"value": "population"}, ("year",))


def population_age() -> Cells:
    """Five-year age groups by sex 2018 and 2019, with totals of ages and sexes."""
    ages = single_ages().with_columns(group=pl.col("Ikä").map_elements(age_group, return_dtype=pl.String))
    grouped = by_region(ages, "Alue", ("value",), ("sex", "group", "year"))
    both = grouped.with_columns(sex=pl.lit("SSS"))
    grouped = pl.concat([grouped, both]).group_by("area", "sex", "group", "year").agg(pl.col("value").sum())
    total = (
        grouped.with_columns(group=pl.lit("SSS")).group_by("area", "sex", "group", "year").agg(pl.col("value").sum())
    )
    return cells(pl.concat([grouped, total.select(grouped.columns)]), {"value": "population"}, ("sex", "group", "year"))


def population_single_age() -> Cells:
    """Single years of age by sex 2018 and 2019."""
    summed = by_region(single_ages(), "Alue", ("value",), ("sex", "Ikä", "year"))
    return cells(summed, {"value": "population"}, ("sex", "Ikä", "year"))


def projection_2019() -> Cells:
    """The official projection of 2019, five-year age groups, both sexes together."""
    raw = pl.read_csv(STATS / "projection" / "statfin_projection2019_municipality_age.csv.gz", infer_schema_length=0)
    raw = raw.with_columns(
        pl.col("vaesto_e19").cast(int), age=pl.when(pl.col("ika") == "100").then(pl.lit("100-")).otherwise("ika")
    )
    country = raw.filter(pl.col("alue") == "SSS", pl.col("ika") == "999").sort("vuosi")
    parts = raw.filter(pl.col("alue") != "SSS", pl.col("ika") != "999").with_columns(
        area=pl.col("alue").replace_strict(region_of_code()),
        group=pl.col("age").map_elements(age_group, return_dtype=pl.String),
    )
    grouped = regions_and_country(parts, ("vaesto_e19",), ("group", "vuosi"))
    total = grouped.with_columns(group=pl.lit("SSS")).group_by("area", "group", "vuosi").agg(pl.col("vaesto_e19").sum())
    whole = total.filter(pl.col("area") == COUNTRY).sort("vuosi")
    agree("projection 2019", country["vaesto_e19"].to_list(), whole["vaesto_e19"].to_list())
    both = pl.concat([grouped, total.select(grouped.columns)])
    return cells(both, {"vaesto_e19": "population"}, ("group", "vuosi"))


def projection_2024() -> Cells:
    """The official projection of 2024 and its self-sufficiency calculation, whole country, four age bands."""
    raw = pl.read_csv(STATS / "projection" / "statfin_projection2024_national_age_bands.csv")
    variants = {"vaestoennuste_2024": "projection", "omavaraisennuste_2024": "self_sufficient"}
    bands = {
        "population_total": "SSS",
        "age_0_14": "0-14",
        "age_15_64": "15-64",
        "age_65_74": "65-74",
        "age_75_plus": "75-",
    }
    return {
        (COUNTRY, variants[row["projection_id"]], band, str(row["year"]), "population"): int(row[column])
        for row in raw.iter_rows(named=True)
        for column, band in bands.items()
    }


# ------------------------------------------------------------------ migration


def migration() -> Cells:
    """Moves into and out of each region and between municipalities inside it."""
    flows = pl.read_csv(STATS / "migration" / "statfin_intermunicipal_flows_1990-2018.csv.gz").with_columns(
        origin=pl.col("Lahtokunta").replace_strict(region_of_name()),
        target=pl.col("Tulokunta").replace_strict(region_of_name()),
    )
    crossing = flows.filter(pl.col("origin") != pl.col("target"))
    inside = flows.filter(pl.col("origin") == pl.col("target"))
    made: Cells = {}
    for content, rows, side in (
        ("in_migration", crossing, "target"),
        ("out_migration", crossing, "origin"),
        ("within_region", inside, "target"),
    ):
        summed = regions_and_country(rows.with_columns(area=pl.col(side)), ("muuttaneet",), ("Vuosi",))
        made |= cells(summed, {"muuttaneet": content}, ("Vuosi",))
    # A region of one-way silence has no row: Åland's municipalities always have some, so none is expected.
    return made


# ------------------------------------------------------------------ labour


def labour_force_survey() -> Cells:
    """The labour force survey by region as published."""
    contents = {
        "Population, 1000 persons": "population_15_74",
        "Active population (employed and unemployed in total), 1000 persons": "labour_force",
        "Employed, 1000 persons": "employed",
        "Unemployed, 1000 persons": "unemployed",
        "Unemployment rate, %": "unemployment_rate",
        "Employment rate, %": "employment_rate",
        "Activity rate, %": "activity_rate",
    }
    raw = pl.read_csv(
        STATS / "labour" / "labour_force_survey_regions_2011-.csv", encoding="iso-8859-1", infer_schema_length=0
    ).with_columns(area=pl.col("Region 2011").replace("WHOLE COUNTRY", COUNTRY).str.slice(0, 4))
    return cells(raw, contents, ("Year",))


WITHHELD_AT_MOST = 4
TOLERANCE = 0.05


def employment_service() -> Cells:
    """Monthly sums of the published municipal figures, with how many municipalities are withheld."""
    raw = pl.read_csv(
        STATS / "labour" / "tem_unemployed_vacancies_monthly_2006-2019.csv.gz",
        schema_overrides={"Tyottomat": pl.Int64, "Avoimet_tyopaikat": pl.Int64},
    ).with_columns(
        no_unemployed=pl.col("Tyottomat").is_null().cast(pl.Int64),
        no_vacancies=pl.col("Avoimet_tyopaikat").is_null().cast(pl.Int64),
    )
    for column in ("Tyottomat", "Avoimet_tyopaikat"):
        if raw.filter(pl.col(column).is_between(1, WITHHELD_AT_MOST)).height:
            raise SystemExit(f"{column}: a number 1–4 stands in the table, so a missing one may be anything")
    contents = {
        "Tyottomat": "unemployed",
        "Tyovoima": "labour_force",
        "Avoimet_tyopaikat": "vacancies",
        "no_unemployed": "unemployed_withheld",
        "no_vacancies": "vacancies_withheld",
    }
    made = cells(by_region(raw, "Kunta", contents, ("Kuukausi",)), contents, ("Kuukausi",))
    for (area, month, content), value in list(made.items()):
        withheld = made.get((area, month, f"{content}_withheld"))
        if withheld and int(withheld) * WITHHELD_AT_MOST > TOLERANCE * float(value or 0):
            made[area, month, content] = None
    return made


# ------------------------------------------------------------------ key figures


def key_figures_file(name: str) -> pl.DataFrame:
    """A file of municipal key figures, every cell as written."""
    return pl.read_csv(STATS / "key_figures" / name, encoding="iso-8859-1", infer_schema_length=0)


def key_figures_2006_2016() -> Cells:
    """The counts among the municipal key figures."""
    contents = {
        "Vakiluku": "population",
        "Syntyneiden_enemmyys_henkiloa": "natural_increase",
        "Kuntien_valinen_muuttovoitto_tappio_henkiloa": "net_migration",
        "Alueella_asuvan_tyollisen_tyovoiman_maara": "employed",
        "Alueella_olevien_tyopaikkojen_lukumaara": "jobs",
        "Perheiden_lukumaara": "families",
        "Asuntokuntien_lukumaara": "households",
    }
    raw = pl.read_csv(STATS / "key_figures" / "kuntien_avainluvut_2006-2016.csv")
    return cells(by_region(raw, "Alue", contents, ("vuosi",)), contents, ("vuosi",))


# ------------------------------------------------------------------ writing


TABLES: dict[str, Callable[[], Cells]] = {
    made.__name__: made
    for made in (
        population,
        population_age,
        population_single_age,
        projection_2019,
        projection_2024,
        migration,
        labour_force_survey,
        employment_service,
        key_figures_2006_2016,
    )
}


def written(cell: Cell) -> str:
    """A cell as the file writes it."""
    return ".." if cell is None else str(cell)


def write_csv(described: Meta, made: Cells) -> None:
    """The table's numbers, with one axis in the columns and axes of one category left out."""
    periods = sorted({key[-2] for key in made})
    codes = [list(axis.codes) for axis in described.axes]
    names = [axis.code for axis in described.axes]
    names.insert(-1, described.time)
    codes.insert(-1, periods)
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
    lines = [
        "# Embedded tables",
        "",
        "Written by `tools/build_sample.py` from the descriptions; source `sample` in the catalogue.",
        "Every table has the areas `SSS` and `MK01` … `MK21` on the axis `alue` unless said otherwise. `SSS` on a class"
        " axis is the total.",
    ]
    for name in sorted(TABLES):
        described = read_description(FOLDER / f"{name}.yaml")
        header = (FOLDER / f"{name}.csv").read_text("utf-8").splitlines()
        fields = row_axes(described)
        if described.columns == described.time:
            periods = header[0].split(",")[len(fields) :]
        else:
            periods = sorted({line.split(",")[fields.index(described.time)] for line in header[1:]})
        lines += ["", f"## `{name}`", "", f"{described.title.en} ({described.kind})", ""]
        lines.append(f"- Publisher: {described.publisher.en}, {described.licence}; division: {described.division}")
        for source in described.sources:
            dates = "".join(
                f", {verb} {date}"
                for verb, date in (("updated", source.published), ("retrieved", source.retrieved))
                if date
            )
            lines.append(f"- Source: {source.table}, edition {source.edition}, for {source.periods}{dates}")
        lines.append(f"- Periods (`{described.time}`, {len(periods)}): {runs(periods)}")
        for axis in described.axes[1:-1]:
            shown = ", ".join(f"`{code}`" for code in axis.codes[:25])
            lines.append(f"- Axis `{axis.code}` ({len(axis)}): {shown}{' …' if len(axis) > 25 else ''}")
        if len(described.axes[0]) != 1 + len(REGIONS):
            lines.append(f"- Areas: {', '.join(described.axes[0].codes)}")
        lines.append("- Contents (`tiedot`):")
        content = described.axes[-1]
        lines += [f"  - `{code}` — {content.label(code, 'en')} [{content.units[code]}]" for code in content.codes]
        notes = (described.derivation, *((described.moved_note,) if described.moved_note else ()), *described.notes)
        lines += [f"- {note.en}" for note in notes]
    return "\n".join(lines) + "\n"


def runs(periods: list[str]) -> str:
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
        write_csv(read_description(FOLDER / f"{name}.yaml"), TABLES[name]())
        print(name)
    write_whole(FOLDER / "TABLES.md", tables_page())


if __name__ == "__main__":
    main()
