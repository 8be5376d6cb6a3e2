"""instances.csv: each instance with its optimum or best value, for authors of other solvers."""

import csv
from pathlib import Path

from .results import Section
from .verdict import Row, Verdict, verdicts


def write(sections: dict[str, Section], path: Path, tolerance: dict[str, float]) -> None:
    """Writes what the sections have measured: `=opt=` proven, `=best=` the best found, `=inf=` proven to have none."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\n")
        rows.writerow(["mark", "instance", "sense", "value", "bound", "by", "origin"])
        for name, sense, word in (("peers", 1, "max"), ("cpmp", -1, "min")):
            measured = sections.get(name, {"rows": []})["rows"]
            for verdict in verdicts(measured, sense=sense, tolerance=tolerance[name]):
                rows.writerow([*_judged(verdict)[:1], verdict.instance, word, *_judged(verdict)[1:], _origin(verdict)])


def _judged(verdict: Verdict) -> tuple[str, str, str, str]:
    """Mark, value, bound and solver."""
    best = verdict.best()
    if best is None:
        proven = [row["solver"] for row in verdict.rows if row["status"] == "infeasible"]
        return ("=inf=", "", "", proven[0]) if proven else ("=unkn=", "", _text(_bound(verdict)), "")
    proofs = verdict.proofs()
    if proofs and abs(proofs[0]["value"] - best["value"]) <= verdict.tolerance:
        return "=opt=", _text(best["value"]), _text(best["value"]), proofs[0]["solver"]
    return "=best=", _text(best["value"]), _text(_bound(verdict)), best["solver"]


def _bound(verdict: Verdict) -> float | None:
    """The tightest that any solver has."""
    bounds = [row["bound"] for row in verdict.rows if row.get("bound") is not None]
    if not bounds:
        return None
    return min(bounds) if verdict.sense > 0 else max(bounds)


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _origin(verdict: Verdict) -> str:
    row: Row = verdict.engine
    return row["origin"] if "origin" in row else f"capacitated p-median, published {_text(row['published'])}"
