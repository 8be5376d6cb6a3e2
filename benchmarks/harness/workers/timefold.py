"""Timefold, a metaheuristic for planners' rules: each OG is given a porteur within reach, or none.

Hard score: what groups have above the maximum, and members of a porteur that is not its own. Soft score: the
programme's euros, less than half of them for a group below the minimum. It starts from OG dealt to the nearest of
porteurs spread evenly.
"""

import math
import threading
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    EnvironmentMode,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import Constraint, ConstraintCollectors, ConstraintFactory, HardSoftScore, Joiners
from timefold.solver.score import constraint_provider

from . import units


@dataclass
class Porteur:
    """A place that members are given."""

    id: Annotated[str, PlanningId]
    least: int
    most: int


@planning_entity
@dataclass
class Member:
    """An OG."""

    id: Annotated[str, PlanningId]
    weight: int
    gains: dict[str, int]
    """Whole euros, by porteur."""
    reach: Annotated[list[Porteur], ValueRangeProvider(id="reach")] = field(default_factory=list)
    porteur: Annotated[
        Porteur | None, PlanningVariable(allows_unassigned=True, value_range_provider_refs=["reach"])
    ] = field(default=None)


@planning_solution
@dataclass
class Grouping:
    """All of it."""

    porteurs: Annotated[list[Porteur], ProblemFactCollectionProperty]
    members: Annotated[list[Member], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore, PlanningScore] = field(default=None)


def worth(least: int, weight: int, euros: int) -> int:
    """A group's euros; below the minimum a share that grows with its ESSMS.

    As a hard rule the minimum lets no group be dissolved, since each member that leaves breaks it more: the search then
    stays where it started.
    """
    if weight >= least:
        return euros
    return euros * weight * weight // (2 * least * least)


@constraint_provider
def rules(factory: ConstraintFactory) -> list[Constraint]:
    """The score."""
    return [
        factory.for_each(Member)
        .group_by(
            lambda member: member.porteur,
            ConstraintCollectors.sum(lambda member: member.weight),
            ConstraintCollectors.sum(lambda member: member.gains[member.porteur.id]),
        )
        .reward(HardSoftScore.ONE_SOFT, lambda porteur, weight, euros: worth(porteur.least, weight, euros))
        .as_constraint("euros"),
        factory.for_each(Member)
        .group_by(lambda member: member.porteur, ConstraintCollectors.sum(lambda member: member.weight))
        .filter(lambda porteur, total: total > porteur.most)
        .penalize(HardSoftScore.ONE_HARD, lambda porteur, total: total - porteur.most)
        .as_constraint("maximum"),
        factory.for_each(Member)
        .if_not_exists(
            Member,
            Joiners.equal(lambda member: member.porteur.id, lambda other: other.id),
            Joiners.equal(lambda member: member.porteur.id, lambda other: other.porteur.id),
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("porteur in its own group"),
    ]


def spread(problem: units.Units, count: int) -> list[int]:
    """Units far from each other: each next one is the farthest from those chosen."""
    chosen = [int(np.argmin(np.linalg.norm(problem.places - problem.places.mean(axis=0), axis=1)))]
    away = np.linalg.norm(problem.places - problem.places[chosen[0]], axis=1)
    while len(chosen) < count:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, np.linalg.norm(problem.places - problem.places[chosen[-1]], axis=1))
    return chosen


def start(problem: units.Units) -> Grouping:
    """Every unit with the nearest of evenly spread porteurs, where one of them is within reach."""
    total = int(problem.weights.sum())
    porteurs = [Porteur(name, problem.minimum, problem.maximum or total) for name in problem.ids]
    by_name = {porteur.id: porteur for porteur in porteurs}
    members = []
    for name, weight in zip(problem.ids, problem.weights):
        gains = {porteur: round(reach[name]) for porteur, reach in problem.joined.items() if name in reach}
        gains[name] = round(problem.own[name])
        members.append(Member(name, int(weight), gains, [by_name[porteur] for porteur in sorted(gains)]))
    chosen = spread(problem, max(1, problem.most_groups * 3 // 4))
    for place, member in enumerate(members):
        away = np.linalg.norm(problem.places[chosen] - problem.places[place], axis=1)
        nearest = problem.ids[chosen[int(away.argmin())]]
        if place in chosen:
            nearest = member.id
        member.porteur = by_name[nearest] if nearest in member.gains else None
    return Grouping(porteurs, members)


def tell(grouping: Grouping) -> None:
    """Prints who has which porteur."""
    groups: dict[str, list[str]] = {}
    for member in grouping.members:
        if member.porteur is not None:
            groups.setdefault(member.porteur.id, []).append(member.id)
    units.tell_groups(groups.values())


def main() -> None:
    """Tells the best grouping so far, at most once a second, and the last."""
    call = units.arguments()
    problem = units.read(call.problem)
    config = SolverConfig(
        solution_class=Grouping,
        entity_class_list=[Member],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=math.ceil(call.seconds))),
        random_seed=call.seed,
        environment_mode=EnvironmentMode.NO_ASSERT,
    )
    solver = SolverFactory.create(config).build_solver()
    told = -1.0

    def better(event) -> None:  # noqa: ANN001
        nonlocal told
        if told < 0 or call.spent - told >= 1:
            told = call.spent
            tell(event.new_best_solution)

    solver.add_event_listener(better)
    begin = start(problem)

    def end() -> None:
        """Its own limit counts from the start of the search, not from that of Java; before that it cannot be ended."""
        while not over.wait(call.left if call.has_time else 0.2):
            if not call.has_time:
                solver.terminate_early()

    over = threading.Event()
    threading.Thread(target=end, daemon=True).start()
    found = solver.solve(begin)
    over.set()
    tell(found)


if __name__ == "__main__":
    main()
