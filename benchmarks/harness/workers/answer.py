"""How a worker is called and what it writes."""

import argparse
import json
from pathlib import Path

from ..trace import INCUMBENT


def arguments() -> argparse.Namespace:
    """`PROBLEM ANSWER --seconds S --threads N --seed N`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("problem", type=Path)
    parser.add_argument("answer", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def tell(value: float | None, bound: float | None) -> None:
    """Prints what the solver has by now, of a maximisation; None for what it has not."""
    words = ("-" if number is None else repr(float(number)) for number in (value, bound))
    print(INCUMBENT, *words, flush=True)


def write(path: Path, status: str, bound: float | None, chosen: list) -> None:
    """Writes the answer.

    Args:
        status: `optimal`, `feasible`, `infeasible` or `unknown`.
        bound: what the solver has proven that no solution betters.
        chosen: what the solution consists of; empty where there is none.
    """
    path.write_text(json.dumps({"status": status, "bound": bound, "chosen": chosen}), encoding="utf-8")
