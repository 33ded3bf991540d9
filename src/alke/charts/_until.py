"""Stands in until the areas and numbers rooms are there."""

from types import SimpleNamespace

from alke.base.languages import Text

N = {
    "SSS": ("Koko maa", "Hela landet", "Whole country"),
    "MK01": ("Uusimaa", "Nyland", "Uusimaa"),
    "MK02": ("Varsinais-Suomi", "Egentliga Finland", "Southwest Finland"),
    "MK04": ("Satakunta", "Satakunta", "Satakunta"),
    "MK05": ("Kanta-Häme", "Egentliga Tavastland", "Kanta-Häme"),
    "MK06": ("Pirkanmaa", "Birkaland", "Pirkanmaa"),
    "MK07": ("Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme"),
    "MK08": ("Kymenlaakso", "Kymmenedalen", "Kymenlaakso"),
    "MK09": ("Etelä-Karjala", "Södra Karelen", "South Karelia"),
    "MK10": ("Etelä-Savo", "Södra Savolax", "South Savo"),
    "MK11": ("Pohjois-Savo", "Norra Savolax", "North Savo"),
    "MK12": ("Pohjois-Karjala", "Norra Karelen", "North Karelia"),
    "MK13": ("Keski-Suomi", "Mellersta Finland", "Central Finland"),
    "MK14": ("Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia"),
    "MK15": ("Pohjanmaa", "Österbotten", "Ostrobothnia"),
    "MK16": ("Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia"),
    "MK17": ("Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia"),
    "MK18": ("Kainuu", "Kajanaland", "Kainuu"),
    "MK19": ("Lappi", "Lappland", "Lapland"),
    "MK21": ("Ahvenanmaa", "Åland", "Åland"),
}
REGIONS = tuple(k for k in N if k != "SSS")
MAINLAND = tuple(k for k in REGIONS if k != "MK21")
COUNTRY = "SSS"


def area_of(c: str) -> SimpleNamespace:
    return SimpleNamespace(names=Text(*N[c]))


def shown(n: float, d: int, language: str) -> str:
    s = f"{n:,.{d}f}".replace("-", "−")
    return s if language == "en" else s.replace(",", "\u00a0").replace(".", ",")
