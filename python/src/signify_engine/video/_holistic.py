"""MediaPipe's Holistic over the pictures of a film. Only the reading process imports this."""

import sys
import types
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ._film import Fault, Pixels

#: One picture's landmarks: (landmarks, 4) of x, y, z and visibility, NaN where nothing was found.
Landmarks = npt.NDArray[np.float32]

_POSE, _HAND = 33, 21
_FACES = (468, 478)

#: The landmarks of each part in the order of the engine: pose, face, left hand, right hand, pose in metres.
COUNTS = {faces: (_POSE, faces, _HAND, _HAND, _POSE) for faces in _FACES}


class Detector(Protocol):
    """Finds the landmarks of one picture after the other."""

    #: The number of a face's landmarks.
    faces: int

    def begin(self) -> None:
        """Forgets the film before."""

    def landmarks(self, pixels: Pixels, time: float) -> Landmarks:
        """The landmarks of the next picture."""


def detector(model: str | None) -> Detector:
    """Legacy Holistic, whose models are in the wheel, or the task API with a model file."""
    return _Legacy() if model is None else _Task(Path(model))


class _Legacy:
    """`mediapipe.solutions.holistic` as for a video, of complexity 1."""

    faces = 468

    def __init__(self) -> None:
        # MediaPipe's drawing imports it, which builds a cache of fonts on the disk. Nothing is drawn here.
        for name in ("matplotlib", "matplotlib.pyplot"):
            sys.modules.setdefault(name, types.ModuleType(name))
        try:
            from mediapipe.python.solutions.holistic import Holistic
        except ImportError as error:
            raise Fault(
                "unsupported",
                f"this MediaPipe has no Holistic with models ({error}); install mediapipe 0.10.14, "
                "or give a holistic_landmarker.task by --model",
            ) from None
        self._holistic: Any = Holistic(static_image_mode=False, model_complexity=1)

    def begin(self) -> None:
        self._holistic.reset()

    def landmarks(self, pixels: Pixels, time: float) -> Landmarks:  # noqa: ARG002
        found = self._holistic.process(pixels)
        return _joined(
            self.faces,
            *(
                None if part is None else part.landmark
                for part in (
                    found.pose_landmarks,
                    found.face_landmarks,
                    found.left_hand_landmarks,
                    found.right_hand_landmarks,
                    found.pose_world_landmarks,
                )
            ),
        )


class _Task:
    """The HolisticLandmarker of MediaPipe's tasks, with a model file."""

    faces = 478

    def __init__(self, model: Path) -> None:
        for name in ("matplotlib", "matplotlib.pyplot"):
            sys.modules.setdefault(name, types.ModuleType(name))
        try:
            import mediapipe
            from mediapipe.tasks.python import BaseOptions
            from mediapipe.tasks.python.vision import HolisticLandmarker, HolisticLandmarkerOptions, RunningMode
        except ImportError as error:
            line = f"this MediaPipe has no HolisticLandmarker ({error}); install a later one, or leave --model out"
            raise Fault("unsupported", line) from None
        self._mediapipe: Any = mediapipe
        self._kind: Any = HolisticLandmarker
        self._landmarker: Any = None
        self._options: Any = HolisticLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model)), running_mode=RunningMode.VIDEO
        )
        self.begin()

    def begin(self) -> None:
        if self._landmarker is not None:
            self._landmarker.close()
        try:
            self._landmarker = self._kind.create_from_options(self._options)
        except (RuntimeError, ValueError, OSError) as error:
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            line = f"no model of HolisticLandmarker ({reason}); give a holistic_landmarker.task by --model"
            raise Fault("unsupported", line) from None

    def landmarks(self, pixels: Pixels, time: float) -> Landmarks:
        image = self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=pixels)
        found = self._landmarker.detect_for_video(image, round(time * 1000))
        return _joined(
            self.faces,
            found.pose_landmarks,
            found.face_landmarks,
            found.left_hand_landmarks,
            found.right_hand_landmarks,
            found.pose_world_landmarks,
        )


def _joined(faces: int, *parts: Any) -> Landmarks:
    counts = COUNTS[faces]
    joined = np.full((sum(counts), 4), np.nan, np.float32)
    start = 0
    for place, (count, points) in enumerate(zip(counts, parts, strict=True)):
        if points:
            # Only a body's visibility means something: of hands and faces it is 0 or nothing.
            is_body = place in (0, len(counts) - 1)
            values = [
                (point.x, point.y, point.z, point.visibility if is_body else np.nan) for point in list(points)[:count]
            ]
            joined[start : start + len(values)] = values
        start += count
    return joined
