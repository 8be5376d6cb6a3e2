"""Groupings that are no solution of the model, judged by the model: what they are worth to the programme.

Tools that draw regions or clusters name no porteur and know no programme. Each of their groups gets the porteur that
makes it worth the most; a group below the minimum, above the maximum or with a member out of every porteur's reach is
funded nothing and is dropped.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .model import Model

EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Unit:
    """An OG with its ESSMS."""

    id: str
    weight: int
    """ESSMS."""
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Problem:
    """The exported model in the terms of units and groups."""

    units: dict[str, Unit]
    minimum: int
    """ESSMS of a group, at least."""
    maximum: int | None
    own: dict[str, float]
    """Euros that a group earns with its porteur alone."""
    joined: dict[str, dict[str, float]]
    """Euros that a member in reach adds to a porteur's group, by porteur, then by member."""
    kilometres: dict[str, float]
    """Spread, in ESSMS·km, that each column of the model adds."""

    def worth(self, porteur: str, members: Iterable[str]) -> float | None:
        """Euros of a group; None when a member is out of the porteur's reach."""
        reach = self.joined[porteur]
        others = [member for member in members if member != porteur]
        if any(member not in reach for member in others):
            return None
        return self.own[porteur] + math.fsum(reach[member] for member in others)

    def weight(self, members: Iterable[str]) -> int:
        """ESSMS of a group."""
        return sum(self.units[member].weight for member in members)

    def holds(self, weight: int) -> bool:
        """Whether a weight lies between minimum and maximum."""
        return weight >= self.minimum and (self.maximum is None or weight <= self.maximum)

    def porteur(self, members: Sequence[str]) -> tuple[str, float] | None:
        """The porteur that makes a group worth the most, and what it is worth; None when none reaches all."""
        worths = [(self.worth(porteur, members), porteur) for porteur in sorted(members)]
        best = max(((worth, porteur) for worth, porteur in worths if worth is not None), default=None)
        return None if best is None else (best[1], best[0])


@dataclass
class Judged:
    """A grouping, group by group."""

    groups: int = 0
    below: int = 0
    """Groups below the minimum."""
    above: int = 0
    """Groups above the maximum."""
    wide: int = 0
    """Groups between the two in which every porteur has a member out of reach."""
    admissible: list[tuple[str, list[str]]] = field(default_factory=list)
    """Porteur and members of the others."""
    essms: int = 0
    """In admissible groups."""

    def columns(self) -> set[str]:
        """The columns of the model that say the same as the admissible groups."""
        return {
            f"y_{porteur}" if member == porteur else f"x_{porteur}_{member}"
            for porteur, members in self.admissible
            for member in members
        }


def judge(problem: Problem, groups: Sequence[Sequence[str]]) -> Judged:
    """Judges every group; units that stand in none are ungrouped.

    Raises:
        ValueError: a unit that stands twice, or that the problem does not have.
    """
    seen: set[str] = set()
    for member in (member for group in groups for member in group):
        if member in seen or member not in problem.units:
            raise ValueError(f"unit {member} stands twice" if member in seen else f"no unit {member}")
        seen.add(member)
    judged = Judged()
    for group in filter(None, groups):
        judged.groups += 1
        weight = problem.weight(group)
        if not problem.holds(weight):
            judged.below += weight < problem.minimum
            judged.above += weight >= problem.minimum
            continue
        best = problem.porteur(group)
        if best is None:
            judged.wide += 1
            continue
        judged.admissible.append((best[0], list(group)))
        judged.essms += weight
    return judged


def repaired(problem: Problem, groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """What a planner would make of a grouping by hand: groups that do not hold are cut down to one porteur's reach or
    dissolved, and units so freed join the group that gains the most by them.
    """
    held: list[tuple[str, list[str]]] = list(judge(problem, groups).admissible)
    kept = {member for _, members in held for member in members}
    free: list[str] = []
    for group in groups:
        if not group or group[0] in kept:
            continue
        core = _core(problem, group)
        if core is not None:
            held.append(core)
        free += [member for member in group if core is None or member not in core[1]]
    for member in sorted(free, key=lambda member: (-problem.units[member].weight, member)):
        gains = [
            (problem.joined[porteur].get(member, 0.0), -place)
            for place, (porteur, members) in enumerate(held)
            if problem.holds(problem.weight(members) + problem.units[member].weight)
        ]
        gain, place = max(gains, default=(0.0, 0))
        if gain > 0:
            held[-place][1].append(member)
    return [members for _, members in held]


def _core(problem: Problem, group: Sequence[str]) -> tuple[str, list[str]] | None:
    """The part of a group that one porteur reaches, the most valuable that holds; None where none does."""
    best: tuple[float, str, list[str]] | None = None
    for porteur in sorted(group):
        reach = problem.joined[porteur]
        members, weight = [porteur], problem.units[porteur].weight
        for member in sorted((member for member in group if member in reach), key=lambda member: -reach[member]):
            more = weight + problem.units[member].weight
            if problem.maximum is None or more <= problem.maximum:
                members.append(member)
                weight = more
        worth = problem.worth(porteur, members)
        if problem.holds(weight) and worth is not None and worth > 0 and (best is None or worth > best[0]):
            best = (worth, porteur, members)
    return None if best is None else best[1:]


def read(model: Model, without_spread: Model, spread_price: float, plan: dict[str, Any]) -> Problem:
    """The problem that a model of a register tells.

    Args:
        model: of the register.
        without_spread: of the same with a spread price of 0, which tells what each column costs in spread.
        spread_price: of `model`, in euros for each ESSMS·km.
        plan: any plan of the same register; it holds the ESSMS and the seat of each unit, and the limits.

    Raises:
        ValueError: a unit of the model that the plan does not have.
    """
    units = seats(plan)
    own: dict[str, float] = {}
    joined: dict[str, dict[str, float]] = {}
    for name, euros in zip(model.columns, model.objective):
        kind, porteur, *member = name.split("_")
        if kind == "y":
            own[porteur] = euros
            joined.setdefault(porteur, {})
        else:
            joined.setdefault(porteur, {})[member[0]] = euros
    missing = own.keys() - units.keys()
    if missing:
        raise ValueError(f"unit {min(missing)} of the model is not in the plan")
    free = dict(zip(without_spread.columns, without_spread.objective))
    kilometres = {
        name: (free[name] - euros) / spread_price for name, euros in zip(model.columns, model.objective)
    }
    region = plan["regions"][0]
    maximum = plan["parameters"]["maximum"]
    return Problem(
        {name: units[name] for name in sorted(own)},
        plan["parameters"]["minimum"][region],
        None if maximum is None else maximum.get(region),
        own,
        joined,
        kilometres,
    )


def seats(plan: dict[str, Any]) -> dict[str, Unit]:
    """The OG to be grouped: any plan of a register holds them all, each with its ESSMS and its seat."""
    told = [member for grappe in plan["grappes"] for member in grappe["members"]] + plan["ungrouped"]
    return {
        unit["og"]: Unit(unit["og"], len(unit["essms"]), unit["seat"]["lat"], unit["seat"]["lon"]) for unit in told
    }


def write(problem: Problem, path: Path) -> None:
    """Writes the problem for the workers: units with weight and place, on a plane of kilometres too, and the values."""
    units = list(problem.units.values())
    middle = sum(unit.latitude for unit in units) / len(units)
    scale = math.radians(1) * EARTH_KM
    path.write_text(
        json.dumps(
            {
                "minimum": problem.minimum,
                "maximum": problem.maximum,
                "units": [
                    {
                        "id": unit.id,
                        "weight": unit.weight,
                        "x": scale * math.cos(math.radians(middle)) * unit.longitude,
                        "y": scale * unit.latitude,
                    }
                    for unit in units
                ],
                "own": problem.own,
                "joined": problem.joined,
            }
        ),
        encoding="utf-8",
    )
