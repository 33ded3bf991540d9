"""The axes of a PX table: STUB, HEADING, VALUES, CODES and what is said of a variable. Leaves out roles and cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from alke.base.errors import nearest
from alke.statistics.cube import Axis, Role
from alke.statistics.readers.px.header import Header, same
from alke.statistics.readers.px.roles import Signs, roles
from alke.statistics.readers.px.statements import Statement, tokens, unquoted
from alke.statistics.readers.px.time import periods

_MOST_AXES = 60


@dataclass
class Variable:
    """A variable while its axis is being put together.

    Attributes:
        name: As STUB or HEADING names it in the base language.
        names, labels: By language.
        codes: Category codes, unique.
        code: The variable's code.
    """

    name: str
    names: dict[str, str]
    labels: dict[str, tuple[str, ...]]
    codes: tuple[str, ...]
    code: str
    periods: tuple[str, ...] = field(default=())


def axes(header: Header) -> tuple[tuple[Axis, ...], tuple[str, ...], int]:
    """The axes, their names in the base language, and how many of them stand in the stub.

    Raises:
        InputError: when STUB and HEADING are both absent, or a variable has no VALUES, or CODES of another length.
    """
    names, stub = _names(header)
    if not names.get(header.base):
        raise header.source.error(
            "both STUB and HEADING are missing",
            keyword="STUB",
            fix='Name the variables: STUB="region"; HEADING="year"; one of the two may be absent',
        )
    variables = [_variable(header, place, names) for place in range(len(names[header.base]))]
    codes = [variable.code for variable in variables]
    if len(set(codes)) < len(codes):
        header.source.warn("two variables have the same code; their names serve as codes", keyword="VARIABLECODE")
        for variable in variables:
            variable.code = variable.name
    _warn_of_unknown(header, {same(name) for listed in names.values() for name in listed})
    signs = [_signs(header, variable) for variable in variables]
    made = [_axis(header, variable, role) for variable, role in zip(variables, roles(signs), strict=True)]
    return tuple(made), tuple(names[header.base]), stub


def _names(header: Header) -> tuple[dict[str, list[str]], int]:
    """Variable names by language, those of other languages only where they pair with the base ones."""
    found: dict[str, list[str]] = {}
    stub = 0
    for language in header.languages:
        parts = [header.one(keyword, language) for keyword in ("STUB", "HEADING")]
        counts = [len([value for value in part.values if value.strip()]) if part else 0 for part in parts]
        names = [value for part in parts if part for value in part.values if value.strip()]
        told = next((part for part in parts if part), None)
        if language == header.base:
            stub = counts[0]
            if told and len(set(map(same, names))) < len(names):
                raise _refusal(header, told, "names a variable twice", "Give every variable a name of its own")
            if told and len(names) > _MOST_AXES:
                raise _refusal(
                    header, told, f"names {len(names)} variables, at most {_MOST_AXES} can be read", "Ask for fewer"
                )
        elif told and (len(names) != len(found[header.base]) or len(set(map(same, names))) < len(names)):
            header.warn("does not name as many variables as the first language; the names are left out", told)
            continue
        found[language] = names
    return found, stub


def _refusal(header: Header, statement: Statement, what: str, fix: str) -> Exception:
    return header.source.error(what, at=statement.at, keyword=statement.name[:120], fix=fix)


def _variable(header: Header, place: int, names: dict[str, list[str]]) -> Variable:
    base = names[header.base][place]
    by_language = {language: listed[place] for language, listed in names.items() if listed}
    values = header.one("VALUES", "", base)
    if values is None or not values.values:
        raise _without_values(header, base, values)
    labels = {header.base: values.values}
    for language in header.languages[1:]:
        told = _named(header, "VALUES", language, by_language.get(language, base), base)
        if told and len(told.values) == len(values.values):
            labels[language] = told.values
        elif told:
            header.warn(f"{len(told.values)} labels for {len(values.values)} values; the labels are left out", told)
    times = _periods(header, base, len(values.values))
    variable = Variable(base, by_language, labels, (), header.text("VARIABLECODE", "", base).strip() or base, times)
    variable.codes = _codes(header, variable, values)
    return variable


def _named(header: Header, keyword: str, language: str, *keys: str) -> Statement | None:
    """A statement about a variable under the first of its names that has one."""
    return next((found for key in keys if (found := header.one(keyword, language, key))), None)


def _without_values(header: Header, name: str, values: Statement | None) -> Exception:
    if values is not None:
        return _refusal(header, values, "lists no values", 'Write VALUES("x")="first","second";')
    told = next((s for s in header.all("STUB", "HEADING") if not s.language and name in s.values), None)
    known = [s.keys[0] for s in header.all("VALUES") if s.keys and not s.language]
    near = nearest(name, known)
    mend = f"Name it {near!r} in {told.keyword}" if near and told else "Correct the name"
    return header.source.error(
        f"names the variable {name!r}, but VALUES({name!r}) is missing".replace("('", '("').replace("')", '")'),
        at=told.at if told else None,
        keyword=told.keyword if told else "VALUES",
        fix=f'{mend}, or add VALUES("{name}")="…";',
    )


def _codes(header: Header, variable: Variable, values: Statement) -> tuple[str, ...]:
    """CODES in the base language, else in another; else TIMEVAL's periods where labels are none; else the labels."""
    told = header.one("CODES", "", variable.name)
    for language, name in list(variable.names.items())[1:]:
        told = told or _named(header, "CODES", language, name, variable.name)
    if told is None or not told.values:
        labels = values.values
        if len(variable.periods) == len(labels) and not all(_like_period(label) for label in labels):
            return _unique(variable.periods)
        return _unique(labels)
    if len(told.values) != len(values.values):
        what = f"{len(told.values)} codes for {len(values.values)} values (line {header.source.line(values.at)})"
        raise _refusal(header, told, what, "Give every value one code")
    codes = _unique(told.values)
    if codes != told.values:
        header.warn("a code is there twice; the later ones are numbered", told)
    return codes


def _like_period(label: str) -> bool:
    return label[:4].isdigit() and len(label) <= 8


def _unique(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts with a number behind those that were there before."""
    if len(set(texts)) == len(texts):
        return texts
    seen: set[str] = set()
    taken = set(texts)
    counts: dict[str, int] = {}
    made = []
    for text in texts:
        code = text
        while code in seen or (code != text and code in taken):
            counts[text] = counts.get(text, 1) + 1
            code = f"{text} ({counts[text]})"
        seen.add(code)
        made.append(code)
    return tuple(made)


def _periods(header: Header, name: str, count: int) -> tuple[str, ...]:
    told = header.one("TIMEVAL", "", name)
    if told is None:
        return ()
    found = periods(told.raw)
    if isinstance(found, str):
        header.warn(f"{found}; the values are used as they are", told)
        return ()
    if found and len(found) != count:
        header.warn(f"lists {len(found)} periods for {count} values; the values are used as they are", told)
        return ()
    return found


def _warn_of_unknown(header: Header, names: set[str]) -> None:
    for statement in header.all("VALUES", "CODES", "TIMEVAL", "KEYS"):
        known = statement.keys and same(statement.keys[0]) in names
        if not known and statement.language in ("", *header.languages):
            header.warn("the variable is in neither STUB nor HEADING", statement)


def _signs(header: Header, variable: Variable) -> Signs:
    contents = {same(name) for language in header.languages for name in [header.text("CONTVARIABLE", language)] if name}
    kinds = [_named(header, "VARIABLE-TYPE", "", variable.name), _named(header, "VARIABLETYPE", "", variable.name)]
    return Signs(
        names=(*variable.names.values(), variable.code),
        codes=variable.codes,
        has_time=header.one("TIMEVAL", "", variable.name) is not None,
        has_map=bool(header.text("MAP", "", variable.name).strip()),
        is_contents=any(same(name) in contents for name in variable.names.values()),
        kind=next((kind.text.strip() for kind in kinds if kind), ""),
    )


def _axis(header: Header, variable: Variable, role: Role) -> Axis:
    axis = Axis(
        code=variable.code,
        role=role,
        codes=variable.codes,
        names=variable.names,
        labels=variable.labels,
        decimals=_decimals(header, variable, role),
        parents=_parents(header, variable),
        codelist=(header.text("MAP", "", variable.name) or header.text("DOMAIN", "", variable.name)).strip(),
    )
    return replace(axis, units=_units(header, variable)) if role is Role.CONTENT else axis


def _units(header: Header, variable: Variable) -> dict[str, str]:
    general = header.text("UNITS").strip()
    pairs = zip(variable.codes, variable.labels[header.base], strict=True)
    told = {code: (header.text("UNITS", "", label) or general).strip() for code, label in pairs}
    return {code: unit for code, unit in told.items() if unit}


def _decimals(header: Header, variable: Variable, role: Role) -> dict[str, int]:
    shown = header.number("SHOWDECIMALS")
    general = shown if shown is not None else header.number("DECIMALS")
    made = {}
    precise = any(s.keys and same(s.keys[0]) == same(variable.name) for s in header.all("PRECISION"))
    if precise or role is Role.CONTENT:
        for code, label in zip(variable.codes, variable.labels[header.base], strict=True):
            own = header.number("PRECISION", variable.name, label)
            decimals = own if own is not None else general if role is Role.CONTENT else None
            if decimals is not None:
                made[code] = decimals
    return made


def _parents(header: Header, variable: Variable) -> dict[str, str]:
    """Child to parent from ``HIERARCHIES("x")="root","root":"child",…`` where both are codes or labels of the axis."""
    told = header.one("HIERARCHIES", "", variable.name)
    if told is None:
        return {}
    by_text = dict(zip(variable.labels[header.base], variable.codes, strict=True)) | {c: c for c in variable.codes}
    parents: dict[str, str] = {}
    parts = [part for part in tokens(told.raw) if part != ","]
    for parent, colon, child in zip(parts, parts[1:], parts[2:], strict=False):
        above, below = by_text.get(unquoted(parent)), by_text.get(unquoted(child))
        if colon == ":" and above and below and above != below:
            parents.setdefault(below, above)
    circular = _circular(parents)
    if circular:
        header.warn(f"{circular!r} is above itself; the hierarchy is left out", told)
        return {}
    return parents


def _circular(parents: dict[str, str]) -> str | None:
    """A code that is its own ancestor, or None; each code is walked once."""
    cleared: set[str] = set()
    for code in parents:
        path: set[str] = set()
        step: str | None = code
        while step is not None and step not in cleared:
            if step in path:
                return step
            path.add(step)
            step = parents.get(step)
        cleared |= path
    return None
