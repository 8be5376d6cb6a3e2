"""The plots: time against size, value against time."""

from pathlib import Path

import matplotlib

matplotlib.use("svg")

from matplotlib import pyplot  # noqa: E402
from matplotlib.axis import Axis  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.ticker import LogLocator, NullFormatter  # noqa: E402


COLOURS = ["#1f5f8b", "#d1652b", "#5b8c3a", "#8a4f9e", "#b8952b", "#5f6b75", "#c23b56", "#3a9c9c"]
"""The engine's first; then the peers, in their order."""
LEAST_GAP = 1e-5
"""What is closer to the best value is drawn here, since logarithms have no 0."""


def progress(curves: dict[str, dict[str, list[tuple[float, float]]]], path: Path) -> None:
    """Draws the gap to the best known value against seconds, a panel for each instance, a step line for each solver.

    The same points give the same bytes.
    """
    matplotlib.rcParams["svg.hashsalt"] = "grappes"
    across = min(2, len(curves))
    down = -(-len(curves) // across)
    figure, grid = pyplot.subplots(
        down, across, figsize=(max(7, 4.8 * across), 3.2 * down + 0.4), squeeze=False, layout="constrained"
    )
    names = list(dict.fromkeys(name for solvers in curves.values() for name in solvers))
    end = max((moment for solvers in curves.values() for points in solvers.values() for moment, _ in points), default=1)
    for axes, (title, solvers) in zip(grid.flat, curves.items()):
        for name, points in solvers.items():
            if points:
                moments, gaps = zip(*points)
                is_engine = name == names[0]
                axes.step(
                    [*moments, end],
                    [100 * max(gap, LEAST_GAP) for gap in (*gaps, gaps[-1])],
                    where="post",
                    color=COLOURS[names.index(name) % len(COLOURS)],
                    linewidth=2.2 if is_engine else 1.2,
                    zorder=3 if is_engine else 2,
                )
        axes.set_title(title, fontsize=10)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_ylim(50 * LEAST_GAP, 150)
        _numbers(axes.xaxis)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.grid(True, which="major", color="#dddddd")
        _plain(axes)
    for axes in list(grid.flat)[len(curves) :]:
        axes.set_visible(False)
    for axes in grid[-1]:
        axes.set_xlabel("seconds")
    for row in grid:
        row[0].set_ylabel("gap to the best value known, %")
    figure.legend(handles=_keys(names), loc="outside upper center", ncols=4, frameon=False, fontsize=9)
    _save(figure, path)


def sizes(points: dict[str, list[tuple[float, float]]], near: float, path: Path) -> None:
    """Draws, for each solver, units against the seconds until it was near the best known value."""
    matplotlib.rcParams["svg.hashsalt"] = "grappes"
    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for name, colour in zip(points, COLOURS):
        units, moments = zip(*sorted(points[name]))
        axes.loglog(units, moments, "o-", color=colour, label=name, linewidth=2.2 if colour == COLOURS[0] else 1.2)
    _numbers(axes.xaxis)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("units (OG to be grouped)")
    axes.set_ylabel(f"seconds until within {100 * near:g} % of the best value known")
    axes.grid(True, which="major", color="#dddddd")
    axes.legend(frameon=False)
    _plain(axes)
    _save(figure, path)


def _keys(names: list[str]) -> list[Line2D]:
    return [
        Line2D([], [], color=COLOURS[place % len(COLOURS)], label=name, linewidth=1.2 if place else 2.2)
        for place, name in enumerate(names)
    ]


def _numbers(axis: Axis) -> None:
    """Marks 1, 2 and 5 of each power of ten, in plain figures."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


def _plain(axes: pyplot.Axes) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _save(figure: pyplot.Figure, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


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
    _plain(axes)
    _save(figure, path)
