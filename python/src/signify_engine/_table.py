"""Landmarks from pandas and Arrow tables."""

import re
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import BadInput

#: Landmarks of each part, in frame order; irises add ten to the face.
_PARTS = {"pose": 33, "face": 468, "left_hand": 21, "right_hand": 21}
_IRISES = 478
_UNITS = {"t": 1.0, "time_seconds": 1.0, "timestamp_ms": 1e3, "time_ms": 1e3, "timestamp_us": 1e6, "time_us": 1e6}
_WIDE = re.compile(r"([xyz])_(face|left_hand|pose|right_hand)_(\d+)")


def is_table(source: Any) -> bool:
    """Whether the source has named columns, as pandas and Arrow tables do."""
    return hasattr(source, "column_names") or (hasattr(source, "columns") and hasattr(source, "__getitem__"))


def landmarks_of(table: Any) -> tuple[npt.NDArray[np.float32], list[str], npt.NDArray[np.float64] | None]:
    """(frames, landmarks, 3 or 4) with NaN for missing values, the parts, and seconds per frame if stated.

    :raises BadInput: columns other than Kaggle's, or values that are not a recording.
    """
    names = [str(name) for name in getattr(table, "column_names", None) or list(table.columns)]
    index = getattr(table, "index", None)
    sequences = _column(table, "sequence_id") if "sequence_id" in names else None
    if sequences is None and getattr(index, "name", None) == "sequence_id":
        sequences = np.asarray(index)
    if sequences is not None and len(np.unique(sequences)) > 1:
        raise BadInput("the table holds several recordings; give the rows of one sequence_id")
    wide = [(name, match) for name in names if (match := _WIDE.fullmatch(name))]
    is_long = {"frame", "type", "landmark_index", "x", "y"} <= set(names)
    if "frame" not in names or not (is_long or wide):
        raise BadInput(
            f"the table's columns are {', '.join(names[:12])}; name them frame, type, landmark_index, x, y, z, as "
            "Kaggle's sign-language contests do"
        )
    coordinates = ["x", "y"] if is_long else [name for name, match in wide if match[1] != "z"]
    if coordinates and all(_column(table, name).dtype.kind in "iub" for name in coordinates):
        # Coordinates are fractions of the image: as integers they are 0 and 1.
        raise BadInput("x and y are floats, not integers: a cast to integers loses them; give the table uncast")
    numbers, rows = np.unique(_numbers(table, "frame"), return_inverse=True)
    if len(numbers) == 0 or np.isnan(numbers[-1]):
        raise BadInput("the table has no frames, or rows without one; record it again")
    if is_long:
        array, parts = _long(table, names, len(numbers), rows)
    else:
        array, parts = _wide(table, wide, len(numbers), rows)
    return array, parts, _times(table, names, len(numbers), rows)


def _long(table: Any, names: list[str], frames: int, rows: npt.NDArray[np.int64]) -> tuple[Any, list[str]]:
    kinds = np.asarray([str(kind).lower() for kind in _column(table, "type")])
    landmarks = _numbers(table, "landmark_index")
    unknown = sorted(set(np.unique(kinds)) - set(_PARTS))
    if unknown:
        raise BadInput(f"the type is {unknown[0][:24]!r}; write face, left_hand, pose or right_hand")
    parts = [part for part in _PARTS if (kinds == part).any()]
    starts, count = _starts(parts, has_irises=bool((landmarks[kinds == "face"] >= _PARTS["face"]).any()))
    for part in parts:
        most = _IRISES if part == "face" else _PARTS[part]
        here = landmarks[kinds == part]
        if not ((here >= 0) & (here < most) & (here == np.floor(here))).all():
            raise BadInput(f"landmark_index of {part} is 0 to {most - 1}; number the landmarks of each type from 0")
    places = rows * count + np.asarray([starts[kind] for kind in kinds]) + landmarks.astype(np.int64)
    if len(np.unique(places)) != len(places):
        raise BadInput("a landmark occurs twice in one frame; give one recording per table")
    axes = [name for name in ("x", "y", "z", "visibility") if name in names]
    array = np.full((frames * count, 4 if "visibility" in axes else 3), np.nan, np.float32)
    if "z" not in axes:
        array[:, 2] = 0
    for axis in axes:
        array[places, ("x", "y", "z", "visibility").index(axis)] = _numbers(table, axis)
    return array.reshape(frames, count, -1), parts


def _wide(table: Any, wide: list[Any], frames: int, rows: npt.NDArray[np.int64]) -> tuple[Any, list[str]]:
    if frames != len(rows):
        raise BadInput("a frame occurs twice; give one recording per table")
    parts = [part for part in _PARTS if any(match[2] == part for _, match in wide)]
    irises = any(match[2] == "face" and int(match[3]) >= _PARTS["face"] for _, match in wide)
    starts, count = _starts(parts, has_irises=irises)
    array = np.full((frames, count, 3), np.nan, np.float32)
    for name, match in wide:
        most = _IRISES if match[2] == "face" else _PARTS[match[2]]
        if int(match[3]) >= most:
            raise BadInput(f"{match[2]} has no landmark {match[3]}; number the landmarks of each type from 0")
        array[rows, starts[match[2]] + int(match[3]), "xyz".index(match[1])] = _numbers(table, name)
    return array, parts


def _starts(parts: list[str], *, has_irises: bool) -> tuple[dict[str, int], int]:
    """The first landmark of each part, and the landmarks per frame."""
    starts, count = {}, 0
    for part in parts:
        starts[part] = count
        count += _IRISES if part == "face" and has_irises else _PARTS[part]
    return starts, count


def _times(table: Any, names: list[str], frames: int, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64] | None:
    for name, unit in _UNITS.items():
        if name not in names:
            continue
        times = np.full(frames, np.nan)
        times[rows] = _numbers(table, name)
        if not np.isnan(times).any():
            return times if unit == 1 else (times - times[0]) / unit
    return None


def _column(table: Any, name: str) -> npt.NDArray[Any]:
    column = table[name]
    return np.asarray(column.to_numpy() if hasattr(column, "to_numpy") else column)


def _numbers(table: Any, name: str) -> npt.NDArray[np.float64]:
    try:
        return _column(table, name).astype(np.float64)
    except (TypeError, ValueError):
        raise BadInput(f"the column {name} is not of numbers; leave missing values empty") from None
