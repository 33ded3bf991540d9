"""The embedded figures counted again from the publishers' tables, with nothing of the tool that wrote them.

Plain rows and dictionaries, the division of 2026 as it stands in the key, and what changed before it written out by
hand: the municipalities that have merged since, and for postal codes those that moved. One function a table gives
cells by the cube's coordinates.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from alke.statistics.cube import Cube

SHARED = Path(__file__).resolve().parents[4] / "shared"
DATA = SHARED / "data"
STATS = DATA / "stats"
Cells = dict[tuple[str, ...], float]

MERGED = {"Valtimo": "MK12", "Honkajoki": "MK04", "Pertunmaa": "MK10", "Maarianhamina - Mariehamn": "MK21"}
MERGED_CODES = {"911": "MK12", "099": "MK04", "588": "MK10"}
MOVED_2021 = {"090": "MK12", "142": "MK07", "152": "MK14", "171": "MK11", "291": "MK06"}


def rows(path: str, encoding: str = "utf-8-sig", delimiter: str = ",", skip: int = 0) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.endswith(".gz") else open
    with opened(DATA / path, "rt", encoding=encoding, newline="") as file:  # type: ignore[operator]
        for _ in range(skip):
            next(file)
        yield from csv.DictReader(file, delimiter=delimiter)


@cache
def key_2026() -> list[dict[str, str]]:
    return [row for row in rows("reference/municipality_key_2013-2026.csv.gz") if row["year"] == "2026"]


@cache
def by_name(language: str = "fi") -> dict[str, str]:
    return {row[f"municipality_name_{language}"]: f"MK{int(row['maakunta_code']):02d}" for row in key_2026()} | MERGED


@cache
def by_code() -> dict[str, str]:
    return {f"{int(row['kunta']):03d}": f"MK{int(row['maakunta_code']):02d}" for row in key_2026()} | MERGED_CODES


def counted() -> dict[tuple[str, ...], float]:
    return defaultdict(float)


def add(cells: Cells, region: str, *coordinates: str, number: float) -> None:
    cells[region, *coordinates] += number
    cells["SSS", *coordinates] += number


def population() -> Cells:
    cells = counted()
    contents = {"vakiluku": "population", "vaki_15_64": "population_15_64"}
    for row in rows("stats/population/population_municipality_1972-2018.csv.gz"):
        for column, content in contents.items():
            if row["alue"] == "KOKO MAA":
                cells["SSS", row["Vuosi"], content] = float(row[column])
            else:
                cells[by_name()[row["alue"]], row["Vuosi"], content] += float(row[column])
    for name, age, _, year, number in ages():
        if year == "2019" and name != "KOKO MAA" and age != "Yhteensä":
            add(cells, by_name()[name], year, "population", number=number)
            if 15 <= int(age.split()[0].rstrip("-")) <= 64:
                add(cells, by_name()[name], year, "population_15_64", number=number)
    for row in rows("stats/key_figures/key_figures_municipalities.csv", "cp1252"):
        region = "SSS" if row["Region 2021"] == "WHOLE COUNTRY" else (by_name() | by_name("en"))[row["Region 2021"]]
        cells[region, "2021", "population"] += float(row["Population, 2021"])
    table = json.loads((DATA / "jsonstat/statfin_11s5_population_308_municipalities_2024M12.json").read_text())
    for code, number in zip(table["dimension"]["alue"]["category"]["index"], table["value"], strict=True):
        add(cells, by_code()[code.removeprefix("KU")], "2024", "population", number=number)
    return cells


def ages() -> Iterator[tuple[str, str, str, str, float]]:
    for year, delimiter in (("2018", ","), ("2019", ";")):
        for row in rows(f"stats/population/005_11re_{year}.csv", "cp1252", delimiter, skip=2):
            for sex, word in (("1", "Miehet"), ("2", "Naiset")):
                yield row["Alue"], row["Ikä"], sex, year, float(row[f"{word} {year} Väestö 31.12."])


def population_age() -> Cells:
    cells = counted()
    for name, age, sex, year, number in ages():
        if age == "Yhteensä":
            group = "SSS"
        elif age.startswith("100"):
            group = "100-"
        else:
            low = int(age) - int(age) % 5
            group = f"{low}-{low + 4}"
        region = "SSS" if name == "KOKO MAA" else by_name()[name]
        for either in (sex, "SSS"):
            cells[region, either, group, year, "population"] += number
    return cells


def population_single_age() -> Cells:
    cells = counted()
    for name, age, sex, year, number in ages():
        if age != "Yhteensä":
            region = "SSS" if name == "KOKO MAA" else by_name()[name]
            cells[region, sex, "100-" if age.startswith("100") else age, year, "population"] += number
    return cells


def projection_2019() -> Cells:
    cells = counted()
    for row in rows("stats/projection/statfin_projection2019_municipality_age.csv.gz"):
        region = "SSS" if row["alue"] == "SSS" else by_code()[row["alue"]]
        age = int(row["ika"])
        group = "SSS" if age == 999 else "100-" if age >= 100 else f"{age // 5 * 5}-{age // 5 * 5 + 4}"
        cells[region, group, row["vuosi"], "population"] += int(row["vaesto_e19"])
    return cells


def projection_2024() -> Cells:
    cells = {}
    for row in rows("stats/projection/statfin_projection2024_national_age_bands.csv"):
        variant = "projection" if row["includes_net_migration"] == "True" else "self_sufficient"
        for column, group in (
            ("population_total", "SSS"),
            ("age_0_14", "0-14"),
            ("age_15_64", "15-64"),
            ("age_65_74", "65-74"),
            ("age_75_plus", "75-"),
        ):
            cells["SSS", variant, group, row["year"], "population"] = float(row[column])
    return cells


@cache
def flows() -> dict[tuple[str, str, str], float]:
    moves = counted()
    for row in rows("stats/migration/statfin_intermunicipal_flows_1990-2018.csv.gz"):
        moves[by_name()[row["Lahtokunta"]], by_name()[row["Tulokunta"]], row["Vuosi"]] += int(row["muuttaneet"])
    return moves  # type: ignore[return-value]


def migration() -> Cells:
    cells = counted()
    for (origin, target, year), number in flows().items():
        if origin == target:
            add(cells, target, year, "within_region", number=number)
        else:
            add(cells, target, year, "in_migration", number=number)
            add(cells, origin, year, "out_migration", number=number)
    return cells


def migration_between_regions() -> Cells:
    return {(target, origin, year, "in_migration"): number for (origin, target, year), number in flows().items()}


def labour_force_survey() -> Cells:
    contents = (
        "population_15_74",
        "labour_force",
        "employed",
        "unemployed",
        "unemployment_rate",
        "employment_rate",
        "activity_rate",
    )
    cells = {}
    for row in rows("stats/labour/labour_force_survey_regions_2011-.csv", "cp1252"):
        year, name, *numbers = row.values()
        region = "SSS" if name == "WHOLE COUNTRY" else name.split()[0]
        cells |= {(region, year, content): float(number) for content, number in zip(contents, numbers, strict=True)}
    return cells


def employment_service() -> Cells:
    cells = counted()
    for row in rows("stats/labour/tem_unemployed_vacancies_monthly_2006-2019.csv.gz"):
        region, month = by_name()[row["Kunta"]], row["Kuukausi"]
        add(cells, region, month, "labour_force", number=int(row["Tyovoima"]))
        for column, content in (("Tyottomat", "unemployed"), ("Avoimet_tyopaikat", "vacancies")):
            withheld = not row[column]
            add(cells, region, month, content, number=0 if withheld else int(row[column]))
            add(cells, region, month, f"{content}_withheld", number=int(withheld))
    for region, month, content in list(cells):
        if content in ("unemployed", "vacancies"):
            most = cells[region, month, content] + 4 * cells[region, month, f"{content}_withheld"]
            if most > 1.05 * cells[region, month, content]:
                del cells[region, month, content]
    return cells


def key_figures_2006_2016() -> Cells:
    cells = counted()
    for row in rows("stats/key_figures/kuntien_avainluvut_2006-2016.csv"):
        for column, content in (
            ("Vakiluku", "population"),
            ("Syntyneiden_enemmyys_henkiloa", "natural_increase"),
            ("Kuntien_valinen_muuttovoitto_tappio_henkiloa", "net_migration"),
            ("Alueella_asuvan_tyollisen_tyovoiman_maara", "employed"),
            ("Alueella_olevien_tyopaikkojen_lukumaara", "jobs"),
            ("Perheiden_lukumaara", "families"),
            ("Asuntokuntien_lukumaara", "households"),
        ):
            add(cells, by_name()[row["Alue"]], row["vuosi"], content, number=int(row[column]))
    return cells


KEY_FIGURES_2021 = [
    "urbanisation_degree",
    "population",
    "population_change",
    "share_under_15",
    "share_15_64",
    "share_over_64",
    "share_swedish_speakers",
    "share_foreign_citizens",
    "natural_increase",
    "net_migration",
    "families",
    "households",
    "share_households_houses",
    "share_households_rental",
    "share_upper_secondary",
    "share_tertiary",
    "employed",
    "employment_rate",
    "share_working_in_municipality",
    "share_unemployed",
    "share_pensioners",
    "economic_dependency_ratio",
    "jobs",
    "share_jobs_primary",
    "share_jobs_secondary",
    "share_jobs_services",
    "job_self_sufficiency",
    "annual_margin",
    "loans",
    "group_loans",
    "education_culture_costs",
    "social_health_costs",
]


def key_figures_2021() -> Cells:
    regions = {row["maakunta_name_en"]: f"MK{int(row['maakunta_code']):02d}" for row in key_2026()}
    cells = {}
    for row in rows("stats/key_figures/key_figures_regions.csv", "cp1252"):
        name, *numbers = row.values()
        headings = list(row)[1:]
        region = "SSS" if name == "WHOLE COUNTRY" else regions[name]
        for heading, content, number in zip(headings, KEY_FIGURES_2021, numbers, strict=True):
            cells[region, heading.rsplit(", ", 1)[1], content] = float(number)
    return cells


def regional_accounts() -> Cells:
    names = {row["maakunta_name_fi"]: f"MK{int(row['maakunta_code']):02d}" for row in key_2026()}
    names |= {"Helsinki-Uusimaa": "MK01", "Åland": "MK21"}
    years = [str(year) for year in range(1995, 2022)]
    cells: Cells = {}
    for table in ("SUVGDP", "SNPTD"):
        for row in rows(f"stats/gdp/ARDECO-{table}.2021.table.csv.gz"):
            content = {"EUR": "gdp_per_capita_eur", "PPS": "gdp_per_capita_pps"}.get(row["UNIT"], "average_population")
            if row["TERRITORY_ID"].startswith("FI") and row["LEVEL_ID"] in ("0", "3"):
                region = "SSS" if row["LEVEL_ID"] == "0" else names[row["NAME_HTML"]]
                cells |= {(region, year, content): float(row[year]) for year in years}
            elif row["NAME_HTML"].startswith("European Union - 27") and row["UNIT"] == "PPS":
                for region in {"SSS", *names.values()}:
                    cells |= {(region, year, "gdp_per_capita_pps_eu27"): float(row[year]) for year in years}
    return cells


def postal_regions() -> dict[str, str]:
    found = {}
    text = (DATA / "reference/alueryhmittely_posnro_2020_en.csv").read_text("utf-8-sig")
    for line in text.splitlines()[1:]:
        fields = line.split(",")  # names hold commas, so municipality and region are counted from the right
        found[fields[0]] = MOVED_2021.get(fields[-16], f"MK{fields[-10]}")
    return found


def paavo_2016() -> Cells:
    regions = postal_regions()
    cells = counted()
    adults = counted()
    for row in rows("stats/paavo/paavo_2016_postal.csv.gz"):
        if row["alue"] not in regions:
            continue
        region = regions[row["alue"]]
        for content, columns in PAAVO.items():
            add(cells, region, "2016", content, number=sum(float(row[column] or 0) for column in columns))
        for column, number in row.items():
            if column[1] == "_" and not column.endswith("metreina"):
                add(cells, region, "2016", f"jobs_{column[0].lower()}", number=float(number or 0))
                add(cells, region, "2016", "jobs_by_industry", number=float(number or 0))
        add(adults, region, number=float(row["X18_vuotta_tayttaneet_yhteensa.x"] or 0))
    people, jobs = population(), key_figures_2006_2016()
    for region in {region for region, *_ in cells}:
        for content, part, whole in (
            ("population", "population", people[region, "2016", "population"]),
            ("education", "education_18_over", adults[(region,)]),
            ("jobs", "jobs_by_industry", jobs[region, "2016", "jobs"]),
        ):
            cells[region, "2016", f"coverage_{content}"] = round(100 * cells[region, "2016", part] / whole, 1)
    return cells


def buildings_2019() -> Cells:
    uses = "detached terraced blocks commercial offices transport care assembly educational industrial warehouses other"
    cells = counted()
    for row in rows("stats/housing/006_116g_2019.csv", "cp1252", skip=2):
        age, name, year, *areas = row.values()
        age = "unknown" if age == "Tuntematon" else age.replace(" ", "")
        for use, number in zip(uses.split(), areas, strict=True):
            for one_age in (age, "SSS"):
                for one_use in (use, "SSS"):
                    add(cells, by_name()[name], one_age, one_use, year, "floor_area", number=int(number))
    return cells


def area_km2() -> Cells:
    cells = counted()
    for feature in json.loads((DATA / "boundaries/nls_kuntarajat_2021-23.geojson").read_text())["features"]:
        of = feature["properties"]
        region = by_code()[of["NATCODE"]]
        add(cells, region, "land", number=of["LANDAREA"])
        add(cells, region, "fresh_water", number=of["FRESHWAREA"])
        add(cells, region, "sea", number=of["SEAWAREA"])
        add(cells, region, "total", number=of["TOTALAREA"])
    return {key: round(number, 2) for key, number in cells.items()}


def government_establishments_2024() -> Cells:
    table = json.loads((DATA / "jsonstat/statfin_11ge_regions_2024.json").read_text())
    cells = counted()
    for code, number in zip(table["dimension"]["maakunta"]["category"]["index"], table["value"], strict=True):
        add(cells, code, "2024", "establishments", number=number)
    return cells


RECOUNTS = {
    recount.__name__: recount
    for recount in (
        area_km2,
        buildings_2019,
        employment_service,
        government_establishments_2024,
        key_figures_2006_2016,
        key_figures_2021,
        labour_force_survey,
        migration,
        migration_between_regions,
        paavo_2016,
        population,
        population_age,
        population_single_age,
        projection_2019,
        projection_2024,
        regional_accounts,
    )
}


@cache
def recount(name: str) -> Cells:
    return dict(RECOUNTS[name]())


def differences(cube: Cube, expected: Cells) -> list[str]:
    """What a cube says otherwise than the recount: numbers, and cells that one has and the other lacks."""
    found = []
    seen = 0
    for place, key in enumerate(itertools.product(*(axis.codes for axis in cube.axes))):
        number = float(cube.numbers.flat[place])
        given = number == number
        seen += key in expected
        if given != (key in expected):
            found.append(f"{key}: {'only embedded' if given else 'missing'}")
        elif given and abs(number - expected[key]) > 1e-6:
            found.append(f"{key}: embedded {number}, publisher {expected[key]}")
    if seen != len(expected):
        found.append(f"{len(expected) - seen} of the publisher's cells are not in the table")
    return found


PAAVO = {
    "population": ["Asukkaat_yhteensa.x"],
    "education_18_over": ["Perusasteen_suorittaneet", "Koulutetut_yhteensa"],
    "education_basic": ["Perusasteen_suorittaneet"],
    "education_matriculation": ["Ylioppilastutkinnon_suorittaneet"],
    "education_vocational": ["Ammatillisen_tutkinnon_suorittaneet"],
    "education_lower_degree": ["Alemman_korkeakoulututkinnon_suorittaneet"],
    "education_higher_degree": ["Ylemman_korkeakoulututkinnon_suorittaneet"],
    "income_persons": [
        "Alimpaan_tuloluokkaan_kuuluvat_asukkaat",
        "Keskimmaiseen_tuloluokkaan_kuuluvat_asukkaat",
        "Ylimpaan_tuloluokkaan_kuuluvat_asukkaat",
    ],
    "income_persons_lowest": ["Alimpaan_tuloluokkaan_kuuluvat_asukkaat"],
    "income_persons_middle": ["Keskimmaiseen_tuloluokkaan_kuuluvat_asukkaat"],
    "income_persons_highest": ["Ylimpaan_tuloluokkaan_kuuluvat_asukkaat"],
    "income_persons_sum": ["Asukkaiden_ostovoimakertyma"],
    "income_households": [
        "Alimpaan_tuloluokkaan_kuuluvat_taloudet",
        "Keskimmaiseen_tuloluokkaan_kuuluvat_taloudet",
        "Ylimpaan_tuloluokkaan_kuuluvat_taloudet",
    ],
    "income_households_lowest": ["Alimpaan_tuloluokkaan_kuuluvat_taloudet"],
    "income_households_middle": ["Keskimmaiseen_tuloluokkaan_kuuluvat_taloudet"],
    "income_households_highest": ["Ylimpaan_tuloluokkaan_kuuluvat_taloudet"],
    "income_households_sum": ["Talouksien_ostovoimakertyma"],
    "households": ["Taloudet_yhteensa.x"],
    "households_tenure": [
        "Omistusasunnoissa_asuvat_taloudet",
        "Vuokra_asunnoissa_asuvat_taloudet",
        "Muissa_asunnoissa_asuvat_taloudet",
    ],
    "households_owner": ["Omistusasunnoissa_asuvat_taloudet"],
    "households_rental": ["Vuokra_asunnoissa_asuvat_taloudet"],
    "households_other_tenure": ["Muissa_asunnoissa_asuvat_taloudet"],
    "households_young_alone": ["Nuorten_yksinasuvien_taloudet"],
    "households_young_couples": ["Lapsettomat_nuorten_parien_taloudet"],
    "households_with_children": ["Lapsitaloudet"],
    "households_small_children": ["Pienten_lasten_taloudet"],
    "households_under_school_age": ["Alle_kouluikaisten_lasten_taloudet"],
    "households_school_age": ["Kouluikaisten_lasten_taloudet"],
    "households_teenagers": ["Teini_ikaisten_lasten_taloudet"],
    "households_adults": ["Aikuisten_taloudet"],
    "households_pensioners": ["Elakelaisten_taloudet"],
    "dwellings": ["Asunnot"],
    "dwellings_flats": ["Kerrostaloasunnot"],
    "dwellings_houses": ["Pientaloasunnot"],
    "buildings": ["Rakennukset_yhteensa"],
    "buildings_residential": ["Asuinrakennukset_yhteensa"],
    "buildings_other": ["Muut_rakennukset_yhteensa"],
    "free_time_residences": ["Kesamokit_yhteensa"],
    "activity_population": [
        "Tyolliset",
        "Tyottomat",
        "Lapset_0_14_vuotiaat",
        "Opiskelijat",
        "Elakelaiset",
        "Muut",
    ],
    "activity_employed": ["Tyolliset"],
    "activity_unemployed": ["Tyottomat"],
    "activity_children": ["Lapset_0_14_vuotiaat"],
    "activity_students": ["Opiskelijat"],
    "activity_pensioners": ["Elakelaiset"],
    "activity_others": ["Muut"],
    "jobs": ["Tyopaikat_yhteensa"],
}
