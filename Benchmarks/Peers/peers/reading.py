"""Reading: JSON and `.pose` to landmarks, the engine beside simdjson, orjson, Python, memcpy, numpy and pose-format."""

from __future__ import annotations

import json

import numpy as np
import orjson
from pose_format import Pose

from . import typed
from .comparison import Comparison
from .data import PARTS, Data
from .oracle import check
from .runners import Runner

KEYS = ("x", "y", "z", "visibility")


class Reading:
    """The comparisons on the recording with its full face."""

    def __init__(self, data: Data, engine: Runner, native: Runner) -> None:
        self.data, self.engine, self.native = data, engine, native
        self.text = data.json.read_bytes()
        self.landmarks = data.landmarks
        face = PARTS["faceLandmarks"]
        self.bare = np.delete(self.landmarks, np.arange(*face), axis=1)

    def array(self, document: dict[str, object], keys: list[str]) -> np.ndarray:
        """[frames, landmarks, (x, y, z, visibility)] of a parsed document."""
        count = sum(PARTS[key][1] - PARTS[key][0] for key in keys)
        frames = document["frames"]
        values = np.zeros((len(frames), count, 4), np.float32)
        for frame, parts in zip(values, frames, strict=True):
            place = 0
            for key in keys:
                size = PARTS[key][1] - PARTS[key][0]
                for points in parts[key]:
                    frame[place : place + size] = [[point[name] for name in KEYS] for point in points]
                place += size
        return values

    def json(self, work: str, words: str, keys: list[str], expected: np.ndarray) -> Comparison:
        """JSON to landmarks."""
        size = f"{len(self.text) / 1e6:.1f} MB"
        comparison = Comparison(
            f"JSON, {len(expected)} frames × 543 landmarks ({size}), {words}",
            self.engine.contestant("signify", "landmarks, float32, presence and facts", work),
        )
        comparison.bytes = len(self.text)
        answer = self.native.answer(work, self.data.folder, np.float32)
        check("simdjson", answer, expected.ravel(), 0)
        ours = self.engine.answer(work, self.data.folder, np.float64)
        check("signify", ours, expected.ravel(), 0)
        comparison.add(
            self.native.contestant("simdjson On-Demand", "landmarks, float32; skips what is not asked for", work)
        )
        comparison.python(
            "orjson + numpy",
            "landmarks, float32; validates all",
            lambda: self.array(orjson.loads(self.text), keys),
            expected,
            tolerance=0,
        )
        kind = typed.Recording if work == "json-all" else typed.BareRecording
        comparison.python(
            "msgspec, typed + numpy",
            "landmarks, float32; validates what is asked for",
            lambda: typed.landmarks(self.text, kind),
            expected,
            tolerance=0,
        )
        comparison.python(
            "msgspec, typed",
            "structs of Python; validates what is asked for",
            lambda: len(typed.parsed(self.text, kind).frames),
            len(expected),
        )
        comparison.python(
            "orjson",
            "dictionaries of Python; validates all",
            lambda: len(orjson.loads(self.text)["frames"]),
            len(expected),
        )
        comparison.python(
            "Python's json",
            "dictionaries of Python; validates all",
            lambda: len(json.loads(self.text)["frames"]),
            len(expected),
        )
        return comparison

    def every_part(self) -> Comparison:
        """Face included."""
        return self.json("json-all", "every part", list(PARTS), self.landmarks)

    def hands_and_pose(self) -> Comparison:
        """The 75 landmarks without the face."""
        keys = [key for key in PARTS if key != "faceLandmarks"]
        return self.json("json-hands-and-pose", "hands and pose only", keys, self.bare)

    def pose(self) -> Comparison:
        """`.pose` to landmarks."""
        file = self.data.pose.read_bytes()
        frames, points = self.landmarks.shape[:2]
        values = frames * points
        start = len(file) - values * 16
        size = np.array([640, 480, 1], np.float32)
        # Tiled over a frame: twelve times as fast as a division with three columns at a time.
        row = np.tile(size, points)

        def by_numpy() -> tuple[np.ndarray, np.ndarray]:
            # The header is a constant here; pose-format reads it.
            body = np.frombuffer(file, "<f4", offset=start)
            return body[: values * 3].reshape(frames, points * 3) / row, body[values * 3 :].reshape(frames, points)

        known = self.landmarks[:, :, :3]
        answer = self.engine.answer("pose", self.data.folder, np.float64).reshape(frames, points, 4)
        close = {"rtol": 1e-6, "atol": 1e-7}
        for name, found in (
            ("signify", answer[:, :, :3]),
            ("numpy", by_numpy()[0].reshape(frames, points, 3)),
            ("pose-format", Pose.read(file).body.data.filled(0)[:, 0] / size),
        ):
            if not np.allclose(found, known, **close):
                raise SystemExit(f"{name} reads other landmarks from {self.data.pose}")
        comparison = Comparison(
            f".pose, {frames} frames × {points} landmarks ({len(file) / 1e3:.0f} kB)",
            self.engine.contestant("signify", "landmarks, float32, presence; checks header, sizes and numbers", "pose"),
        )
        comparison.bytes = len(file)
        comparison.add(self.native.contestant("memcpy", "nothing: a copy of the bytes", "pose"))
        comparison.python(
            "numpy",
            "coordinates and a view of confidences; reads no header, checks nothing",
            lambda: len(by_numpy()[0]),
            frames,
        )
        comparison.python(
            "pose-format", "masked pixels, float32, and the header", lambda: len(Pose.read(file).body.data), frames
        )
        return comparison
