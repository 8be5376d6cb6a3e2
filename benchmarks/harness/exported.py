"""A register with the model that the engine exports of it, for solvers that read no register."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import engine, grouping
from .model import Model, read_mps
from .registers import Register

SPREAD_PRICE = 100.0
"""Euros for each ESSMS·km, the program's default."""


@dataclass(frozen=True)
class Exported:
    """A register, its model and its grouping problem."""

    register: Register
    files: list[Path]
    folder: Path
    """Its own, for answers and logs."""
    path: Path
    """Of the model."""
    model: Model
    problem: grouping.Problem

    @property
    def about(self) -> dict[str, Any]:
        """What every row says of it."""
        return {
            "instance": self.register.name,
            "origin": self.register.origin,
            "units": len(self.problem.units),
            "columns": len(self.model.columns),
        }

    def figures(self, columns: Iterable[str]) -> dict[str, Any]:
        """Spread and ESSMS of a solution of the model; no group of it is below the minimum."""
        chosen = list(columns)
        return {
            "spread": round(sum(self.problem.kilometres[name] for name in chosen), 3),
            "essms": self.problem.weight(name.split("_")[-1] for name in chosen),
            "below": 0,
        }


def exported(register: Register, work: Path) -> Exported:
    """Makes all of it; the places of the OG come from a plan of one second.

    Raises:
        EngineError: a command of the engine failed.
        ValueError: model and plan do not agree.
    """
    folder = work / "exported" / register.name
    folder.mkdir(parents=True, exist_ok=True)
    files = register.files(work)
    path, without = folder / "model.mps", folder / "without-spread.mps"
    engine.export_model(files, path, spread_price=SPREAD_PRICE)
    engine.export_model(files, without, spread_price=0)
    engine.propose(files, folder / "places", limit=1, threads=1)
    plan = json.loads((folder / "places" / "plan" / "plan.json").read_text(encoding="utf-8"))
    model = read_mps(path)
    problem = grouping.read(model, read_mps(without), SPREAD_PRICE, plan)
    without.unlink()
    return Exported(register, files, folder, path, model, problem)
