"""Units in the terms of GeoDa."""

import tempfile
from pathlib import Path

import pygeoda
from pygeoda.weights.weight import read_gal

from .units import Units, neighbours


def graph(units: Units) -> pygeoda.Weight:
    """Who borders whom."""
    rows = neighbours(units)
    lines = [f"0 {len(rows)} units id"]
    for unit, row in enumerate(rows):
        lines += [f"{unit} {len(row)}", " ".join(map(str, row))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.gal"
        path.write_text("\n".join(lines) + "\n", encoding="ascii")
        return read_gal(str(path), [str(unit) for unit in range(len(rows))])


def columns(units: Units) -> tuple[list[list[float]], list[float]]:
    """x and y (km), then weights (ESSMS)."""
    places = [units.places[:, axis].tolist() for axis in (0, 1)]
    return places, [float(weight) for weight in units.weights]
