"""Scoring one word with feedback, from landmarks that are parsed: the whole, and its parts."""

from __future__ import annotations

import numpy as np

from .comparison import Comparison
from .data import Data
from .oracle import check
from .report import time
from .runners import Runner

# The parts in their order: the engine's work, its name, and what it is.
PARTS = (
    ("word-features", "features", "check, signing space, channels of all frames"),
    ("word-alignment", "alignment", "with every take of the sign; a part of the next"),
    ("word-known", "score, embedding known", "alignment, other signs, form, corrections, feedback"),
    ("word-document", "feedback as JSON", "beyond the whole"),
)


class Word:
    """One of the shipped signs, with the shipped takes of all signs."""

    def __init__(self, data: Data, engine: Runner) -> None:
        self.data, self.engine = data, engine

    def answer(self, work: str) -> np.ndarray:
        return self.engine.answer(work, self.data.folder, np.float64)

    def comparison(self) -> Comparison:
        """The whole beside each part."""
        check("word", self.answer("word"), self.answer("word-known"), 0)
        frames = len(self.data.landmarks)
        comparison = Comparison(
            f"scoring one word with feedback, {frames} frames × 543 landmarks, parsed",
            self.engine.contestant("the whole", "from parsed landmarks to feedback", "word"),
        )
        for work, name, words in PARTS:
            comparison.add(self.engine.contestant(name, words, work))
        comparison.note = embedding
        return comparison


def embedding(comparison: Comparison) -> str:
    """What the whole takes beyond the features and a score that has the embedding."""
    assert comparison.standing is not None
    times = {each.contestant.name: each.median for each in comparison.standings}
    left = comparison.standing.median - times["features"] - times["score, embedding known"]
    return f"The rest of the whole, {time(left)}, is the embedding, which nothing of the interface makes alone."
