"""How the name of an area is made to stand in a sentence, by rule, where no reviewed table gives it.

Leaves out the reviewed Finnish forms of regions and municipalities (`data/forms_fi.csv`).
"""

from __future__ import annotations

from alke.areas.area import Forms
from alke.base.languages import Text

# Islands that Swedish in Finland speaks of with "på"; other names take "i".
_ON = frozenset({"Åland", "Kimitoön", "Karlö", "Kökar", "Ålands landsbygd"})

# What English names end in when they take the article.
_DEFINITE = ("country", "sub-region", "employment area", "services county", "Centre")

# The last words of the compound names: gen, par, ine, ela, ill.
_HEADS = {
    "seutukunta": ("seutukunnan", "seutukuntaa", "seutukunnassa", "seutukunnasta", "seutukuntaan"),
    "työllisyysalue": (
        "työllisyysalueen",
        "työllisyysaluetta",
        "työllisyysalueella",
        "työllisyysalueelta",
        "työllisyysalueelle",
    ),
    "hyvinvointialue": (
        "hyvinvointialueen",
        "hyvinvointialuetta",
        "hyvinvointialueella",
        "hyvinvointialueelta",
        "hyvinvointialueelle",
    ),
    "kaupunki": ("kaupungin", "kaupunkia", "kaupungissa", "kaupungista", "kaupunkiin"),
    "ELY-keskus": (
        "ELY-keskuksen",
        "ELY-keskusta",
        "ELY-keskuksen alueella",
        "ELY-keskuksen alueelta",
        "ELY-keskuksen alueelle",
    ),
    "elinvoimakeskus": (
        "elinvoimakeskuksen",
        "elinvoimakeskusta",
        "elinvoimakeskuksen alueella",
        "elinvoimakeskuksen alueelta",
        "elinvoimakeskuksen alueelle",
    ),
}


def forms_by_head(name: str) -> Forms:
    """The cases of a name whose last word alone is inflected: "Kainuun hyvinvointialue", "Kajaanin seutukunta"."""
    before, _, head = name.rpartition(" ")
    return Forms(name, *(f"{before} {form}" for form in _HEADS[head]))


def swedish_genitive(name: str) -> str:
    """The Swedish genitive: "Kajanalands", but "Södra Savolax", "Närpes"."""
    return name if name[-1] in "sxz" else f"{name}s"


def english_genitive(name: str) -> str:
    """The English possessive: "Kainuu's", "Närpes'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def places(names: Text, forms: Forms) -> tuple[Text, Text, Text, Text]:
    """In it, from it, to it, and of it."""
    sv, en = names.sv, names.en
    if forms.nom != names.fi:  # a common noun, "koko maa": capital only as a heading
        sv, en = sv[0].lower() + sv[1:], en[0].lower() + en[1:]
    if en.endswith(_DEFINITE) or en.startswith("City of"):
        en = f"the {en}"
    genitive = Text(forms.gen, swedish_genitive(sv), english_genitive(en))
    centre = forms.ine.endswith("keskuksen alueella")
    if centre:
        sv, en = f"verksamhetsområdet för {sv}", f"the area of {en}"
    on = "inom" if centre else "på" if sv in _ON else "i"
    return (
        Text(forms.ine, f"{on} {sv}", f"in {en}"),
        Text(forms.ela, f"från {sv}", f"from {en}"),
        Text(forms.ill, f"till {sv}", f"to {en}"),
        genitive,
    )
