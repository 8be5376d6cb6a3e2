"""Plans under rules, and HiGHS on the exported model of the same rules for the same time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import engine, peers, rules
from ..grouping import seats
from ..model import read_mps
from ..registers import SEED, Register
from ..settings import Settings
from . import Row, attempted, exact

NAME = "rules"

BRETAGNE_OF_MAINLAND = 19_440
"""OG of a mainland as dense as Bretagne: 972 on a twentieth of it."""
REGISTERS = [
    Register("dense-60", "53", 60, BRETAGNE_OF_MAINLAND),
    Register("dense-120", "53", 120, BRETAGNE_OF_MAINLAND),
    Register("dense-500", "53", 500, BRETAGNE_OF_MAINLAND),
    Register("dense-952", "53", 952, BRETAGNE_OF_MAINLAND),
    Register("real-bretagne", "53", is_further=True),
]
SHORT = {"dense-60"}
PREPARATION = 20
"""Seconds to make a register and a model of it."""
MOST_COLUMNS = 1_500_000
"""A model of more is not handed over: reading it alone takes longer than the limit."""
PEER = next(peer for peer in peers.PEERS if peer.name == "HiGHS")


def limit(settings: Settings) -> float:
    """Seconds for each."""
    return settings.limit or (5 if settings.is_short else 60)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "seconds": limit(settings),
        "threads": settings.threads,
        "withdrawal": 0,
        "editors": rules.EDITORS,
        "registerSeed": SEED,
        "rulesSeed": rules.SEED,
        "solverSeed": {"grappes": engine.SEED, "peers": peers.SEED},
    }


def estimate(settings: Settings) -> float:
    """Seconds, if nothing is proven before its limit."""
    each = 2 * limit(settings) + PREPARATION
    return each * len(rules.KINDS) * len(exact.chosen(settings, REGISTERS, SHORT))


def rows(settings: Settings) -> Iterator[Row]:
    """Two rows for each register and kind of rules, the engine's first."""
    for register in exact.chosen(settings, REGISTERS, SHORT):
        folder = settings.work / NAME / register.name
        try:
            ground = _ground(register, settings.work, folder)
        except (engine.EngineError, OSError) as error:
            about = {"instance": register.name, "origin": register.origin, "solver": "grappes", "limit": None}
            yield about | {"status": "failed", "note": f"no register: {error}"}
            continue
        for kind in rules.KINDS:
            yield from _ruled(register, ground, kind, folder / kind.name.replace(" ", "-"), settings)


def _ground(register: Register, work: Path, folder: Path) -> rules.Ground:
    """What rules are made of; the places of the OG come from a plan of one second, whatever it is worth."""
    files = register.files(work)
    engine.propose(files, folder / "places", limit=1, threads=1)
    plan = json.loads((folder / "places" / "plan" / "plan.json").read_text(encoding="utf-8"))
    minimum = plan["parameters"]["minimum"][register.region]
    return rules.Ground(register.region, files, seats(plan), minimum)


def _ruled(
    register: Register, ground: rules.Ground, kind: rules.Kind, folder: Path, settings: Settings
) -> Iterator[Row]:
    folder.mkdir(parents=True, exist_ok=True)
    seconds = limit(settings)
    made = kind.make(ground, folder)
    about: Row = {"instance": f"{register.name}, {kind.name}", "register": register.name, "rules": kind.name}
    about |= {"origin": register.origin, "limit": seconds}

    def planned() -> Row:
        return engine.propose(
            ground.files, folder, limit=seconds, threads=settings.threads, rules=made.options, known=made.files
        ).row()

    yield attempted(settings, NAME, about, planned)
    about |= {"solver": PEER.name}
    earlier = settings.kept(NAME, about)
    yield earlier[0] if earlier else about | _peer(ground, made, folder, settings)


def _peer(ground: rules.Ground, made: rules.Rules, folder: Path, settings: Settings) -> Row:
    """What HiGHS makes of the model of the same rules."""
    path = folder / "model.mps"
    try:
        columns = engine.export_model(ground.files, path, rules=made.options)
        if columns > MOST_COLUMNS:
            return {"status": "missing", "columns": columns, "note": f"not tried, its model has {columns:,} columns"}
        if columns == 0:
            return {"status": "optimal", "columns": 0, "value": 0.0, "bound": 0.0, "gap": 0.0, "note": "no column"}
        result = peers.solve(
            PEER, path, read_mps(path), folder, limit=limit(settings), threads=settings.threads
        )
    except (engine.EngineError, ValueError) as error:
        return {"status": "failed", "note": f"no model: {error}"}
    finally:
        path.unlink(missing_ok=True)
    row = exact.judged(result.status, result.value, result.bound) | result.run.figures()
    return row | {"columns": columns, "note": result.note}
