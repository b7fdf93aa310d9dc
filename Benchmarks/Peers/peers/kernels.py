"""What a user who knows numpy and numba would write: distances by one matrix product, the recurrence compiled.

Float32, no bounds checks, `fastmath`; costs are ‖a − b‖ by ‖a‖² + ‖b‖² − 2ab. The recurrence is the engine's, the
symmetric one of Sakoe & Chiba: 2 for a diagonal step and for the first cell, 1 for the others, divided by both lengths.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# In place of infinity, which `fastmath` does not allow.
FAR = np.float32(1e30)
TWO = np.float32(2)


@numba.njit(fastmath=True)
def library_rows(products, attempt, references, offsets, distances):  # noqa: ANN001, ANN201
    """Row by row. products: [attempt frames, frames of all references]; attempt and references: squared norms."""
    rows = products.shape[0]
    frontier = np.empty(4096, np.float32)
    costs = np.empty(4096, np.float32)
    for place in range(distances.shape[0]):
        start = offsets[place]
        columns = offsets[place + 1] - start
        frontier[: columns + 1] = FAR
        frontier[0] = 0
        for row in range(rows):
            norm = attempt[row]
            for column in range(columns):
                squared = norm + references[start + column] - TWO * products[row, start + column]
                costs[column] = np.sqrt(max(squared, np.float32(0)))
            diagonal = frontier[0]
            left = FAR
            frontier[0] = FAR
            for column in range(columns):
                cost = costs[column]
                above = frontier[column + 1]
                left = min(min(diagonal + TWO * cost, above + cost), left + cost)
                diagonal = above
                frontier[column + 1] = left
        distances[place] = frontier[columns] / np.float32(rows + columns)


@numba.njit(fastmath=True)
def library_diagonals(products, attempt, references, offsets, distances):  # noqa: ANN001, ANN201
    """By anti-diagonals, whose cells need not wait for each other. products: [frames of references, attempt frames]."""
    rows = products.shape[1]
    width = rows + 2
    costs = np.empty(width * 512, np.float32)
    older = np.empty(width, np.float32)
    old = np.empty(width, np.float32)
    new = np.empty(width, np.float32)
    for place in range(distances.shape[0]):
        start = offsets[place]
        columns = offsets[place + 1] - start
        for column in range(columns):
            norm = references[start + column]
            for row in range(rows):
                squared = norm + attempt[row] - TWO * products[start + column, row]
                costs[column * width + row + 1] = np.sqrt(max(squared, np.float32(0)))
        older[:] = FAR
        old[:] = FAR
        new[:] = FAR
        old[1] = TWO * costs[1]
        for diagonal in range(1, rows + columns - 1):
            first = max(0, diagonal - columns + 1)
            last = min(rows - 1, diagonal)
            new[first] = FAR
            cell = (diagonal - first) * width + first + 1
            for row in range(first, last + 1):
                cost = costs[cell]
                cell -= width - 1
                new[row + 1] = min(min(old[row], old[row + 1]) + cost, older[row] + TWO * cost)
            new[last + 2] = FAR
            older, old, new = old, new, older
        distances[place] = old[rows] / np.float32(rows + columns)


@numba.njit(fastmath=True)
def library_costs(costs, offsets, distances):  # noqa: ANN001, ANN201
    """Row by row over distances that are there already. costs: [frames of all references, attempt frames], float64."""
    columns = costs.shape[1]
    frontier = np.empty(columns + 1, np.float64)
    for place in range(distances.shape[0]):
        frontier[:] = 1e30
        frontier[0] = 0
        for row in range(offsets[place], offsets[place + 1]):
            diagonal, left = frontier[0], 1e30
            frontier[0] = 1e30
            for column in range(columns):
                cost = costs[row, column]
                above = frontier[column + 1]
                left = min(min(diagonal + 2 * cost, above + cost), left + cost)
                diagonal = above
                frontier[column + 1] = left
        distances[place] = frontier[columns] / (offsets[place + 1] - offsets[place] + columns)


@numba.njit(fastmath=True)
def pair_path(products, attempt, reference):  # noqa: ANN001, ANN201
    """One pair with its path, traced back over all accumulated costs."""
    rows, columns = products.shape
    totals = np.full((rows + 1, columns + 1), FAR, np.float32)
    costs = np.empty(columns, np.float32)
    totals[0, 0] = 0
    for row in range(rows):
        norm = attempt[row]
        for column in range(columns):
            squared = norm + reference[column] - TWO * products[row, column]
            costs[column] = np.sqrt(max(squared, np.float32(0)))
        left = FAR
        for column in range(columns):
            cost = costs[column]
            left = min(min(totals[row, column] + TWO * cost, totals[row, column + 1] + cost), left + cost)
            totals[row + 1, column + 1] = left
    path = np.empty((rows + columns, 2), np.int32)
    row, column, steps = rows, columns, 0
    while row > 0 and column > 0:
        path[steps, 0] = row - 1
        path[steps, 1] = column - 1
        steps += 1
        squared = attempt[row - 1] + reference[column - 1] - TWO * products[row - 1, column - 1]
        cost = np.sqrt(max(squared, np.float32(0)))
        both = totals[row - 1, column - 1] + TWO * cost
        above = totals[row - 1, column] + cost
        if both <= above and both <= totals[row, column - 1] + cost:
            row -= 1
            column -= 1
        elif above <= totals[row, column - 1] + cost:
            row -= 1
        else:
            column -= 1
    return totals[rows, columns], path[:steps][::-1]


@numba.njit(fastmath=True)
def stream_rows(products, stream, reference):  # noqa: ANN001, ANN201
    """The cheapest place of the reference in the stream, by mean cost, its first and its last frame."""
    rows, columns = products.shape
    totals = np.full(columns + 1, FAR, np.float32)
    starts = np.zeros(columns + 1, np.int32)
    costs = np.empty(columns, np.float32)
    best, first, final = FAR, 0, 0
    for row in range(rows):
        norm = stream[row]
        for column in range(columns):
            squared = norm + reference[column] - TWO * products[row, column]
            costs[column] = np.sqrt(max(squared, np.float32(0)))
        # A path may start anywhere, at no cost.
        diagonal, since = np.float32(0), row
        totals[0], left, start = FAR, FAR, row
        for column in range(columns):
            cost = costs[column]
            above, past = totals[column + 1], starts[column + 1]
            total, place = diagonal + TWO * cost, since
            if above + cost < total:
                total, place = above + cost, past
            if left + cost < total:
                total, place = left + cost, start
            diagonal, since = above, past
            left, start = total, place
            totals[column + 1] = total
            starts[column + 1] = place
        mean = left / np.float32(row - start + 1 + columns)
        if mean < best:
            best, first, final = mean, start, row
    return best, first, final


def norms(frames: Floats) -> Floats:
    """The squared norm of each frame."""
    return np.einsum("ij,ij->i", frames, frames)
