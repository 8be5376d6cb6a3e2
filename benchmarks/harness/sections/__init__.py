"""The sections of the results. Each gives its settings and yields its rows, one measured run each.

A section says at most how long it takes (`estimate`, in seconds), and takes up rows of a run that is resumed.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ..engine import EngineError
from ..exported import Exported, exported
from ..registers import Register
from ..settings import Settings

Row = dict[str, Any]


def attempted(
    settings: Settings, section: str, about: Row, measure: Callable[..., Row], *arguments: Any
) -> Row:
    """A row of the engine; one of status `failed` with a note where its run failed or its plan does not hold."""
    earlier = settings.kept(section, about | {"solver": "grappes"})
    if earlier:
        return earlier[0]
    try:
        return about | measure(*arguments)
    except EngineError as error:
        return about | {"solver": "grappes", "status": "failed", "note": str(error)}


def opened(section: str, register: Register, settings: Settings) -> Iterator[Exported | Row]:
    """The register's model, or a row that says why there is none."""
    try:
        made = exported(register, settings.work)
    except (EngineError, ValueError, OSError) as error:
        about = {"instance": register.name, "origin": register.origin, "solver": "grappes", "limit": None}
        yield about | {"status": "failed", "note": f"no model: {error}"}
        return
    try:
        yield made
    finally:
        made.path.unlink(missing_ok=True)
