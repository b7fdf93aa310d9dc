"""The search among real takes, which the engine's runner measures by itself: an attempt at a time, beside a scan of all."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .report import factor, time
from .turns import quartiles

LANDMARKS = 150
KINDS = {"there": "with its sign in the library", "stranger": "of a sign not in the library"}


@dataclass
class Found:
    """Searches of one kind, an attempt each."""

    times: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    libraries: list[int] = field(default_factory=list)

    @property
    def spread(self) -> str:
        """Least and most stand for the quartiles, since none is to be slower."""
        return f"{factor(min(self.ratios))}–{factor(max(self.ratios))}"

    @property
    def median(self) -> str:
        return factor(quartiles(self.ratios)[1])


def measure(runner: Path, takes: list[Path]) -> dict[tuple[int, str], Found]:
    """By the number of features and the kind."""
    lines = subprocess.run([runner, "search", *takes], check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[tuple[int, str], Found] = {}
    for line in lines.splitlines():
        features, kind, library, nanoseconds, ratio = line.split()
        searches = found.setdefault((int(features), kind), Found())
        searches.libraries.append(int(library))
        searches.times.append(float(nanoseconds))
        searches.ratios.append(float(ratio))
    return found


def aims(found: dict[tuple[int, str], Found]) -> Iterator[str]:
    """Rows of the table of aims."""
    for (features, kind), searches in found.items():
        aim = "≥ 5 ×" if kind == "there" else "≥ 1 ×"
        yield (
            f"| best 5 of {max(searches.libraries)} real takes, {features} features, {KINDS[kind]} | own full scan "
            f"| {aim} | {searches.median} × ({searches.spread} of {len(searches.ratios)} attempts) |"
        )


def table(found: dict[tuple[int, str], Found]) -> Iterator[str]:
    yield "### Best 5 of real takes, exactly"
    yield ""
    yield "| features | attempt | time | times a full scan: median (least–most) | slower than the scan |"
    yield "|---|---|---|---|---|"
    for (features, kind), searches in found.items():
        slower = sum(ratio < 1 for ratio in searches.ratios)
        what = "x and y of 75 landmarks" if features == LANDMARKS else "what scoring aligns"
        yield (
            f"| {features}: {what} | {KINDS[kind]} | {time(quartiles(searches.times)[1])} "
            f"| {searches.median} ({searches.spread}) | {slower} of {len(searches.ratios)} |"
        )
    yield ""
