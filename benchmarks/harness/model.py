"""The compact model that `grappes export-model` writes, read again so that every answer is judged by the same code."""

import math
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Row:
    """A linear constraint over binary columns."""

    kind: str
    """L (at most), G (at least) or E (equal)."""
    limit: float = 0.0
    columns: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)

    def holds(self, chosen: set[int]) -> bool:
        """Whether it holds when just these columns are 1."""
        total = sum(c for column, c in zip(self.columns, self.coefficients) if column in chosen)
        slack = 1e-6
        above = self.kind in "GE" and total < self.limit - slack
        below = self.kind in "LE" and total > self.limit + slack
        return not (above or below)


@dataclass
class Model:
    """Maximise the objective over binary columns."""

    columns: list[str]
    objective: list[float]
    """In euros."""
    rows: list[Row]

    def value(self, chosen: set[str]) -> float:
        """What a choice of columns is worth, in euros, to the cent.

        Raises:
            ValueError: a constraint does not hold, or there is no such column.
        """
        index = {name: number for number, name in enumerate(self.columns)}
        unknown = chosen - index.keys()
        if unknown:
            raise ValueError(f"no column {min(unknown)}")
        numbers = {index[name] for name in chosen}
        broken = sum(not row.holds(numbers) for row in self.rows)
        if broken:
            raise ValueError(f"{broken} constraints do not hold")
        return round(math.fsum(self.objective[number] for number in numbers), 2)


def read_mps(path: Path) -> Model:
    """Reads free MPS with binary columns, as the program writes it.

    Raises:
        ValueError: something that such a model does not hold.
    """
    names: dict[str, int] = {}
    rows: dict[str, Row] = {}
    objective: list[float] = []
    objective_name = ""
    section = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if not words or line.startswith("*"):
                continue
            if not line[0].isspace():
                section = words[0]
                if section not in ("NAME", "ROWS", "COLUMNS", "RHS", "BOUNDS", "ENDATA"):
                    raise ValueError(f"{path.name}: section {section} is not expected")
            elif section == "ROWS":
                if words[0] == "N":
                    objective_name = words[1]
                else:
                    rows[words[1]] = Row(words[0])
            elif section == "COLUMNS" and words[1] != "'MARKER'":
                if words[0] not in names:
                    names[words[0]] = len(objective)
                    objective.append(0.0)
                column = names[words[0]]
                for row, value in zip(words[1::2], words[2::2]):
                    if row == objective_name:
                        objective[column] = float(value)
                    else:
                        rows[row].columns.append(column)
                        rows[row].coefficients.append(float(value))
            elif section == "RHS":
                for row, value in zip(words[1::2], words[2::2]):
                    rows[row].limit = float(value)
            elif section == "BOUNDS" and (words[0], words[-1]) != ("UP", "1"):
                raise ValueError(f"{path.name}: bound {' '.join(words)} is not that of a binary column")
    return Model(list(names), objective, list(rows.values()))
