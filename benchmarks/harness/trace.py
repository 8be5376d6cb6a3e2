"""What a solver had at any moment of its run: its value and its bound, read from the lines that it printed on the way.

Values on the way are the solver's own word; the last one is checked, since the solution at the end is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

INCUMBENT = "incumbent"
"""First word of the lines in which a worker tells what it has: `incumbent VALUE BOUND`, a dash for none."""


@dataclass(frozen=True)
class Event:
    """What is known from this moment on."""

    seconds: float
    value: float | None
    bound: float | None


Told = tuple[float | None, float | None]
"""Value and bound that a line tells; None for what it does not."""
Reader = Callable[[str], Told | None]


def events(lines: Iterable[tuple[float, str]], read: Reader) -> list[Event]:
    """What changed, in order: the value only rises, the bound only falls, of a maximisation."""
    changes: list[Event] = []
    value: float | None = None
    bound: float | None = None
    for seconds, line in lines:
        told = read(line)
        if told is None:
            continue
        better = told[0] if value is None or (told[0] is not None and told[0] > value) else value
        tighter = told[1] if bound is None or (told[1] is not None and told[1] < bound) else bound
        if (better, tighter) != (value, bound):
            value, bound = better, tighter
            changes.append(Event(seconds, value, bound))
    return changes


def standing(changes: list[Event], seconds: float) -> Event | None:
    """The last that was known at a moment; None before the first."""
    return next((event for event in reversed(changes) if event.seconds <= seconds), None)


def thinned(changes: list[Event], most: int = 40) -> list[list[float | None]]:
    """For a plot: rises of the value alone, the first and the last among them, as [seconds, value]."""
    rises = [event for event, before in zip(changes, [None, *changes]) if before is None or event.value != before.value]
    rises = [event for event in rises if event.value is not None]
    step = max(1, -(-len(rises) // most))
    kept = [event for place, event in enumerate(rises) if place % step == 0 or place == len(rises) - 1]
    return [[event.seconds, event.value] for event in kept]


def worker(line: str) -> Told | None:
    """A line of one of `workers`."""
    words = line.split()
    return (_number(words[1]), _number(words[2])) if words[:1] == [INCUMBENT] and len(words) == 3 else None


_HIGHS = re.compile(r"\d\.\d\d%\s+(\S+)\s+(\S+)\s+(?:\S+%|inf|Large)\s+\d+\s+\d+\s+\d+\s+\S+\s+\d+\.\d+s\s*$")


def highs(line: str) -> Told | None:
    """A line of HiGHS's table: … explored %, bound, solution, gap, cuts, iterations, time."""
    found = _HIGHS.search(line)
    return (_number(found.group(2)), _number(found.group(1))) if found else None


_CBC_TREE = re.compile(r"Cbc0010I .* on tree, (\S+) best solution, best possible (\S+) \(")
_CBC_FOUND = re.compile(r"Cbc00\d\dI (?:Integer solution|Solution) of (\S+) found")
_CBC_NONE = 1e49


def cbc(line: str) -> Told | None:
    """Lines Cbc0010I (the tree) and those of a solution found; CBC minimises the objective with its sign changed."""
    tree = _CBC_TREE.search(line)
    if tree:
        value, bound = (_number(text) for text in tree.groups())
        return _negated(value), _negated(bound)
    found = _CBC_FOUND.search(line)
    return (_negated(_number(found.group(1))), None) if found else None


_GLPSOL = re.compile(r"^\+\s*\d+: (?:mip =|>>>>>)\s+(not found yet|\S+) <=\s+(tree is empty|\S+)")


def glpsol(line: str) -> Told | None:
    """`+ 681: mip = 3.5e+00 <= 4.1e+00 …`, or `>>>>>` in the place of `mip =` when a solution is new."""
    found = _GLPSOL.match(line)
    if not found:
        return None
    value = _number(found.group(1))
    return value, value if found.group(2) == "tree is empty" else _number(found.group(2))


_ENGINE = re.compile(r"([\d,.]+|–)\s?€?\s+≤\s+€?([\d,.]+|–)")


def engine(line: str) -> Told | None:
    """`24  search  €7,248,697.70 ≤ €7,250,050.26  gap …` on standard error, in English."""
    found = _ENGINE.search(line)
    return (_number(found.group(1)), _number(found.group(2))) if found else None


def _negated(value: float | None) -> float | None:
    return None if value is None or abs(value) >= _CBC_NONE else 0.0 - value


def _number(text: str) -> float | None:
    """A finite number, thousands separated by commas or not; None for all else."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value + 0.0 if abs(value) < float("inf") else None  # no -0
