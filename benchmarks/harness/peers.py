"""The other solvers: how each is called on an exported model and how its answer is read."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from . import trace
from .model import Model
from .process import Run, last_line, run_alone, stamped_lines

SEED = 1
LINEWISE = ["stdbuf", "--output=L"]
"""Has a program print each line at once, so that the moment of each can be told."""


@dataclass(frozen=True)
class Answer:
    """What a solver says: its status, its bound, and the columns at 1."""

    status: str
    """`optimal`, `feasible`, `infeasible` or `unknown`."""
    bound: float | None
    chosen: list


@dataclass(frozen=True)
class Peer:
    """A solver and how it is used."""

    name: str
    version: Callable[[], str]
    is_parallel: bool
    command: Callable[[Path, Path, float, int], list[str]]
    """From model, file of the answer, seconds and threads."""
    read: Callable[[Path, Path, Model], Answer]
    """From the file of the answer, the log and the model."""
    tell: trace.Reader
    """What a line of its log says of its value and bound."""


@dataclass(frozen=True)
class Result:
    """A run, judged: the value is computed from the columns chosen, not taken from the solver's word."""

    run: Run
    status: str
    value: float | None
    bound: float | None
    note: str = ""
    columns: frozenset[str] = frozenset()
    """At 1 in its solution."""
    events: list[trace.Event] = field(default_factory=list)
    """Its own word on the way."""


def solve(peer: Peer, path: Path, model: Model, folder: Path, *, limit: float, threads: int) -> Result:
    """Runs a solver on a model, in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    output, log = folder / f"{peer.name}.answer", folder / f"{peer.name}.log"
    output.unlink(missing_ok=True)
    command = peer.command(path, output, limit, threads if peer.is_parallel else 1)
    # Some read their limit loosely; what is far beyond it is ended.
    run = run_alone(command, kill_after=2 * limit + 60, log=log)
    if run.was_killed:
        return Result(run, "unknown", None, None, "ended, far beyond its limit")
    if not output.exists() or run.code != 0:
        return Result(run, "failed", None, None, f"exit code {run.code}: {last_line(log)}")
    answer = peer.read(output, log, model)
    events = trace.events(stamped_lines(log), peer.tell)
    if not answer.chosen and answer.status not in ("optimal", "feasible"):
        return Result(run, answer.status, None, answer.bound, events=events)
    try:
        chosen = frozenset(answer.chosen)
        return Result(run, answer.status, model.value(set(chosen)), answer.bound, "", chosen, events)
    except ValueError as error:
        return Result(run, "failed", None, answer.bound, f"its solution does not hold: {error}")


def worker_command(module: str, problem: Path, output: Path, seconds: float, threads: int) -> list[str]:
    """Runs one of `workers`."""
    command = [sys.executable, "-u", "-m", f"harness.workers.{module}", str(problem), str(output)]
    return [*command, "--seconds", str(seconds), "--threads", str(threads), "--seed", str(SEED)]


def read_worker(output: Path) -> Answer:
    """What a worker wrote."""
    return Answer(**json.loads(output.read_text(encoding="utf-8")))


def _worker(
    name: str, package: str, module: str, *, is_parallel: bool, tell: trace.Reader = trace.worker
) -> Peer:
    return Peer(
        name,
        version=lambda: metadata.version(package),
        is_parallel=is_parallel,
        command=lambda *call: worker_command(module, *call),
        read=lambda output, _log, _model: read_worker(output),
        tell=tell,
    )


def _first_match(pattern: str, command: list[str]) -> str:
    try:
        text = subprocess.run(command, capture_output=True, text=True).stdout
    except FileNotFoundError:
        return "missing"
    match = re.search(pattern, text)
    return match.group(1) if match else "unknown"


def _cbc_command(model: Path, output: Path, seconds: float, threads: int) -> list[str]:
    command = [*LINEWISE, "cbc", str(model), "-max", "-timeMode", "elapsed", "-sec", str(seconds)]
    command += ["-ratio", "0", "-allow", "0", "-randomCbcSeed", str(SEED), "-threads", str(threads)]
    return [*command, "-solve", "-solution", str(output)]


def read_cbc(output: Path, log: Path, _model: Model) -> Answer:
    """A file that opens with the status, then a line `number name value cost` for each column that is not 0."""
    head, *rows = output.read_text().splitlines()
    text = log.read_text(errors="replace")
    chosen = [words[-3] for words in map(str.split, rows) if float(words[-2]) > 0.5]
    if head.startswith("Optimal"):
        found = re.findall(r"^Objective value:\s+(\S+)", text, re.MULTILINE)
        return Answer("optimal", float(found[-1]) if found else None, chosen)
    if "nfeasible" in head:
        return Answer("infeasible", None, [])
    bounds = re.findall(r"^Upper bound:\s+(\S+)", text, re.MULTILINE)
    bound = float(bounds[-1]) if bounds else None
    if "no integer solution" in head or "No feasible solution found" in text:
        return Answer("unknown", bound, [])
    return Answer("feasible", bound, chosen)


def _glpsol_command(model: Path, output: Path, seconds: float, _threads: int) -> list[str]:
    limit = str(max(1, round(seconds)))  # whole seconds
    return [*LINEWISE, "glpsol", "--freemps", str(model), "--max", "--cuts", "--mipgap", "0", "--tmlim", limit] + [
        "--seed", str(SEED), "-w", str(output),
    ]  # fmt: skip


def read_glpsol(output: Path, log: Path, model: Model) -> Answer:
    """A file with `s mip ROWS COLUMNS STATUS VALUE`, then `j NUMBER VALUE` for each column."""
    state, chosen, value = "u", [], None
    for words in map(str.split, output.read_text().splitlines()):
        if words[:2] == ["s", "mip"]:
            state, value = words[4], float(words[5])
        elif words[:1] == ["j"] and float(words[2]) > 0.5:
            chosen.append(model.columns[int(words[1]) - 1])
    if state == "o":
        return Answer("optimal", value, chosen)
    if state == "n":
        return Answer("infeasible", None, [])
    text = log.read_text(errors="replace")
    bounds = re.findall(r"^\+.*mip =.* <= +(\S+)", text, re.MULTILINE)
    bound = None
    if bounds and bounds[-1] != "+inf":
        # Printed with ten digits: the last may be rounded down.
        bound = float(bounds[-1]) * (1 + 1e-9)
    return Answer("feasible", bound, chosen) if state == "f" else Answer("unknown", bound, [])


PEERS = [
    _worker("HiGHS", "highspy", "highs", is_parallel=True, tell=trace.highs),
    _worker("CP-SAT", "ortools", "cpsat", is_parallel=True),
    Peer(
        "CBC",
        version=lambda: _first_match(r"Version: (\S+)", ["cbc", "-quit"]),
        is_parallel=True,
        command=_cbc_command,
        read=read_cbc,
        tell=trace.cbc,
    ),
    Peer(
        "SCIP",
        version=lambda: _first_match(
            r"(\S+)", [sys.executable, "-c", "import pyscipopt; print(pyscipopt.Model().version())"]
        ),
        is_parallel=False,
        command=lambda *call: worker_command("scip", *call),
        read=lambda output, _log, _model: read_worker(output),
        tell=trace.worker,
    ),
    Peer(
        "glpsol",
        version=lambda: _first_match(r"v?(\d+\.\d+)", ["glpsol", "--version"]),
        is_parallel=False,
        command=_glpsol_command,
        read=read_glpsol,
        tell=trace.glpsol,
    ),
]
