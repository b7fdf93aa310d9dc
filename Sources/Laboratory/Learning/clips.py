"""Clips in signing space, as `signify-laboratory clips` writes them: the engine reads, checks, trims the recordings."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

POINTS = 51
"""Points of a frame: the dominant hand's 21, the other hand's 21, both palms, nose, ears, shoulders, elbows."""
FRAMES = 32
"""Moments of a clip that a network sees."""


@dataclass(frozen=True)
class Clips:
    """Takes of one or more sets."""

    points: np.ndarray
    """`[frames of all takes, POINTS, 4]`: x, y, z in shoulder widths and whether the point was seen."""
    first: np.ndarray
    """`[takes]`: the first frame of each."""
    count: np.ndarray
    """`[takes]`: the frames of each."""
    signer: np.ndarray
    """`[takes]`, of the form set/signer."""
    label: np.ndarray
    """`[takes]`: equal for takes that count as one sign."""
    fold: np.ndarray
    """`[takes]`: takes of one fold are judged by networks that learned from the other folds."""

    @classmethod
    def read(cls, path: Path) -> "Clips":
        """Reads `path`.csv and maps `path`.f32."""
        with open(path.with_suffix(".csv"), newline="") as file:
            rows = list(csv.DictReader(file))
        return cls(
            np.memmap(path.with_suffix(".f32"), "<f4", "r").reshape(-1, POINTS, 4),
            *(np.array([int(row[name]) for row in rows]) for name in ("first", "count")),
            np.array([f"{row['set']}/{row['signer']}" for row in rows]),
            np.array([row["label"] for row in rows]),
            np.array([int(row["fold"]) for row in rows]),
        )

    def without(self, fold: int) -> "Clips":
        """The takes of all other folds."""
        kept = self.fold != fold
        return Clips(
            self.points, *(values[kept] for values in (self.first, self.count, self.signer, self.label, self.fold))
        )

    def at(self, takes: np.ndarray, phases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Takes at moments of their length.

        `phases` is `[takes, FRAMES]`, 0 to 1. Returns points `[takes, FRAMES, POINTS, 3]`, interpolated between two
        frames, and whether each was seen in the nearer one, `[takes, FRAMES, POINTS]`.
        """
        place = phases * (self.count[takes] - 1)[:, None]
        low = np.floor(place).astype(int)
        high = np.minimum(low + 1, self.count[takes][:, None] - 1)
        share = (place - low)[..., None].astype(np.float32)
        start = self.first[takes][:, None]
        before, after = self.points[start + low], self.points[start + high]
        left, right = before[..., 3] * (1 - share), after[..., 3] * share
        weight = left + right
        points = before[..., :3] * left[..., None] + after[..., :3] * right[..., None]
        return points / np.maximum(weight, 1e-6)[..., None], weight >= 0.5

    def spread(self, most: int) -> np.ndarray:
        """At most `most` takes, evenly spread."""
        return np.unique(np.linspace(0, len(self.first) - 1, most).astype(int))

    def whole(self, takes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Takes from their first frame to their last, as the engine samples them, in the shapes of `at`."""
        return self.at(takes, np.tile(np.linspace(0, 1, FRAMES), (len(takes), 1)))
