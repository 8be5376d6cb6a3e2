"""results.json: the sections, each as one run measured it, whole or marked as unfinished."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import machine

Section = dict[str, Any]


class Results:
    """The document, saved after every row so that an interrupted run loses none."""

    def __init__(self, folder: Path) -> None:
        """Takes up what the folder holds from earlier runs."""
        self.path = folder / "results.json"
        self.sections: dict[str, Section] = {}
        if self.path.exists():
            self.sections = json.loads(self.path.read_text(encoding="utf-8"))["sections"]

    def earlier(self, name: str, settings: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of a section measured by this commit, unchanged since, on this machine and with these settings."""
        section = self.sections.get(name)
        now = {"settings": settings, "machine": machine.describe(), "versions": machine.versions()}
        now = json.loads(json.dumps(now))  # as it was read
        is_same = section is not None and all(section[key] == value for key, value in now.items())
        return section["rows"] if section and is_same and "changed" not in now["versions"]["grappes"] else []

    def begin(self, name: str, settings: dict[str, Any]) -> None:
        """Starts a section anew: nothing of an earlier run stays in it."""
        self.sections[name] = {
            "begun": _now(),
            "finished": None,
            "machine": machine.describe(),
            "versions": machine.versions(),
            "settings": settings,
            "rows": [],
        }

    def add(self, name: str, row: dict[str, Any]) -> None:
        """Adds a row to a section begun."""
        self.sections[name]["rows"].append(row)
        self._save()

    def finish(self, name: str) -> None:
        """Says that a section is whole."""
        self.sections[name]["finished"] = _now()
        self._save()

    def _save(self) -> None:
        draft = self.path.with_suffix(".draft")
        text = json.dumps({"sections": self.sections}, indent=1, ensure_ascii=False)
        draft.write_text(text + "\n", encoding="utf-8")
        os.replace(draft, self.path)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
