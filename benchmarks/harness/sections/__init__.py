"""The sections of the results. Each gives its settings and yields its rows, one measured run each."""

from collections.abc import Callable
from typing import Any

from ..engine import EngineError


def attempted(about: dict[str, Any], measure: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """A row of the engine; one of status `failed` with a note where its run failed or its plan does not hold."""
    try:
        return about | measure(*arguments)
    except EngineError as error:
        return about | {"solver": "grappes", "status": "failed", "note": str(error)}
