"""What the harness makes of answers, logs and rows.

Run by `PYTHONPATH=benchmarks python3 -m unittest discover benchmarks/tests`.
"""

import math
import sys
import tempfile
import unittest
from pathlib import Path

from harness import medians, peers, process, solution_file, withdrawals
from harness.model import read_mps
from harness.passages import ahead
from harness.sections import scaling
from harness.verdict import verdicts

# Two units, each of which may be porteur of the other: at most one of three columns, worth 3.5, 2.25 and −1.
MPS = """* Problem: tiny
NAME tiny
ROWS
 N gain
 L once
 G least
COLUMNS
 M1 'MARKER' 'INTORG'
 y_a gain 3.5 once 1
 y_a least 1
 y_b gain 2.25 once 1
 x_a_b gain -1 least -2
 M2 'MARKER' 'INTEND'
RHS
 RHS1 once 1 least -1
BOUNDS
 UP BND1 y_a 1
 UP BND1 y_b 1
 UP BND1 x_a_b 1
ENDATA
"""


class Withdrawals(unittest.TestCase):
    """A simulation against what can be said exactly."""

    PLAN = {
        "parameters": {"minimum": {"53": 15}, "withdrawal": 0},
        "grappes": [
            {
                "route": "regional",
                "region": "53",
                "probability": 0.9025,
                "funding": {"total": 300},
                "members": [
                    {"og": "a", "essms": ["e"] * 14, "amount": 100},
                    {"og": "b", "essms": ["e"] * 14, "amount": 100},
                ],
            }
        ],
    }

    def test_two_that_need_each_other(self) -> None:
        outcome = withdrawals.simulate([self.PLAN], withdrawal=0.05, draws=20_000, seed=1)[0]
        self.assertAlmostEqual(1 - outcome.sunk, 0.95**2, delta=0.01)
        self.assertAlmostEqual(outcome.mean, 300 * 0.95**2, delta=3 * outcome.half_interval)

    def test_nobody_withdraws(self) -> None:
        self.assertEqual(withdrawals.simulate([self.PLAN], withdrawal=0, draws=3, seed=1)[0].paid, [300, 300, 300])


class InFolder(unittest.TestCase):
    """Tests that need a folder."""

    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


class ModelTests(InFolder):
    def test_values_and_constraints(self) -> None:
        model = read_mps(self.file("tiny.mps", MPS))
        self.assertEqual(model.columns, ["y_a", "y_b", "x_a_b"])
        self.assertEqual(model.value(set()), 0)
        self.assertEqual(model.value({"y_a"}), 3.5)
        self.assertEqual(model.value({"y_a", "x_a_b"}), 2.5)
        for wrong in ({"y_a", "y_b"}, {"x_a_b"}, {"y_c"}):
            with self.assertRaises(ValueError):
                model.value(wrong)

    def test_what_it_does_not_know_is_refused(self) -> None:
        for wrong in (MPS.replace(" UP BND1 y_b 1", " UP BND1 y_b 2"), MPS.replace("BOUNDS", "RANGES")):
            with self.assertRaises(ValueError):
                read_mps(self.file("wrong.mps", wrong))


class AnswerTests(InFolder):
    def setUp(self) -> None:
        super().setUp()
        self.model = read_mps(self.file("tiny.mps", MPS))

    def cbc(self, answer: str, log: str) -> peers.Answer:
        return peers.read_cbc(self.file("answer", answer), self.file("log", log), self.model)

    def test_cbc(self) -> None:
        column = "      0 y_a                    1                     3.5\n"
        stopped = "Stopped on time - objective value 3.5\n" + column
        self.assertEqual(
            self.cbc(stopped, "Objective value:   3.5\nUpper bound:      4.125\nGap: -0.15\n"),
            peers.Answer("feasible", 4.125, ["y_a"]),
        )
        self.assertEqual(
            self.cbc("Optimal - objective value 3.5\n" + column, "Objective value:                3.50000000\n"),
            peers.Answer("optimal", 3.5, ["y_a"]),
        )
        nothing = "Stopped on time (no integer solution - continuous used) - objective value 4\n" + column
        self.assertEqual(self.cbc(nothing, "Upper bound:   4\n"), peers.Answer("unknown", 4.0, []))

    def glpsol(self, state: str, value: str, log: str) -> peers.Answer:
        first = 0 if state == "u" else 1
        answer = f"c Status:\ns mip 2 3 {state} {value}\ni 1 1\ni 2 0\nj 1 {first}\nj 2 0\nj 3 0\ne o f\n"
        return peers.read_glpsol(self.file("answer", answer), self.file("log", log), self.model)

    def test_glpsol(self) -> None:
        log = "+  68: mip =     not found yet <=              +inf        (1; 0)\n"
        self.assertEqual(self.glpsol("u", "0", log), peers.Answer("unknown", None, []))
        log += "+  681: mip =   3.500000000e+00 <=   4.125000000e+00  17.9% (237; 2)\n"
        found = self.glpsol("f", "3.5", log)
        self.assertEqual((found.status, found.chosen), ("feasible", ["y_a"]))
        self.assertTrue(math.isclose(found.bound or 0, 4.125, rel_tol=1e-8))
        self.assertEqual(self.glpsol("o", "3.5", ""), peers.Answer("optimal", 3.5, ["y_a"]))


class MedianTests(InFolder):
    def test_reads_and_judges(self) -> None:
        text = "4 2\r\n0 0 5 2\r\n0 1 5 2\r\n10 0 5 2\r\n10 1.5 5 2\r\n"
        instance = medians.read(self.file("pairs.txt", text))
        self.assertEqual(instance.value([0, 0, 3, 3]), 2.5)
        self.assertEqual(medians.read(self.file("cpmp07.txt", text)).value([0, 0, 3, 3]), 2)
        for wrong in ([0, 0, 0, 3], [0, 0, 2, 3], [1, 0, 3, 3], [0, 0, 3]):
            with self.assertRaises(ValueError):
                instance.value(wrong)


class VerdictTests(InFolder):
    ROWS = [
        {"instance": "a", "solver": "grappes", "status": "feasible", "value": 10.0, "bound": 12.0, "seconds": 5.0},
        {"instance": "a", "solver": "X", "status": "optimal", "value": 11.0, "bound": 11.0, "seconds": 3.0},
        {"instance": "a", "solver": "Y", "status": "unknown", "value": None, "bound": 10.5, "seconds": 5.0},
        {"instance": "b", "solver": "grappes", "status": "optimal", "value": 4.0, "bound": 4.0, "seconds": 1.0},
        {"instance": "b", "solver": "X", "status": "feasible", "value": 4.001, "bound": 5.0, "seconds": 3.0},
    ]

    def test_who_is_ahead_and_who_is_wrong(self) -> None:
        a, b = verdicts(self.ROWS, sense=1, tolerance=0.005)
        self.assertEqual([row["solver"] for row in a.ahead()], ["X"])
        self.assertEqual(b.ahead(), [])
        self.assertEqual(b.advantage(b.peers[0]), 0)
        self.assertEqual([(one["solver"], two["solver"]) for one, two in a.contradictions()], [("X", "Y")])
        self.assertEqual(b.contradictions(), [])
        self.assertEqual([row["solver"] for row in a.proofs()], ["X"])
        self.assertEqual([row["solver"] for row in a.tighter()], ["Y", "X"])
        self.assertEqual(b.tighter(), [])
        self.assertIn("* a: Y, X proved a tighter bound than the engine, 10.50 against 12.00.", ahead([a, b]))
        less = verdicts(self.ROWS, sense=-1, tolerance=0.005)
        self.assertEqual(less[0].ahead(), [])

    def test_marks(self) -> None:
        path = self.folder / "instances.csv"
        rows = [row | {"origin": "made by hand"} for row in self.ROWS]
        solution_file.write({"peers": {"rows": rows}}, path, {"peers": 0.005, "cpmp": 0.005})
        lines = path.read_text().splitlines()
        self.assertTrue(lines[1].startswith("=opt=;a;max;11.00;11.00;X"))
        self.assertTrue(lines[2].startswith("=opt=;b;max;4.00;4.00;grappes"))


class GrowthTests(unittest.TestCase):
    def test_exponent(self) -> None:
        self.assertAlmostEqual(scaling.exponent([(n, 0.3 * n**1.25) for n in (100, 700, 20_000)]) or 0, 1.25)
        self.assertIsNone(scaling.exponent([(100, 1.0)]))


@unittest.skipUnless(Path("/usr/bin/time").exists(), "the program that reports memory is not installed")
class ProcessTests(InFolder):
    def run_python(self, program: str, kill_after: float = 30) -> process.Run:
        log = self.folder / "run.log"
        return process.run_alone([sys.executable, "-c", program], kill_after=kill_after, log=log)

    def test_memory_is_that_of_the_process_alone(self) -> None:
        ballast = bytearray(300 << 20)  # this process is larger than the one measured
        ballast[::4096] = b"x" * len(ballast[::4096])
        small = self.run_python("print('done')")
        self.assertEqual(small.code, 0)
        self.assertLess(small.megabytes, 100)
        large = self.run_python("b = bytearray(200 << 20); b[::4096] = b'x' * len(b[::4096])")
        self.assertGreater(large.megabytes, 200)
        self.assertLess(large.megabytes, 290)

    def test_what_runs_on_is_ended(self) -> None:
        run = self.run_python("import time; time.sleep(60)", kill_after=0.5)
        self.assertTrue(run.was_killed)
        self.assertLess(run.seconds, 20)

    def test_each_line_has_its_moment(self) -> None:
        self.run_python("import time; print('soon', flush=True); time.sleep(0.5); print('later')")
        (first, soon), (second, later) = process.stamped_lines(self.folder / "run.log")
        self.assertEqual((soon, later), ("soon", "later"))
        self.assertGreaterEqual(second - first, 0.4)

    def test_a_failure_has_its_last_line(self) -> None:
        run = self.run_python("raise SystemExit('no such thing')")
        self.assertEqual(run.code, 1)
        self.assertEqual(process.last_line(self.folder / "run.log"), "no such thing")


if __name__ == "__main__":
    unittest.main()
