"""Tools that a planner's consultant would reach for: regions, clusters, metaheuristics. How each is run and judged.

None of them solves the model; each is made to respect the minimum as well as it can. Whatever a tool prints by a time
limit is judged by the model, and the grouping that is worth the most stands for it.
"""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from .exported import Exported
from .grouping import judge, repaired
from .peers import SEED
from .process import Run, last_line, run_alone, stamped_lines

GROUPING = "grouping "
REPAIRED_AT_MOST = 200
"""Groupings of a run that are repaired, those of most value."""


@dataclass(frozen=True)
class Tool:
    """A tool and how it is used."""

    name: str
    package: str
    module: str
    """Of `workers`."""
    is_parallel: bool = False
    needs: str | None = None
    """A program besides."""

    def version(self) -> str:
        """Of its package."""
        try:
            return metadata.version(self.package)
        except metadata.PackageNotFoundError:
            return "missing"

    def lacks(self) -> str | None:
        """What is not there to run it."""
        if self.version() == "missing":
            return f"the package {self.package}"
        return self.needs if self.needs and shutil.which(self.needs) is None else None


TOOLS = [
    Tool("spopt max-p", "spopt", "spopt_maxp"),
    Tool("spopt SKATER", "spopt", "spopt_skater"),
    Tool("GeoDa max-p", "pygeoda", "geoda_maxp", is_parallel=True),
    Tool("GeoDa AZP", "pygeoda", "geoda_azp", is_parallel=True),
    Tool("k-means-constrained", "k-means-constrained", "kmeans"),
    Tool("Timefold", "timefold", "timefold", needs="java"),
]


@dataclass(frozen=True)
class Answer:
    """A grouping, judged."""

    seconds: float
    """When it was printed."""
    figures: dict[str, Any]

    @property
    def repaired(self) -> float:
        """Euros after the repair, or as it is where it was not repaired."""
        return self.figures.get("repaired", self.figures["value"])


@dataclass
class Outcome:
    """A run of a tool and all that it printed."""

    run: Run | None
    note: str = ""
    is_failed: bool = False
    answers: list[Answer] = field(default_factory=list)

    def best(self, seconds: float) -> Answer | None:
        """Of what was printed by then, what is worth the most once repaired; where nothing holds that is 0."""
        by_then = [answer for answer in self.answers if answer.seconds <= seconds]
        return max(by_then, key=lambda answer: (answer.repaired, answer.figures["value"]), default=None)

    def trace(self) -> list[list[float]]:
        """Seconds and euros, repaired, each time that the best got better."""
        rises: list[list[float]] = []
        for answer in sorted(self.answers, key=lambda answer: answer.seconds):
            if not rises or answer.repaired > rises[-1][1]:
                rises.append([answer.seconds, answer.repaired])
        return rises


def run(tool: Tool, problem: Path, made: Exported, *, limit: float, threads: int) -> Outcome:
    """Runs a tool in a process of its own, which is ended soon after its limit."""
    lacking = tool.lacks()
    if lacking:
        return Outcome(None, f"not run: {lacking} is missing")
    log = made.folder / f"{tool.module}.log"
    command = [sys.executable, "-u", "-m", f"harness.workers.{tool.module}", str(problem), "--seconds", str(limit)]
    command += ["--threads", str(threads if tool.is_parallel else 1), "--seed", str(SEED)]
    ran = run_alone(command, kill_after=limit + 5, log=log)
    outcome = Outcome(ran)
    try:
        outcome.answers = judged(made, stamped_lines(log))
    except ValueError as error:
        return Outcome(ran, f"its grouping does not hold: {error}", is_failed=True)
    if ran.was_killed:
        outcome.note = "" if outcome.answers else f"no grouping within {limit:g} s; ended"
    elif ran.code != 0:
        outcome.note, outcome.is_failed = f"exit code {ran.code}: {last_line(log)}", not outcome.answers
    elif not outcome.answers:
        outcome.note = "ended without a grouping"
    return outcome


def judged(made: Exported, lines: Sequence[tuple[float, str]]) -> list[Answer]:
    """The groupings among the lines of a log, each once, judged.

    Raises:
        ValueError: a grouping with a unit twice or unknown, or a line that is cut in the middle.
    """
    first: dict[str, float] = {}
    for seconds, line in lines:
        if line.startswith(GROUPING) and line.rstrip().endswith("]"):
            first.setdefault(line, seconds)
    groupings = [(seconds, json.loads(line.removeprefix(GROUPING))) for line, seconds in first.items()]
    answers = [(Answer(seconds, figures(made, groups)), groups) for seconds, groups in groupings]
    for answer, groups in sorted(answers, key=lambda pair: -pair[0].figures["value"])[:REPAIRED_AT_MOST]:
        mended = judge(made.problem, repaired(made.problem, groups))
        answer.figures["repaired"] = max(answer.figures["value"], made.model.value(mended.columns()))
    return [answer for answer, _ in answers]


def figures(made: Exported, groups: Sequence[Sequence[str]]) -> dict[str, Any]:
    """What a row says of a grouping.

    Raises:
        ValueError: a unit that stands twice, or that the problem does not have.
    """
    result = judge(made.problem, groups)
    columns = result.columns()
    return {
        # By the rows of the model, which know nothing of the judge.
        "value": made.model.value(columns),
        "groups": result.groups,
        "above": result.above,
        "wide": result.wide,
        **made.figures(columns),
        "below": result.below,
    }
