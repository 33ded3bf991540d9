"""Made-up findings, at least one for every sentence rule; no figure here is of a real place.

``python -m tests.language.scenes`` writes the golden sentences anew; read what changed before committing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.base.units import unit
from alke.findings import Finding, find
from alke.findings.because import Because
from alke.findings.peers import STRUCTURE
from alke.indicators.catalogue import Indicator, InText
from alke.indicators.values import Values
from alke.language.runs import Sentence
from alke.language.sentences import notes, sentence, templates
from alke.statistics.cube import Reason
from tests.findings import fictional

HOME = "MK18"
GOLDEN = Path(__file__).with_name("golden")
WITHOUT = (Because.NO_FIGURE, Because.NO_VALUE)  # refusals of what has no value stand in no table
Rows = Mapping[str, list[float | None]]
SLOPE: dict[str, list[float | None]] = {area: [8.0 + place / 2] for place, area in enumerate(MAINLAND)}


def with_home(**own: list[float | None]) -> Rows:
    """A slope of the regions, with some areas' numbers of their own."""
    return {**SLOPE, **own}


# A hole of one year, of several, a series that has ended, and an area behind the others.
GAPS: tuple[Mapping[str, list[float | None]], ...] = (
    {HOME: [8.0, None, 8.2, 8.4]},
    {HOME: [8.0, None, 8.2, None, None, 8.4]},
    {HOME: [8.0, 8.5, 8.1, None, None, None, None, None]},
    {**{area: [7.0, 7.0 + place / 10, 8.1] for place, area in enumerate(MAINLAND)}, HOME: [8.0, 8.5, None]},
)


def scene(of: Indicator, rows: Rows, area: str = HOME, **options: object) -> tuple[Indicator, Values, str]:
    """One indicator's values and the area they are told of."""
    return of, fictional.values(of, rows, **options), area  # type: ignore[arg-type]


def index() -> Indicator:
    """A made-up index, told without a unit."""
    words = InText({"nom": "ikäindeksi", "gen": "ikäindeksin", "par": "ikäindeksiä"}, "åldersindexet", "the age index")
    return fictional.indicator(id="index", unit=unit("index"), in_text=words)


def per_thousand() -> Indicator:
    """A made-up number per thousand inhabitants, whose unit stands before the number."""
    words = InText({"nom": "muuttojen määrä", "gen": "", "par": ""}, "antalet flyttningar", "the number of moves")
    return fictional.indicator(id="per_thousand", unit=unit("per_1000"), in_text=words)


def scenes() -> list[tuple[Indicator, Values, str]]:
    """Values that between them lead to every sentence rule."""
    share, rate, people = fictional.indicator(), fictional.rate(), fictional.people()
    balance, product = fictional.balance(), fictional.per_head()
    survey = fictional.rate(id="survey", survey=True, rank_minimum=100_000)
    broken = fictional.indicator(id="broken", breaks=fictional.broken("2014"))
    long: list[float | None] = [9.0, 8.0, 8.5, 8.2, 8.6, 8.8, 8.1, 8.4, 8.3, 8.7]
    return [
        scene(share, with_home(MK18=[8.7, 9.2], SSS=[8.9, 8.7])),
        scene(rate, with_home(MK18=[9.2, 8.5], SSS=[8.9, 8.7])),
        scene(share, with_home(MK18=[8.7], SSS=[8.7])),
        scene(share, with_home(MK18=[8.75], SSS=[8.74])),
        scene(people, with_home(MK18=[83_155.0, 73_061.0], SSS=[5_517_919.0] * 2), projection={HOME: [65_000.0]}),
        scene(people, with_home(MK18=[73_060.0, 73_061.0], SSS=[5_517_919.0] * 2), projection={HOME: [80_000.0]}),
        scene(people, {HOME: [70_000.0, 70_000.0]}, projection={HOME: [70_000.0]}, preliminary=True),
        scene(product, with_home(MK18=[28_100.0, 30_350.0], SSS=[40_000.0, 42_000.0])),
        scene(share, {HOME: [9.2]}, "MK18"),
        scene(share, {"SSS": [9.2]}, "SSS"),
        scene(balance, with_home(MK18=[-312.0, -512.0]), projection={HOME: [-400.0]}),
        scene(balance, {HOME: [-512.0, -512.0]}),
        scene(share, with_home(MK18=[20.0])),
        scene(rate, with_home(MK18=[1.0])),
        scene(share, with_home(MK18=[20.0], MK19=[20.0])),
        scene(share, with_home(MK18=[12.55], MK10=[12.54], MK11=[12.5], MK09=[12.51])),
        scene(rate, with_home(MK18=[12.2], MK19=[12.2])),
        scene(rate, with_home(MK18=[9.1])),
        scene(people, with_home(MK18=[10.0], MK01=[11.0])),
        scene(share, with_home(MK21=[20.0]), "MK21"),
        scene(share, with_home(MK21=[2.0]), "MK21"),
        scene(share, with_home(MK21=[12.25]), "MK21"),
        scene(share, {HOME: [*long, 9.5]}),
        scene(rate, {HOME: [*long, 7.5]}),
        scene(share, {HOME: [10.0, *long, 9.6]}),
        scene(rate, {HOME: [7.0, *long, 7.6]}),
        scene(index(), with_home(MK18=[97.4, 98.4], SSS=[100.0, 100.0])),
        scene(per_thousand(), with_home(MK18=[11.3, 12.3], SSS=[10.0, 10.0])),
        scene(share, {HOME: [8.0 + month / 10 for month in range(13)]}, end="2018M12"),
        scene(share, {HOME: [8.0 + quarter / 10 for quarter in range(5)]}, end="2018Q4"),
        scene(share, {"MK01": [9.2]}, reason=Reason.CONFIDENTIAL),
        scene(share, {}),
        scene(survey, with_home()),
        scene(broken, {HOME: [8.0 + year for year in range(6)]}),
        scene(rate, {"MK18": [None, 8.0], "MK01": [9.0, None]}),
        *courses(),
    ]


def courses() -> list[tuple[Indicator, Values, str]]:
    """Series long enough for what only years tell: trends, turns, shifts, paces, lasting places, gaps."""
    share, rate, people = fictional.indicator(), fictional.rate(), fictional.people()
    product = fictional.per_head()
    up = [8.0 + step / 2 + (step % 3) / 10 for step in range(12)]
    flat = [8.0, 8.1, 8.3, 8.2, 8.0, 8.2, 8.1, 8.4, 8.2, 8.3, 8.1, 8.2]
    peak = [*range(1, 10), 8.0, 7.0, 6.0, 5.0]
    made = [
        scene(of, {HOME: row})
        for of in (share, rate)
        for row in (
            up,
            up[::-1],
            [8.0 + number for number in peak],
            [20.0 - number for number in peak],
            [*flat, *[number + 5 for number in flat]],
            [*[number + 5 for number in flat], *flat],
            [*flat, 12.0],
            [*flat, 4.0],
        )
    ]
    for early, late in ((1, 3), (3, 1), (-1, -3), (-3, -1), (-1, 2), (1, -2)):
        steps = [0.0, *[early] * 5, *[late] * 5]
        row: list[float | None] = [60_000.0 + 100 * sum(steps[: place + 1]) for place in range(len(steps))]
        made.append(scene(people, {HOME: row}))
    years = 9
    wide = {
        area: [8.0 + place / 2 + year * (place - 9) / 20 for year in range(years)]
        for place, area in enumerate(MAINLAND)
    }
    near = {area: row[::-1] for area, row in wide.items()}
    made += [
        scene(share, {**rows, "SSS": [12.25] * years}, area)
        for rows in (wide, near)
        for area in ("SSS", "MK01", "MK17")
    ]
    poor_first = {
        area: [20_000.0 + 1_000 * place + (18 - place) * 200 * year for year in range(years)]
        for place, area in enumerate(MAINLAND)
    }
    made.append(scene(product, {**poor_first, "SSS": [30_000.0 + 500 * year for year in range(years)]}, "SSS"))
    made.append(scene(rate, {area: [8.0 + place] * 6 for place, area in enumerate(MAINLAND)}, "MK01"))
    made.append(scene(rate, {area: [8.0 + place] * 6 for place, area in enumerate(MAINLAND)}, "MK19"))
    made.append(scene(share, {HOME: [8.0, 8.5, 8.1, 8.3]}))
    made += [scene(share, row) for row in GAPS]
    spread = {area: [50.0 + 3 * place, 50.0 + 3 * place] for place, area in enumerate(MAINLAND)}
    made += [scene(rate, {**spread, HOME: [98.0, 98.5], "SSS": [98.0, 98.0]}, margin=margin) for margin in (1.0, 9.0)]
    return made


def pairs() -> list[tuple[Finding, Mapping[str, Indicator], Mapping[str, Values]]]:
    """Findings that look at more than one indicator."""
    made = []
    people = fictional.people()
    natural, moves = (fictional.balance(id=key) for key in ("natural-increase", "net-migration-municipal"))
    for births, moved in ((-300.0, 100.0), (-100.0, 300.0)):
        values = {
            people.id: fictional.values(people, {HOME: [73_261.0, 73_061.0]}),
            natural.id: fictional.values(natural, {HOME: [-200.0, births]}),
            moves.id: fictional.values(moves, {HOME: [-200.0, moved]}),
        }
        made.append((HOME, {people.id: people, natural.id: natural, moves.id: moves}, values))
    register = fictional.rate(id="unemployed-share-tem")
    survey = fictional.rate(id="unemployment-rate-lfs", survey=True, rank_minimum=100_000)
    for own in ([8.0, 8.2, 8.4, 8.6, 8.8, 9.0], [9.0, 8.8, 8.6, 8.4, 8.2, 8.0]):
        values = {
            people.id: fictional.values(people, {"MK01": [400_000.0] * 6}),
            register.id: fictional.values(register, {"MK01": own}),
            survey.id: fictional.values(survey, {"MK01": own[::-1]}),
        }
        made.append(("MK01", {people.id: people, register.id: register, survey.id: survey}, values))
    for other in (False, True):
        of, held = fictional.jobs_by_industry(other=other)
        made.append((HOME, of, held))
    return [
        (each, catalogue, values)
        for area, catalogue, values in made
        for each in find(values, catalogue, area)
        if each.rule in ("components", "contradiction", "shift_share")
    ]


def per_head() -> list[tuple[Finding, Mapping[str, Indicator], Mapping[str, Values]]]:
    """Findings that people moved a product per head more than the product did."""
    made, amount = [], fictional.people(id="gdp", unit=unit("eur_million"), decimals=1)
    of, people = fictional.per_head(id="gdp-per-head"), fictional.people()
    for way in (1, -1):
        for product in (1.0, -1.0, 0.0):
            rows = {
                of.id: [30_000.0, *[30_000.0] * 4, 30_000.0 * (1 + 0.05 * way)],
                amount.id: [2_000.0, *[2_000.0] * 4, 2_000.0 + 20 * product],
                people.id: [80_000.0, *[80_000.0] * 4, 80_000.0 * (1 - 0.05 * way)],
            }
            catalogue = {one.id: one for one in (of, amount, people)}
            values = {one.id: fictional.values(one, {HOME: rows[one.id]}) for one in catalogue.values()}
            made += [(each, catalogue, values) for each in find(values, catalogue, HOME)]
    return [each for each in made if each[0].rule == "per_head"]


def beside_peers() -> list[tuple[Finding, Mapping[str, Indicator], Mapping[str, Values]]]:
    """Findings against peers: regions on a line, each near those beside it in every measure of structure."""
    place = MAINLAND.index(HOME)
    line = {area: [100.0 + at] for at, area in enumerate(MAINLAND)}
    structure = {key: fictional.values(fictional.indicator(id=key), line) for key in STRUCTURE}
    base = 8.0 + place / 2
    made = []
    for of in (fictional.indicator(), fictional.rate()):
        for way in (1, -1):
            for beyond in (False, True):
                other = {} if beyond else {MAINLAND[place + 1]: [base + 5.0 * way]}
                values = {**structure, of.id: fictional.values(of, with_home(**{HOME: [base + 3.0 * way]}, **other))}
                made += [(each, {of.id: of}, values) for each in find(values, {of.id: of}, HOME)]
    return [each for each in made if each[0].rule == "peers"]


def beside_targets() -> list[tuple[Finding, Mapping[str, Indicator], Mapping[str, Values]]]:
    """Findings against the targets of a programme (North Ostrobothnia's of 2018–2021), of made-up figures."""
    rate, balance = fictional.rate(id="employment-rate-lfs"), fictional.balance(id="net-migration-municipal")
    made = []
    for of, numbers in ((rate, (68.1, 70.0)), (balance, (-312.0, 0.0, 512.0))):
        for number in numbers:
            values = {of.id: fictional.values(of, {"MK17": [number]})}
            made += [(each, {of.id: of}, values) for each in find(values, {of.id: of}, "MK17")]
    return [each for each in made if each[0].rule == "target"]


def told() -> list[tuple[Finding, Mapping[str, Indicator], Mapping[str, Values]]]:
    """Every finding of every scene, with the catalogue and the values it is of."""
    made = []
    for of, held, area in scenes():
        catalogue, values = {of.id: of}, {of.id: held}
        if of.id == "per_head":
            people = fictional.people()
            values["population"] = fictional.values(people, {HOME: [75_000.0, 73_061.0]})
        made += [(each, catalogue, values) for each in find(values, catalogue, area)]
    return made + pairs() + beside_peers() + beside_targets() + per_head()


def golden(language: Language) -> str:
    """One line for each template of each sentence rule and kind of indicator that the scenes use."""
    lines: dict[tuple[object, ...], str] = {}
    for finding, catalogue, _ in told():
        key = f"{finding.rule}/{finding.case}"
        for variant in range(len(templates(language)[key])):
            same = (key, variant, finding.indicator, finding.period.frequency, *sorted(finding.facts.keys()))
            lines.setdefault(same, f"{key}: {sentence(finding, language, catalogue, variant=variant)}\n")
    for one in noted(language):
        lines.setdefault((one.rule,), f"{one.rule}: {one}\n")
    return "".join(sorted(set(lines.values())))


def noted(language: Language) -> list[Sentence]:
    """Each kind of refusal of what has a value, in short."""
    refusals = [(f, catalogue) for f, catalogue, _ in told() if f.rule == "refusal" and f.case not in WITHOUT]
    return [said for finding, catalogue in refusals for said in notes([finding], language, catalogue)]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in Language:
        (GOLDEN / f"{each}.txt").write_text(golden(each), "utf-8")
