"""The dimensions of a JSON-stat dataset → Axes; also of a dataset without values, which is how PxWeb describes a table.

Leaves out values and statuses (jsonstat.py).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from alke.statistics.cube import Axis, Role
from alke.statistics.readers.guesses import roles_of
from alke.statistics.readers.nodes import Node

KEY = "json-stat"  # the place of this format in a Cube's `extra`
_LEVELS = 64
_DESCRIBED = ("label", "category")  # what of a dimension and its category an Axis holds whole
_CATEGORY = ("index", "label")
_ROLES = {"time": Role.TIME, "geo": Role.AREA, "metric": Role.CONTENT}


def read_axes(node: Node, *, language: str, warnings: list[str]) -> tuple[tuple[Axis, ...], dict[str, Any]]:
    """The axes of a dataset, and what its dimensions say that an Axis has no field for.

    Args:
        node: The dataset.
        language: The language of its labels.
        warnings: Grows by what had to be overlooked.

    Raises:
        InputError: naming the JSON path.
    """
    dimension = node["dimension"]
    holder = node if node["id"] else dimension  # 1.x has id, size and role inside dimension
    codes = tuple(item.text() for item in holder["id"].elements())
    if not holder["id"] or len(set(codes)) != len(codes):
        holder["id"].fail("the list of dimensions is absent or names one twice", "List every dimension once in id")
    sizes = [item.whole() for item in holder["size"].elements()] if holder["size"] else [None] * len(codes)
    if len(sizes) != len(codes):
        holder["size"].fail(f"{len(sizes)} sizes for {len(codes)} dimensions", "Give one size per dimension")
    for code in codes:
        if not dimension[code]:
            dimension[code].fail(f"dimension {code!r} is listed in id but absent", "Describe it in dimension")
    categories = [_codes(dimension[code]["category"], size) for code, size in zip(codes, sizes, strict=True)]
    roles = _roles(holder["role"], dimension, codes, categories)
    extra: dict[str, Any] = {"dimension": {}, "category": {}}
    axes = []
    for code, role, names in zip(codes, roles, categories, strict=True):
        category = dimension[code]["category"]
        axis = _axis(dimension[code], code, role, names, language, warnings)
        axes.append(_with_own(axis, node["extension"]["alke"]["axes"][code]))
        own = node["extension"]["alke"]["axes"][code]
        for part, place, read in (("dimension", dimension[code], _DESCRIBED), ("category", category, _CATEGORY)):
            rest = {key: value for key, value in place.object().items() if key not in read}
            extra[part][code] = rest | own[part].object()
    return tuple(axes), extra


def _roles(told: Node, dimension: Node, codes: tuple[str, ...], categories: list[tuple[str, ...]]) -> list[Role]:
    """The role of each dimension: as told, else as its code, label and categories speak for."""
    known: dict[str, Role] = {}
    for key, role in _ROLES.items():
        for code in told[key].texts():
            if code not in codes:
                told[key].fail(f"{code!r} is no dimension", f"Name one of {', '.join(codes[:8])}")
            known[code] = role
    variables = [
        ((code, dimension[code]["label"].text()), category) for code, category in zip(codes, categories, strict=True)
    ]
    return roles_of(variables, [known.get(code) for code in codes])


def _axis(node: Node, code: str, role: Role, codes: tuple[str, ...], language: str, warnings: list[str]) -> Axis:
    category = node["category"]
    known = set(codes)
    label, labels = node["label"].text(), category["label"].object()
    units = {key: unit_text(item) for key, item in category["unit"].members() if key in known}
    decimals = {}
    for key, item in category["unit"].members():
        if item["decimals"] and key in units:
            decimals[key] = item["decimals"].whole()
    return Axis(
        code,
        role,
        codes,
        names={language: label} if label else {},
        labels={language: tuple(category["label"][key].text() or key for key in codes)} if labels else {},
        units={key: unit for key, unit in units.items() if unit},
        decimals=decimals,
        parents=read_parents(category["child"], known, warnings),
    )


def _codes(category: Node, size: int | None) -> tuple[str, ...]:
    """The category codes in order; the index is an array, an object, or absent for a single category."""
    index = category["index"]
    if isinstance(index.value, dict):
        order = {key: item.whole() for key, item in index.members()}
        if len(set(order.values())) != len(order):
            index.fail("two categories have the same place", "Number the categories from 0, each once")
        codes = tuple(sorted(order, key=order.__getitem__))
    elif index:
        codes = tuple(item.text() for item in index.elements())
        if len(set(codes)) != len(codes):
            index.fail(f"category {Counter(codes).most_common(1)[0][0]!r} stands twice", "Give every category once")
    else:
        codes = tuple(category["label"].object())
        if not codes and size != 0:
            category.fail("neither index nor label tells the categories", "Give index, or label for a single category")
    if size is not None and len(codes) != size:
        (index if index else category).fail(
            f"{len(codes)} categories where size says {size}", "Make size and the list of categories agree"
        )
    return codes


def unit_text(unit: Node) -> str:
    """A unit in words: its label, else its base with the multiplier that the label would have told."""
    label = unit["label"].text()
    base = unit["base"].text() or unit["symbol"].text()
    power = unit["multiplier"].value
    return label or (f"{base} (10^{power})" if base and isinstance(power, int) and power else base)


def read_parents(child: Node, codes: set[str], warnings: list[str]) -> dict[str, str]:
    """Code → parent code; a second parent, a circle and endless levels are overlooked with a warning."""
    parents: dict[str, str] = {}
    for parent, children in child.members():
        for code in children.texts():
            above, steps = parent, 0
            while above in parents and above != code and steps < _LEVELS:
                above, steps = parents[above], steps + 1
            if parent not in codes or code not in codes or above == code or steps == _LEVELS:
                warnings.append(children.warning(f"{code!r} cannot be under {parent!r}; overlooked"))
            elif parents.setdefault(code, parent) != parent:
                warnings.append(children.warning(f"{code!r} is already under {parents[code]!r}; overlooked"))
    return parents


def _with_own(axis: Axis, own: Node) -> Axis:
    """The axis with what stands of it in ``extension.alke`` put over what JSON-stat itself could say."""
    fields: dict[str, Any] = {}
    if own["role"]:
        if own["role"].value not in list(Role):
            own["role"].fail("unknown role", f"Use one of {', '.join(Role)}")
        fields["role"] = Role(own["role"].value)
    if own["names"]:
        fields["names"] = {**axis.names, **{language: item.text() for language, item in own["names"].members()}}
    for key in ("units", "parents"):
        if own[key]:
            fields[key] = {code: item.text() for code, item in own[key].members()}
    if own["decimals"]:
        fields["decimals"] = {code: item.whole() for code, item in own["decimals"].members()}
    if own["labels"]:
        labels = {language: item.texts() for language, item in own["labels"].members()}
        for language, texts in labels.items():
            if len(texts) != len(axis):
                own["labels"][language].fail(f"{len(texts)} labels for {len(axis)} categories", "Give one for each")
        fields["labels"] = {**axis.labels, **labels}
    if own["codelist"]:
        fields["codelist"] = own["codelist"].text()
    return replace(axis, **fields)
