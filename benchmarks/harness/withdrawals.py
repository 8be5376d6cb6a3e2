"""What plans are paid when OG withdraw: a simulation of the same withdrawals on each of them.

In each draw every OG of a plan's register withdraws with the same probability, independently of the others; an OG that
stands in several plans withdraws in all of them or in none. A grappe that keeps the minimum of its route is paid for the
members that remain and for its own items; one that does not is paid nothing.

    PYTHONPATH=benchmarks python3 -m harness.withdrawals PLAN.json PLAN.json … [--withdrawal 0.05] [--draws 10000] [--seed 1]

Prints for each plan the mean funding with its 95 % interval, the share of grappes that fall below their minimum, and the
mean probability that the plan itself states; with two plans or more also the mean difference to the first, draw by draw.
"""
import argparse
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


Plan = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a plan is paid over all draws."""

    paid: list[float]
    """Euros, draw by draw."""
    sunk: float
    """Share of its grappes that fall below their minimum."""

    @property
    def mean(self) -> float:
        """Euros."""
        return sum(self.paid) / len(self.paid)

    @property
    def half_interval(self) -> float:
        """Half of the mean's 95 % interval, in euros."""
        return half_interval(self.paid)


def simulate(plans: list[Plan], *, withdrawal: float, draws: int, seed: int) -> list[Outcome]:
    """One outcome for each plan; the same withdrawals for all of them."""
    groups = [list(_grappes(plan)) for plan in plans]
    everyone = sorted({og for group in groups for _, members, _ in group for og, _, _ in members})
    generator = random.Random(seed)
    paid: list[list[float]] = [[] for _ in plans]
    sunk = [0 for _ in plans]
    for _ in range(draws):
        gone = {og for og in everyone if generator.random() < withdrawal}
        for index, group in enumerate(groups):
            total = 0
            for least, members, own in group:
                kept = [member for member in members if member[0] not in gone]
                if sum(member[1] for member in kept) >= least:
                    total += own + sum(member[2] for member in kept)
                else:
                    sunk[index] += 1
            paid[index].append(total / 100)
    return [Outcome(p, s / max(1, len(g) * draws)) for p, s, g in zip(paid, sunk, groups, strict=True)]


def _grappes(plan: Plan) -> Iterator[tuple[int, list[tuple[str, int, int]], int]]:
    """Minimum, members as (OG, ESSMS, cents) and cents of the grappe's own items."""
    for grappe in plan["grappes"]:
        members = [(m["og"], len(m["essms"]), round(100 * m["amount"])) for m in grappe["members"]]
        own = round(100 * grappe["funding"]["total"]) - sum(member[2] for member in members)
        yield _minimum(plan, grappe), members, own


def _minimum(plan: Plan, grappe: dict[str, Any]) -> int:
    parameters = plan["parameters"]
    if grappe["route"] == "regional":
        return parameters["minimum"][grappe["region"]]
    return parameters["routeLimits"][grappe["route"]]["minimum"]


def half_interval(values: list[float]) -> float:
    """Half of the 95 % interval of their mean."""
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)
    return 1.96 * math.sqrt(variance / len(values))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("plans", nargs="+", metavar="PLAN.json")
    parser.add_argument("--withdrawal", type=float, default=0.05)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    plans = []
    for path in options.plans:
        with open(path, encoding="utf-8") as file:
            plans.append(json.load(file))
    outcomes = simulate(plans, withdrawal=options.withdrawal, draws=options.draws, seed=options.seed)
    print(f"{options.draws} draws, withdrawal {options.withdrawal}, seed {options.seed}")
    for path, plan, outcome in zip(options.plans, plans, outcomes, strict=True):
        count = len(plan["grappes"])
        stated = sum(grappe["probability"] for grappe in plan["grappes"]) / max(1, count)
        print(
            f"{path}: withdrawal assumed {plan['parameters']['withdrawal']}, {count} grappes, funded "
            f"€{outcome.mean:,.0f} ± {outcome.half_interval:,.0f}, {100 * outcome.sunk:.2f} % of grappes sink, "
            f"stated probability {stated:.4f} on average"
        )
        if outcome is not outcomes[0]:
            difference = [a - b for a, b in zip(outcome.paid, outcomes[0].paid, strict=True)]
            mean = sum(difference) / len(difference)
            share = f" ({100 * mean / outcomes[0].mean:+.2f} %)" if outcomes[0].mean else ""
            print(f"  against the first: €{mean:+,.0f} ± {half_interval(difference):,.0f}{share}")


if __name__ == "__main__":
    main()
