"""The literature's capacitated p-median instances: the engine, HiGHS and the published best."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import engine, medians, peers
from ..paths import CPMP
from ..process import last_line, run_alone
from ..settings import Settings
from . import attempted

NAME = "cpmp"
# Nodes. Beyond, the textbook model has 100,000 binaries: HiGHS overruns its limit in presolve and finds nothing.
HIGHS_UP_TO = 200
SHORT = {"cpmp01", "cpmp11", "SJC1"}


def limit(settings: Settings) -> float:
    """Seconds that each solver has."""
    return settings.limit or (10 if settings.is_short else 60)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "seconds": limit(settings),
        "threads": settings.threads,
        "solverSeed": {"grappes": engine.SEED, "HiGHS": peers.SEED},
    }


def estimate(settings: Settings) -> float:
    """Seconds, if nothing is proven before its limit."""
    chosen = [medians.read(path) for path in _files(settings)]
    return sum(limit(settings) * (2 if instance.size <= HIGHS_UP_TO else 1) + 1 for instance in chosen)


def _files(settings: Settings) -> list[Path]:
    """The instances of this run, small ones first; none where they do not stand beside the repository."""
    if not CPMP.exists():
        return []
    published = medians.published(CPMP)
    files = [path for path in CPMP.iterdir() if path.stem in published and path.suffix in (".txt", ".dat")]
    return [
        path
        for path in sorted(files, key=lambda path: (medians.read(path).size, path.stem))
        if settings.wants(path.stem) and (not settings.is_short or settings.instances or path.stem in SHORT)
    ]


def rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """A row for each instance and solver."""
    files = _files(settings)
    published = medians.published(CPMP) if files else {}
    for path in files:
        instance = medians.read(path)
        best, is_proven = published[instance.name]
        about = {
            "instance": instance.name,
            "n": instance.size,
            "p": instance.medians,
            "published": best,
            "publishedProven": is_proven,
        }
        folder = settings.work / "cpmp" / instance.name
        yield attempted(settings, NAME, about, _engine, path, folder, settings)
        if instance.size <= HIGHS_UP_TO:
            earlier = settings.kept(NAME, about | {"solver": "HiGHS"})
            yield earlier[0] if earlier else about | _highs(instance, path, folder, settings)


def _engine(path: Path, folder: Path, settings: Settings) -> dict[str, Any]:
    run, told = engine.solve_medians(path, folder, limit=limit(settings), threads=settings.threads)
    return {"solver": "grappes"} | _judged(told["status"], told["value"], told["bound"]) | run.figures()


def _highs(instance: medians.Instance, path: Path, folder: Path, settings: Settings) -> dict[str, Any]:
    output, log = folder / "highs.answer", folder / "highs.log"
    output.unlink(missing_ok=True)
    seconds = limit(settings)
    command = peers.worker_command("highs_medians", path, output, seconds, settings.threads)
    run = run_alone(command, kill_after=2 * seconds + 60, log=log)
    row = {"solver": "HiGHS"} | run.figures()
    if run.was_killed:
        return row | _judged("unknown", None, None) | {"note": "ended, far beyond its limit"}
    if not output.exists():
        return row | _judged("failed", None, None) | {"note": last_line(log)}
    answer = peers.read_worker(output)
    try:
        value = instance.value(answer.chosen) if answer.chosen else None
    except ValueError as error:
        return row | _judged("failed", None, answer.bound) | {"note": f"its solution does not hold: {error}"}
    return row | _judged(answer.status, value, answer.bound)


def _judged(status: str, value: float | None, bound: float | None) -> dict[str, Any]:
    """Status, value, bound and the gap between them, of a minimisation."""
    gap = None if value is None or bound is None else max(0.0, value - bound) / max(abs(bound), 1)
    return {"status": status, "value": value, "bound": bound, "gap": gap}
