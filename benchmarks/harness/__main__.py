"""The command line of `benchmarks/run`."""

import argparse
import os
import sys
import tempfile
import traceback
from pathlib import Path

from .paths import BENCHMARKS
from .settings import Settings

SECTIONS = ("peers", "consultants", "rules", "cpmp", "scaling", "regions", "withdrawal", "routes")
INTERRUPTED = 130


def arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        prog="benchmarks/run",
        description="Measures the engine beside other solvers, one process at a time, and writes RESULTS.md, "
        "results.json, instances.csv and the plots. A section is replaced as a whole by the run that measures it.",
        epilog="Keep the machine quiet meanwhile. --estimate tells how long a run takes; with --short some minutes.",
    )
    parser.add_argument("--short", action="store_true", help="few instances and short limits")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="this section only; may be repeated")
    parser.add_argument(
        "--report", action="store_true", help="measure nothing, write the documents of results.json anew"
    )
    parser.add_argument("--estimate", action="store_true", help="measure nothing, tell how long the run would take")
    parser.add_argument(
        "--resume", action="store_true", help="keep what this commit has measured with the same settings"
    )
    parser.add_argument(
        "--time-limit",
        type=_limits,
        default=(),
        metavar="S,…",
        help="seconds instead of each section's own, as 10,60,300; sections of one limit take the longest",
    )
    parser.add_argument("--instances", metavar="NAMES", help="only these, separated by commas: centre-100,SJC1")
    parser.add_argument(
        "--further", action="store_true", help="peers, consultants and rules: more instances than a full run, some 9 h more"
    )
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="default: all cores")
    parser.add_argument(
        "--out",
        type=Path,
        help="folder of the results (default: benchmarks; benchmarks/out with --short, --time-limit or --instances, "
        "so that a partial run replaces no full one)",
    )
    options = parser.parse_args()
    if options.threads < 1:
        parser.error("--threads: at least 1")
    return options


def _limits(text: str) -> tuple[float, ...]:
    """Seconds, rising."""
    try:
        limits = tuple(sorted({float(word) for word in text.split(",")}))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: expected seconds separated by commas, as 10,60,300") from None
    if not 0 < limits[0] <= limits[-1] < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: expected more than 0 seconds")
    return limits


def main() -> int:
    """Measures, then writes the report; 1 when a run of the engine failed, a plan did not hold or a section broke off,
    130 when interrupted.
    """
    options = arguments()
    from .sections import consultants, exact, literature, regions, routes, rules, scaling, withdrawal

    is_partial = options.short or options.time_limit or options.instances is not None
    out = options.out or (BENCHMARKS / "out" if is_partial else BENCHMARKS)
    chosen = [
        section
        for section in (exact, consultants, rules, literature, scaling, regions, withdrawal, routes)
        if not options.report and (not options.only or section.NAME in options.only)
    ]
    code = 0
    with tempfile.TemporaryDirectory(prefix="grappes-benchmarks-") as work:
        settings = Settings(
            work=Path(work),
            threads=options.threads,
            is_short=options.short,
            limits=options.time_limit,
            instances=frozenset(options.instances.split(",")) if options.instances else None,
            has_further=options.further,
        )
        _tell_estimate(chosen, settings)
        if options.estimate:
            return 0
        from . import report  # draws, which the other options can do without
        from .results import Results

        out.mkdir(parents=True, exist_ok=True)
        results = Results(out)
        for section in chosen:
            try:
                has_failed = _measure(section, settings, results, is_resumed=options.resume)
                code = 1 if has_failed else code
            except KeyboardInterrupt:
                print(f"{section.NAME}: interrupted; --resume goes on from here", file=sys.stderr)
                code = INTERRUPTED
                break
            except Exception:  # noqa: BLE001  a section that breaks off costs the others nothing
                traceback.print_exc()
                print(f"{section.NAME}: broken off", file=sys.stderr)
                code = 1
    report.write(results.sections, out)
    print(f"{out}/RESULTS.md", file=sys.stderr)
    return code


def _tell_estimate(chosen: list, settings: Settings) -> None:
    seconds = {section.NAME: section.estimate(settings) for section in chosen}
    for name, value in seconds.items():
        print(f"{name}: at most some {value / 60:.0f} min", file=sys.stderr)
    if len(seconds) > 1:
        print(f"together: at most some {sum(seconds.values()) / 60:.0f} min", file=sys.stderr)


def _measure(section, settings: Settings, results, *, is_resumed: bool) -> bool:  # noqa: ANN001
    """Measures a section; whether a run of the engine failed."""
    from . import report

    has_failed, is_begun = False, False
    about = section.describe(settings)
    if is_resumed:
        settings.earlier[section.NAME] = results.earlier(section.NAME, about)
    for row in section.rows(settings):
        if not is_begun:  # a section without rows replaces none
            results.begin(section.NAME, about)
            is_begun = True
        results.add(section.NAME, row)
        print(report.progress(section.NAME, row), file=sys.stderr)
        has_failed = has_failed or (row["solver"] == "grappes" and row["status"] == "failed")
    if is_begun:
        results.finish(section.NAME)
    else:
        print(f"{section.NAME}: none of these instances is here", file=sys.stderr)
    return has_failed


if __name__ == "__main__":
    sys.exit(main())
