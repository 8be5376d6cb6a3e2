"""RESULTS.md, instances.csv and the plots, from the rows measured and nothing else."""

from pathlib import Path
from typing import Any

from . import comparison, plot, solution_file
from .markdown import listed, number, percent, table
from .passages import ahead, contradictions, heading, notes, seconds, standing
from .results import Section
from .sections import scaling
from .verdict import Row, Verdict, verdicts

TOLERANCE = {"peers": 0.005, "cpmp": 0.006}  # a cent; the literature publishes two decimals


def progress(section: str, row: Row) -> str:
    """A line for each run while the harness runs."""
    parts = [section, row["instance"], row["solver"], row["status"]]
    parts += [number(row.get("value"), 2), percent(row.get("gap")), f"{number(row.get('seconds'), 2)} s"]
    return "  ".join(part for part in [*parts, row.get("note", "")] if part)


def write(sections: dict[str, Section], folder: Path) -> None:
    """Writes all documents of the results."""
    parts = [
        "# Results\n\nWritten by `benchmarks/run` from `results.json`; [README.md](README.md) says how it is measured. "
        "Each section is one run, at the date it gives.\n"
    ]
    writers = {"peers": comparison.exact_solvers, "consultants": comparison.consultants}
    writers |= {"rules": comparison.rules, "cpmp": _cpmp}
    writers |= {"scaling": _scaling, "regions": _regions, "withdrawal": _withdrawal, "routes": _routes}
    for name, writer in writers.items():
        if name in sections and sections[name]["rows"]:
            parts.append(writer(sections[name], folder))
    (folder / "RESULTS.md").write_text("\n".join(parts), encoding="utf-8")
    solution_file.write(sections, folder / "instances.csv", TOLERANCE)


def _cpmp(section: Section, _folder: Path) -> str:
    tolerance = TOLERANCE["cpmp"]
    judged = verdicts(section["rows"], sense=-1, tolerance=tolerance)
    rows, met, sooner = [], 0, 0
    for verdict in judged:
        ours = verdict.engine
        best = ours["published"]
        theirs: Row = next((row for row in verdict.peers if row["solver"] == "HiGHS"), {"status": ""})
        met += ours.get("value") is not None and ours["value"] <= best + tolerance
        first = verdict.proofs()[0]["solver"] if verdict.proofs() else ""
        sooner += first == "grappes"
        cells = [verdict.instance, first, str(ours["n"]), str(ours["p"]), number(best, 2)]
        for row in (ours, theirs):
            distance = None if row.get("value") is None else max(0.0, row["value"] - best) / best
            cells += [number(row.get("value"), 2), percent(distance), standing(row), number(row.get("megabytes"))]
        rows.append(cells)
    head = ["instance", "first to prove", "n", "p", "published"]
    for name in ("grappes", "HiGHS"):
        head += [name, "above published", "gap", "MiB"]
    proven = sum(verdict.engine["status"] == "optimal" for verdict in judged)
    summary = (
        f"* The engine meets the published value on {met} of {len(judged)} instances and proves it on {proven}; it is "
        f"the first to prove on {sooner}."
    )
    below = [
        f"* {row['instance']}: {row['solver']} is below the published value, {number(row['value'], 2)}."
        for row in section["rows"]
        if row.get("value") is not None and row["value"] < row["published"] - tolerance
    ]
    parts = [
        heading("Capacitated p-median instances of the literature", section),
        "Less is better. HiGHS solves the textbook model (assignment, capacity and x ≤ y rows). A gap is that to the "
        "solver's own bound, or ✓ and the seconds where it proved the optimum.\n",
        table(head, rows, left=2),
        "\n".join([summary, *below, *ahead(judged), *contradictions(judged), *notes(section["rows"])]) + "\n",
    ]
    return "\n".join(parts)


def _scaling(section: Section, folder: Path) -> str:
    measured = section["rows"]
    whole, large = scaling.points(measured), scaling.points(measured, above=1000)
    said = [
        f"* {title}: seconds grow as units to the power {slope:.2f}."
        for title, slope in (("All sizes", scaling.exponent(whole)), ("1,000 units and more", scaling.exponent(large)))
        if slope is not None
    ]
    missed = [row["instance"] for row in measured if row["status"] == "failed" or row["gap"] > scaling.GAP]
    if missed:
        said.append(f"* Not at the gap within the time limit, and not in the fit: {listed(missed)}.")
    picture = ""
    if len(whole) >= 2:
        plot.growth(whole, scaling.exponent(whole), folder / "growth.svg")
        picture = "![Seconds against units](growth.svg)\n"
    rows = [
        [
            row["instance"],
            number(row.get("units")),
            number(row.get("grappes")),
            seconds(row),
            percent(row.get("gap")),
            number(row.get("megabytes")),
            str(row["runs"]),
        ]
        for row in measured
    ]
    return "\n".join(
        [
            heading("Time against size", section),
            "Time until a plan within 1 % of its bound, whole process: the register read, the plan searched and all "
            "documents written. The registers are equally dense; the seconds are the median of so many runs.\n",
            table(["register", "units", "grappes", "seconds", "gap", "MiB", "runs"], rows),
            "\n".join([*said, *notes(measured)]) + "\n",
            picture,
        ]
    )


def _regions(section: Section, _folder: Path) -> str:
    gaps = [row for row in section["rows"] if row["part"] == "gaps"]
    france = [row for row in section["rows"] if row["part"] == "france"]
    parts = [heading("Whole regions", section)]
    head = ["register", "units", "withdrawal", "time limit", "value", "gap", "aim", "met", "seconds", "MiB"]
    if gaps:
        parts.append(table(head, [[*_region(row), *_aim(row), *_took(row)] for row in gaps]))
    if france:
        total = sum(row.get("seconds", 0) for row in france)
        peak = max(row.get("megabytes", 0) for row in france)
        parts += [
            "### Every region of a synthetic France, one after the other\n",
            table([*head[:6], *head[8:]], [[*_region(row), *_took(row)] for row in france]),
            f"Together {number(total / 60, 1)} minutes; peak memory {number(peak)} MiB. Each process reads the whole "
            "register.\n",
        ]
    said = notes(section["rows"])
    return "\n".join([*parts, "\n".join(said) + "\n"] if said else parts)


def _withdrawal(section: Section, _folder: Path) -> str:
    rows = [row for row in section["rows"] if "grappes" in row]
    base = {row["instance"]: row["funded"] for row in rows if row["withdrawal"] == 0}
    head = ["register", "withdrawal assumed", "grappes", "ESSMS each", "gap", "grappes that sink", "funded", "against 0"]
    cells = []
    for row in rows:
        against = row["funded"] / base[row["instance"]] - 1 if base.get(row["instance"]) else None
        cells.append(
            [
                row["instance"],
                f"{row['withdrawal']:g}",
                number(row["grappes"]),
                number(row["essms"] / max(1, row["grappes"]), 1),
                percent(row.get("gap")),
                percent(row["sunk"], 1),
                f"{number(row['funded'])} ± {number(row['interval'])}",
                "–" if against is None else f"{100 * against:+.1f} %",
            ]
        )
    return "\n".join(
        [
            heading("Withdrawals", section),
            "Plans that assume a withdrawal, and what they are paid on average when each OG does withdraw with the "
            "probability simulated: a grappe that keeps its minimum is paid for the members that remain.\n",
            table(head, cells),
            "\n".join(notes(section["rows"])) + "\n",
        ]
    )


def _routes(section: Section, _folder: Path) -> str:
    head = ["register", "routes", "units", "grappes", "crossing regions", "value", "bound", "gap", "seconds", "MiB"]
    cells = [
        [
            row["instance"],
            row["routes"],
            number(row.get("units")),
            number(row.get("grappes")),
            number(row.get("crossing")),
            number(row.get("value")),
            number(row.get("bound")),
            percent(row.get("gap")),
            *_took(row),
        ]
        for row in section["rows"]
    ]
    return "\n".join(
        [heading("Routes over a synthetic France", section), table(head, cells, left=2), "\n".join(notes(section["rows"])) + "\n"]
    )


def _region(row: Row) -> list[str]:
    return [
        row["instance"],
        number(row.get("units")),
        f"{row['withdrawal']:g}",
        f"{row['limit']:g} s",
        number(row.get("value")),
        "optimal" if row["status"] == "optimal" else percent(row.get("gap")),
    ]


def _aim(row: Row) -> list[str]:
    if row["aim"] is None:
        return ["", ""]
    return [f"≤ {100 * row['aim']:g} %", "yes" if row.get("gap") is not None and row["gap"] <= row["aim"] else "**no**"]


def _took(row: Row) -> list[str]:
    return [seconds(row), number(row.get("megabytes"))]
