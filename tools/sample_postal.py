"""Sums of Paavo's postal code areas to regions. Leaves out what share of a region they cover (`sample_tables.py`)."""

from __future__ import annotations

import re

import polars as pl
from sample_regions import DATA, STATS, region_of_code, regions_and_country

PAAVO = {
    "population": "Asukkaat_yhteensa.x",
    "education_18_over": "Perusasteen_suorittaneet+Koulutetut_yhteensa",
    "education_basic": "Perusasteen_suorittaneet",
    "education_matriculation": "Ylioppilastutkinnon_suorittaneet",
    "education_vocational": "Ammatillisen_tutkinnon_suorittaneet",
    "education_lower_degree": "Alemman_korkeakoulututkinnon_suorittaneet",
    "education_higher_degree": "Ylemman_korkeakoulututkinnon_suorittaneet",
    "income_persons": "Alimpaan_tuloluokkaan_kuuluvat_asukkaat+Keskimmaiseen_tuloluokkaan_kuuluvat_asukkaat"
    "+Ylimpaan_tuloluokkaan_kuuluvat_asukkaat",
    "income_persons_lowest": "Alimpaan_tuloluokkaan_kuuluvat_asukkaat",
    "income_persons_middle": "Keskimmaiseen_tuloluokkaan_kuuluvat_asukkaat",
    "income_persons_highest": "Ylimpaan_tuloluokkaan_kuuluvat_asukkaat",
    "income_persons_sum": "Asukkaiden_ostovoimakertyma",
    "income_households": "Alimpaan_tuloluokkaan_kuuluvat_taloudet+Keskimmaiseen_tuloluokkaan_kuuluvat_taloudet"
    "+Ylimpaan_tuloluokkaan_kuuluvat_taloudet",
    "income_households_lowest": "Alimpaan_tuloluokkaan_kuuluvat_taloudet",
    "income_households_middle": "Keskimmaiseen_tuloluokkaan_kuuluvat_taloudet",
    "income_households_highest": "Ylimpaan_tuloluokkaan_kuuluvat_taloudet",
    "income_households_sum": "Talouksien_ostovoimakertyma",
    "households": "Taloudet_yhteensa.x",
    "households_tenure": "Omistusasunnoissa_asuvat_taloudet+Vuokra_asunnoissa_asuvat_taloudet"
    "+Muissa_asunnoissa_asuvat_taloudet",
    "households_owner": "Omistusasunnoissa_asuvat_taloudet",
    "households_rental": "Vuokra_asunnoissa_asuvat_taloudet",
    "households_other_tenure": "Muissa_asunnoissa_asuvat_taloudet",
    "households_young_alone": "Nuorten_yksinasuvien_taloudet",
    "households_young_couples": "Lapsettomat_nuorten_parien_taloudet",
    "households_with_children": "Lapsitaloudet",
    "households_small_children": "Pienten_lasten_taloudet",
    "households_under_school_age": "Alle_kouluikaisten_lasten_taloudet",
    "households_school_age": "Kouluikaisten_lasten_taloudet",
    "households_teenagers": "Teini_ikaisten_lasten_taloudet",
    "households_adults": "Aikuisten_taloudet",
    "households_pensioners": "Elakelaisten_taloudet",
    "dwellings": "Asunnot",
    "dwellings_flats": "Kerrostaloasunnot",
    "dwellings_houses": "Pientaloasunnot",
    "buildings": "Rakennukset_yhteensa",
    "buildings_residential": "Asuinrakennukset_yhteensa",
    "buildings_other": "Muut_rakennukset_yhteensa",
    "free_time_residences": "Kesamokit_yhteensa",
    "activity_population": "Tyolliset+Tyottomat+Lapset_0_14_vuotiaat+Opiskelijat+Elakelaiset+Muut",
    "activity_employed": "Tyolliset",
    "activity_unemployed": "Tyottomat",
    "activity_children": "Lapset_0_14_vuotiaat",
    "activity_students": "Opiskelijat",
    "activity_pensioners": "Elakelaiset",
    "activity_others": "Muut",
    "jobs": "Tyopaikat_yhteensa",
}


def postal_regions() -> dict[str, str]:
    """Region by postal code; names in the list hold commas without quotes, so the code is what has three digits."""
    text = (DATA / "reference" / "alueryhmittely_posnro_2020_en.csv").read_text("utf-8-sig")
    found = (re.match(r"(\d{5}),.*?,(\d{3}),", line) for line in text.splitlines())
    return {match[1]: region_of_code()[match[2]] for match in found if match}


def sums_of_postal_areas() -> dict[str, dict[str, float]]:
    """Sums by area and content, with the number of persons aged 18 or over beside them."""
    raw = pl.read_csv(STATS / "paavo" / "paavo_2016_postal.csv.gz", infer_schema_length=0, null_values=["NA", ""])
    regions = postal_regions()
    known = raw.filter(pl.col("alue").is_in(list(regions)))
    industries = [name for name in raw.columns if re.match(r"[A-UX]_", name) and not name.endswith("_metreina")]
    columns = PAAVO | {f"jobs_{name[0].lower()}": name for name in industries}
    columns |= {"jobs_by_industry": "+".join(industries), "aged_18_over": "X18_vuotta_tayttaneet_yhteensa.x"}
    sums = {
        content: sum((pl.col(part).cast(pl.Float64) for part in formula.split("+")), start=pl.lit(0.0))
        for content, formula in columns.items()
    }
    frame = known.with_columns(area=pl.col("alue").replace_strict(regions)).with_columns(**sums)
    rows = regions_and_country(frame, sums).iter_rows(named=True)
    return {row["area"]: {content: row[content] for content in columns} for row in rows}
