"""RESULTS.md, instances.csv and growth.svg, from the rows measured and nothing else."""

from pathlib import Path
from typing import Any

from . import plot, solution_file
from .markdown import listed, number, percent, table
from .results import Section
from .sections import scaling
from .verdict import Row, Verdict, verdicts

NOISY = 0.25
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
    writers = {"peers": _peers, "cpmp": _cpmp, "scaling": _scaling, "regions": _regions}
    writers |= {"withdrawal": _withdrawal, "routes": _routes}
    for name, writer in writers.items():
        if name in sections and sections[name]["rows"]:
            parts.append(writer(sections[name], folder))
    (folder / "RESULTS.md").write_text("\n".join(parts), encoding="utf-8")
    solution_file.write(sections, folder / "instances.csv", TOLERANCE)


def _heading(title: str, section: Section) -> str:
    """Title, when, on what, with what, and how quiet it was."""
    machine, settings, rows = section["machine"], section["settings"], section["rows"]
    when = (
        f"{section['begun']} to {section['finished']}" if section["finished"] else f"{section['begun']}, **unfinished**"
    )
    versions = ", ".join(f"{name} {version}" for name, version in section["versions"].items())
    measured = [row for row in rows if "others" in row]
    noisy = sum(row["others"] > NOISY for row in measured)
    load = max((row["load"] for row in measured), default=0)
    quiet = f"Load average before a run: at most {load:.2f}. "
    quiet += f"Runs in which other processes kept over {NOISY} of a core busy (marked ~): {noisy} of {len(measured)}."
    return (
        f"## {title}\n\n{when}. {machine['processor']}, {machine['cores']} cores, {machine['memoryGiB']} GiB, "
        f"{machine['system']}. {versions}.\n\nSettings: {_settings(settings)}. {quiet}\n"
    )


def _settings(settings: dict[str, Any]) -> str:
    names = {
        "seconds": "time limit {} s",
        "threads": "{} threads",
        "withdrawal": "withdrawal {}",
        "gap": "gap {}",
        "registerSeed": "seed of the registers {}",
        "franceSecondsEach": "France {} s for each region",
        "simulated": "withdrawal simulated {}",
        "draws": "{} draws",
    }
    said = [names[key].format(f"{value:g}" if isinstance(value, float) else value)
            for key, value in settings.items() if key in names]  # fmt: skip
    seeds = ", ".join(f"{name} {seed}" for name, seed in settings["solverSeed"].items())
    said.append(f"seeds of the solvers: {seeds}")
    if settings.get("singleThreaded"):
        said.append(f"one thread only: {listed(settings['singleThreaded'])}")
    return "; ".join(said)


def _seconds(row: Row) -> str:
    if row.get("seconds") is None:
        return "–"
    return ("~" if row["others"] > NOISY else "") + number(row["seconds"], 2)


def _notes(rows: list[Row]) -> list[str]:
    return [f"* {row['instance']}, {row['solver']}: {row['note']}." for row in rows if row.get("note")]


def _contradictions(judged: list[Verdict]) -> list[str]:
    return [
        f"* **Contradiction** on {verdict.instance}: {a['solver']} has {number(a['value'], 2)}, which "
        f"{b['solver']} says is impossible (bound {number(b['bound'], 2)})."
        for verdict in judged
        for a, b in verdict.contradictions()
    ]


def _peers(section: Section, _folder: Path) -> str:
    judged = verdicts(section["rows"], sense=1, tolerance=TOLERANCE["peers"])
    names = list(dict.fromkeys(row["solver"] for row in section["rows"] if row["solver"] != "grappes"))
    rows = []
    for verdict in judged:
        ours = verdict.engine
        cells = [verdict.instance, number(ours.get("units")), number(ours.get("value")), _standing(ours)]
        by_name = {row["solver"]: row for row in verdict.peers}
        for name in names:
            row = by_name.get(name)
            cells.append("" if row is None else f"{_difference(verdict, row)} {_proof(row)}".strip())
        rows.append(cells)
    parts = [
        _heading("Exact solvers on the exported model", section),
        "The first columns are the engine's value in euros and its gap, or the seconds after which it was proven "
        "optimal (✓). For each peer: how far its value is from the engine's (`=` the same, – none found), and ✓ with "
        "its seconds where it proved the optimum. Seconds are those of the whole process.\n",
        table(["instance", "units", "value", "gap", *names], rows),
        "\n".join([*_ahead(judged), *_first_proofs(judged), *_contradictions(judged), *_notes(section["rows"])]) + "\n",
        "<details><summary>Every run</summary>\n",
        _every_run(section["rows"]),
        "</details>\n",
    ]
    return "\n".join(parts)


def _standing(row: Row) -> str:
    return _proof(row) or percent(row.get("gap"))


def _proof(row: Row) -> str:
    return f"✓ {_seconds(row)} s" if row["status"] == "optimal" else ""


def _difference(verdict: Verdict, row: Row) -> str:
    if row["status"] == "failed":
        return "failed"
    advantage = verdict.advantage(row)
    if advantage is None:
        return "–"
    if advantage == 0:
        return "="
    share = advantage / max(abs(verdict.engine["value"]), 1)
    text = f"{100 * share:+.3f} %"
    return f"**{text}**" if advantage > 0 else text


def _ahead(judged: list[Verdict]) -> list[str]:
    lines = [
        f"* {verdict.instance}: {row['solver']} is ahead of the engine, {number(row['value'], 2)} against "
        f"{number(verdict.engine.get('value'), 2)}."
        for verdict in judged
        for row in verdict.ahead()
    ]
    return lines or ["* No peer is ahead of the engine on value."]


def _first_proofs(judged: list[Verdict]) -> list[str]:
    lines = []
    for verdict in judged:
        proofs = verdict.proofs()
        if not proofs:
            continue
        said = listed([f"{row['solver']} ({_seconds(row)} s)" for row in proofs])
        away = [row for row in proofs if row["solver"] != "grappes" and verdict.advantage(row) != 0]
        meets = "" if not away else f"; the engine's value is **not** that of {listed([row['solver'] for row in away])}"
        if not away and proofs[0]["solver"] != "grappes":
            meets = "; the engine has the same value"
        lines.append(f"* {verdict.instance}: proven optimal by {said}{meets}.")
    return lines


def _every_run(rows: list[Row]) -> str:
    head = [
        "instance",
        "solver",
        "status",
        "columns",
        "value",
        "bound",
        "gap",
        "seconds",
        "MiB",
        "load before",
        "others",
    ]
    return table(
        head,
        [
            [
                row["instance"],
                row["solver"],
                row["status"],
                number(row.get("columns")),
                number(row.get("value"), 2),
                number(row.get("bound"), 2),
                percent(row.get("gap")),
                _seconds(row),
                number(row.get("megabytes")),
                number(row.get("load"), 2),
                number(row.get("others"), 2),
            ]
            for row in rows
        ],
        left=3,
    )


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
            cells += [number(row.get("value"), 2), percent(distance), _standing(row), number(row.get("megabytes"))]
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
        _heading("Capacitated p-median instances of the literature", section),
        "Less is better. HiGHS solves the textbook model (assignment, capacity and x ≤ y rows). A gap is that to the "
        "solver's own bound, or ✓ and the seconds where it proved the optimum.\n",
        table(head, rows, left=2),
        "\n".join([summary, *below, *_ahead(judged), *_contradictions(judged), *_notes(section["rows"])]) + "\n",
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
            _seconds(row),
            percent(row.get("gap")),
            number(row.get("megabytes")),
            str(row["runs"]),
        ]
        for row in measured
    ]
    return "\n".join(
        [
            _heading("Time against size", section),
            "Time until a plan within 1 % of its bound, whole process: the register read, the plan searched and all "
            "documents written. The registers are equally dense; the seconds are the median of so many runs.\n",
            table(["register", "units", "grappes", "seconds", "gap", "MiB", "runs"], rows),
            "\n".join([*said, *_notes(measured)]) + "\n",
            picture,
        ]
    )


def _regions(section: Section, _folder: Path) -> str:
    gaps = [row for row in section["rows"] if row["part"] == "gaps"]
    france = [row for row in section["rows"] if row["part"] == "france"]
    parts = [_heading("Whole regions", section)]
    head = ["register", "units", "withdrawal", "time limit", "value", "gap", "aim", "met", "seconds", "MiB"]
    if gaps:
        parts.append(table(head, [[*_region(row), *_aim(row), *_took(row)] for row in gaps]))
    if france:
        seconds = sum(row.get("seconds", 0) for row in france)
        peak = max(row.get("megabytes", 0) for row in france)
        parts += [
            "### Every region of a synthetic France, one after the other\n",
            table([*head[:6], *head[8:]], [[*_region(row), *_took(row)] for row in france]),
            f"Together {number(seconds / 60, 1)} minutes; peak memory {number(peak)} MiB. Each process reads the whole "
            "register.\n",
        ]
    notes = _notes(section["rows"])
    return "\n".join([*parts, "\n".join(notes) + "\n"] if notes else parts)


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
            _heading("Withdrawals", section),
            "Plans that assume a withdrawal, and what they are paid on average when each OG does withdraw with the "
            "probability simulated: a grappe that keeps its minimum is paid for the members that remain.\n",
            table(head, cells),
            "\n".join(_notes(section["rows"])) + "\n",
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
        [_heading("Routes over a synthetic France", section), table(head, cells, left=2), "\n".join(_notes(section["rows"])) + "\n"]
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
    return [_seconds(row), number(row.get("megabytes"))]
