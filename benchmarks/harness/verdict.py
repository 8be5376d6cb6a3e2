"""What the rows of several solvers on one instance say about each other."""

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
ENGINE = "grappes"


@dataclass(frozen=True)
class Verdict:
    """One instance, all its solvers."""

    instance: str
    rows: list[Row]
    sense: int
    """1 where more is better, -1 where less is."""
    tolerance: float
    """Values closer than this are equal."""
    limit: float | None = None
    """Seconds that all had; None for rows of one limit alone, or of all limits together."""

    @property
    def engine(self) -> Row:
        """The engine's row."""
        return next(row for row in self.rows if row["solver"] == ENGINE)

    @property
    def peers(self) -> list[Row]:
        """The others'."""
        return [row for row in self.rows if row["solver"] != ENGINE]

    def advantage(self, row: Row) -> float | None:
        """How much better than the engine's its value is; None where one has none."""
        ours, theirs = self.engine.get("value"), row.get("value")
        if ours is None or theirs is None:
            return None
        difference = self.sense * (theirs - ours)
        return 0.0 if abs(difference) <= self.tolerance else difference

    def ahead(self) -> list[Row]:
        """The peers whose value is better than the engine's, or that have one where it has none."""

        def leads(row: Row) -> bool:
            advantage = self.advantage(row)
            if advantage is None:
                return row.get("value") is not None and self.engine.get("value") is None
            return advantage > 0

        return [row for row in self.peers if leads(row)]

    def tighter(self) -> list[Row]:
        """The peers whose proven bound is nearer to the best value than the engine's, the tightest first."""
        ours = self.engine.get("bound")
        if ours is None:
            return []
        least = self.tolerance + 1e-7 * abs(ours)
        found = [row for row in self.peers if row.get("bound") is not None and self.sense * (ours - row["bound"]) > least]
        return sorted(found, key=lambda row: self.sense * row["bound"])

    def proofs(self) -> list[Row]:
        """The rows proven optimal, soonest first."""
        return sorted((row for row in self.rows if row["status"] == "optimal"), key=lambda row: row["seconds"])

    def contradictions(self) -> list[tuple[Row, Row]]:
        """Pairs of rows of which the first has a value beyond what the second says to be possible."""
        return [
            (a, b)
            for a in self.rows
            for b in self.rows
            if a.get("value") is not None
            and b.get("bound") is not None
            and self.sense * (a["value"] - b["bound"]) > self.tolerance + 1e-7 * abs(b["bound"])
        ]

    def best(self) -> Row | None:
        """The row of the best value, proven ones first."""

        def rank(row: Row) -> tuple[float, bool, bool]:
            return self.sense * row["value"], row["status"] == "optimal", row["solver"] == ENGINE

        return max((row for row in self.rows if row.get("value") is not None), key=rank, default=None)


def verdicts(rows: list[Row], *, sense: int, tolerance: float, by_limit: bool = False) -> list[Verdict]:
    """The rows by instance, or by instance and time limit, in their order; instances that the engine has not been run
    on yet are left out.
    """
    groups: dict[tuple[str, float | None], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["instance"], row.get("limit") if by_limit else None), []).append(row)
    return [
        Verdict(name, group, sense, tolerance, limit)
        for (name, limit), group in groups.items()
        if any(row["solver"] == ENGINE for row in group)
    ]
