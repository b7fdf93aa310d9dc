"""Landmarks read from tables."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest

import signify_engine
from signify_engine import Attempt, BadInput, Facts

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")

PARTS = (("pose", 33), ("left_hand", 21), ("right_hand", 21))
FACTS = Facts(fps=24, width=640, height=480, mirrored=False, dominant_hand="right")


@pytest.fixture(scope="module")
def array(hello: bytes) -> np.ndarray:
    attempt = Attempt.from_bytes(hello)
    array = np.array(attempt.landmarks[..., :3])
    array[~attempt.present] = np.nan
    return array


@pytest.fixture(scope="module")
def frame(array: np.ndarray) -> Any:
    """One landmark per row, with Kaggle's order and frame numbers."""
    rows = [
        (20 + number, f"{20 + number}-{part}-{index}", part, index, *array[number, start + index])
        for number in range(len(array))
        for part, start, count in (("left_hand", 33, 21), ("pose", 0, 33), ("right_hand", 54, 21))
        for index in range(count)
    ]
    return pd.DataFrame(rows, columns=["frame", "row_id", "type", "landmark_index", "x", "y", "z"])


def alike(attempt: Attempt, array: np.ndarray) -> bool:
    seen = ~np.isnan(array[..., 0])
    return (
        attempt.parts == ("pose", "left_hand", "right_hand")
        and np.array_equal(attempt.present, seen)
        and np.array_equal(attempt.landmarks[seen][:, :3], array[seen])
    )


def test_a_landmark_a_row(frame: Any, array: np.ndarray) -> None:
    shuffled = frame.sample(frac=1, random_state=1)[list(frame.columns[::-1])]
    category = frame.assign(type=frame["type"].astype("category"), frame=frame["frame"].astype("int16"))
    for table in (frame, shuffled, category, pa.Table.from_pandas(frame), pa.Table.from_pandas(category)):
        assert alike(Attempt.from_table(table, facts=FACTS), array)
        assert Attempt.of(table, facts=FACTS).facts == FACTS


def test_parquet_and_csv_are_one_line(frame: Any, array: np.ndarray) -> None:
    file = BytesIO()
    frame.to_parquet(file)
    assert alike(Attempt.from_table(pd.read_parquet(file)), array)
    assert alike(Attempt.from_bytes(frame.to_csv(index=False).encode()), array)
    assert alike(Attempt.from_bytes(frame.to_csv(sep=";").encode()), array)


def test_a_frame_a_row(array: np.ndarray) -> None:
    columns: dict[str, Any] = {"frame": np.arange(len(array))}
    start = 0
    for part, count in PARTS:
        for index in range(count):
            columns |= {f"{axis}_{part}_{index}": array[:, start + index, i] for i, axis in enumerate("xyz")}
        start += count
    table = pd.DataFrame(columns, index=pd.Index([7] * len(array), name="sequence_id"))
    assert alike(Attempt.from_table(table), array)
    assert alike(Attempt.from_table(pa.table(columns)), array)
    with pytest.raises(BadInput, match="integers"):
        Attempt.from_table(table.fillna(0).astype("int64"))
    # A single column that happens to be whole is none.
    assert Attempt.from_table(table.assign(x_pose_0=1)).frames == len(array)
    two = table.set_index(pd.Index([7, 8] * (len(array) // 2), name="sequence_id"))
    with pytest.raises(BadInput, match="several recordings"):
        Attempt.from_table(two)


def test_the_same_score(frame: Any, hello: bytes) -> None:
    given = signify_engine.score(frame, ref="HELLO", facts=FACTS)
    assert abs(given.score - signify_engine.score(hello, ref="HELLO").score) < 1


def test_times_and_visibility(frame: Any) -> None:
    times = (frame["frame"] - 20) * 40
    attempt = Attempt.from_table(frame.assign(timestamp_ms=1.7e12 + times, visibility=0.5))
    assert attempt.timestamps is not None
    assert np.allclose(attempt.timestamps, np.arange(52) / 25)
    assert attempt.has_visibility.any()
    assert Attempt.from_table(frame.assign(t=times / 1000)).timestamps is not None
    flat = Attempt.from_table(frame.drop(columns="z"))
    assert np.array_equal(flat.present, Attempt.from_table(frame).present)
    assert not flat.landmarks[..., 2].any()


def test_what_is_no_recording_is_one_line(frame: Any) -> None:
    for table, words in (
        (frame.rename(columns={"x": "u"}), "columns are"),
        (frame.assign(type="tail"), "'tail'"),
        (frame.assign(landmark_index=40), "landmark_index of"),
        (pd.concat([frame, frame]), "twice"),
        (frame.assign(x="far"), "not of numbers"),
        (frame.fillna(0).astype({"x": "int32", "y": "int64"}), "integers"),
        (pa.Table.from_pandas(frame.fillna(0).astype({"x": "int8", "y": "bool"})), "integers"),
        (frame.iloc[:0], "no frames"),
        (frame.assign(frame=np.nan), "without one"),
    ):
        with pytest.raises(BadInput, match=words):
            Attempt.from_table(table)
