"""Contestants that take turns, so that a machine that is busy or slow for a while is so for all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

# Long enough for the clocks, short enough that the machine has no time to change.
TURN_SECONDS = 0.005
LEAST_ROUNDS = 5
MOST_ROUNDS = 200


class Spent(NamedTuple):
    """Nanoseconds a run: of the processor, over all threads, and by the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Contestant:
    """Who does a work, and what exactly that is."""

    name: str
    computes: str
    # Does it so many times; gives what one run cost.
    run: Callable[[int], Spent]
    # Makes the times of a part of the work those of all of it.
    scale: float = 1.0


@dataclass
class Standing:
    """What one contestant's turns cost, in nanoseconds a run, and how many times as long as ours they took."""

    contestant: Contestant
    times: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def python(body: Callable[[], object]) -> Callable[[int], Spent]:
    """A contestant's run that calls `body` in this process."""

    def run(count: int) -> Spent:
        wall, cpu = time.perf_counter_ns(), time.process_time_ns()
        for _ in range(count):
            body()
        spent = time.process_time_ns() - cpu
        return Spent(spent / count, (time.perf_counter_ns() - wall) / count)

    return run


def quartiles(values: list[float]) -> tuple[float, float, float]:
    """The quarter, the middle and the three-quarter point."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def compete(
    ours: Contestant, peers: list[Contestant], seconds: float, clock: str = "cpu"
) -> tuple[Standing, list[Standing]]:
    """Rounds of ours, a peer, ours, the next peer, …, for about `seconds`, but at least `LEAST_ROUNDS`.

    A peer's ratio in a round is its time over the mean of ours right before and after it.
    """
    contestants = [ours, *peers]
    counts = {contestant.name: count(contestant) for contestant in contestants}
    assert len(counts) == len(contestants), "names differ"
    standing = Standing(ours)
    standings = [Standing(peer) for peer in peers]

    def turn(contestant: Contestant) -> float:
        return float(getattr(contestant.run(counts[contestant.name]), clock)) * contestant.scale

    end = time.monotonic() + seconds
    for played in range(MOST_ROUNDS):
        if played >= LEAST_ROUNDS and time.monotonic() > end:
            break
        before = turn(ours)
        standing.times.append(before)
        for peer in standings:
            spent = turn(peer.contestant)
            after = turn(ours)
            peer.times.append(spent)
            peer.ratios.append(spent / ((before + after) / 2))
            standing.times.append(after)
            before = after
    return standing, standings


def count(contestant: Contestant) -> int:
    """How many runs make a turn; the first run, which may compile, does not count."""
    contestant.run(1)
    spent = contestant.run(1).wall
    return max(1, round(TURN_SECONDS * 1e9 / max(spent, 1)))
