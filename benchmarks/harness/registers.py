"""The registers that are planned: synthetic ones made anew from their arguments, real ones where they are."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .paths import DATASETS, REAL_REGISTERS

SEED = "2026"


@dataclass(frozen=True)
class Register:
    """A register of one region."""

    name: str
    region: str
    og: int | None = None
    """Number of OG of a synthetic one; None for a real one."""
    mainland: int | None = None
    """OG of the whole mainland of which this one is a cut; None for a register within its region."""
    is_further: bool = False
    """Whether a run measures it only with --further or by its name."""

    @property
    def is_real(self) -> bool:
        """Whether it comes from the official extracts."""
        return self.og is None

    @property
    def origin(self) -> str:
        """How to get it."""
        if self.is_real:
            return f"FINESS extract of 2021, {self.name.removeprefix('real-')}"
        cut = f" --mainland {self.mainland}" if self.mainland else ""
        return f"make_register.py --region {self.region} --og {self.og}{cut} --seed {SEED}"

    def files(self, folder: Path) -> list[Path]:
        """Its files; a synthetic one is made in a folder of its own under `folder` when it is not there yet."""
        if self.is_real:
            return [_real_file(self.name)]
        own = folder / self.name
        if not own.exists():
            command = [sys.executable, str(DATASETS / "make_register.py"), "--region", self.region]
            command += ["--og", str(self.og), "--seed", SEED, "--out", str(own)]
            if self.mainland:
                command += ["--mainland", str(self.mainland)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return [own / "finess-507.csv", own / "finess-501.csv"]


def _real_file(name: str) -> Path:
    return REAL_REGISTERS / f"{name.removeprefix('real-')}.csv"


def available(registers: list[Register]) -> list[Register]:
    """Without the real ones that do not stand beside the repository."""
    return [register for register in registers if not register.is_real or _real_file(register.name).exists()]


def france() -> list[Register]:
    """The 18 regions, each with as many OG as the real one has; Mayotte, which was not counted, with Guyane's."""
    calibration = json.loads((DATASETS / "calibration.json").read_text(encoding="utf-8"))
    counts = {region: sum(sizes.values()) for region, sizes in calibration["og_size_by_region"].items()}
    counts.setdefault("06", counts["03"])
    return [Register(f"region-{region}", region, og) for region, og in sorted(counts.items())]
