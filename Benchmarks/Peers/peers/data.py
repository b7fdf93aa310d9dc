"""The data that both sides read: written by the engine's runner, then, as producers would have it, by this one."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from pose_format import Pose

FEATURES = 150
# The parts of a frame, in the order of its landmarks, with the keys that MediaPipe's browser tasks give them.
PARTS = {
    "poseLandmarks": (0, 33),
    "faceLandmarks": (33, 501),
    "leftHandLandmarks": (501, 522),
    "rightHandLandmarks": (522, 543),
}


@dataclass(frozen=True)
class Sequences:
    """Feature sequences one after the other."""

    frames: NDArray[np.float32]
    # Where each begins, and the end.
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, place: int) -> NDArray[np.float32]:
        return self.frames[self.offsets[place] : self.offsets[place + 1]]

    def doubles(self) -> list[NDArray[np.float64]]:
        return [self[place].astype(np.float64) for place in range(len(self))]

    def first(self, count: int) -> Sequences:
        return Sequences(self.frames[: self.offsets[count]], self.offsets[: count + 1])


@dataclass(frozen=True)
class Data:
    """The folder of data."""

    folder: Path

    def write(self, runner: Path) -> None:
        """Writes everything."""
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([runner, "write", self.folder], check=True)
        self.json.write_bytes(orjson.dumps(self.document()))
        # As pose-format writes it, without what the engine adds for itself.
        pose = Pose.read(self.exact_pose.read_bytes())
        own = [part.name for part in pose.header.components if part.name.startswith("SIGNIFY")]
        with self.pose.open("wb") as file:
            pose.remove_components(own).write(file)

    @property
    def json(self) -> Path:
        return self.folder / "recording.json"

    @property
    def exact_pose(self) -> Path:
        """As the engine stores it."""
        return self.folder / "recording-exact.pose"

    @property
    def pose(self) -> Path:
        return self.folder / "recording.pose"

    @property
    def landmarks(self) -> NDArray[np.float32]:
        """[frames, landmarks, (x, y, z, visibility)]"""
        return np.fromfile(self.folder / "recording.f32", np.float32).reshape(-1, 543, 4)

    def sequences(self, name: str) -> Sequences:
        lengths = np.fromfile(self.folder / f"{name}.lengths", np.int32)
        frames = np.fromfile(self.folder / f"{name}.f32", np.float32).reshape(-1, FEATURES)
        return Sequences(frames, np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))

    def document(self) -> dict[str, object]:
        """The recording as a page with MediaPipe's HolisticLandmarker would send it.

        A browser's numbers are float32 written as float64, with up to 17 digits; its faces and hands have a visibility
        of 0.
        """
        times = np.fromfile(self.folder / "recording.times", np.float64).tolist()
        frames = []
        for number, frame in enumerate(self.landmarks):
            parts: dict[str, object] = {"t": times[number] if times else number / 30}
            for key, (first, end) in PARTS.items():
                points = [
                    {"x": x, "y": y, "z": z, "visibility": visibility or 0}
                    for x, y, z, visibility in frame[first:end].astype(np.float64).tolist()
                ]
                parts[key] = [points] if frame[first:end].any() else []
            frames.append(parts)
        return {
            "format": "mediapipe-holistic",
            "version": 1,
            "fps": 30,
            "width": 640,
            "height": 480,
            "mirrored": False,
            "frames": frames,
        }
