"""What one call of the harness measures."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Options of the command line, for all sections."""

    work: Path
    """A folder for registers, models, plans and logs, which goes afterwards."""
    threads: int
    is_short: bool
    limit: float | None = None
    """Time limit in seconds instead of the sections' own."""
    instances: frozenset[str] | None = None
    """Names of the instances to run; None for all."""

    def wants(self, name: str) -> bool:
        """Whether an instance is to be run."""
        return self.instances is None or name in self.instances
