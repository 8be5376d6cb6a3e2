"""What the figures were measured on and with."""

import os
import platform
import re
import subprocess
from pathlib import Path

from . import engine, peers
from .paths import REPOSITORY


def describe() -> dict[str, str | int | float]:
    """Processor, cores, memory and system."""
    memory = re.search(r"MemTotal:\s+(\d+)", _text(Path("/proc/meminfo")))
    processor = re.search(r"model name\s*:\s*(.+)", _text(Path("/proc/cpuinfo")))
    system = re.search(r'PRETTY_NAME="?([^"\n]+)', _text(Path("/etc/os-release")))
    return {
        "processor": processor.group(1) if processor else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memoryGiB": round(int(memory.group(1)) / 2**20, 1) if memory else 0,
        "system": system.group(1) if system else platform.system(),
    }


def versions() -> dict[str, str]:
    """Of the engine and all peers."""
    return {
        "grappes": f"{engine.version()} ({_commit()})",
        **{peer.name: peer.version() for peer in peers.PEERS},
        "Python": platform.python_version(),
    }


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=REPOSITORY, capture_output=True, text=True).stdout.strip()

    commit = git("rev-parse", "--short", "HEAD") or "no commit"
    # What the benchmarks themselves write does not change what is measured.
    changed = git("status", "--porcelain", "--", ".", ":!benchmarks/RESULTS.md", ":!benchmarks/results.json",
                  ":!benchmarks/instances.csv", ":!benchmarks/*.svg")  # fmt: skip
    return f"commit {commit}" + (", changed since" if changed else "")


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
