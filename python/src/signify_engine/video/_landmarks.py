from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from .._attempt import Attempt, Part
from .._facts import Facts
from ..errors import BadInput

_PARTS: tuple[Part, ...] = ("pose", "face", "left_hand", "right_hand", "pose_world")
_POSE, _HAND = 33, 21


@dataclass(frozen=True, slots=True)
class Reading:
    """The landmarks of a film as they were found."""

    #: Seconds from the first picture.
    times: npt.NDArray[np.float64]
    #: (pictures, landmarks, 4) of x, y, z, visibility; NaN where nothing was found.
    landmarks: npt.NDArray[np.float32]
    #: The picture as shown, in pixels.
    width: int
    height: int

    def attempt(self, name: str) -> Attempt:
        """The recording. A film without a person or without hands is refused.

        :param name: the film's name.
        """
        count = len(self.times)
        found = ~np.isnan(self.landmarks[:, :, 0])
        faces = found.shape[1] - 2 * _POSE - 2 * _HAND
        if not found[:, :_POSE].any():
            raise BadInput(
                f"{name}: no person was seen in any of the {count} frames; "
                "stand in the picture from head to hips, with light on you, and record again"
            )
        if not found[:, _POSE + faces : _POSE + faces + 2 * _HAND].any():
            # The engine's own words for it.
            raise BadInput(
                f"{name}: no hand was seen in any of the {count} frames; "
                "keep both hands in the picture, with light on them, and record again"
            )
        facts = Facts(fps=self._rate(), width=self.width, height=self.height)
        return Attempt.from_array(self.landmarks, timestamps=self.times, parts=_PARTS, facts=facts, name=name)

    def _rate(self) -> float:
        return min((len(self.times) - 1) / cast(float, self.times[-1] - self.times[0]), 1000.0)
