#!/usr/bin/env python3
"""What plans are paid when OG withdraw: a simulation of the same withdrawals on each of them.

In each draw every OG of a plan's register withdraws with the same probability, independently of the others; an OG that
stands in several plans withdraws in all of them or in none. A grappe that keeps the minimum of its route is paid for the
members that remain and for its own items; one that does not is paid nothing.

    benchmarks/withdrawals.py PLAN.json PLAN.json … [--withdrawal 0.05] [--draws 10000] [--seed 1]

Prints for each plan the mean funding with its 95 % interval, the share of grappes that fall below their minimum, and the
mean probability that the plan itself states; with two plans or more also the mean difference to the first, draw by draw.
"""
import argparse
import json
import math
import random


def minimum(plan, grappe):
    if grappe["route"] == "regional":
        return plan["parameters"]["minimum"][grappe["region"]]
    return plan["parameters"]["routeLimits"][grappe["route"]]["minimum"]


def grappes(plan):
    """(minimum, members as (OG, ESSMS, cents), cents of the grappe's own items) of each grappe."""
    for grappe in plan["grappes"]:
        members = [(m["og"], len(m["essms"]), round(100 * m["amount"])) for m in grappe["members"]]
        own = round(100 * grappe["funding"]["total"]) - sum(m[2] for m in members)
        yield minimum(plan, grappe), members, own


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", nargs="+")
    parser.add_argument("--withdrawal", type=float, default=0.05)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    plans = [json.load(open(path, encoding="utf-8")) for path in options.plans]
    groups = [list(grappes(plan)) for plan in plans]
    everyone = sorted({og for group in groups for _, members, _ in group for og, _, _ in members})
    generator = random.Random(options.seed)
    paid = [[] for _ in plans]
    sunk = [0 for _ in plans]
    for _ in range(options.draws):
        gone = {og for og in everyone if generator.random() < options.withdrawal}
        for index, group in enumerate(groups):
            total = 0
            for least, members, own in group:
                kept = [m for m in members if m[0] not in gone]
                if sum(m[1] for m in kept) >= least:
                    total += own + sum(m[2] for m in kept)
                else:
                    sunk[index] += 1
            paid[index].append(total / 100)
    print(f"{options.draws} draws, withdrawal {options.withdrawal}, seed {options.seed}")
    for index, path in enumerate(options.plans):
        mean, half = interval(paid[index])
        count = len(groups[index])
        stated = sum(g["probability"] for g in plans[index]["grappes"]) / max(1, count)
        print(
            f"{path}: withdrawal of the plan {plans[index]['parameters']['withdrawal']}, {count} grappes, funded "
            f"€{mean:,.0f} ± {half:,.0f}, {100 * sunk[index] / max(1, count * options.draws):.2f} % of grappes sink, "
            f"stated probability {stated:.4f} on average"
        )
        if index > 0:
            mean, half = interval([a - b for a, b in zip(paid[index], paid[0])])
            base = sum(paid[0]) / len(paid[0])
            print(f"  against the first: €{mean:+,.0f} ± {half:,.0f} ({100 * mean / base:+.2f} %)")


def interval(values):
    """Mean and half of its 95 % interval."""
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / max(1, len(values) - 1)
    return mean, 1.96 * math.sqrt(variance / len(values))


if __name__ == "__main__":
    main()
