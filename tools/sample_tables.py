"""How each embedded table follows from the publishers' tables in ../shared/data: one function a table.

A function gives the table's cells by (area, classes …, period, content). Leaves out the sums to regions
(`sample_regions.py`), postal code areas (`sample_postal.py`) and writing (`build_sample.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import orjson
import polars as pl
from sample_postal import sums_of_postal_areas
from sample_regions import (
    DATA,
    STATS,
    Cells,
    agree,
    by_region,
    cells,
    meta_of,
    region_of_code,
    region_of_name,
    regions_and_country,
)

from alke.areas import COUNTRY, REGIONS, area

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


@cache
def flows() -> pl.DataFrame:
    """Moves by municipality of origin and of destination, with their regions."""
    return pl.read_csv(STATS / "migration" / "statfin_intermunicipal_flows_1990-2018.csv.gz").with_columns(
        origin=pl.col("Lahtokunta").replace_strict(region_of_name()),
        target=pl.col("Tulokunta").replace_strict(region_of_name()),
    )


def migration() -> Cells:
    """Moves into and out of each region and between municipalities inside it."""
    crossing = flows().filter(pl.col("origin") != pl.col("target"))
    inside = flows().filter(pl.col("origin") == pl.col("target"))
    made: Cells = {}
    for content, rows, side in (
        ("in_migration", crossing, "target"),
        ("out_migration", crossing, "origin"),
        ("within_region", inside, "target"),
    ):
        summed = regions_and_country(rows.with_columns(area=pl.col(side)), ("muuttaneet",), ("Vuosi",))
        made |= cells(summed, {"muuttaneet": content}, ("Vuosi",))
    return made


def migration_between_regions() -> Cells:
    """Moves from each region to each, and between the municipalities of one."""
    summed = flows().group_by("origin", "target", "Vuosi").agg(pl.col("muuttaneet").sum())
    return {
        (row["target"], row["origin"], str(row["Vuosi"]), "in_migration"): row["muuttaneet"]
        for row in summed.iter_rows(named=True)
    }


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
    for (code, month, content), value in list(made.items()):
        withheld = made.get((code, month, f"{content}_withheld"))
        if withheld and int(withheld) * WITHHELD_AT_MOST > TOLERANCE * float(value or 0):
            made[code, month, content] = None
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


def key_figures_2021() -> Cells:
    """The key figures of the regions as published, each in its own year."""
    raw = key_figures_file("key_figures_regions.csv")
    english = {area(code).names.en: code for code in REGIONS} | {"WHOLE COUNTRY": COUNTRY}
    contents = meta_of("key_figures_2021").axes[-1].codes
    made: Cells = {}
    for row in raw.iter_rows():
        for heading, content, value in zip(raw.columns[1:], contents, row[1:], strict=True):
            made[english[row[0]], heading[-4:], content] = value
    return made


# ------------------------------------------------------------------ economy


def regional_accounts() -> Cells:
    """GDP per inhabitant and average population by NUTS 3 region, 1995–2021."""
    key = pl.read_csv(DATA / "reference" / "municipality_key_2013-2026.csv.gz", infer_schema_length=0)
    regions = {"FI": COUNTRY} | {
        row["nuts3_code"]: f"MK{row['maakunta_code'].zfill(2)}"
        for row in key.filter(pl.col("year") == "2020").iter_rows(named=True)
    }
    contents = {("SUVGDP", "EUR"): "gdp_per_capita_eur", ("SUVGDP", "PPS"): "gdp_per_capita_pps"}
    contents |= {("SNPTD", "Persons"): "average_population"}
    made: Cells = {}
    for table in ("SUVGDP", "SNPTD"):
        raw = pl.read_csv(STATS / "gdp" / f"ARDECO-{table}.2021.table.csv.gz", infer_schema_length=0)
        for row in raw.iter_rows(named=True):
            if row["TERRITORY_ID"] == "EU27_2020" and row["UNIT"] == "PPS":
                areas, content = list(regions.values()), "gdp_per_capita_pps_eu27"
            elif row["TERRITORY_ID"] in regions and row["LEVEL_ID"] in ("0", "3"):
                areas, content = [regions[row["TERRITORY_ID"]]], contents[table, row["UNIT"]]
            else:
                continue
            made |= {(code, str(year), content): plain(row[str(year)]) for code in areas for year in range(1995, 2022)}
    return made


def plain(number: str) -> str:
    """A number without an empty decimal part."""
    return number.removesuffix(".0")


# ------------------------------------------------------------------ postal code areas


def paavo_2016() -> Cells:
    """Sums of the published figures of postal code areas, and how much of the region they cover."""
    people, jobs = population(), key_figures_2006_2016()
    made: Cells = {}
    for code, sums in sums_of_postal_areas().items():
        coverage = {
            "population": (sums["population"], people[code, "2016", "population"]),
            "education": (sums["education_18_over"], sums.pop("aged_18_over")),
            "jobs": (sums["jobs_by_industry"], jobs[code, "2016", "jobs"]),
        }
        made |= {(code, "2016", content): int(number) for content, number in sums.items()}
        for group, (part, whole) in coverage.items():
            made[code, "2016", f"coverage_{group}"] = f"{100 * part / float(whole or 0):.1f}"
    return made


# ------------------------------------------------------------------ land and buildings


def buildings_2019() -> Cells:
    """Gross floor area by intended use and year of completion."""
    raw = pl.read_csv(STATS / "housing" / "006_116g_2019.csv", skip_rows=2, encoding="iso-8859-1")
    uses = meta_of("buildings_2019").axes[2].codes[1:]
    frame = raw.with_columns(
        period=pl.col("Valmistumisvuosi").str.replace_all(" ", "").replace("Tuntematon", "unknown"),
        SSS=pl.sum_horizontal(raw.columns[3:]),
    )
    frame = frame.rename(dict(zip(raw.columns[3:], uses, strict=True)))
    summed = by_region(frame, "Alue", ("SSS", *uses), ("period",))
    total = summed.group_by("area").agg(pl.col("SSS", *uses).sum()).with_columns(period=pl.lit("SSS"))
    both = pl.concat([summed, total.select(summed.columns)])
    return {
        (row["area"], row["period"], use, "2019", "floor_area"): row[use]
        for row in both.iter_rows(named=True)
        for use in ("SSS", *uses)
    }


def area_km2() -> Cells:
    """Land, fresh water and sea area; holds for every year."""
    file = orjson.loads((DATA / "boundaries" / "nls_kuntarajat_2021-23.geojson").read_bytes())
    frame = pl.DataFrame([feature["properties"] for feature in file["features"]])
    frame = frame.with_columns(area=pl.col("NATCODE").replace_strict(region_of_code()))
    contents = {"LANDAREA": "land", "FRESHWAREA": "fresh_water", "SEAWAREA": "sea", "TOTALAREA": "total"}
    made: Cells = {}
    for row in regions_and_country(frame, contents).iter_rows(named=True):
        for column, content in contents.items():
            made[row["area"], content] = f"{row[column]:.2f}"
    return made


def government_establishments_2024() -> Cells:
    """General government establishments by region."""
    file = orjson.loads((DATA / "jsonstat" / "statfin_11ge_regions_2024.json").read_bytes())
    codes = file["dimension"]["maakunta"]["category"]["index"]
    made: Cells = {(code, "2024", "establishments"): value for code, value in zip(codes, file["value"], strict=True)}
    return made | {(COUNTRY, "2024", "establishments"): sum(file["value"])}


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
        key_figures_2021,
        regional_accounts,
        paavo_2016,
        buildings_2019,
        area_km2,
        government_establishments_2024,
        migration_between_regions,
    )
}
