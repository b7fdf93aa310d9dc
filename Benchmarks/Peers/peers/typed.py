"""A recording by msgspec into typed structs, and from these into numpy: the quickest reading that plain Python has.

    python typed.py FILE     reads one, and prints how many numbers it has

Imports nothing else, so that the time of a whole process is that of these two.
"""

from __future__ import annotations

import sys
from itertools import chain
from operator import attrgetter
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray


class Point(msgspec.Struct, gc=False):
    x: float
    y: float
    z: float
    visibility: float


# A part holds the points of one person, or of none.
Part = list[list[Point]]


class BareFrame(msgspec.Struct, gc=False, rename="camel"):
    pose_landmarks: Part
    left_hand_landmarks: Part
    right_hand_landmarks: Part


class Frame(BareFrame, gc=False, rename="camel"):
    face_landmarks: Part


class Recording(msgspec.Struct, gc=False):
    frames: list[Frame]


class BareRecording(msgspec.Struct, gc=False):
    """Without the face, which the decoder skips."""

    frames: list[BareFrame]


# The parts of a frame with their sizes, in the order of its landmarks.
PARTS = (("pose_landmarks", 33), ("face_landmarks", 468), ("left_hand_landmarks", 21), ("right_hand_landmarks", 21))
DECODERS = {kind: msgspec.json.Decoder(kind) for kind in (Recording, BareRecording)}
NUMBERS = attrgetter("x", "y", "z", "visibility")


def parsed(text: bytes, kind: type[Recording] | type[BareRecording]) -> Recording | BareRecording:
    """The structs."""
    return DECODERS[kind].decode(text)


def landmarks(text: bytes, kind: type[Recording] | type[BareRecording]) -> NDArray[np.float32]:
    """[frames, landmarks, (x, y, z, visibility)], zeros where there is no point."""
    frames = parsed(text, kind).frames
    parts = PARTS if kind is Recording else [part for part in PARTS if part[0] != "face_landmarks"]
    values = np.zeros((len(frames), sum(size for _, size in parts), 4), np.float32)
    first = 0
    for name, size in parts:
        found = list(map(attrgetter(name), frames))
        seen = [number for number, people in enumerate(found) if people]
        points = chain.from_iterable(found[number][0] for number in seen)
        numbers = np.fromiter(chain.from_iterable(map(NUMBERS, points)), np.float32, len(seen) * size * 4)
        values[seen, first : first + size] = numbers.reshape(-1, size, 4)
        first += size
    return values


if __name__ == "__main__":
    print(landmarks(Path(sys.argv[1]).read_bytes(), Recording).size)
