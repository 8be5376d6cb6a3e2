"""Parameters are found by name and changed alone."""

import unittest

from harness.tuning import JUDGING, PARAMETERS, TUNING, TuningError, changed, place


class Tuning(unittest.TestCase):
    """The part of `benchmarks/tune` that runs without a build."""

    def test_a_parameter_is_found_in_its_family(self) -> None:
        spot = place("Annealing.hot")
        self.assertTrue(spot.file.name.startswith("SearchParameters"))
        self.assertTrue(float(spot.present) > 0)

    def test_a_name_of_several_families_or_none_is_told(self) -> None:
        for name in ("nodes", "Annealing.hotter", "Nowhere.hot"):
            with self.assertRaises(TuningError):
                place(name)

    def test_only_its_line_changes(self) -> None:
        spot = place("Annealing.hot")
        text = spot.file.read_text(encoding="utf-8")
        after = changed(text, spot, "0.123")
        different = [(a, b) for a, b in zip(text.splitlines(), after.splitlines()) if a != b]
        self.assertEqual(len(different), 1)
        self.assertIn("= 0.123", different[0][1])
        self.assertEqual(len(text.splitlines()), len(after.splitlines()))

    def test_no_register_has_both_roles(self) -> None:
        self.assertFalse({own.name for own in TUNING} & {own.name for own in JUDGING})
        self.assertTrue(PARAMETERS.is_dir())


if __name__ == "__main__":
    unittest.main()
