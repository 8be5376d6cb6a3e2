"""Where things stand, relative to this file."""

from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
REPOSITORY = BENCHMARKS.parent
PROGRAMS = REPOSITORY / ".build" / "release"
DATASETS = REPOSITORY / "datasets"
# Data that are not the project's own; used where they stand beside the repository.
BESIDE = REPOSITORY.parent / "shared" / "data"
REAL_REGISTERS = BESIDE / "finess"
CPMP = BESIDE / "cpmp"
