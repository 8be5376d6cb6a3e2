"""Values of one search parameter, tried on some registers and judged on others.

The parameter's line in `SearchParameters*.swift` is changed in a copy of the sources, which is built beside the repository;
nothing here is changed. The value that does best on the tuning registers is the one proposed; the judging registers, which
had no say in the choice, tell whether it is better than the present one there too.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .paths import REPOSITORY
from .registers import Register, available

TUNING = (Register("centre-100", "24", 100), Register("mainland-500", "24", 500, 20_000), Register("real-corse", "94"))
JUDGING = (
    Register("mainland-1000", "24", 1_000, 20_000),
    Register("real-bretagne", "53"),
    Register("real-guadeloupe", "01"),
)
PARAMETERS = REPOSITORY / "Sources" / "Grouping" / "Schedule"


class TuningError(Exception):
    """What was asked for cannot be tried."""


@dataclass(frozen=True)
class Place:
    """Where a parameter stands."""

    file: Path
    line: int
    present: str


def place(name: str, folder: Path = PARAMETERS) -> Place:
    """The line that sets a parameter, named by its enumeration, as in `Annealing.hot`."""
    family, _, own = name.rpartition(".")
    found = []
    for file in sorted(folder.glob("SearchParameters*.swift")):
        enclosing = ""
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            if match := re.match(r"\s*enum (\w+)", line):
                enclosing = match[1]
            match = re.match(rf"\s*static let {re.escape(own)}\b[^=]*= (.+)", line)
            if match and family in ("", enclosing):
                found.append(Place(file, number, match[1]))
    if len(found) != 1:
        raise TuningError(f"{name}: expected one parameter of this name, as in Annealing.hot; found {len(found)}")
    return found[0]


def changed(text: str, spot: Place, value: str) -> str:
    """The file with the parameter at another value."""
    lines = text.splitlines(keepends=True)
    lines[spot.line] = lines[spot.line].replace(f"= {spot.present}", f"= {value}")
    return "".join(lines)


def build(spot: Place, value: str, scratch: Path) -> Path:
    """A program with the parameter at this value."""
    copy = scratch / "sources"
    for name in ("Package.swift", "Sources"):
        target = copy / name
        if not target.exists():
            (shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy)(REPOSITORY / name, target)
    text = changed(spot.file.read_text(encoding="utf-8"), spot, value)
    (copy / spot.file.relative_to(REPOSITORY)).write_text(text, encoding="utf-8")
    product = ["swift", "build", "-c", "release", "--product", "grappes"]
    subprocess.run(product, cwd=copy, check=True, stdout=subprocess.DEVNULL)
    own = scratch / f"grappes-{len(list(scratch.glob('grappes-*')))}"
    shutil.copy(copy / ".build" / "release" / "grappes", own)
    return own


def gap(program: Path, register: Register, folder: Path, limit: float, seed: int) -> float:
    """Gap of the plan that a program proposes, a share."""
    out = folder / "plan"
    command = [str(program), "propose", *map(str, register.files(folder)), "--region", register.region]
    command += ["--time-limit", str(limit), "--seed", str(seed), "--plain", "--quiet", "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return float(json.loads((out / "plan.json").read_text(encoding="utf-8"))["gap"])


def main() -> int:
    """Tries the values, prints a table, and says which is best where."""
    parser = argparse.ArgumentParser(
        prog="benchmarks/tune", description="Tries values of a search parameter on registers and judges them on others."
    )
    parser.add_argument("parameter", help="as in Annealing.hot")
    parser.add_argument("values", nargs="+", help="Swift expressions, tried besides the present one")
    parser.add_argument("--time-limit", type=float, default=30, metavar="S", help="of each run (30)")
    parser.add_argument("--seeds", type=int, default=2, metavar="N", help="runs of each register (2)")
    options = parser.parse_args()
    try:
        spot = place(options.parameter)
    except TuningError as error:
        print(error, file=sys.stderr)
        return 64
    values = [spot.present] + [value for value in options.values if value != spot.present]
    means: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for value in values:
            program = build(spot, value, folder)
            means[value] = {}
            for role, registers in (("tuning", TUNING), ("judging", JUDGING)):
                gaps = []
                for register in available(list(registers)):
                    own = [
                        gap(program, register, folder, options.time_limit, seed + 1) for seed in range(options.seeds)
                    ]
                    gaps.append(sum(own) / len(own))
                    print(f"{options.parameter} = {value}: {register.name} {100 * gaps[-1]:.4f} %", flush=True)
                means[value][role] = sum(gaps) / len(gaps)
    best = min(values, key=lambda value: means[value]["tuning"])
    for value in values:
        tuned, judged = means[value]["tuning"], means[value]["judging"]
        print(f"{value}: mean gap {100 * tuned:.4f} % on the tuning registers, {100 * judged:.4f} % on the judging ones")
    holds = means[best]["judging"] <= means[spot.present]["judging"]
    print(f"best on the tuning registers: {best}" + ("" if holds else f"; not better on the others than {spot.present}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
