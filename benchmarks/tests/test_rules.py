"""Rules made of a register, and the section that plans under them.

Run by `PYTHONPATH=benchmarks python3 -m unittest discover benchmarks/tests`.
"""

import contextlib
import random
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from harness import comparison, engine, peers, rules
from harness.grouping import Unit
from harness.process import Run
from harness.registers import Register
from harness.sections import rules as section
from harness.settings import Settings


def scattered(count: int, seed: int = 1) -> dict[str, Unit]:
    """OG of one to four ESSMS in a square of a hundred kilometres or so."""
    draws = random.Random(seed)
    return {
        f"{number:09}": Unit(f"{number:09}", draws.randint(1, 4), 48 + draws.random(), 2 + 1.5 * draws.random())
        for number in range(count)
    }


def cells(text: str, kind: str) -> list[list[str]]:
    return [line.split(";") for line in text.splitlines() if line.startswith(f"{kind};")]


class WishTests(unittest.TestCase):
    def test_ten_locked_five_apart_one_out(self) -> None:
        for seed in range(5):
            units = scattered(400, seed)
            text = rules.wishes(units, 15, seed)
            self.assertEqual(text.splitlines()[0], "type;a;b")
            locked: dict[str, list[str]] = {}
            for _, og, grappe in cells(text, "verrou"):
                locked.setdefault(grappe, []).append(og)
            self.assertEqual(len(locked), 10)
            for members in locked.values():
                self.assertGreaterEqual(sum(units[og].weight for og in members), 18)
                nearest = min(
                    max(rules.distance(units[middle], units[og]) for og in members) for middle in members
                )
                self.assertLessEqual(nearest, rules.LOCKED_KM)
            apart, out = cells(text, "separes"), cells(text, "exclu")
            self.assertEqual((len(apart), len(out)), (5, 1))
            named = [og for members in locked.values() for og in members]
            named += [og for _, one, other in apart for og in (one, other)] + [out[0][1]]
            self.assertEqual(len(named), len(set(named)))
            self.assertLessEqual(set(named), units.keys())

    def test_half_of_a_small_register_stays_free(self) -> None:
        for count in (1, 2, 12, 60):
            units = scattered(count)
            text = rules.wishes(units, 15)
            self.assertLessEqual(2 * len(cells(text, "verrou")), count)
            self.assertEqual(len(cells(text, "exclu")), int(count % 2 == 1 or count > 10))
        self.assertGreater(len(cells(rules.wishes(scattered(60), 15), "verrou")), 10)

    def test_the_seed_decides(self) -> None:
        units = scattered(200)
        self.assertEqual(rules.wishes(units, 15), rules.wishes(dict(reversed(units.items())), 15))
        self.assertNotEqual(rules.wishes(units, 15, 1), rules.wishes(units, 15, 2))

    def test_distance(self) -> None:
        paris, rennes = Unit("p", 1, 48.8566, 2.3522), Unit("r", 1, 48.1173, -1.6778)
        self.assertAlmostEqual(rules.distance(paris, rennes), 308, delta=2)


class RowTests(unittest.TestCase):
    """The section, with commands that only say how they were called."""

    RUN = Run(0, 2.0, 30.0, 0.0, 0.0)
    PLAN = (
        '{"parameters": {"minimum": {"53": 15}}, "ungrouped": [{"og": "a", "essms": ["1", "2"], '
        '"seat": {"lat": 48, "lon": 2}}, {"og": "b", "essms": ["3"], "seat": {"lat": 48, "lon": 2}}], "grappes": []}'
    )

    def measured(self, columns: int = 2, answer: peers.Result | None = None) -> tuple[list[dict], list, list]:
        proposed, exported = [], []

        def propose(_files: list, folder: Path, **options: object) -> engine.Proposal:
            proposed.append(options)
            (folder / "plan").mkdir(parents=True, exist_ok=True)
            (folder / "plan" / "plan.json").write_text(self.PLAN)
            return engine.Proposal(
                self.RUN, units=2, grappes=1, value=10.0, bound=12.5, gap=0.2, status="feasible", stop="timeLimit",
                essms=3, spread=1.0, trace=[], crossing=0,
            )  # fmt: skip

        def export(_files: list, path: Path, **options: object) -> int:
            exported.append(options)
            path.write_text("NAME tiny\nROWS\n N gain\nENDATA\n")
            return columns

        answer = answer or peers.Result(self.RUN, "feasible", 9.0, 12.0)
        folder = self.enterContext(tempfile.TemporaryDirectory())
        with contextlib.ExitStack() as stack:
            for target, name, stub in (
                (section.engine, "propose", propose),
                (section.engine, "export_model", export),
                (section.peers, "solve", mock.Mock(return_value=answer)),
                (Register, "files", lambda _self, _work: [Path(folder) / "register.csv"]),
            ):
                stack.enter_context(mock.patch.object(target, name, stub))
            (Path(folder) / "register.csv").write_text("structureet;1;a\n".replace("a", "a;" * 16))
            settings = Settings(Path(folder), 2, True, instances=frozenset({"dense-60"}))
            return list(section.rows(settings)), proposed, exported

    def test_each_kind_of_rules_is_planned_and_solved(self) -> None:
        rows, proposed, exported = self.measured()
        names = [kind.name for kind in rules.KINDS]
        self.assertEqual([row["rules"] for row in rows], [name for name in names for _ in range(2)])
        self.assertEqual([row["solver"] for row in rows], ["grappes", "HiGHS"] * len(names))
        self.assertEqual([call["limit"] for call in proposed], [1] + [5] * len(names))
        # Both are told the same rules; the check those files that it needs.
        self.assertEqual([call["rules"] for call in proposed[1:]], [call["rules"] for call in exported])
        asked = {name: call["rules"] for name, call in zip(names, exported)}
        self.assertEqual(asked["no rule"], ())
        self.assertEqual(asked["DUI required"][2:], ("--dui", "require"))
        self.assertEqual(asked["DUI preferred"][2:], ("--dui", "prefer"))
        self.assertEqual(asked["sector required"], ("--sectors", "require"))
        self.assertEqual(asked["envelope"], ("--envelope", "53=100000"))
        known = {name: call["known"] for name, call in zip(names, proposed[1:])}
        self.assertEqual([name for name in names if known[name]], ["wishes", "DUI required", "DUI preferred"])

    def test_a_model_that_is_too_large_is_not_tried(self) -> None:
        rows, _, _ = self.measured(columns=section.MOST_COLUMNS + 1)
        self.assertEqual({row["status"] for row in rows if row["solver"] == "HiGHS"}, {"missing"})
        self.assertIn("1,500,001 columns", rows[1]["note"])

    def test_a_plan_that_does_not_hold_is_a_failed_row(self) -> None:
        refused = engine.EngineError("grappes check: no")
        with mock.patch.object(section.engine, "propose", side_effect=refused):
            settings = Settings(Path(self.enterContext(tempfile.TemporaryDirectory())), 1, True)
            with mock.patch.object(Register, "files", lambda _self, _work: []):
                rows = list(section.rows(settings))
        self.assertEqual([row["status"] for row in rows], ["failed"])

    def test_the_table(self) -> None:
        rows, _, _ = self.measured(answer=peers.Result(self.RUN, "optimal", 11.0, 11.0))
        settings = section.describe(Settings(Path(), 2, True))
        machine = {"processor": "p", "cores": 1, "memoryGiB": 1, "system": "s"}
        about = {"begun": "b", "finished": "f", "machine": machine, "versions": {"HiGHS": "1"}, "settings": settings}
        text = comparison.rules(about | {"rows": rows}, Path())
        self.assertIn("| dense-60 | wishes | 2 | 10 | 20.000 % | 2.00 | 30 | holds | 2 | **+10.000 %** |", text)
        self.assertIn("`grappes check` passes 6 of 6 plans.", text)
        self.assertIn("* dense-60, envelope: HiGHS is ahead of the engine, 11.00 against 10.00.", text)
        self.assertIn("15 DUI", text)
        rows[0] |= {"status": "failed", "value": None, "note": "grappes check: no"}
        text = comparison.rules(about | {"rows": rows}, Path())
        self.assertIn("passes 5 of 6 plans", text)
        self.assertIn("* dense-60, no rule, grappes: grappes check: no.", text)

    def test_estimate(self) -> None:
        one = Settings(Path(), 1, False, limits=(60.0,), instances=frozenset({"dense-60"}))
        self.assertGreaterEqual(section.estimate(one), 2 * 60 * len(rules.KINDS))


if __name__ == "__main__":
    unittest.main()
