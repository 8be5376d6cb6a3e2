"""Tables and numbers of RESULTS.md."""

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """A table whose first `left` columns are text and the others numbers."""
    rules = ["---"] * left + ["--:"] * (len(head) - left)
    lines = [f"| {' | '.join(cells)} |" for cells in (head, rules, *rows)]
    return "\n".join(lines) + "\n"


def number(value: float | None, digits: int = 0) -> str:
    """1,234.5; a dash for none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def percent(share: float | None, digits: int = 3) -> str:
    """0.123 %; a dash for none, and for what is too far off to say anything."""
    if share is None:
        return "–"
    return "> 1000 %" if share > 10 else f"{100 * share:.{digits}f} %"


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
