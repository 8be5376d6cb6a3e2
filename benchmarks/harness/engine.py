"""The engine, run as anyone would run it: `grappes` and `grappes-bench`."""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import trace
from .paths import PROGRAMS
from .process import Run, last_line, run_alone, stamped_lines

SEED = 1


class EngineError(Exception):
    """A command of the engine that failed, or a plan that does not hold."""


@dataclass(frozen=True)
class Proposal:
    """What `propose` found, checked."""

    run: Run
    units: int
    grappes: int
    value: float
    bound: float
    gap: float
    status: str
    stop: str
    essms: int
    spread: float
    """ESSMS·km."""
    trace: list[list[float | None]]
    """Seconds and value as the search told them, to the euro."""
    crossing: int
    """Grappes of a route that crosses regions."""

    def row(self) -> dict[str, Any]:
        """As a row of results has it."""
        return {
            "solver": "grappes",
            "units": self.units,
            "grappes": self.grappes,
            "value": self.value,
            "bound": self.bound,
            "gap": self.gap,
            "status": self.status,
            "stop": self.stop,
            "essms": self.essms,
            "spread": self.spread,
            "below": 0,
            "trace": self.trace,
            "crossing": self.crossing,
        } | self.run.figures()


def propose(
    files: list[Path],
    folder: Path,
    *,
    limit: float,
    threads: int,
    withdrawal: float = 0.0,
    gap: float = 0.0,
    region: str | None = None,
    routes: str | None = None,
    rules: Sequence[str] = (),
    known: Sequence[str] = (),
) -> Proposal:
    """Plans a register and has the plan checked.

    Args:
        rules: more options.
        known: those among them that name files which the check reads too.

    Raises:
        EngineError: the run failed, or `grappes check` found the plan wanting.
    """
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / "plan"
    command = [str(PROGRAMS / "grappes"), "propose", *map(str, files), "--lang", "en", "--out", str(out)]
    command += ["--time-limit", str(limit), "--threads", str(threads), "--withdrawal", str(withdrawal)]
    command += ["--gap", str(gap), "--seed", str(SEED), "--plain"]
    if region:
        command += ["--region", region]
    if routes:
        command += ["--routes", routes]
    command += rules
    log = folder / "propose.log"
    run = run_alone(command, kill_after=2 * limit + 120, log=log)
    if run.code != 0:
        raise EngineError(f"grappes propose: exit code {run.code}: {last_line(log)}")
    document = out / "plan.json"
    check = subprocess.run(
        [str(PROGRAMS / "grappes"), "check", str(document), *map(str, files), *known, "--lang", "en"],
        capture_output=True,
        text=True,
    )
    if check.returncode != 0:
        raise EngineError(f"grappes check: {(check.stdout + check.stderr).strip().splitlines()[:3]}")
    plan = json.loads(document.read_text(encoding="utf-8"))
    grouped = sum(grappe["ogCount"] for grappe in plan["grappes"])
    # What the bound is of.
    value = plan["totals"].get("objective", plan["totals"]["value"])
    return Proposal(
        run,
        units=grouped + len(plan["ungrouped"]),
        grappes=len(plan["grappes"]),
        value=value,
        bound=plan["bound"],
        gap=plan["gap"],
        status="optimal" if plan["bound"] == value else plan["status"],
        stop=plan["search"]["stop"],
        essms=plan["totals"]["essms"],
        spread=plan["totals"]["spreadKm"],
        trace=trace.thinned(trace.events(stamped_lines(log), trace.engine)),
        crossing=sum(grappe["route"] != "regional" for grappe in plan["grappes"]),
    )


def export_model(
    files: list[Path], path: Path, *, spread_price: float | None = None, rules: Sequence[str] = ()
) -> int:
    """Writes the compact model of a register of one region, free MPS, to be maximised; gives the number of its columns.

    Raises:
        EngineError: it failed.
    """
    command = [str(PROGRAMS / "grappes"), "export-model", *map(str, files), "--withdrawal", "0", "--plain", "--lang", "en", *rules]
    if spread_price is not None:
        command += ["--spread-price", str(spread_price)]
    result = subprocess.run([*command, "--format", "mps", "-o", str(path)], capture_output=True, text=True)
    if result.returncode != 0:
        raise EngineError(f"grappes export-model: {result.stderr.strip()}")
    told = re.search(r"(\d+) binary columns", result.stdout)
    if told is None:
        raise EngineError(f"grappes export-model: {result.stdout.strip()}")
    return int(told.group(1))


def solve_medians(file: Path, folder: Path, *, limit: float, threads: int) -> tuple[Run, dict]:
    """Solves an instance of the literature; gives the run and what `grappes-bench` printed.

    Raises:
        EngineError: it failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "cpmp.log"
    command = [str(PROGRAMS / "grappes-bench"), "cpmp", str(file), "--json"]
    command += ["--time-limit", str(limit), "--threads", str(threads), "--seed", str(SEED)]
    run = run_alone(command, kill_after=2 * limit + 30, log=log)
    if run.code != 0:
        raise EngineError(f"grappes-bench cpmp: exit code {run.code}: {last_line(log)}")
    return run, json.loads(log.read_text(encoding="utf-8").splitlines()[-1])


def version() -> str:
    """Of the engine."""
    command = [str(PROGRAMS / "grappes"), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
