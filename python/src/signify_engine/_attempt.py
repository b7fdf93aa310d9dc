import ctypes
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from ctypes import c_size_t, c_void_p
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from . import _native
from ._facts import Facts, pointer_to
from ._table import is_table, landmarks_of
from .errors import BadInput, WrongUse

Part = Literal["pose", "face", "left_hand", "right_hand", "pose_world", "left_hand_world", "right_hand_world"]

#: In the order in which they stand in a frame.
PARTS: tuple[Part, ...] = (
    "pose",
    "face",
    "left_hand",
    "right_hand",
    "pose_world",
    "left_hand_world",
    "right_hand_world",
)


class _Memory:
    """Lets numpy look at the engine's memory, and keeps the attempt for as long as numpy looks."""

    def __init__(self, handle: _native.Handle, address: int, shape: tuple[int, ...], kind: str) -> None:
        self.handle = handle
        self.__array_interface__ = {"version": 3, "data": (address, True), "shape": shape, "typestr": kind}


class Attempt:
    """A recording as landmarks, read and checked. It does not change, and any number of threads may use it.

    Made by :meth:`of`, which takes whatever a recording comes as, or by one of the more particular ones.
    """

    __slots__ = ("_handle", "_landmarks")

    def __init__(self, handle: _native.Handle) -> None:
        self._handle = handle
        self._landmarks = _native.LandmarksStruct(ctypes.sizeof(_native.LandmarksStruct))
        _native.call("attempt_landmarks", handle, ctypes.byref(self._landmarks))

    @classmethod
    def of(cls, source: Any, *, facts: Facts | None = None, name: str | None = None) -> "Attempt":
        """An attempt from whatever it comes as: bytes, a path (`str` or `Path`), a dictionary, a list of frames, a
        model of `signify_engine.models`, an array, a table, or an attempt already.

        :param facts: what is known of the camera and the signer; an attempt that is one already has its own.
        :param name: the place in messages and the name in a store; of a path its last part.
        :raises BadInput: it is no recording; the line says where and how to mend it.
        :raises OSError: the path cannot be read.
        """
        match source:
            case Attempt():
                if facts is not None:
                    raise WrongUse("an attempt that was read has its facts; give them when it is read")
                return cls(source._handle)
            case bytes() | bytearray() | memoryview():
                return cls.from_bytes(source, facts=facts, name=name)
            case str() | os.PathLike():
                return cls.from_file(source, facts=facts, name=name)
            case _ if isinstance(source, np.ndarray) or is_table(source):
                make = cls.from_array if isinstance(source, np.ndarray) else cls.from_table
                return make(source, facts=facts, name=name)
            case BaseModel():
                return cls.from_bytes(source.model_dump_json(exclude_unset=True).encode(), facts=facts, name=name)
            case Mapping() | Sequence():
                return cls.from_bytes(_json(source), facts=facts, name=name)
            case _:
                raise WrongUse(
                    "an attempt is bytes, a path, a dictionary, a list of frames, an array or a table, "
                    f"not {type(source).__name__}"
                )

    @classmethod
    def from_bytes(
        cls, data: bytes | bytearray | memoryview, *, facts: Facts | None = None, name: str | None = None
    ) -> "Attempt":
        """An attempt from a recording's bytes: JSON, NDJSON, `.pose`, `.npy` or CSV, told from the content, in gzip or
        not. Nothing is copied on the way to the engine.
        """
        view = _native.as_bytes(data)
        return cls(
            _native.opened(
                "attempt_parse",
                "attempt_free",
                view.ctypes.data_as(c_void_p),
                view.size,
                _native.encoded(name),
                pointer_to(facts),
            )
        )

    @classmethod
    def from_file(
        cls, path: str | os.PathLike[str], *, facts: Facts | None = None, name: str | None = None
    ) -> "Attempt":
        """An attempt from a file."""
        path = Path(path)
        if path.is_dir():
            raise BadInput(f"{path}: a folder; read its frames with numpy, stack them, and give the array")
        return cls.from_bytes(path.read_bytes(), facts=facts, name=name or path.name)

    @classmethod
    def from_array(
        cls,
        array: npt.ArrayLike,
        *,
        timestamps: npt.ArrayLike | None = None,
        parts: Iterable[Part] | None = None,
        facts: Facts | None = None,
        name: str | None = None,
    ) -> "Attempt":
        """An attempt from landmarks.

        :param array: (frames, landmarks, 3 or 4): x, y, z and visibility, of 75 landmarks (pose, both hands), 543
            (with the face) or 553 (with the irises); or MediaPipe's flattened frames, (frames, 1662, 1692 or 258);
            without visibility 1629 or 225, of the hands 126, of one hand 63. A landmark whose x or y is NaN is
            missing, one whose z is has none. float32 is handed over as it lies, whatever its strides; anything else
            is made float32 first.
        :param timestamps: seconds, one a frame, never decreasing; without them `facts.fps` tells the time.
        :param parts: which parts the landmarks are, where their number does not tell.
        """
        values = _floats(array)
        frames, landmarks, components = (*values.shape, 1)[:3]
        strides = (*values.strides, 4)[:3]
        struct = _native.ArrayStruct(
            ctypes.sizeof(_native.ArrayStruct),
            values.ctypes.data,
            frames,
            landmarks,
            components,
            *strides,
            _bits(parts),
        )
        if timestamps is not None:
            times = np.ascontiguousarray(timestamps, dtype=np.float64)
            if times.shape != (frames,):
                raise BadInput(f"{times.size} timestamps for {frames} frames; give one a frame")
            struct.timestamps = times.ctypes.data
        return cls(
            _native.opened(
                "attempt_from_array",
                "attempt_free",
                ctypes.byref(struct),
                _native.encoded(name),
                pointer_to(facts),
            )
        )

    @classmethod
    def from_table(cls, table: Any, *, facts: Facts | None = None, name: str | None = None) -> "Attempt":
        """An attempt from a table in the columns of Kaggle's sign-language contests, a pandas DataFrame or a pyarrow
        Table, so that Parquet is one line: `Attempt.from_table(pandas.read_parquet(path))`.

        :param table: a landmark a row, in `frame`, `type` (face, left_hand, pose, right_hand), `landmark_index`, `x`,
            `y` and `z`, or a frame a row, in `frame`, `x_face_0`, …; rows and columns in any order, others are passed
            over. A landmark whose x or y is NaN or null is missing. A column `t` in seconds, or `timestamp_ms`, tells
            the time; without one `facts.fps` does.
        :raises BadInput: it has other columns, or what is in them is no recording.
        """
        array, parts, times = landmarks_of(table)
        return cls.from_array(array, timestamps=times, parts=cast("list[Part]", parts), facts=facts, name=name)

    @property
    def frames(self) -> int:
        """How many frames it has."""
        return int(self._landmarks.frames)

    def __len__(self) -> int:
        return self.frames

    @property
    def landmarks(self) -> npt.NDArray[np.float32]:
        """(frames, landmarks, 4): x, y, z, visibility, read-only, in the engine's own memory, which stays for as long
        as the array does. What :attr:`present` denies is 0 there and means nothing.
        """
        shape = (self.frames, int(self._landmarks.landmarks), 4)
        return np.asarray(_Memory(self._handle, self._landmarks.values, shape, "<f4"))

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        """(frames, landmarks): which landmarks were found; a copy."""
        return (self._flags() & 1).astype(np.bool_)

    @property
    def has_visibility(self) -> npt.NDArray[np.bool_]:
        """(frames, landmarks): of which landmarks the producer stated a visibility; a copy."""
        return (self._flags() & 2).astype(np.bool_)

    def _flags(self) -> npt.NDArray[np.uint8]:
        shape = (self.frames, int(self._landmarks.landmarks))
        return np.asarray(_Memory(self._handle, self._landmarks.flags, shape, "|u1"))

    @property
    def timestamps(self) -> npt.NDArray[np.float64] | None:
        """Seconds, one a frame, read-only, in the engine's own memory; `None` where none were stated."""
        if self._landmarks.timestamps is None:
            return None
        return np.asarray(_Memory(self._handle, self._landmarks.timestamps, (self.frames,), "<f8"))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that a frame holds, in their order."""
        return tuple(part for bit, part in enumerate(PARTS) if self._landmarks.parts >> bit & 1)

    @property
    def facts(self) -> Facts:
        """What holds of its camera and signer."""
        struct = _native.FactsStruct(ctypes.sizeof(_native.FactsStruct))
        _native.call("attempt_facts", self._handle, ctypes.byref(struct))
        return Facts._of(struct)

    def summary(self) -> dict[str, Any]:
        """What is in it, as `signify-score inspect --json` says it."""
        summary: dict[str, Any] = _native.json_from("attempt_summary", self._handle)
        return summary

    def to_pose(self) -> bytes:
        """It as a `.pose` file, from which it can be restored to the bit."""
        data, count = c_void_p(), c_size_t()
        _native.call("attempt_pose", self._handle, ctypes.byref(data), ctypes.byref(count))
        return _native.take_bytes(data, count.value) or b""

    def to_json(self) -> bytes:
        """It as canonical JSON: an attempt document, from which it can be restored to the bit."""
        return _native.text_from("attempt_json", self._handle).encode()

    def __repr__(self) -> str:
        return f"<signify_engine.Attempt of {self.frames} frames: {', '.join(self.parts)}>"


def _json(document: Any) -> bytes:
    try:
        return json.dumps(document, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput(f"the attempt is not what JSON can say: {error}") from None


def _floats(array: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """The array as float32, itself where it is."""
    values = np.asarray(array)
    if values.dtype.kind not in "fiu":
        raise BadInput(f"landmarks are floats, not {values.dtype}")
    if values.ndim not in (2, 3):
        raise BadInput(
            "landmarks are (frames, landmarks, 3 or 4) or flattened (frames, 1662, 1692, 258, 225, …), "
            f"not {values.shape}"
        )
    if values.ndim == 3 and values.shape[2] not in (3, 4):
        raise BadInput(f"landmarks are (frames, landmarks, 3 or 4), not {values.shape}")
    with np.errstate(over="ignore"):
        return np.require(values, np.dtype("=f4"), ["ALIGNED"])


def _bits(parts: Iterable[Part] | None) -> int:
    bits = 0
    for part in parts or ():
        if part not in PARTS:
            raise WrongUse(f"{part!r} is no part; the parts are {', '.join(PARTS)}")
        bits |= 1 << PARTS.index(part)
    return bits
