"""Exact solvers on the exported model, beside the engine, at equal time."""

from collections.abc import Iterator
from typing import Any

from .. import engine, peers
from ..exported import Exported
from ..registers import SEED, Register, available
from ..settings import Settings
from ..trace import standing, thinned
from . import Row, attempted, opened

NAME = "peers"

REGISTERS = [
    Register("guyane-30", "03", 30, is_further=True),
    Register("reunion-45", "04", 45, is_further=True),
    Register("centre-45", "24", 45, is_further=True),
    Register("corse-60", "94", 60, is_further=True),
    Register("centre-60", "24", 60),
    Register("martinique-100", "02", 100, is_further=True),
    Register("centre-100", "24", 100),
    Register("centre-200", "24", 200, is_further=True),
    Register("mainland-500", "24", 500, 20_000),
    Register("mainland-1000", "24", 1000, 20_000, is_further=True),
    Register("mainland-2000", "24", 2000, 20_000),
    Register("real-corse", "94", is_further=True),
    Register("real-guadeloupe", "01", is_further=True),
    Register("real-bretagne", "53", is_further=True),
]
SHORT = {"guyane-30", "centre-100"}
LIMITS, SHORT_LIMITS = (10.0, 60.0, 300.0), (2.0, 8.0)
PREPARATION = 5
"""Seconds to make a register and its model."""


def limits(settings: Settings) -> tuple[float, ...]:
    """Seconds that each solver has, one after the other."""
    return settings.limits or (SHORT_LIMITS if settings.is_short else LIMITS)


def describe(settings: Settings) -> dict[str, Any]:
    """What stands above the table."""
    return {
        "limits": list(limits(settings)),
        "threads": settings.threads,
        "withdrawal": 0,
        "registerSeed": SEED,
        "solverSeed": {"grappes": engine.SEED, "peers": peers.SEED},
        "singleThreaded": [peer.name for peer in peers.PEERS if not peer.is_parallel],
    }


def chosen(settings: Settings, registers: list[Register], short: set[str]) -> list[Register]:
    """The registers of this run."""
    return [
        register
        for register in available(registers)
        if settings.wants(register.name)
        and (settings.instances or (register.name in short if settings.is_short else _is_regular(register, settings)))
    ]


def _is_regular(register: Register, settings: Settings) -> bool:
    return settings.has_further or not register.is_further


def estimate(settings: Settings) -> float:
    """Seconds, if nothing is proven before its limit."""
    each = sum(limits(settings)) + len(peers.PEERS) * (limits(settings)[-1] + 1) + PREPARATION
    return each * len(chosen(settings, REGISTERS, SHORT))


def rows(settings: Settings) -> Iterator[Row]:
    """A row for each register, solver and time limit, the engine first."""
    for register in chosen(settings, REGISTERS, SHORT):
        for made in opened(NAME, register, settings):
            if not isinstance(made, Exported):
                yield made
                continue
            yield from engine_rows(NAME, made, limits(settings), settings)
            for peer in peers.PEERS:
                about = made.about | {"solver": peer.name}
                earlier = settings.kept(NAME, about)
                yield from earlier if len(earlier) == len(limits(settings)) else _peer(peer, made, about, settings)


def engine_rows(section: str, made: Exported, at: tuple[float, ...], settings: Settings) -> Iterator[Row]:
    """The engine's row at each limit, a run each, since it plans its time by the limit; what one proves optimal stands
    for the longer limits. Sections that ask for the same run share it.
    """
    proven: Row | None = None
    for seconds in at:
        about = made.about | {"limit": seconds}
        if proven is not None:
            yield proven | about
            continue

        def measure(seconds: float = seconds) -> Row:
            key = (made.register.name, seconds)
            return settings.once(
                key, lambda: engine.propose(made.files, made.folder, limit=seconds, threads=settings.threads).row()
            )

        row = attempted(settings, section, about, measure)
        if row["status"] == "optimal":
            proven = row
        yield row


def _peer(peer: peers.Peer, made: Exported, about: Row, settings: Settings) -> Iterator[Row]:
    """One run of the longest limit, and what was known of it at the others."""
    at = limits(settings)
    result = peers.solve(peer, made.path, made.model, made.folder, limit=at[-1], threads=settings.threads)
    run = result.run.figures()
    whole = judged(result.status, result.value, result.bound) | run | {"note": _note(result)}
    if result.value is not None:
        whole |= made.figures(result.columns)
    for seconds in at[:-1]:
        if result.status == "failed" or result.run.was_killed or result.run.seconds <= seconds:
            yield about | {"limit": seconds} | whole
            continue
        event = standing(result.events, seconds)
        value, bound = (event.value, event.bound) if event else (None, None)
        on_the_way = judged("unknown" if value is None else "feasible", value, bound)
        on_the_way |= run | {"seconds": seconds, "megabytes": None, "isOnTheWay": True}
        yield about | {"limit": seconds} | on_the_way
    yield about | {"limit": at[-1]} | whole | {"trace": thinned(result.events)}


def _note(result: peers.Result) -> str:
    """Says so where a solver's own word is not what its solution is worth."""
    told = result.events[-1].value if result.events else None
    if told is None or result.value is None or abs(told - result.value) <= 1e-6 * abs(result.value) + 0.01:
        return result.note
    return f"its log ends with {told:,.2f}"


def judged(status: str, value: float | None, bound: float | None) -> Row:
    """Status, value, bound and the gap between them, of a maximisation."""
    gap = None if value is None or bound is None else max(0.0, bound - value) / max(abs(bound), 1)
    return {"status": status, "value": value, "bound": bound, "gap": gap}
