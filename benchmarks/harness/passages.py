"""Passages that several sections of RESULTS.md have in common."""

from typing import Any

from .markdown import listed, number, percent
from .results import Section
from .verdict import Row, Verdict

NOISY = 0.25


def heading(title: str, section: Section) -> str:
    """Title, when, on what, with what, and how quiet it was."""
    machine, settings, rows = section["machine"], section["settings"], section["rows"]
    when = (
        f"{section['begun']} to {section['finished']}" if section["finished"] else f"{section['begun']}, **unfinished**"
    )
    versions = ", ".join(f"{name} {version}" for name, version in section["versions"].items())
    versions += "".join(f", {name} {version}" for name, version in settings.get("packages", {}).items())
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
        "limits": "time limits {} s",
        "threads": "{} threads",
        "withdrawal": "withdrawal {}",
        "gap": "gap {}",
        "editors": "{} DUI",
        "registerSeed": "seed of the registers {}",
        "rulesSeed": "seed of the rules {}",
        "franceSecondsEach": "France {} s for each region",
        "simulated": "withdrawal simulated {}",
        "draws": "{} draws",
    }
    said = [names[key].format(_said(value)) for key, value in settings.items() if key in names]
    seeds = ", ".join(f"{name} {seed}" for name, seed in settings["solverSeed"].items())
    said.append(f"seeds of the solvers: {seeds}")
    if settings.get("singleThreaded"):
        said.append(f"one thread only: {listed(settings['singleThreaded'])}")
    return "; ".join(said)


def _said(value: Any) -> str:
    if isinstance(value, list):
        return listed([_said(one) for one in value])
    return f"{value:g}" if isinstance(value, float) else str(value)


def seconds(row: Row) -> str:
    """Those of the whole process, marked where the machine was not quiet."""
    if row.get("seconds") is None:
        return "–"
    return ("~" if row["others"] > NOISY else "") + number(row["seconds"], 2)


def notes(rows: list[Row]) -> list[str]:
    """What rows add, each said once."""
    said = [f"* {row['instance']}, {row['solver']}: {row['note']}." for row in rows if row.get("note")]
    return list(dict.fromkeys(said))


def contradictions(judged: list[Verdict]) -> list[str]:
    """Values beyond another's bound."""
    return [
        f"* **Contradiction** on {_where(verdict)}: {a['solver']} has {number(a['value'], 2)}, which "
        f"{b['solver']} says is impossible (bound {number(b['bound'], 2)})."
        for verdict in judged
        for a, b in verdict.contradictions()
    ]


def standing(row: Row) -> str:
    """The gap, or the proof."""
    return proof(row) or percent(row.get("gap"))


def proof(row: Row) -> str:
    """✓ and the seconds of a proof."""
    return f"✓ {seconds(row)} s" if row["status"] == "optimal" else ""


def _where(verdict: Verdict) -> str:
    return verdict.instance if verdict.limit is None else f"{verdict.instance} at {verdict.limit:g} s"


def ahead(judged: list[Verdict]) -> list[str]:
    """Where a peer is ahead of the engine."""
    lines = [
        f"* {_where(verdict)}: {row['solver']} is ahead of the engine, {number(row['value'], 2)} against "
        f"{number(verdict.engine.get('value'), 2)}."
        for verdict in judged
        for row in verdict.ahead()
    ]
    return [*(lines or ["* No peer is ahead of the engine on value."]), *_tighter(judged)]


def _tighter(judged: list[Verdict]) -> list[str]:
    """Where a peer has proven more than the engine."""
    return [
        f"* {_where(verdict)}: {', '.join(row['solver'] for row in found)} proved a tighter bound than the engine, "
        f"{number(found[0]['bound'], 2)} against {number(verdict.engine['bound'], 2)}."
        for verdict in judged
        if (found := verdict.tighter())
    ]
