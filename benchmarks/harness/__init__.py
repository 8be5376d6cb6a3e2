"""Measures the engine beside other solvers, one process at a time."""
