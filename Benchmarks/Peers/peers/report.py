"""The tables of `docs/performance.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .comparison import Comparison
from .turns import Standing, quartiles


def time(nanoseconds: float) -> str:
    """Three digits and a unit."""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return (
                f"{nanoseconds / size:.3g} {unit}" if nanoseconds < 1000 * size else f"{nanoseconds / size:,.0f} {unit}"
            )
    return f"{nanoseconds:.0f} ns"


def factor(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def peak(comparison: Comparison) -> tuple[float, float, float] | None:
    """Ours as a share of the core's peak, from the rounds' ratios; none where there is nothing to multiply."""
    for standing in comparison.standings:
        if standing.contestant.name.startswith("multiply-add peak"):
            share = [ratio * comparison.operations / comparison.peak_operations for ratio in standing.ratios]
            return quartiles(share)
    return None


def tables(comparisons: list[Comparison]) -> Iterator[str]:
    """A table for each work: ours first, then the others, the fastest first."""
    for comparison in comparisons:
        assert comparison.standing is not None
        yield f"### {comparison.work[0].upper()}{comparison.work[1:]}"
        yield ""
        yield "| | computes | time | times ours (quartiles) |"
        yield "|---|---|---|---|"
        yield row(comparison, comparison.standing)
        for standing in sorted(comparison.standings, key=lambda standing: standing.median):
            if not standing.contestant.name.startswith("multiply-add peak"):
                yield row(comparison, standing)
        yield ""
        if comparison.note:
            yield comparison.note(comparison)
            yield ""
        share = peak(comparison)
        if share:
            low, middle, high = (f"{100 * each:.0f}" for each in share)
            yield f"Ours does the products' multiply-adds at {middle} % ({low}–{high}) of the core's measured peak."
            yield ""


def row(comparison: Comparison, standing: Standing) -> str:
    name, computes = standing.contestant.name, standing.contestant.computes
    spent = time(standing.median)
    if comparison.bytes and not comparison.peaks:
        spent += f", {comparison.bytes / standing.median * 1e3:,.0f} MB/s"
    if name in comparison.peaks:
        spent += f", {comparison.peaks[name] / 1e6:.0f} MB at most"
    if not standing.ratios:
        return f"| **{name}** | {computes} | {spent} | 1 |"
    low, middle, high = (factor(each) for each in quartiles(standing.ratios))
    return f"| {name} | {computes} | {spent} | {middle} ({low}–{high}) |"


def ratio(comparison: Comparison, name: str) -> list[float]:
    return next(each.ratios for each in comparison.standings if each.contestant.name == name)


def fastest(comparison: Comparison, belongs: Callable[[str], bool]) -> Standing:
    """The fastest of those whose name belongs."""
    peers = [each for each in comparison.standings if belongs(each.contestant.name)]
    return min(peers, key=lambda each: each.median)
