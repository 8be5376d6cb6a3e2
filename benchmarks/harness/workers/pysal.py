"""Units in the terms of PySAL."""

import geopandas
import libpysal

from .units import Units, neighbours


def frame(units: Units) -> geopandas.GeoDataFrame:
    """Columns x, y (km) and weight (ESSMS), points as geometry."""
    columns = {"x": units.places[:, 0], "y": units.places[:, 1], "weight": units.weights}
    return geopandas.GeoDataFrame(columns, geometry=geopandas.points_from_xy(units.places[:, 0], units.places[:, 1]))


def graph(units: Units) -> libpysal.weights.W:
    """Who borders whom."""
    return libpysal.weights.W(dict(enumerate(neighbours(units))), silence_warnings=True)
