"""Reads the permission table, `table.txt`: every address × every kind of actor × every state that matters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("table.txt")
ACTORS = {
    "anyone": "any",
    "roleless": "nor",
    "reader": "rea",
    "member": "mem",
    "presenter": "pre",
    "council_secretary": "cse",
    "preparer": "prp",
    "approver": "app",
    "outsider": "opr",
    "outside_approver": "oap",
    "expert": "exp",
    "other_expert": "tex",
    "secretary": "sec",
    "coordinator": "coo",
    "auditor": "aud",
}
"""Actor, as the `site` of the tests knows her → the head of her column in the table."""
WORDS = {
    "no role": ("anyone", "roleless"),
    "reader, member": ("reader", "member"),
    "presenter": ("presenter",),
    "preparer": ("preparer", "outsider"),
    "approver": ("approver", "outside_approver"),
    "council's secretary": ("council_secretary",),
    "TEM's secretary": ("secretary",),
    "expert": ("expert", "other_expert"),
    "coordinator": ("coordinator",),
    "auditor": ("auditor",),
}
"""Head of a column of the table in short → the actors it tells of."""
STATUS = {"+": 200, ">": 302, "!": 401, "x": 403, "-": 404, "m": 405, "?": 400}
"""Mark of the table → what is answered."""
MARK = {status: mark for mark, status in STATUS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a page, the kind and state of what it is of, and the two marks of each of `ACTORS`."""

    page: str
    kind: str
    state: str
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page} ({self.kind} {self.state})"

    def of(self, actor: str) -> tuple[int, int]:
        """What a GET and an empty POST of this actor are answered."""
        marks = self.cells[list(ACTORS).index(actor)]
        return STATUS[marks[0]], STATUS[marks[1]]


def rows() -> list[Row]:
    """The table, line by line."""
    found, kind = [], ""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            words = line.split()
            found.append(Row(words[0], kind, " ".join(words[1 : -len(ACTORS)]), tuple(words[-len(ACTORS) :])))
    return found


def shortly() -> str:
    """The table in short, for `docs/permissions.md`: each page that not everyone is shown, and who is in some state."""
    shown: dict[str, dict[str, bool]] = {}
    for row in rows():
        for actor in ACTORS:
            able = row.of(actor)[0] == 200
            shown.setdefault(row.page, dict.fromkeys(ACTORS, False))[actor] |= able
    lines = [f"| page | {' | '.join(WORDS)} |", f"|---|{':-:|' * len(WORDS)}"]
    for page, by in sorted(shown.items()):
        marks = ["x" if any(by[actor] for actor in actors) else "" for actors in WORDS.values()]
        if "" in marks and "x" in marks:
            lines.append(f"| `{page}` | {' | '.join(marks)} |")
    return "\n".join(lines) + "\n"


def heads() -> list[str]:
    """The heads of the columns, as the table has them."""
    lines = TABLE.read_text("utf-8").splitlines()
    return next(line for line in lines if line.startswith("# page")).split()[3:]


if __name__ == "__main__":
    print(shortly(), end="")
