"""True Swedish sentences with a trap that must not be called false, and what their false forms are called.

Figures are of the embedded sample; the text is about the region it is given with.
"""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Claim, Verdict, check

# By trap: a region and a text that holds, or cannot be checked, in all its claims.
TRUE = {
    "a share of another whole": (
        "MK14",
        "Flervåningshus är ovanliga i Södra Österbotten: bara 17,0 procent av bostäderna finns i sådana.",
    ),
    "two wholes in a sentence": (
        "MK15",
        "De arbetslösa är 5 341, det vill säga 6,4 procent av arbetskraften men bara 3,0 procent av befolkningen.",
    ),
    "a share of a group that has a name": (
        "MK15",
        "De studerande utgör 7,5 procent av befolkningen i Österbotten, men omkring en tredjedel av 20–29-åringarna.",
    ),
    "the compared area's number in brackets": (
        "MK12",
        "Norra Karelens demografiska försörjningskvot, 67,8 år 2019, var svagare än landets (61,4).",
    ),
    "an unknown number in brackets": (
        "MK18",
        "Folkmängden i Kajanaland var 69 639 vid utgången av 2024. Den var lägre än prognosen (70 150).",
    ),
    "the mean's number in brackets": (
        "MK19",
        "I Lappland är befolkningstätheten 1,9 invånare per kvadratkilometer, mycket mindre än genomsnittet (18,5).",
    ),
    "a comparison with another indicator": (
        "MK05",
        "Kommunernas lån var 3 442 euro per invånare 2020, lägre än kommunkoncernernas (5 446).",
    ),
}
# By construction: a region, a text that holds and one that does not.
PAIRS = {
    "per inhabitant before a verb": (
        "MK05",
        "Räknat per invånare steg bruttonationalprodukten i Egentliga Tavastland mellan 2019 och 2021.",
        "Räknat per invånare sjönk bruttonationalprodukten i Egentliga Tavastland mellan 2019 och 2021.",
    ),
    "a bracket inside a comparison": (
        "MK05",
        "Kommunernas årsbidrag var 2020 mindre i Egentliga Tavastland (610 euro per invånare) än i hela landet.",
        "Kommunernas årsbidrag var 2020 större i Egentliga Tavastland (610 euro per invånare) än i hela landet.",
    ),
    "the country's own, left out": (
        "MK07",
        "I arbetskraftsundersökningen låg Päijänne-Tavastlands sysselsättningsgrad 2018 under landets.",
        "I arbetskraftsundersökningen låg Päijänne-Tavastlands sysselsättningsgrad 2018 klart över landets.",
    ),
    "a part of the people gone": (
        "MK18",
        "En fjärdedel av folkmängden i Kajanaland har gått förlorad sedan 1980.",
        "Hälften av folkmängden i Kajanaland har gått förlorad sedan 1980.",
    ),
    "a share of the country at another time": (
        "MK06",
        "Birkaland svarade 2021 för 8,8 procent av hela landets bruttonationalprodukt, mot 8,2 procent 1995.",
        "Birkaland svarade 2021 för 8,8 procent av hela landets bruttonationalprodukt, mot 12,2 procent 1995.",
    ),
    "built before 1960": (
        "MK17",
        "Av bostadsytan har 29,5 procent byggts på 2000-talet – landets högsta siffra – och 12,3 procent före 1960.",
        "Av bostadsytan har 29,5 procent byggts på 2000-talet – landets högsta siffra – och 32,3 procent före 1960.",
    ),
    "lost or gained every year": (
        "MK08",
        "Kymmenedalen har förlorat på flyttningsrörelsen mellan landskapen varje år sedan 2010.",
        "Kymmenedalen har vunnit på flyttningsrörelsen mellan landskapen varje år sedan 2010.",
    ),
}


def _read(text: str, area: str, generation: Generation) -> tuple[Claim, ...]:
    return check(text, Language.SV, generation, generation.catalogue, area)


@pytest.mark.parametrize("area, text", TRUE.values(), ids=TRUE)
def test_a_true_sentence_with_a_trap_is_not_called_false(embedded: Generation, area: str, text: str) -> None:
    claims = _read(text, area, embedded)
    assert claims
    assert [claim.text for claim in claims if claim.verdict is Verdict.DOES_NOT_HOLD] == []


@pytest.mark.parametrize("area, right, wrong", PAIRS.values(), ids=PAIRS)
def test_the_true_form_holds_and_the_false_form_does_not(
    embedded: Generation, area: str, right: str, wrong: str
) -> None:
    held = {claim.verdict for claim in _read(right, area, embedded)}
    assert Verdict.HOLDS in held
    assert Verdict.DOES_NOT_HOLD not in held
    assert Verdict.DOES_NOT_HOLD in {claim.verdict for claim in _read(wrong, area, embedded)}
