"""The sections of RESULTS.md that set the engine beside other tools at equal time."""

from collections.abc import Callable, Sequence
from pathlib import Path

from .markdown import listed, number, percent, table
from .passages import ahead, contradictions, heading, notes, proof, seconds, standing
from .results import Section
from .verdict import ENGINE, Row, Verdict, verdicts

CENT = 0.005
PANELS = 6
"""Instances in a plot of values against time, the largest."""
NEAR = 0.01
"""Gap to the best known value that the plot of time against size asks for."""


def exact_solvers(section: Section, folder: Path) -> str:
    """Solvers of the exported model."""
    rows = section["rows"]
    judged = verdicts(rows, sense=1, tolerance=CENT, by_limit=True)
    longest = [verdict for verdict in judged if verdict.limit == _limits(judged)[-1]]
    parts = [
        heading("Exact solvers on the exported model", section),
        "The first columns are the engine's value in euros and its gap, or the seconds after which it was proven "
        "optimal (✓). For each peer: how far its value is from the engine's (`=` the same, – none found), and ✓ with "
        "its seconds where it proved the optimum. Seconds are those of the whole process.\n",
        *_tables(judged, _exact_cell, ("value", "gap"), lambda row: [number(row.get("value")), standing(row)]),
        "\n".join([*ahead(judged), *_sooner(rows), *_first_proofs(longest), *contradictions(judged), *notes(rows)])
        + "\n",
        *_pictures(rows, folder, "peers", with_sizes=True),
        "<details><summary>Every run</summary>\n",
        "Of a limit shorter than a run's own: what the solver's log says it had by then. Its solution is checked at "
        "the end, so spread, ESSMS and memory are those of the end.\n",
        _every_run(rows),
        "</details>\n",
    ]
    return "\n".join(parts)


def consultants(section: Section, folder: Path) -> str:
    """Tools that solve another problem."""
    rows = section["rows"]
    # What a planner would take from a tool: its grouping as it is or mended by hand, whichever is worth more.
    mended = [row | {"value": _mended(row)} for row in rows]
    judged = verdicts(mended, sense=1, tolerance=CENT, by_limit=True)
    parts = [
        heading("What a planner's consultant would reach for", section),
        "Tools that draw regions or clusters, and a metaheuristic, judged by the exported model: each group gets the "
        "porteur that makes it worth the most; groups below the minimum or beyond every porteur's reach are dropped. "
        "Then a planner's repair: groups that do not hold are cut down or dissolved, their OG join the group that "
        "gains most. Of all groupings that a tool prints within the time, that of most value then stands. For each tool: how "
        "far that value is from the engine's value, and in brackets how many of its groups, before any repair, are "
        "below the minimum.\n",
        *_tables(judged, _tool_cell, ("value",), lambda row: [number(row.get("value"))]),
        "\n".join([*_below(rows), *ahead(judged), *contradictions(judged), *notes(rows)]) + "\n",
        *_pictures(mended, folder, "consultants", with_sizes=False),
        "<details><summary>Every run</summary>\n",
        "Value, spread and ESSMS are those of the groups that hold. Spread in ESSMS·km; memory of the whole run.\n",
        _every_grouping(rows),
        "</details>\n",
    ]
    return "\n".join(parts)


def rules(section: Section, _folder: Path) -> str:
    """Plans under rules, with HiGHS on the model of the same rules."""
    rows = section["rows"]
    judged = verdicts(rows, sense=1, tolerance=CENT)
    lines = []
    for verdict in judged:
        ours = verdict.engine
        theirs: Row = next(iter(verdict.peers), {"solver": "", "status": "missing"})
        lines.append(
            [
                ours.get("register", verdict.instance),
                ours.get("rules", ""),
                number(ours.get("units")),
                number(ours.get("value")),
                standing(ours),
                seconds(ours),
                number(ours.get("megabytes")),
                "failed" if ours["status"] == "failed" else "holds",
                number(theirs.get("columns")),
                _difference(verdict, theirs),
                standing(theirs),
                seconds(theirs),
            ]
        )
    head = ["register", "rules", "units", "value", "gap", "seconds", "MiB", "check"]
    head += ["columns", "HiGHS", "its gap", "its seconds"]
    held = sum(verdict.engine["status"] != "failed" for verdict in judged)
    parts = [
        heading("Plans under rules", section),
        "*Wishes*: ten grappes locked, or as many as half of the OG make, five pairs of neighbours apart, one OG out. "
        "*DUI*: one for each grappe, required or preferred. *Envelope*: some half of what all OG would draw. A gap is that "
        "to the solver's own bound, or ✓ and the seconds where it proved the optimum; HiGHS has the exported model of the "
        "same rules: how far its value is from the engine's (`=` the same, – none found).\n",
        table(head, lines, left=2),
        "\n".join(
            [
                f"* `grappes check` passes {held} of {len(judged)} plans.",
                *ahead(judged),
                *contradictions(judged),
                *notes(rows),
            ]
        )
        + "\n",
    ]
    return "\n".join(parts)


def _mended(row: Row) -> float | None:
    values = [row[key] for key in ("value", "repaired") if row.get(key) is not None]
    return max(values, default=None)


def _limits(judged: Sequence[Verdict]) -> list[float | None]:
    """Rising; None where the rows tell none."""
    return sorted({verdict.limit for verdict in judged}, key=lambda limit: limit or 0) or [None]


def _tables(
    judged: list[Verdict],
    cell: Callable[[Verdict, Row], str],
    head: Sequence[str],
    own: Callable[[Row], list[str]],
) -> list[str]:
    """A table for each time limit, a line for each instance, a column for each peer."""
    names = list(dict.fromkeys(row["solver"] for verdict in judged for row in verdict.peers))
    parts = []
    for limit in _limits(judged):
        lines = []
        for verdict in (verdict for verdict in judged if verdict.limit == limit):
            by_name = {row["solver"]: row for row in verdict.peers}
            peers = [cell(verdict, by_name[name]) if name in by_name else "" for name in names]
            lines.append([verdict.instance, number(verdict.engine.get("units")), *own(verdict.engine), *peers])
        title = [] if limit is None else [f"### At {limit:g} s\n"]
        parts += [*title, table(["instance", "units", *head, *names], lines)]
    return parts


def _exact_cell(verdict: Verdict, row: Row) -> str:
    return f"{_difference(verdict, row)} {proof(row)}".strip()


def _tool_cell(verdict: Verdict, row: Row) -> str:
    if row.get("groups") is None:
        return row["status"]
    return f"{_difference(verdict, row)} ({row['below']} of {row['groups']})"


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


def _first_proofs(judged: list[Verdict]) -> list[str]:
    lines = []
    for verdict in judged:
        proofs = verdict.proofs()
        if not proofs:
            continue
        said = listed([f"{row['solver']} ({seconds(row)} s)" for row in proofs])
        away = [row for row in proofs if row["solver"] != ENGINE and verdict.advantage(row) != 0]
        meets = "" if not away else f"; the engine's value is **not** that of {listed([row['solver'] for row in away])}"
        if not away and proofs[0]["solver"] != ENGINE:
            meets = "; the engine has the same value"
        lines.append(f"* {verdict.instance}: proven optimal by {said}{meets}.")
    return lines


def _below(rows: list[Row]) -> list[str]:
    """For each tool, over all its last groupings, the share of groups below the minimum and of those beyond reach."""
    lines = []
    for name in dict.fromkeys(row["solver"] for row in rows if row["solver"] != ENGINE):
        told = [row for row in rows if row["solver"] == name and row.get("groups") and not row.get("isOnTheWay")]
        groups = sum(row["groups"] for row in told)
        if groups:
            below, wide = (sum(row[key] for row in told) / groups for key in ("below", "wide"))
            lines.append(
                f"* {name}: {percent(below, 1)} of its groups are below the minimum, {percent(wide, 1)} have a member "
                "beyond every porteur's reach."
            )
    return lines


def _pictures(rows: list[Row], folder: Path, name: str, *, with_sizes: bool) -> list[str]:
    """Draws the plots of a section that has what they need; gives the lines that show them."""
    if not any("trace" in row for row in rows):
        return []
    from . import plot  # what draws is needed by nothing else here

    curves = _curves(rows)
    told = []
    if curves:
        plot.progress(curves, folder / f"{name}.svg")
        told.append(f"![Gap to the best value known against time]({name}.svg)\n")
    sizes = _sizes(rows) if with_sizes else {}
    if any(len(points) >= 2 for points in sizes.values()):
        plot.sizes(sizes, NEAR, folder / f"{name}-sizes.svg")
        told.append(f"![Seconds until near the best value known against units]({name}-sizes.svg)\n")
    return told


def _best(rows: list[Row]) -> float:
    """The best value that any solver has."""
    return max((row["value"] for row in rows if row.get("value") is not None), default=0.0)


def _by_instance(rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("units"):
            groups.setdefault(row["instance"], []).append(row)
    return groups


def _points(rows: list[Row]) -> list[tuple[float, float]]:
    """Seconds and value of one solver on one instance: its trace, and what it had at each limit."""
    points = {tuple(point) for row in rows for point in row.get("trace", [])}
    points |= {(row["seconds"], row["value"]) for row in rows if row.get("value") is not None and "seconds" in row}
    rises: list[tuple[float, float]] = []
    for moment, value in sorted(points):
        if not rises or value > rises[-1][1]:
            rises.append((moment, value))
    return rises


def _of_solver(rows: list[Row], name: str) -> list[Row]:
    """A solver's rows; of the engine the run of the longest limit has the trace."""
    return [row for row in rows if row["solver"] == name]


def _curves(rows: list[Row]) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Of the largest instances: seconds and gap to the best value, by instance, then by solver."""
    groups = sorted(_by_instance(rows).items(), key=lambda item: item[1][0]["units"])[-PANELS:]
    curves = {}
    for name, group in groups:
        best = _best(group)
        if best <= 0:
            continue
        title = f"{name}, {group[0]['units']:,} units"
        curves[title] = {
            solver: [(moment, (best - value) / best) for moment, value in _points(_of_solver(group, solver))]
            for solver in dict.fromkeys(row["solver"] for row in group)
        }
    return curves


def _sizes(rows: list[Row]) -> dict[str, list[tuple[float, float]]]:
    """For each solver: units, and seconds until it was near the best value; instances where it never was left out."""
    sizes: dict[str, list[tuple[float, float]]] = {}
    for group in _by_instance(rows).values():
        best = _best(group)
        for solver in dict.fromkeys(row["solver"] for row in group):
            moment = _near(_of_solver(group, solver), best)
            if moment is not None:
                sizes.setdefault(solver, []).append((group[0]["units"], max(moment, 0.01)))
    return sizes


def _near(rows: list[Row], best: float) -> float | None:
    """Seconds until a solver was near the best value of its instance; None where it never was."""
    return next((moment for moment, value in _points(rows) if value >= (1 - NEAR) * best > 0), None)


def _sooner(rows: list[Row]) -> list[str]:
    """The peers that were near the best value before the engine was."""
    lines = []
    for name, group in _by_instance(rows).items():
        best = _best(group)
        moments = {
            solver: _near(_of_solver(group, solver), best) for solver in dict.fromkeys(row["solver"] for row in group)
        }
        reached = sorted((moment, solver) for solver, moment in moments.items() if moment is not None)
        first = [f"{solver} ({moment:.2f} s)" for moment, solver in reached]
        peers = [solver for _, solver in reached]
        place = peers.index(ENGINE) if ENGINE in peers else len(peers)
        if place:
            ours = f"{moments[ENGINE]:.2f} s" if ENGINE in peers else "never"
            lines.append(
                f"* {name}: {listed(first[:place])} came within {100 * NEAR:g} % of the best value known before the "
                f"engine ({ours})."
            )
    return lines


def _limit(row: Row) -> str:
    return "" if row.get("limit") is None else f"{row['limit']:g} s"


def _every_run(rows: list[Row]) -> str:
    head = ["instance", "solver", "limit", "status", "columns", "value", "bound", "gap", "spread km", "ESSMS"]
    head += ["below", "seconds", "MiB", "load before", "others"]
    cells = [
        [
            row["instance"],
            row["solver"],
            _limit(row),
            row["status"],
            number(row.get("columns")),
            number(row.get("value"), 2),
            number(row.get("bound"), 2),
            percent(row.get("gap")),
            number(row.get("spread")),
            number(row.get("essms")),
            number(row.get("below")),
            *_cost(row),
        ]
        for row in rows
    ]
    return table(head, cells, left=4)


def _every_grouping(rows: list[Row]) -> str:
    head = ["instance", "tool", "limit", "status", "value", "repaired", "spread km", "ESSMS", "groups", "below"]
    head += ["share below", "too far", "above", "found after", "seconds", "MiB", "load before", "others"]
    cells = [
        [
            row["instance"],
            row["solver"],
            _limit(row),
            row["status"],
            number(row.get("value")),
            number(row.get("repaired")),
            number(row.get("spread")),
            number(row.get("essms")),
            number(row.get("groups", row.get("grappes"))),
            number(row.get("below")),
            percent(row["below"] / row["groups"], 1) if row.get("groups") else "–",
            number(row.get("wide")),
            number(row.get("above")),
            number(row.get("foundAfter"), 1),
            *_cost(row),
        ]
        for row in rows
    ]
    return table(head, cells, left=4)


def _cost(row: Row) -> list[str]:
    return [seconds(row), number(row.get("megabytes")), number(row.get("load"), 2), number(row.get("others"), 2)]
