"""The command line of `benchmarks/run`."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from .paths import BENCHMARKS
from .settings import Settings

SECTIONS = ("peers", "cpmp", "scaling", "regions", "withdrawal", "routes")


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="benchmarks/run",
        description="Measures the engine beside other solvers, one process at a time, and writes RESULTS.md, "
        "results.json, instances.csv and growth.svg. A section is replaced as a whole by the run that measures it.",
        epilog="Keep the machine quiet meanwhile. All sections take some five hours, with --short some minutes.",
    )
    parser.add_argument("--short", action="store_true", help="few instances and short limits")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="this section only; may be repeated")
    parser.add_argument(
        "--report", action="store_true", help="measure nothing, write the documents of results.json anew"
    )
    parser.add_argument("--time-limit", type=float, metavar="S", help="seconds, instead of each section's own limits")
    parser.add_argument("--instances", metavar="NAMES", help="only these, separated by commas: centre-100,SJC1")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="default: all cores")
    parser.add_argument(
        "--out",
        type=Path,
        help="folder of the results (default: benchmarks; benchmarks/out with --short, --time-limit or --instances, "
        "so that a partial run replaces no full one)",
    )
    options = parser.parse_args()
    if options.time_limit is not None and not options.time_limit > 0:
        parser.error("--time-limit: more than 0")
    if options.threads < 1:
        parser.error("--threads: at least 1")
    return options


def main() -> int:
    """Measures, then writes the report; 1 when a run of the engine failed or a plan did not hold."""
    options = arguments()
    from . import report
    from .results import Results
    from .sections import exact, literature, regions, routes, scaling, withdrawal

    is_partial = options.short or options.time_limit is not None or options.instances is not None
    out = options.out or (BENCHMARKS / "out" if is_partial else BENCHMARKS)
    out.mkdir(parents=True, exist_ok=True)
    results = Results(out)
    has_failed = False
    with tempfile.TemporaryDirectory(prefix="grappes-benchmarks-") as work:
        settings = Settings(
            work=Path(work),
            threads=options.threads,
            is_short=options.short,
            limit=options.time_limit,
            instances=frozenset(options.instances.split(",")) if options.instances else None,
        )
        for section in (exact, literature, scaling, regions, withdrawal, routes):
            if options.report or (options.only and section.NAME not in options.only):
                continue
            is_begun = False
            for row in section.rows(settings):
                if not is_begun:  # a section without rows replaces none
                    results.begin(section.NAME, section.describe(settings))
                    is_begun = True
                results.add(section.NAME, row)
                print(report.progress(section.NAME, row), file=sys.stderr)
                has_failed = has_failed or (row["solver"] == "grappes" and row["status"] == "failed")
            if is_begun:
                results.finish(section.NAME)
            else:
                print(f"{section.NAME}: none of these instances is here", file=sys.stderr)
    report.write(results.sections, out)
    print(f"{out}/RESULTS.md", file=sys.stderr)
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
