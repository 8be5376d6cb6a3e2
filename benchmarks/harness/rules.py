"""Rules that a planner adds to a register: wishes, one DUI or sector for each grappe, an envelope.

All are made of the register and a seed alone, never of a plan, so that every engine and every commit gets the same.
"""

import math
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .grouping import EARTH_KM, Unit
from .paths import DATASETS

SEED = 2026
EDITORS = 15
LOCKED, APART = 10, 5
LOCKED_MARGIN = 3
"""ESSMS by which a locked grappe is above the minimum, at least."""
LOCKED_KM = 25.0
"""Its members are no farther from its middle."""
EUROS_FOR_EACH_ESSMS = 20_000
"""Of the envelope: some half of what all OG in grappes would draw."""


@dataclass(frozen=True)
class Ground:
    """What rules are made of."""

    region: str
    files: list[Path]
    """Of the register, the places first."""
    units: Mapping[str, Unit]
    """The OG to be grouped."""
    minimum: int
    """ESSMS of a grappe."""


@dataclass(frozen=True)
class Rules:
    """Rules as the commands take them."""

    options: tuple[str, ...] = ()
    """Of `propose` and `export-model`."""
    files: tuple[str, ...] = ()
    """Those that `check` takes too."""


@dataclass(frozen=True)
class Kind:
    """Rules of one kind, and how they are made in a folder."""

    name: str
    make: Callable[[Ground, Path], Rules]


def wishes(units: Mapping[str, Unit], minimum: int, seed: int = SEED) -> str:
    """constraints.csv: ten grappes locked, or as many as half of the OG make, five pairs of neighbours apart, one OG out."""
    draws = random.Random(seed)
    free = sorted(units)
    lines = ["type;a;b"]
    locked = 0
    for _ in range(20 * LOCKED):
        if locked == LOCKED:
            break
        middle = draws.choice(free)
        members = _around(units, free, middle, minimum + LOCKED_MARGIN)
        if members is None or 2 * (len(units) - len(free) + len(members)) > len(units):
            continue
        locked += 1
        lines += [f"verrou;{member};{locked}" for member in members]
        free = [unit for unit in free if unit not in members]
    for _ in range(min(APART, len(free) // 2)):
        one = draws.choice(free)
        other = min((unit for unit in free if unit != one), key=lambda unit: (distance(units[one], units[unit]), unit))
        lines.append(f"separes;{one};{other}")
        free = [unit for unit in free if unit not in (one, other)]
    if free:
        lines.append(f"exclu;{draws.choice(free)};")
    return "\n".join(lines) + "\n"


def _around(units: Mapping[str, Unit], free: list[str], middle: str, weight: int) -> list[str] | None:
    """The nearest OG around one that together weigh so much; None where they are too far."""
    members: list[str] = []
    for unit in sorted(free, key=lambda unit: (distance(units[middle], units[unit]), unit)):
        if distance(units[middle], units[unit]) > LOCKED_KM:
            return None
        members.append(unit)
        if sum(units[member].weight for member in members) >= weight:
            return members
    return None


def distance(a: Unit, b: Unit) -> float:
    """Kilometres between two seats, near enough for neighbours."""
    north = math.radians(a.latitude - b.latitude)
    east = math.radians(a.longitude - b.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return EARTH_KM * math.hypot(north, east)


def envelope(ground: Ground) -> int:
    """Euros, in whole 100,000."""
    essms = sum(unit.weight for unit in ground.units.values())
    return max(1, round(essms * EUROS_FOR_EACH_ESSMS / 100_000)) * 100_000


def _wishes(ground: Ground, folder: Path) -> Rules:
    path = folder / "constraints.csv"
    path.write_text(wishes(ground.units, ground.minimum), encoding="utf-8")
    files = ("--constraints", str(path))
    return Rules(files, files)


def _situation(ground: Ground, folder: Path) -> tuple[str, str]:
    path = folder / "situation.csv"
    command = [sys.executable, str(DATASETS / "make_situation.py"), str(ground.files[0])]
    command += ["--editors", str(EDITORS), "--seed", str(SEED)]
    with path.open("w", encoding="utf-8") as file:
        subprocess.run(command, check=True, stdout=file)
    return "--situation", str(path)


def _dui(preference: str) -> Callable[[Ground, Path], Rules]:
    def make(ground: Ground, folder: Path) -> Rules:
        files = _situation(ground, folder)
        return Rules((*files, "--dui", preference), files)

    return make


KINDS = [
    Kind("no rule", lambda _ground, _folder: Rules()),
    Kind("wishes", _wishes),
    Kind("DUI required", _dui("require")),
    Kind("DUI preferred", _dui("prefer")),
    Kind("sector required", lambda _ground, _folder: Rules(("--sectors", "require"))),
    Kind("envelope", lambda ground, _folder: Rules(("--envelope", f"{ground.region}={envelope(ground)}"))),
]
