"""The plot of time against size."""

from pathlib import Path

import matplotlib

matplotlib.use("svg")

from matplotlib import pyplot  # noqa: E402


def growth(points: list[tuple[float, float]], slope: float | None, path: Path) -> None:
    """Draws units against seconds on logarithmic axes, with a line of linear growth through the largest size.

    The same points give the same bytes.
    """
    matplotlib.rcParams["svg.hashsalt"] = "grappes"
    units, seconds = zip(*sorted(points))
    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    label = "measured" if slope is None else f"measured, fitted growth: units$^{{{slope:.2f}}}$"
    axes.loglog(units, seconds, "o-", color="#1f5f8b", label=label)
    linear = [seconds[-1] * count / units[-1] for count in units]
    axes.loglog(units, linear, ":", color="#888888", label="linear growth through the largest")
    axes.set_xlabel("units (OG to be grouped)")
    axes.set_ylabel("seconds to a gap of 1 %, whole process")
    axes.grid(True, which="major", color="#dddddd")
    axes.legend(frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
