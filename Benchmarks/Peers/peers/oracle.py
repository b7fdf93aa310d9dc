"""Dynamic time warping as the books write it, in float64, by which every contestant's answer is checked."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float64]


@numba.njit
def naive(attempt, reference, squared, first, diagonal, free):  # noqa: ANN001, ANN201
    """The least total; with `free`, over every stretch of `attempt`, and the least mean with its stretch's ends."""
    rows, columns = attempt.shape[0], reference.shape[0]
    totals = np.full((rows, columns), np.inf)
    starts = np.zeros((rows, columns), np.int64)
    for row in range(rows):
        for column in range(columns):
            cost = 0.0
            for feature in range(attempt.shape[1]):
                cost += (attempt[row, feature] - reference[column, feature]) ** 2
            if not squared:
                cost = np.sqrt(cost)
            total, start = np.inf, 0
            if column == 0 and (row == 0 or free):
                total, start = first * cost, row
            if row > 0 and column > 0 and totals[row - 1, column - 1] + diagonal * cost < total:
                total, start = totals[row - 1, column - 1] + diagonal * cost, starts[row - 1, column - 1]
            if row > 0 and totals[row - 1, column] + cost < total:
                total, start = totals[row - 1, column] + cost, starts[row - 1, column]
            if column > 0 and totals[row, column - 1] + cost < total:
                total, start = totals[row, column - 1] + cost, starts[row, column - 1]
            totals[row, column] = total
            starts[row, column] = start
    if not free:
        return totals[rows - 1, columns - 1], 0.0, 0, rows - 1
    least, mean, begin, end = np.inf, np.inf, 0, 0
    for row in range(rows):
        total, start = totals[row, columns - 1], starts[row, columns - 1]
        least = min(least, total)
        if total / (row - start + 1 + columns) < mean:
            mean, begin, end = total / (row - start + 1 + columns), start, row
    return least, mean, begin, end


@numba.njit
def path_of(attempt, reference):  # noqa: ANN001, ANN201
    """The steps of the path with the least sum of distances, every step once; of equal ones a diagonal step."""
    rows, columns = attempt.shape[0], reference.shape[0]
    totals = np.full((rows + 1, columns + 1), np.inf)
    totals[0, 0] = 0.0
    for row in range(rows):
        for column in range(columns):
            cost = 0.0
            for feature in range(attempt.shape[1]):
                cost += (attempt[row, feature] - reference[column, feature]) ** 2
            before = min(totals[row, column], totals[row, column + 1], totals[row + 1, column])
            totals[row + 1, column + 1] = before + np.sqrt(cost)
    steps = np.empty((rows + columns - 1, 2), np.int64)
    row, column, count = rows, columns, 0
    while row > 0 and column > 0:
        steps[count, 0] = row - 1
        steps[count, 1] = column - 1
        count += 1
        both, above, left = totals[row - 1, column - 1], totals[row - 1, column], totals[row, column - 1]
        if both <= above and both <= left:
            row -= 1
            column -= 1
        elif left <= above:
            column -= 1
        else:
            row -= 1
    return steps[:count][::-1]


@dataclass(frozen=True)
class Definition:
    """What a library calls the distance of two sequences."""

    words: str
    # Whether a pair of frames costs its squared distance.
    squared: bool
    # How often the first pair and a diagonal step count.
    first: int = 1
    diagonal: int = 1
    rooted: bool = False
    mean: bool = False
    # Divided by the steps of the path.
    a_step: bool = False

    def of(self, attempt: Frames, reference: Frames) -> float:
        """The distance of two sequences."""
        total = float(naive(attempt, reference, self.squared, self.first, self.diagonal, False)[0])
        if self.rooted:
            total = total**0.5
        if self.a_step:
            total /= len(path_of(attempt, reference))
        return total / (len(attempt) + len(reference)) if self.mean else total

    def within(self, stream: Frames, reference: Frames) -> float:
        """The least distance of a stretch of the stream to the reference."""
        total = float(naive(stream, reference, self.squared, self.first, self.diagonal, True)[0])
        return total**0.5 if self.rooted else total


OURS = Definition("mean distance, diagonal steps twice", squared=False, first=2, diagonal=2, mean=True)
SYMMETRIC = Definition("summed distance, diagonal steps twice", squared=False, diagonal=2)
SUMMED = Definition("summed distance", squared=False)
A_STEP = Definition("mean distance a step", squared=False, a_step=True)
SQUARES = Definition("summed squared distance", squared=True)
ROOTED = Definition("root of the summed squared distance", squared=True, rooted=True)


def check(name: str, answer: object, expected: object, tolerance: float = 1e-4) -> None:
    """Ends the program where a contestant's answer is not the one that its definition has."""
    answer, expected = np.atleast_1d(np.asarray(answer)), np.atleast_1d(np.asarray(expected))
    if answer.shape != expected.shape or not np.allclose(answer, expected, rtol=tolerance, atol=0):
        raise SystemExit(f"{name} answers {answer.ravel()[:5]}…, where {expected.ravel()[:5]}… is right")
