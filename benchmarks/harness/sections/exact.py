"""Exact solvers on the exported model, beside the engine, at equal time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import engine, peers
from ..model import read_mps
from ..registers import SEED, Register, available
from ..settings import Settings
from . import attempted

NAME = "peers"

REGISTERS = [
    Register("guyane-30", "03", 30),
    Register("centre-30", "24", 30),
    Register("reunion-45", "04", 45),
    Register("centre-45", "24", 45),
    Register("corse-60", "94", 60),
    Register("centre-60", "24", 60),
    Register("martinique-100", "02", 100),
    Register("centre-100", "24", 100),
    Register("guadeloupe-200", "01", 200),
    Register("centre-200", "24", 200),
    Register("bretagne-400", "53", 400),
    Register("bretagne-800", "53", 800),
    Register("real-corse", "94"),
    Register("real-guadeloupe", "01"),
    Register("real-bretagne", "53"),
]
SHORT = {"guyane-30", "centre-100"}


def limit(settings: Settings) -> float:
    """Seconds that each solver has."""
    return settings.limit or (10 if settings.is_short else 60)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "seconds": limit(settings),
        "threads": settings.threads,
        "withdrawal": 0,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED, "peers": peers.SEED},
        "singleThreaded": [peer.name for peer in peers.PEERS if not peer.is_parallel],
    }


def chosen(settings: Settings) -> list[Register]:
    """The registers of this run."""
    return [
        register
        for register in available(REGISTERS)
        if settings.wants(register.name) and (not settings.is_short or settings.instances or register.name in SHORT)
    ]


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each register and solver, the engine first."""
    seconds = limit(settings)
    for register in chosen(settings):
        folder = settings.work / "peers" / register.name
        folder.mkdir(parents=True, exist_ok=True)
        files = register.files(settings.work)
        path = folder / "model.mps"
        engine.export_model(files, path)
        model = read_mps(path)
        about = {
            "instance": register.name,
            "origin": register.origin,
            "units": sum(name.startswith("y_") for name in model.columns),
            "columns": len(model.columns),
        }
        yield attempted(about, _engine, files, folder, settings)
        for peer in peers.PEERS:
            result = peers.solve(peer, path, model, folder, limit=seconds, threads=settings.threads)
            answer = _judged(result.status, result.value, result.bound)
            yield about | {"solver": peer.name} | answer | result.run.figures() | {"note": result.note}
        path.unlink()


def _engine(files: list[Path], folder: Path, settings: Settings) -> dict[str, Any]:
    return engine.propose(files, folder, limit=limit(settings), threads=settings.threads).row()


def _judged(status: str, value: float | None, bound: float | None) -> dict[str, Any]:
    """Status, value, bound and the gap between them, of a maximisation."""
    gap = None if value is None or bound is None else max(0.0, bound - value) / max(abs(bound), 1)
    return {"status": status, "value": value, "bound": bound, "gap": gap}
