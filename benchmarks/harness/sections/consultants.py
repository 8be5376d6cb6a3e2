"""Tools that a planner's consultant would reach for, beside the engine, at equal time."""

from collections.abc import Iterator
from typing import Any

from .. import consultants, engine, grouping, peers
from ..exported import Exported
from ..registers import SEED, Register
from ..settings import Settings
from . import Row, exact, opened

NAME = "consultants"

REGISTERS = [
    Register("centre-60", "24", 60),
    Register("centre-100", "24", 100, is_further=True),
    Register("centre-200", "24", 200, is_further=True),
    Register("mainland-500", "24", 500, 20_000, is_further=True),
    Register("mainland-1000", "24", 1000, 20_000, is_further=True),
    Register("mainland-2000", "24", 2000, 20_000),
    Register("real-corse", "94", is_further=True),
    Register("real-bretagne", "53", is_further=True),
]
SHORT = {"centre-60"}


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "limits": list(exact.limits(settings)),
        "threads": settings.threads,
        "withdrawal": 0,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED, "peers": peers.SEED},
        "singleThreaded": [tool.name for tool in consultants.TOOLS if not tool.is_parallel],
        "packages": {tool.package: tool.version() for tool in consultants.TOOLS},
    }


def estimate(settings: Settings) -> float:
    """Seconds, if the engine proves nothing before its limit and shares no run with the section of exact solvers."""
    at = exact.limits(settings)
    each = sum(at) + len(consultants.TOOLS) * (at[-1] + 5) + exact.PREPARATION
    return each * len(exact.chosen(settings, REGISTERS, SHORT))


def rows(settings: Settings) -> Iterator[Row]:
    """A row for each register, tool and time limit, the engine first."""
    at = exact.limits(settings)
    for register in exact.chosen(settings, REGISTERS, SHORT):
        for made in opened(NAME, register, settings):
            if not isinstance(made, Exported):
                yield made
                continue
            yield from exact.engine_rows(NAME, made, at, settings)
            problem = made.folder / "units.json"
            grouping.write(made.problem, problem)
            for tool in consultants.TOOLS:
                about = made.about | {"solver": tool.name}
                earlier = settings.kept(NAME, about)
                if len(earlier) == len(at):
                    yield from earlier
                    continue
                outcome = consultants.run(tool, problem, made, limit=at[-1], threads=settings.threads)
                for seconds in at:
                    yield about | {"limit": seconds} | _standing(outcome, seconds, is_last=seconds == at[-1])


def _standing(outcome: consultants.Outcome, seconds: float, *, is_last: bool) -> Row:
    """What a tool had by a time limit; by the last one, all that it printed."""
    row: Row = {"status": "missing", "value": None, "note": outcome.note}
    if outcome.run is None:
        return row
    by = float("inf") if is_last else seconds
    row |= outcome.run.figures()
    best = outcome.best(by)
    if best is None:
        ended = "not ended" if outcome.run.was_killed and is_last else "none"
        return row | {"status": "failed" if outcome.is_failed else ended}
    if not is_last and outcome.run.seconds > seconds:
        row |= {"seconds": seconds, "megabytes": None, "isOnTheWay": True}
    found = {"status": "feasible", "foundAfter": best.seconds, "repaired": best.repaired}
    return row | best.figures | found | ({"trace": outcome.trace()} if is_last else {})
