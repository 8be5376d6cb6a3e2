"""Reports to look at: made once by the program under test, from the bundled registers."""

import functools
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOSTILE = [
    '=HYPERLINK("x")',
    "<img src=x onerror=alert(1)>",
    '"; --',
    "</script><script>window.broken = 1</script>",
    "Foyer 🏡 de l’Étang 👩‍⚕️",
    "X" * 400,
    "دار الرعاية \u202eevil",
    "{{{style}}}",
]

_folder = tempfile.TemporaryDirectory(prefix="grappes-browser-")
FOLDER = pathlib.Path(_folder.name)


def grappes(*words: object) -> None:
    subprocess.run([os.environ["GRAPPES"], *map(str, words)], check=True, capture_output=True)


@functools.cache
def plan(dataset: str) -> pathlib.Path:
    """The folder of a plan of a bundled register, with its documents in French."""
    out = FOLDER / dataset
    source = ROOT / "datasets" / dataset
    grappes("propose", source / "finess-507.csv", source / "finess-501.csv", "--time-limit", 3, "--out", out, "--quiet")
    return out


@functools.cache
def hostile() -> pathlib.Path:
    """A plan in which names are what nobody should call an OG."""
    document = json.loads((plan("corse") / "plan.json").read_text())
    members = [member for grappe in document["grappes"] for member in grappe["members"]]
    for place, unit in enumerate(members + document["ungrouped"] + document["standalone"]):
        unit["name"] = HOSTILE[place % len(HOSTILE)]
    out = FOLDER / "hostile"
    out.mkdir()
    (out / "plan.json").write_text(json.dumps(document, ensure_ascii=False))
    grappes("report", out / "plan.json", "--out", out)
    return out


@functools.cache
def large() -> pathlib.Path:
    """A synthetic region of some 2,000 OG."""
    grappes("generate", "--region", "11", "--scale", LARGE_SCALE, "--out", FOLDER / "register")
    source = FOLDER / "register"
    out = FOLDER / "large"
    grappes("propose", source / "finess-507.csv", source / "finess-501.csv", "--time-limit", 10, "--out", out, "--quiet")
    return out


# What makes the generator's Île-de-France one of 2,000 OG.
LARGE_SCALE = 1


def english(folder: pathlib.Path) -> pathlib.Path:
    """The same plan's documents in English."""
    out = folder / "en"
    if not out.exists():
        grappes("report", folder / "plan.json", "--out", out, "--lang", "en")
    return out
