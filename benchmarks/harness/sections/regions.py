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
    return settings.limit or (2 if settings.is_short else 20)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "threads": settings.threads,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED},
        "franceSecondsEach": france_limit(settings),
    }


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each register, withdrawal and time limit, then one for each region of France."""
    for register, aims in available_regions():
        if not settings.wants(register.name):
            continue
        if settings.is_short and not settings.instances and register.name not in SHORT:
            continue
        files = register.files(settings.work)
        limits = [settings.limit or 10] if settings.limit or settings.is_short else list(aims)
        for withdrawal in WITHDRAWALS:
            for seconds in limits:
                about: dict[str, Any] = {"part": "gaps", "instance": register.name, "origin": register.origin}
                about |= {"withdrawal": withdrawal, "limit": seconds, "aim": aims.get(seconds)}
                yield attempted(about, _planned, files, settings, seconds, withdrawal)
    if settings.wants(FRANCE):
        yield from _france(settings)


def available_regions() -> list[tuple[Register, dict[float, float]]]:
    """The real registers that are there, and all synthetic ones."""
    there = available([register for register, _ in REGIONS])
    return [(register, aims) for register, aims in REGIONS if register in there]


def _france(settings: Settings) -> Iterator[dict[str, Any]]:
    """One register of all regions, planned region by region."""
    registers = france()
    files = [path for register in registers for path in register.files(settings.work / "france")]
    for register in registers:
        about = {"part": "france", "instance": register.name, "origin": register.origin, "withdrawal": 0.0}
        about |= {"limit": france_limit(settings), "aim": None}
        yield attempted(about, _planned, files, settings, france_limit(settings), 0.0, register.region)


def _planned(
    files: list[Path], settings: Settings, seconds: float, withdrawal: float, region: str | None = None
) -> dict[str, Any]:
    folder, threads = settings.work / NAME, settings.threads
    return engine.propose(files, folder, limit=seconds, threads=threads, withdrawal=withdrawal, region=region).row()
