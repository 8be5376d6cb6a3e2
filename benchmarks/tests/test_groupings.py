"""Groupings of tools that know no porteur, and what solvers tell on the way.

Run by `PYTHONPATH=benchmarks python3 -m unittest discover benchmarks/tests`.
"""

import itertools
import json
import random
import unittest
from pathlib import Path

from harness import comparison, consultants, grouping, trace
from harness.exported import Exported
from harness.model import Model, Row
from harness.process import Run
from harness.registers import Register
from harness.sections import exact
from harness.sections import consultants as section
from harness.settings import Settings
from harness.verdict import verdicts


def problem(weights: dict[str, int], reach: dict[str, dict[str, float]], minimum: int, maximum: int | None = None):
    """Own columns are worth 100; each column adds one kilometre for each ESSMS, none for the porteur."""
    units = {name: grouping.Unit(name, weight, 48.0, 2.0) for name, weight in weights.items()}
    kilometres = {f"y_{name}": 0.0 for name in units}
    kilometres |= {f"x_{h}_{i}": float(weights[i]) for h, members in reach.items() for i in members}
    return grouping.Problem(units, minimum, maximum, dict.fromkeys(units, 100.0), reach, kilometres)


def compact(told: grouping.Problem) -> Model:
    """The same problem in the rows of the model, as the program exports it."""
    columns, objective = [], []
    for porteur in told.units:
        columns += [f"y_{porteur}", *(f"x_{porteur}_{member}" for member in told.joined[porteur])]
        objective += [told.own[porteur], *told.joined[porteur].values()]
    rows = []
    for unit in told.units:
        mine = [n for n, name in enumerate(columns) if name.split("_")[-1] == unit]
        rows.append(Row("L", 1, mine, [1.0] * len(mine)))
    for porteur in told.units:
        place = columns.index(f"y_{porteur}")
        members = [n for n, name in enumerate(columns) if name.split("_")[1] == porteur and n != place]
        weights = [told.units[columns[n].split("_")[-1]].weight for n in members]
        own = told.units[porteur].weight
        rows.append(Row("G", 0, [place, *members], [own - told.minimum, *weights]))
        if told.maximum is not None:
            rows.append(Row("L", 0, [place, *members], [own - told.maximum, *weights]))
        rows += [Row("L", 0, [n, place], [1.0, -1.0]) for n in members]
    return Model(columns, objective, rows)


# A line of five places; only neighbours and their neighbours reach each other.
LINE = problem(
    {"a": 2, "b": 1, "c": 3, "d": 2, "e": 1},
    {
        "a": {"b": 9, "c": 4},
        "b": {"a": 18, "c": 12, "d": 3},
        "c": {"a": 8, "b": 9, "d": 11, "e": 2},
        "d": {"b": 5, "c": 14, "e": 9},
        "e": {"c": 1, "d": 16},
    },
    minimum=4,
    maximum=6,
)
MADE = Exported(Register("line", "53", 5), [], Path(), Path(), compact(LINE), LINE)


class JudgeTests(unittest.TestCase):
    def test_by_hand(self) -> None:
        judged = grouping.judge(LINE, [["a", "b", "c"], ["d", "e"]])
        self.assertEqual((judged.groups, judged.below, judged.above, judged.wide), (2, 1, 0, 0))
        # b as porteur: 100 + 18 + 12; a would give 113, c 117.
        self.assertEqual(judged.admissible, [("b", ["a", "b", "c"])])
        self.assertEqual(judged.essms, 6)
        self.assertEqual(MADE.model.value(judged.columns()), 130)
        self.assertEqual(MADE.figures(judged.columns()), {"spread": 5.0, "essms": 6, "below": 0})

    def test_too_heavy_too_far_and_empty(self) -> None:
        judged = grouping.judge(LINE, [["a", "b", "c", "e"], ["d"], []])
        self.assertEqual((judged.groups, judged.below, judged.above, judged.wide), (2, 1, 1, 0))
        judged = grouping.judge(LINE, [["a", "d"], ["c", "e"]])
        self.assertEqual((judged.below, judged.above, judged.wide), (0, 0, 1))
        self.assertEqual(judged.admissible, [("c", ["c", "e"])])

    def test_what_is_no_grouping_is_refused(self) -> None:
        for wrong in ([["a", "b"], ["b"]], [["a", "a"]], [["a", "z"]]):
            with self.assertRaises(ValueError):
                grouping.judge(LINE, wrong)

    def test_never_worth_what_the_model_does_not_allow(self) -> None:
        """Over random groupings: the model takes what the judge lets pass, and no choice of porteurs is worth more."""
        generator = random.Random(7)
        for _ in range(300):
            labels = {unit: generator.randrange(3) for unit in LINE.units}
            groups = [[unit for unit in LINE.units if labels[unit] == label] for label in range(3)]
            judged = grouping.judge(LINE, groups)
            value = MADE.model.value(judged.columns())
            best = 0.0
            for group in groups:
                options = [0.0]
                for porteur in group:
                    chosen = {f"x_{porteur}_{member}" for member in group if member != porteur} | {f"y_{porteur}"}
                    try:
                        options.append(MADE.model.value(chosen))
                    except ValueError:
                        continue
                best += max(options)
            self.assertAlmostEqual(value, best)
            mended = grouping.judge(LINE, grouping.repaired(LINE, groups))
            self.assertEqual((mended.below, mended.above, mended.wide), (0, 0, 0))
            self.assertGreaterEqual(MADE.model.value(mended.columns()), value - 1e-9)

    def test_repair_dissolves_and_cuts_down(self) -> None:
        # d and e fall short; e joins no group that has room, d neither: b's group is full at 6.
        self.assertEqual(grouping.repaired(LINE, [["a", "b", "c"], ["d", "e"]]), [["a", "b", "c"]])
        # a reaches c but not d: c and d hold alone, a goes free and joins c, who gains 8 by it, up to the maximum.
        mended = grouping.repaired(LINE, [["a", "d"], ["c", "e"]])
        self.assertEqual([sorted(group) for group in mended], [["a", "c", "e"]])

    def test_reads_the_model(self) -> None:
        model = compact(LINE)
        free = Model(model.columns, [v + 100 * LINE.kilometres[n] for n, v in zip(model.columns, model.objective)], [])
        unit = {"seat": {"lat": 48.0, "lon": 2.0}}
        told = {
            "regions": ["53"],
            "parameters": {"minimum": {"53": 4}, "maximum": {"53": 6}},
            "grappes": [{"members": [unit | {"og": name, "essms": ["s"] * LINE.units[name].weight} for name in "ab"]}],
            "ungrouped": [unit | {"og": name, "essms": ["s"] * LINE.units[name].weight} for name in "cde"],
        }
        self.assertEqual(grouping.read(model, free, 100, told), LINE)
        with self.assertRaises(ValueError):
            grouping.read(model, free, 100, told | {"ungrouped": []})


class ToolTests(unittest.TestCase):
    LINES = [
        (0.1, "warming up"),
        (1.0, 'grouping [["a","b"],["c"],["d","e"]]'),
        (2.0, 'grouping [["a","b","c"],["d","e"]]'),
        (3.0, 'grouping [["a","b","c"],["d","e"]]'),
        (4.0, 'grouping [["a","b'),
    ]

    def test_what_it_had_by_each_limit(self) -> None:
        outcome = consultants.Outcome(Run(124, 9.0, 50.0, 0.1, 0.0), answers=consultants.judged(MADE, self.LINES))
        self.assertIsNone(outcome.best(0.5))
        self.assertEqual(outcome.best(1.5).figures["value"], 0)
        self.assertEqual((outcome.best(9).seconds, outcome.best(9).figures["value"]), (2.0, 130))
        self.assertEqual([moment for moment, _ in outcome.trace()], [1.0, 2.0])
        self.assertEqual(outcome.trace()[-1], [2.0, 130])
        early, late = (section._standing(outcome, limit, is_last=limit == 8) for limit in (1, 8))
        self.assertEqual((early["value"], early["groups"], early["below"]), (0, 3, 3))
        self.assertEqual((late["value"], late["below"], late["foundAfter"], late["megabytes"]), (130, 1, 2.0, 50.0))

    def test_none_is_a_row_too(self) -> None:
        ran = Run(124, 9.0, 50.0, 0.1, 0.0)
        rows = [
            section._standing(outcome, 5, is_last=True)
            for outcome in (
                consultants.Outcome(None, "not run: java is missing"),
                consultants.Outcome(ran, "no grouping within 5 s; ended"),
                consultants.Outcome(ran, "exit code 1: no", is_failed=True),
            )
        ]
        self.assertEqual([row["status"] for row in rows], ["missing", "not ended", "failed"])
        self.assertEqual([row["value"] for row in rows], [None, None, None])

    def test_a_unit_twice_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            consultants.judged(MADE, [(1.0, 'grouping [["a","a"]]')])


class TraceTests(unittest.TestCase):
    def test_lines(self) -> None:
        highs = " L       0       0         0   0.00%   7250710.988083  7248697.7          0.03%     1330     58     31      1979     5.0s"
        first = "         0       0         0   0.00%   inf             -0                 Large        0      0      0         0     0.3s"
        self.assertEqual(trace.highs(highs), (7248697.7, 7250710.988083))
        self.assertEqual(trace.highs(first), (0.0, None))
        tree = "Cbc0010I After 0 nodes, 1 on tree, -7241112 best solution, best possible -7250631.5 (3.95 seconds)"
        empty = "Cbc0010I After 9 nodes, 1 on tree, 1e+50 best solution, best possible -7250631.5 (3.95 seconds)"
        found = "Cbc0012I Integer solution of -7242016.5 found by heuristic after 1089 iterations and 1 nodes (4.71 seconds)"
        self.assertEqual(trace.cbc(tree), (7241112, 7250631.5))
        self.assertEqual(trace.cbc(empty), (None, 7250631.5))
        self.assertEqual(trace.cbc(found), (7242016.5, None))
        self.assertEqual(
            trace.glpsol("+  5076: >>>>>   7.218432000e+06 <=   7.253039662e+06   0.5% (40; 1)"), (7218432, 7253039.662)
        )
        self.assertEqual(trace.glpsol("+ 68: mip =     not found yet <=              +inf        (1; 0)"), (None, None))
        self.assertEqual(trace.glpsol("+ 9: mip =   2.5e+00 <=     tree is empty   0.0% (0; 9)"), (2.5, 2.5))
        self.assertEqual(
            trace.engine("24  search  €6,662,106 ≤ €6,720,768  gap 0.88%  8 grappes  0 s"), (6662106, 6720768)
        )
        self.assertEqual(trace.engine("24  bound  – ≤ –  0 grappes  0 s"), (None, None))
        self.assertEqual(trace.worker("incumbent 3.5 -"), (3.5, None))
        for reader in (trace.highs, trace.cbc, trace.glpsol, trace.engine, trace.worker):
            self.assertIsNone(reader("Solving report"))

    def test_only_what_is_better_counts(self) -> None:
        lines = [(1.0, "incumbent - 9"), (2.0, "incumbent 4 9"), (3.0, "incumbent 3 10"), (4.0, "incumbent 5 6")]
        events = trace.events(lines, trace.worker)
        self.assertEqual([(e.seconds, e.value, e.bound) for e in events], [(1, None, 9), (2, 4, 9), (4, 5, 6)])
        self.assertIsNone(trace.standing(events, 0.5))
        self.assertEqual(trace.standing(events, 3.9), events[1])
        self.assertEqual(trace.thinned(events), [[2, 4], [4, 5]])
        many = [trace.Event(float(n), float(n), None) for n in range(1000)]
        self.assertLessEqual(len(trace.thinned(many)), 41)
        self.assertEqual(trace.thinned(many)[-1], [999, 999])


class ComparisonTests(unittest.TestCase):
    ENGINE = {"instance": "a", "units": 5, "solver": "grappes", "status": "feasible", "value": 10.0, "bound": 12.5}
    ENGINE |= {"gap": 0.2}
    COST = {"seconds": 5.0, "megabytes": 9.0, "load": 0.0, "others": 0.0}

    def section(self, rows: list[dict]) -> dict:
        settings = {"limits": [1.0, 5.0], "threads": 1, "solverSeed": {"grappes": 1}, "packages": {"tool": "1"}}
        machine = {"processor": "p", "cores": 1, "memoryGiB": 1, "system": "s"}
        return {"begun": "b", "finished": "f", "machine": machine, "versions": {}, "settings": settings, "rows": rows}

    def test_a_limit_at_a_time(self) -> None:
        peer = self.COST | {"instance": "a", "units": 5, "solver": "X", "status": "feasible", "bound": 12.0}
        rows = [self.ENGINE | self.COST | {"limit": limit} for limit in (1.0, 5.0)]
        rows += [peer | {"limit": 1.0, "value": 9.0}, peer | {"limit": 5.0, "value": 11.0}]
        short, long = verdicts(rows, sense=1, tolerance=0.005, by_limit=True)
        self.assertEqual((short.ahead(), [row["solver"] for row in long.ahead()]), ([], ["X"]))
        text = comparison.exact_solvers(self.section(rows), Path())
        self.assertIn("* a at 5 s: X is ahead of the engine, 11.00 against 10.00.", text)
        self.assertNotIn("a at 1 s: X is ahead", text)
        self.assertIn("| a | 5 | 10 | 20.000 % | -10.000 % |", text)
        self.assertIn("| a | 5 | 10 | 20.000 % | **+10.000 %** |", text)

    def test_a_full_run_leaves_the_further_instances_out_unless_they_are_asked_for(self) -> None:
        def names(**options: object) -> list[str]:
            settings = Settings(Path(), 1, options.pop("is_short", False), **options)
            return [each.name for each in exact.chosen(settings, exact.REGISTERS, exact.SHORT) if not each.is_real]

        full = ["centre-60", "centre-100", "mainland-500", "mainland-2000"]
        self.assertEqual(names(), full)
        self.assertEqual(names(is_short=True), ["guyane-30", "centre-100"])
        self.assertEqual(names(instances=frozenset({"corse-60"})), ["corse-60"])
        self.assertEqual(len(names(has_further=True)), 11)

    def test_a_peer_that_is_sooner_near_the_best_value_is_told(self) -> None:
        ours = self.ENGINE | self.COST | {"limit": 5.0, "trace": [[1.0, 8.0], [2.0, 9.95]]}
        peer = ours | {"solver": "X", "trace": [[1.5, 9.95]]}
        later = ours | {"solver": "Y", "trace": [[3.0, 9.95]]}
        text = comparison._sooner([ours, peer, later])
        self.assertEqual(text, ["* a: X (1.50 s) came within 1 % of the best value known before the engine (2.00 s)."])
        self.assertEqual(comparison._sooner([ours, later]), [])
        never = self.ENGINE | {"limit": 5.0, "value": 8.0}
        text = comparison._sooner([never, peer])
        self.assertEqual(text, ["* a: X (1.50 s) came within 1 % of the best value known before the engine (never)."])

    def test_a_tool_counts_as_repaired_and_tells_what_breaks_the_minimum(self) -> None:
        tool = self.COST | {"instance": "a", "units": 5, "solver": "T", "status": "feasible", "value": 6.0}
        tool |= {"repaired": 8.0, "groups": 4, "below": 1, "wide": 2, "above": 0, "limit": 5.0}
        text = comparison.consultants(self.section([self.ENGINE | self.COST | {"limit": 5.0}, tool]), Path())
        self.assertIn("-20.000 % (1 of 4)", text)
        self.assertIn("* T: 25.0 % of its groups are below the minimum, 50.0 % have a member", text)
        self.assertIn("No peer is ahead", text)
        text = comparison.consultants(
            self.section([self.ENGINE | self.COST | {"limit": 5.0}, tool | {"repaired": 10.5}]), Path()
        )
        self.assertIn("* a at 5 s: T is ahead of the engine, 10.50 against 10.00.", text)


class ResumeTests(unittest.TestCase):
    def test_failed_rows_are_measured_again(self) -> None:
        rows = [
            {"instance": "a", "solver": "X", "limit": 1.0, "status": "feasible"},
            {"instance": "a", "solver": "Y", "limit": 1.0, "status": "failed"},
        ]
        settings = Settings(Path(), 1, False, earlier={"peers": json.loads(json.dumps(rows))})
        self.assertEqual(len(settings.kept("peers", {"instance": "a", "solver": "X"})), 1)
        self.assertEqual(settings.kept("peers", {"instance": "a", "solver": "Y"}), [])
        self.assertEqual(settings.kept("cpmp", {"instance": "a", "solver": "X"}), [])

    def test_measured_once(self) -> None:
        settings = Settings(Path(), 1, False)
        counter = itertools.count()
        self.assertEqual([settings.once(("a",), lambda: {"n": next(counter)})["n"] for _ in range(3)], [0, 0, 0])

    def test_estimate_grows_with_the_limits(self) -> None:
        short, long = (
            exact.estimate(Settings(Path(), 1, False, limits=limits, instances=frozenset({"centre-100"})))
            for limits in ((10.0,), (10.0, 60.0))
        )
        self.assertLess(short, long)
        self.assertGreaterEqual(long, 70 + 5 * 60)


if __name__ == "__main__":
    unittest.main()
