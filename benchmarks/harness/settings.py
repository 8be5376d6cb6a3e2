"""What one call of the harness measures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Settings:
    """Options of the command line, for all sections."""

    work: Path
    """A folder for registers, models, plans and logs, which goes afterwards."""
    threads: int
    is_short: bool
    limits: tuple[float, ...] = ()
    """Time limits in seconds instead of the sections' own, rising."""
    instances: frozenset[str] | None = None
    """Names of the instances to run; None for all."""
    has_further: bool = False
    """Whether the instances beyond a full run are run too."""
    earlier: dict[str, list[Row]] = field(default_factory=dict)
    """Rows of a run that is resumed, by section."""
    made: dict[tuple, Row] = field(default_factory=dict)
    """The engine's rows of this call that another section can use, filled as they are measured."""

    @property
    def limit(self) -> float | None:
        """The longest time limit, for sections that have one alone."""
        return self.limits[-1] if self.limits else None

    def wants(self, name: str) -> bool:
        """Whether an instance is to be run."""
        return self.instances is None or name in self.instances

    def kept(self, section: str, about: Row) -> list[Row]:
        """The earlier rows of a section that say all of `about`; none that failed."""
        return [
            row
            for row in self.earlier.get(section, [])
            if row["status"] != "failed" and all(row.get(key) == value for key, value in about.items())
        ]

    def once(self, key: tuple, measure: Callable[[], Row]) -> Row:
        """What `measure` gives, measured once for each key."""
        if key not in self.made:
            self.made[key] = measure()
        return self.made[key]
