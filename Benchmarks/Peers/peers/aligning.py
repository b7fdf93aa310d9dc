"""Alignment: the engine beside the libraries of dynamic time warping, and beside numpy with numba."""

from __future__ import annotations

import itertools

import dtw as dtw_python
import fastdtw
import librosa
import numpy as np
import torch
import torchdtw
import tslearn.metrics
import tslearn.utils
from aeon.distances import dtw_alignment_path, dtw_distance, dtw_pairwise_distance
from dtaidistance import dtw_ndim
from dtaidistance.subsequence.dtw import subsequence_alignment
from scipy.spatial.distance import cdist

from . import kernels, oracle
from .comparison import Comparison
from .data import FEATURES, Data, Sequences
from .kernels import norms
from .oracle import check
from .runners import Runner
from .turns import Contestant

# What makes librosa's steps the engine's.
STEPS = {"step_sizes_sigma": np.array([[1, 1], [1, 0], [0, 1]]), "weights_mul": np.array([2, 1, 1])}
# Sequences of the half matrix that a library gets: all 300 would take it half a minute a turn.
SAMPLE = 64
# The name of whatever torchdtw does begins with it.
TORCH = "torchdtw"


class Aligning:
    """The comparisons on feature sequences."""

    def __init__(self, data: Data, engine: Runner, native: Runner) -> None:
        self.data, self.engine, self.native = data, engine, native
        self.attempt = data.sequences("attempt")[0]
        self.reference = data.sequences("reference")[0]
        self.library = data.sequences("library")
        self.doubles = self.attempt.astype(np.float64), self.reference.astype(np.float64)
        self.peak = native.contestant("multiply-add peak of the core", "nothing: chains of multiply-adds", "fma-peak")
        self.peak_operations = float(native.answer("fma-peak", data.folder, np.float64)[0])

    def ours(self, work: str, computes: str) -> Contestant:
        return self.engine.contestant("signify", computes, work)

    def expected(self, library: Sequences, attempt: np.ndarray, definition: oracle.Definition) -> np.ndarray:
        """The distance of the attempt to each of the library, by the book."""
        return np.array([definition.of(attempt.astype(np.float64), reference) for reference in library.doubles()])

    def pair(self) -> Comparison:
        """One pair, exactly."""
        attempt, reference = self.doubles
        flat, against = np.ascontiguousarray(attempt.T), np.ascontiguousarray(reference.T)
        of = {
            definition: definition.of(attempt, reference)
            for definition in (
                oracle.OURS,
                oracle.SYMMETRIC,
                oracle.SUMMED,
                oracle.A_STEP,
                oracle.SQUARES,
                oracle.ROOTED,
            )
        }
        both = len(attempt) + len(reference)
        check("signify", self.engine.answer("pair", self.data.folder, np.float64)[0], of[oracle.OURS] * both)

        offsets, distances = np.array([0, len(reference)]), np.empty(1, np.float32)

        def rows() -> np.ndarray:
            kernels.library_rows(
                self.attempt @ self.reference.T, norms(self.attempt), norms(self.reference), offsets, distances
            )
            return distances

        def diagonals() -> np.ndarray:
            kernels.library_diagonals(
                self.reference @ self.attempt.T, norms(self.attempt), norms(self.reference), offsets, distances
            )
            return distances

        def path() -> float:
            return kernels.pair_path(self.attempt @ self.reference.T, norms(self.attempt), norms(self.reference))[0]

        def compiled_cdist() -> np.ndarray:
            kernels.library_costs(cdist(reference, attempt), offsets, distances)
            return distances

        comparison = Comparison(
            "one pair, 90 × 75 frames × 150 features", self.ours("pair", oracle.OURS.words + "; path")
        )
        comparison.operations = 2 * len(attempt) * len(reference) * FEATURES
        comparison.peak_operations = self.peak_operations
        comparison.add(self.peak)
        comparison.python("numpy sgemm + numba, rows", oracle.OURS.words, rows, of[oracle.OURS], user=True)
        comparison.python(
            "numpy sgemm + numba, anti-diagonals", oracle.OURS.words, diagonals, of[oracle.OURS], user=True
        )
        comparison.python(
            "numpy sgemm + numba, rows and path", oracle.OURS.words + "; path", path, of[oracle.OURS] * both, user=True
        )
        comparison.python("scipy cdist + numba", oracle.OURS.words, compiled_cdist, of[oracle.OURS], user=True)
        first, second = torch.from_numpy(self.attempt), torch.from_numpy(self.reference)
        comparison.python(
            f"{TORCH} dtw on torch's cdist",
            oracle.A_STEP.words,
            lambda: torchdtw.dtw(torch.cdist(first, second)).item(),
            of[oracle.A_STEP],
        )
        comparison.python(
            f"{TORCH} dtw_path on torch's cdist",
            oracle.A_STEP.words + "; path alone",
            lambda: torchdtw.dtw_path(torch.cdist(first, second)),
            oracle.path_of(attempt, reference),
        )
        comparison.python(
            "aeon dtw_distance", oracle.SQUARES.words, lambda: dtw_distance(flat, against), of[oracle.SQUARES]
        )
        comparison.python(
            "aeon dtw_alignment_path",
            oracle.SQUARES.words + "; path",
            lambda: dtw_alignment_path(flat, against)[1],
            of[oracle.SQUARES],
        )
        # dtw-python and librosa count the first pair once.
        comparison.python(
            "dtw-python, distance only",
            oracle.SYMMETRIC.words,
            lambda: dtw_python.dtw(attempt, reference, distance_only=True).distance,
            of[oracle.SYMMETRIC],
        )
        comparison.python(
            "dtw-python",
            oracle.SYMMETRIC.words + "; path",
            lambda: dtw_python.dtw(attempt, reference).distance,
            of[oracle.SYMMETRIC],
        )
        comparison.python(
            "dtaidistance",
            oracle.ROOTED.words,
            lambda: dtw_ndim.distance_fast(attempt, reference),
            of[oracle.ROOTED],
        )
        comparison.python(
            "librosa on scipy's cdist",
            oracle.SYMMETRIC.words,
            lambda: librosa.sequence.dtw(C=cdist(attempt, reference), backtrack=False, **STEPS)[-1, -1],
            of[oracle.SYMMETRIC],
        )
        comparison.python(
            "tslearn", oracle.ROOTED.words, lambda: tslearn.metrics.dtw(attempt, reference), of[oracle.ROOTED]
        )
        # Approximate: never less than the least, and near it.
        comparison.python(
            "fastdtw",
            oracle.SUMMED.words + ", approximately",
            lambda: fastdtw.fastdtw(attempt, reference, dist=2)[0],
            of[oracle.SUMMED],
            tolerance=0.05,
        )
        return comparison

    def every_distance(self) -> Comparison:
        """One attempt against a library, every distance."""
        attempt, references = self.doubles[0], self.library.doubles()
        flat, flats = np.ascontiguousarray(attempt.T), [np.ascontiguousarray(each.T) for each in references]
        of = {
            definition: self.expected(self.library, self.attempt, definition)
            for definition in (oracle.OURS, oracle.SYMMETRIC, oracle.A_STEP, oracle.SQUARES, oracle.ROOTED)
        }
        check("signify", self.engine.answer("library", self.data.folder, np.float64), of[oracle.OURS])
        check(
            "signify, 2 threads",
            self.engine.answer("library-two-threads", self.data.folder, np.float64),
            of[oracle.OURS],
        )
        # What each takes, made beforehand: a library is converted once.
        offsets, frames = self.library.offsets, self.library.frames.astype(np.float64)
        padded = tslearn.utils.to_time_series_dataset(references)

        # The frames first: the other way round cdist reads the whole library once for each frame of the attempt, from
        # memory instead of from a cache, and takes three times as long.
        def by_librosa() -> list[float]:
            costs = cdist(frames, attempt)
            return [
                librosa.sequence.dtw(C=costs[first:end], backtrack=False, **STEPS)[-1, -1]
                for first, end in itertools.pairwise(offsets)
            ]

        def by_cdist() -> np.ndarray:
            kernels.library_costs(cdist(frames, attempt), offsets, distances)
            return distances

        distances = np.empty(len(references), np.float32)
        operations = 2 * len(attempt) * len(self.library.frames) * FEATURES
        comparison = Comparison(
            "one against 1,000 references (80,000 frames), every distance", self.ours("library", oracle.OURS.words)
        )
        comparison.operations, comparison.peak_operations = operations, self.peak_operations
        comparison.add(self.peak)
        for name, scan in self.scans(self.attempt).items():
            comparison.python(name, oracle.OURS.words, scan, of[oracle.OURS], user=True)
        comparison.python("scipy cdist + numba", oracle.OURS.words, by_cdist, of[oracle.OURS], user=True)
        for name, scan in self.torch_scans(self.attempt).items():
            comparison.python(name, oracle.A_STEP.words, scan, of[oracle.A_STEP])
        comparison.python(
            "aeon dtw_pairwise_distance",
            oracle.SQUARES.words,
            lambda: dtw_pairwise_distance([flat], flats)[0],
            of[oracle.SQUARES],
        )
        comparison.python(
            "dtaidistance, a loop",
            oracle.ROOTED.words,
            lambda: [dtw_ndim.distance_fast(attempt, each) for each in references],
            of[oracle.ROOTED],
        )
        comparison.python("librosa on scipy's cdist", oracle.SYMMETRIC.words, by_librosa, of[oracle.SYMMETRIC])
        comparison.python(
            "tslearn cdist_dtw",
            oracle.ROOTED.words,
            lambda: tslearn.metrics.cdist_dtw(attempt[np.newaxis], padded)[0],
            of[oracle.ROOTED],
        )
        return comparison

    def scans(self, attempt: np.ndarray) -> dict[str, object]:
        """A user's own ways to every distance. The library's norms are known beforehand, as the engine's packing is."""
        library, offsets = self.library.frames, self.library.offsets
        squares = norms(library)
        distances = np.empty(len(offsets) - 1, np.float32)
        wide = np.empty((len(attempt), len(library)), np.float32)
        tall = np.empty((len(library), len(attempt)), np.float32)

        def rows() -> np.ndarray:
            np.matmul(attempt, library.T, out=wide)
            kernels.library_rows(wide, norms(attempt), squares, offsets, distances)
            return distances

        def diagonals() -> np.ndarray:
            np.matmul(library, attempt.T, out=tall)
            kernels.library_diagonals(tall, norms(attempt), squares, offsets, distances)
            return distances

        def blocks() -> np.ndarray:
            own = norms(attempt)
            for first in range(0, len(distances), 25):
                end = min(first + 25, len(distances))
                low, high = offsets[first], offsets[end]
                kernels.library_diagonals(
                    np.matmul(library[low:high], attempt.T, out=tall[: high - low]),
                    own,
                    squares[low:high],
                    offsets[first : end + 1] - low,
                    distances[first:end],
                )
            return distances

        return {
            "one numpy sgemm + numba, rows": rows,
            "one numpy sgemm + numba, anti-diagonals": diagonals,
            "numpy sgemm in blocks + numba, anti-diagonals": blocks,
        }

    def torch_scans(self, attempt: np.ndarray) -> dict[str, object]:
        """torchdtw's ways to every distance: it takes the costs of all pairs, padded, and the true lengths.

        One product over the padded frames of all references, or of 25 at a time; torch's cdist of batches, which the
        shapes suggest, takes three times as long as either.
        """
        own, count = torch.from_numpy(attempt), len(self.library)
        lengths = torch.from_numpy(np.diff(self.library.offsets))
        longest = int(lengths.max())
        padded = torch.zeros(count, longest, FEATURES)
        for place in range(count):
            padded[place, : lengths[place]] = torch.from_numpy(self.library[place])
        rows = torch.tensor([len(attempt)])

        def scan(first: int, end: int) -> torch.Tensor:
            costs = torch.cdist(own, padded[first:end].reshape(-1, FEATURES))
            costs = costs.view(len(own), end - first, longest).permute(1, 0, 2)
            return torchdtw.dtw_batch(costs[None], rows, lengths[first:end], symmetric=False)[0]

        return {
            f"{TORCH} dtw_batch on one cdist": lambda: scan(0, count).numpy(),
            f"{TORCH} dtw_batch in blocks": lambda: torch.cat(
                [scan(first, min(first + 25, count)) for first in range(0, count, 25)]
            ).numpy(),
        }

    def half_matrix(self) -> Comparison:
        """All pairs of 300 sequences; the others get a sample."""
        sequences = self.data.sequences("matrix")
        sample = sequences.first(SAMPLE)
        doubles = np.stack(sample.doubles())
        flat = np.ascontiguousarray(doubles.transpose(0, 2, 1))
        upper = np.triu_indices(SAMPLE, 1)
        pairs, all_pairs = len(upper[0]), len(sequences) * (len(sequences) - 1) // 2

        def expected(definition: oracle.Definition) -> np.ndarray:
            return np.array([definition.of(doubles[one], doubles[other]) for one, other in zip(*upper, strict=True)])

        ours = self.engine.answer("matrix", self.data.folder, np.float64)
        kept = [one * 300 - one * (one + 1) // 2 + other - one - 1 for one, other in zip(*upper, strict=True)]
        of = expected(oracle.OURS)
        check("signify", ours[kept], of)
        squares = norms(sample.frames)

        def by_numba() -> np.ndarray:
            distances = np.empty(pairs, np.float32)
            place = 0
            for one in range(SAMPLE - 1):
                low = sample.offsets[one + 1]
                count = SAMPLE - 1 - one
                kernels.library_diagonals(
                    sample.frames[low:] @ sample[one].T,
                    squares[sample.offsets[one] : low],
                    squares[low:],
                    sample.offsets[one + 1 :] - low,
                    distances[place : place + count],
                )
                place += count
            return distances

        frames, lengths = torch.from_numpy(sample.frames), torch.full((SAMPLE,), 75)

        def by_torch() -> np.ndarray:
            costs = torch.cdist(frames, frames).view(SAMPLE, 75, SAMPLE, 75).permute(0, 2, 1, 3)
            return torchdtw.dtw_batch(costs, lengths, lengths, symmetric=True).numpy()[upper]

        scale = all_pairs / pairs
        comparison = Comparison("half matrix of 300 × 300 pairs of 75 frames", self.ours("matrix", oracle.OURS.words))
        comparison.operations, comparison.peak_operations = 2 * 75 * 75 * FEATURES * all_pairs, self.peak_operations
        comparison.add(self.peak)
        note = f" ({pairs:,} pairs, scaled)"
        comparison.python(
            "numpy sgemm a row + numba, anti-diagonals", oracle.OURS.words + note, by_numba, of, user=True, scale=scale
        )
        comparison.python(
            f"{TORCH} dtw_batch on one cdist",
            oracle.A_STEP.words + note,
            by_torch,
            expected(oracle.A_STEP),
            scale=scale,
        )
        comparison.python(
            "aeon dtw_pairwise_distance",
            oracle.SQUARES.words + note,
            lambda: dtw_pairwise_distance(flat)[upper],
            expected(oracle.SQUARES),
            scale=scale,
        )
        comparison.python(
            "dtaidistance distance_matrix_fast",
            oracle.ROOTED.words + note,
            lambda: dtw_ndim.distance_matrix_fast(doubles, parallel=False, compact=True),
            expected(oracle.ROOTED),
            scale=scale,
        )
        return comparison

    def stream(self) -> Comparison:
        """The best place of a reference in a stream."""
        stream = self.data.sequences("stream")[0]
        double, reference = stream.astype(np.float64), self.doubles[1]
        _, mean, first, last = oracle.naive(double, reference, False, 2, 2, True)
        check("signify", self.engine.answer("stream", self.data.folder, np.float64), [mean, first, last])
        rooted = oracle.ROOTED.within(double, reference)

        def by_numba() -> tuple[float, int, int]:
            return kernels.stream_rows(stream @ self.reference.T, norms(stream), norms(self.reference))

        def by_librosa() -> float:
            totals = librosa.sequence.dtw(C=cdist(reference, double), subseq=True, backtrack=False)
            return totals[-1].min()

        words = "; best stretch"
        comparison = Comparison(
            "a stream of 3,000 frames against one reference of 75",
            self.ours("stream", oracle.OURS.words + words + " and path"),
        )
        comparison.operations, comparison.peak_operations = 2 * 3000 * 75 * FEATURES, self.peak_operations
        comparison.add(self.peak)
        comparison.python(
            "numpy sgemm + numba, rows", oracle.OURS.words + words, by_numba, [mean, first, last], user=True
        )
        comparison.python(
            "dtaidistance subsequence_alignment",
            oracle.ROOTED.words + words,
            lambda: subsequence_alignment(reference, double, use_c=True).best_match().value * len(reference),
            rooted,
        )
        comparison.python(
            "librosa on scipy's cdist", oracle.SUMMED.words + words, by_librosa, oracle.SUMMED.within(double, reference)
        )
        comparison.python(
            "tslearn dtw_subsequence_path",
            oracle.ROOTED.words + words + " and path",
            lambda: tslearn.metrics.dtw_subsequence_path(reference, double)[1],
            rooted,
        )
        return comparison

    def threads(self, engine: Runner, native: Runner) -> Comparison:
        """Both cores, which both runners may use.

        Somebody else's work on one of them takes it from any program: the control, which splits perfectly, shows how much
        of a second core there was in the same rounds.
        """
        one = engine.contestant("signify, 1 thread", oracle.OURS.words, "library")
        comparison = Comparison(
            "one against 1,000 references, 2 threads, by the clock",
            engine.contestant("signify, 2 threads", oracle.OURS.words, "library-two-threads"),
        )
        comparison.clock = "wall"
        comparison.add(one)
        comparison.add(native.contestant("control, 1 thread", "multiply-adds without memory", "control"))
        comparison.add(native.contestant("control, 2 threads", "multiply-adds without memory", "control-two-threads"))
        return comparison
