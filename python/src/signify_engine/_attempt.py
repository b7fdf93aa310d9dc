import ctypes
import errno
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

#: In frame order.
PARTS: tuple[Part, ...] = (
    "pose",
    "face",
    "left_hand",
    "right_hand",
    "pose_world",
    "left_hand_world",
    "right_hand_world",
)

_PATH_LIMIT = 200


class _Memory:
    """The array interface of engine memory; it keeps the attempt alive as long as the array."""

    def __init__(self, handle: _native.Handle, address: int, shape: tuple[int, ...], kind: str) -> None:
        self.handle = handle
        self.__array_interface__ = {"version": 3, "data": (address, True), "shape": shape, "typestr": kind}


class Attempt:
    """A recording, parsed and checked: immutable and thread-safe.

    :meth:`of` reads every kind of source, the other constructors one kind each.
    """

    __slots__ = ("_handle", "_landmarks")

    def __init__(self, handle: _native.Handle) -> None:
        self._handle = handle
        self._landmarks = _native.LandmarksStruct(ctypes.sizeof(_native.LandmarksStruct))
        _native.call("attempt_landmarks", handle, ctypes.byref(self._landmarks))

    @classmethod
    def of(cls, source: Any, *, facts: Facts | None = None, name: str | None = None) -> "Attempt":
        """Reads bytes, a path (`str` or `Path`), a dictionary, a list of frames, a model of `signify_engine.models`, an
        array, a table, or an `Attempt`.

        :param facts: camera and signer; refused with an `Attempt`, which has its own.
        :param name: the recording's name in messages and in a store; by default the file name of a path.
        :raises BadInput: not a recording; the message names the place and the remedy.
        :raises OSError: unreadable path.
        """
        match source:
            case Attempt():
                if facts is not None:
                    raise WrongUse("an Attempt has its facts; give facts when the recording is read")
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
        """Reads JSON, NDJSON, `.pose`, `.npy` or CSV, plain or gzip; the format is detected from the content.

        Contiguous bytes go to the engine without a copy.
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
        text = os.fsdecode(path)
        path = Path(text)
        try:
            data = path.read_bytes()
        except IsADirectoryError:
            line = f"{_shown(text)}: a folder; read its frames with numpy, stack them, and give the array"
            raise BadInput(line) from None
        except (OSError, ValueError) as error:
            if not isinstance(error, OSError) or error.errno == errno.ENAMETOOLONG or _is_content(text):
                line = "a text is the path of a recording, and this one is none; give JSON as bytes or as parsed"
                raise WrongUse(line) from None
            raise OSError(error.errno, error.strerror, _shown(text)) from None
        return cls.from_bytes(data, facts=facts, name=name or path.name)

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
        """Reads landmarks: float32 of any strides in place, other floats after a conversion to float32.

        :param array: (frames, landmarks, 3 or 4) of x, y, z and visibility, with 75 landmarks (pose and hands), 543
            (and face) or 553 (and irises); or MediaPipe's flattened frames of 1662, 1692 or 258 values, without
            visibility 1629 or 225, of both hands 126, of one hand 63. NaN in x or y marks a missing landmark, NaN in z
            a landmark without depth.
        :param timestamps: seconds per frame, never decreasing; by default frame times follow from `facts.fps`.
        :param parts: the parts in `array`, where the number of landmarks is ambiguous.
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
        """Reads a pandas DataFrame or a pyarrow Table in the columns of Kaggle's sign-language contests.

        Parquet takes one line: `Attempt.from_table(pandas.read_parquet(path))`.

        :param table: one landmark per row (`frame`, `type` of face, left_hand, pose or right_hand, `landmark_index`,
            `x`, `y`, `z`) or one frame per row (`frame`, `x_face_0`, …), in any order; other columns are ignored. NaN
            or null in x or y marks a missing landmark. Frame times come from `t` in seconds or `timestamp_ms`, else
            from `facts.fps`.
        :raises BadInput: other columns, or values that are not a recording.
        """
        array, parts, times = landmarks_of(table)
        return cls.from_array(array, timestamps=times, parts=cast("list[Part]", parts), facts=facts, name=name)

    @property
    def frames(self) -> int:
        return int(self._landmarks.frames)

    def __len__(self) -> int:
        return self.frames

    @property
    def landmarks(self) -> npt.NDArray[np.float32]:
        """(frames, landmarks, 4) of x, y, z, visibility: a read-only view of engine memory, which lives as long as the
        array. Landmarks that are not :attr:`present` are 0.
        """
        shape = (self.frames, int(self._landmarks.landmarks), 4)
        return np.asarray(_Memory(self._handle, self._landmarks.values, shape, "<f4"))

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        """(frames, landmarks), a copy: true where the landmark was detected."""
        return (self._flags() & 1).astype(np.bool_)

    @property
    def has_visibility(self) -> npt.NDArray[np.bool_]:
        """(frames, landmarks), a copy: true where the recording states a visibility."""
        return (self._flags() & 2).astype(np.bool_)

    def _flags(self) -> npt.NDArray[np.uint8]:
        shape = (self.frames, int(self._landmarks.landmarks))
        return np.asarray(_Memory(self._handle, self._landmarks.flags, shape, "|u1"))

    @property
    def timestamps(self) -> npt.NDArray[np.float64] | None:
        """Seconds per frame, a read-only view of engine memory; `None` if the recording states no times."""
        if self._landmarks.timestamps is None:
            return None
        return np.asarray(_Memory(self._handle, self._landmarks.timestamps, (self.frames,), "<f8"))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of each frame, in frame order."""
        return tuple(part for bit, part in enumerate(PARTS) if self._landmarks.parts >> bit & 1)

    @property
    def facts(self) -> Facts:
        """Camera and signer: the given facts, else the recording's."""
        struct = _native.FactsStruct(ctypes.sizeof(_native.FactsStruct))
        _native.call("attempt_facts", self._handle, ctypes.byref(struct))
        return Facts._of(struct)

    def summary(self) -> dict[str, Any]:
        """The document of `signify-score inspect --json`."""
        summary: dict[str, Any] = _native.json_from("attempt_summary", self._handle)
        return summary

    def to_pose(self) -> bytes:
        """A `.pose` file, which restores the attempt bit for bit."""
        data, count = c_void_p(), c_size_t()
        _native.call("attempt_pose", self._handle, ctypes.byref(data), ctypes.byref(count))
        return _native.take_bytes(data, count.value) or b""

    def to_json(self) -> bytes:
        """The canonical attempt document, which restores the attempt bit for bit."""
        return _native.text_from("attempt_json", self._handle).encode()

    def __repr__(self) -> str:
        return f"<signify_engine.Attempt of {self.frames} frames: {', '.join(self.parts)}>"


def _is_content(text: str) -> bool:
    """Whether a text looks like a recording rather than like the path of one."""
    return "\n" in text or text.lstrip()[:1] in ("{", "[")


def _shown(path: str) -> str:
    """A path in a message, cut at its start: its end names the file."""
    return path if len(path) <= _PATH_LIMIT else "…" + path[-_PATH_LIMIT:]


def _json(document: Any) -> bytes:
    try:
        return json.dumps(document, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput(f"the attempt cannot be written as JSON: {error}") from None


def _floats(array: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """As float32; aligned float32 is not copied."""
    values = np.asarray(array)
    if values.dtype.kind in "iub":
        # Coordinates are fractions of the image: as integers they are 0 and 1.
        raise BadInput(f"landmarks are floats, not {values.dtype}: a cast to integers loses them; give them uncast")
    if values.dtype.kind != "f":
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
