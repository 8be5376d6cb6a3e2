"""One process, alone on the machine as far as we can see, and what it took."""

import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """What a whole process took, from its start to its end."""

    code: int
    seconds: float
    """Wall-clock time."""
    megabytes: float
    """Peak resident memory, 1,048,576 bytes each."""
    load: float
    """The system's load average over one minute, just before."""
    others: float
    """Cores that other processes kept busy meanwhile, on average."""

    def figures(self) -> dict[str, float]:
        """What a row of results keeps of it."""
        return {name: value for name, value in asdict(self).items() if name != "code"}

    @property
    def was_killed(self) -> bool:
        """Whether it had to be ended because it ran on beyond its hard limit."""
        return self.code in (124, 137)


def run_alone(command: list[str], *, kill_after: float, log: Path, cwd: Path | None = None) -> Run:
    """Runs a command to its end; its output goes to `log`, and when each line came to a file beside it.

    `time` reports the peak memory of what it started: asked of the system directly, that figure would never be less
    than this harness's own, from which the process is copied. `timeout` ends what runs on.
    """
    report = log.with_suffix(".time")
    load = os.getloadavg()[0]
    busy = _busy_seconds()
    begun = time.monotonic()
    with subprocess.Popen(
        ["/usr/bin/time", "--quiet", "--format", "%e %U %S %M", "--output", str(report)]
        + ["timeout", "--foreground", "--kill-after", "10", str(kill_after), *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        start_new_session=True,
    ) as process:
        try:
            with log.open("wb") as output, _stamps(log).open("w", encoding="ascii") as stamps:
                for line in process.stdout or ():
                    output.write(line)
                    stamps.write(f"{time.monotonic() - begun:.2f}\n")
            code = process.wait()
        except BaseException:  # an interruption, which the process in its own session did not get
            os.killpg(process.pid, signal.SIGKILL)
            raise
    busy = _busy_seconds() - busy
    wall, user, system, kilobytes = (float(word) for word in report.read_text().split()[-4:])
    others = max(0.0, busy - user - system) / max(wall, 0.01)
    return Run(code, wall, round(kilobytes / 1024, 1), round(load, 2), round(others, 2))


def stamped_lines(log: Path) -> list[tuple[float, str]]:
    """The lines of a log, each with the seconds from the start of the process until it was printed."""
    lines = log.read_bytes().split(b"\n")
    stamps = _stamps(log).read_text(encoding="ascii").split()
    return [(float(stamp), line.decode(errors="replace")) for stamp, line in zip(stamps, lines)]


def _stamps(log: Path) -> Path:
    return log.with_suffix(".stamps")


def last_line(log: Path) -> str:
    """The last line of a log that says something, for a failure's note."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:200] if lines else "no output"


def _busy_seconds() -> float:
    """Processor time that all processes of the machine took since it started; 0 where the system does not tell."""
    try:
        first = Path("/proc/stat").read_text().split("\n", 1)[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _wait, irq, softirq, *_ = (int(word) for word in first.split()[1:])
    return (user + nice + system + irq + softirq) / CLOCK_TICKS
