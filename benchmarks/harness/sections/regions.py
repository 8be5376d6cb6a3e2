"""Gaps of whole regions at several time limits, and every region of a synthetic France one after the other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import engine
from ..registers import SEED, Register, available, france
from ..settings import Settings
from . import attempted

NAME = "regions"

# Register, then the gap wanted at each time limit in seconds. 2,050 OG leave some 2,000 units.
BRETAGNE: dict[float, float] = {60: 0.003, 600: 0.001}
NOUVELLE_AQUITAINE: dict[float, float] = {60: 0.005, 600: 0.002}
LARGE: dict[float, float] = {10: 0.01, 60: 0.005, 600: 0.002}
REGIONS = [
    (Register("real-bretagne", "53"), BRETAGNE),
    (Register("real-nouvelle-aquitaine", "75"), NOUVELLE_AQUITAINE),
    (Register("bretagne-972", "53", 972), BRETAGNE),
    (Register("nouvelle-aquitaine-1746", "75", 1746), NOUVELLE_AQUITAINE),
    (Register("sparse-2000", "75", 2050), LARGE),
    (Register("dense-2000", "11", 2050), LARGE),
]
WITHDRAWALS = (0.0, 0.05)
SHORT = {"bretagne-972"}
FRANCE = "france"


def france_limit(settings: Settings) -> float:
    """Seconds for each region of France."""
    return settings.limit or (1 if settings.is_short else 20)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "threads": settings.threads,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED},
        "franceSecondsEach": france_limit(settings),
    }


def estimate(settings: Settings) -> float:
    """Seconds, if nothing is proven before its limit."""
    gaps = sum(len(WITHDRAWALS) * sum(_limits(aims, settings)) + 5 for _, aims in _chosen(settings))
    # Every process of France reads the whole register, a second or two.
    return gaps + (len(france()) * (france_limit(settings) + 2) + 30 if settings.wants(FRANCE) else 0)


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each register, withdrawal and time limit, then one for each region of France."""
    for register, aims in _chosen(settings):
        files = register.files(settings.work)
        for withdrawal in WITHDRAWALS:
            for seconds in _limits(aims, settings):
                about: dict[str, Any] = {"part": "gaps", "instance": register.name, "origin": register.origin}
                about |= {"withdrawal": withdrawal, "limit": seconds, "aim": aims.get(seconds)}
                yield attempted(settings, NAME, about, _planned, files, settings, seconds, withdrawal)
    if settings.wants(FRANCE):
        yield from _france(settings)


def _chosen(settings: Settings) -> list[tuple[Register, dict[float, float]]]:
    """The registers of this run: real ones that are there, and synthetic ones."""
    there = available([register for register, _ in REGIONS])
    return [
        (register, aims)
        for register, aims in REGIONS
        if register in there
        and settings.wants(register.name)
        and (not settings.is_short or settings.instances or register.name in SHORT)
    ]


def _limits(aims: dict[float, float], settings: Settings) -> list[float]:
    """Seconds of each run on a register."""
    return list(settings.limits) or ([5] if settings.is_short else list(aims))


def _france(settings: Settings) -> Iterator[dict[str, Any]]:
    """One register of all regions, planned region by region."""
    registers = france()
    files = [path for register in registers for path in register.files(settings.work / "france")]
    for register in registers:
        about = {"part": "france", "instance": register.name, "origin": register.origin, "withdrawal": 0.0}
        about |= {"limit": france_limit(settings), "aim": None}
        yield attempted(settings, NAME, about, _planned, files, settings, france_limit(settings), 0.0, register.region)


def _planned(
    files: list[Path], settings: Settings, seconds: float, withdrawal: float, region: str | None = None
) -> dict[str, Any]:
    folder, threads = settings.work / NAME, settings.threads
    return engine.propose(files, folder, limit=seconds, threads=threads, withdrawal=withdrawal, region=region).row()
