"""Landmarks read from recordings."""

import gc
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

import signify_engine
from signify_engine import Attempt, BadInput, Facts, WrongUse
from signify_engine.models import Attempt as AttemptDocument

from recordings import ATTEMPTS

LANDMARKS = 75


def as_array(document: dict[str, Any]) -> np.ndarray:
    """Landmarks of a JSON recording, read without the engine; NaN where missing."""
    parts = (("poseLandmarks", 33), ("leftHandLandmarks", 21), ("rightHandLandmarks", 21))

    def point(p: dict[str, float] | None) -> list[float]:
        return [np.nan] * 4 if p is None else [p["x"], p["y"], p["z"], p.get("visibility", np.nan)]

    frames = []
    for frame in document["frames"]:
        points = []
        for key, count in parts:
            part = frame.get(key) or [None] * count
            points += [point(p) for p in part]
        frames.append(points)
    return np.array(frames, dtype=np.float32)


@pytest.fixture(scope="module")
def document(hello: bytes) -> dict[str, Any]:
    return json.loads(hello)


@pytest.fixture(scope="module")
def array(document: dict[str, Any]) -> np.ndarray:
    return as_array(document)


@pytest.fixture(scope="module")
def times(document: dict[str, Any]) -> np.ndarray:
    return np.array([frame["t"] for frame in document["frames"]])


FACTS = Facts(fps=24, width=640, height=480, mirrored=False, dominant_hand="right")


def test_landmarks_are_those_of_the_file(hello: bytes, array: np.ndarray, times: np.ndarray) -> None:
    attempt = Attempt.from_bytes(hello)
    assert attempt.frames == len(attempt) == 52
    assert attempt.parts == ("pose", "left_hand", "right_hand")
    assert attempt.facts == FACTS
    missing = np.isnan(array[..., 0])
    assert missing.any()
    assert np.array_equal(attempt.present, ~missing)
    assert np.array_equal(attempt.landmarks[~missing][:, :3], array[~missing][:, :3])
    assert not attempt.landmarks[missing].any()
    stated = ~np.isnan(array[..., 3])
    assert np.array_equal(attempt.has_visibility, stated)
    assert np.array_equal(attempt.landmarks[stated], array[stated])
    assert attempt.timestamps is not None
    assert np.array_equal(attempt.timestamps, times)


def test_every_source_gives_the_same(hello: bytes, document: dict[str, Any]) -> None:
    path = ATTEMPTS / "hello.json"
    expected = Attempt.from_bytes(hello)
    model = TypeAdapter(AttemptDocument).validate_json(hello)
    for source in (
        bytearray(hello),
        memoryview(hello),
        str(path),
        path,
        document,
        model,
        expected,
        expected.to_pose(),
        expected.to_json(),
    ):
        attempt = Attempt.of(source)
        assert np.array_equal(attempt.landmarks, expected.landmarks)
        assert attempt.facts == FACTS
    frames = Attempt.of(document["frames"], facts=FACTS)
    # Bare frames do not declare a left hand that no frame shows.
    assert frames.parts == ("pose", "right_hand")
    assert np.array_equal(frames.landmarks, np.delete(expected.landmarks, range(33, 54), axis=1))
    assert frames.facts == FACTS


def test_bytes_in_several_pieces(hello: bytes) -> None:
    doubled = bytearray(2 * len(hello))
    doubled[::2] = hello
    for view in (memoryview(doubled)[::2], memoryview(hello).cast("c"), memoryview(np.frombuffer(hello, np.uint8))):
        assert Attempt.of(view).frames == 52


def test_an_array_scores_as_its_file(
    hello: bytes, array: np.ndarray, times: np.ndarray, library: signify_engine.Library
) -> None:
    expected = library.score_json(hello, "HELLO")
    for landmarks in (array, array.astype(np.float64), np.asfortranarray(array), array.astype(">f4")):
        attempt = Attempt.from_array(landmarks, timestamps=times, facts=FACTS)
        assert library.score_json(attempt, "HELLO") == expected


def test_an_array_is_taken_where_it_lies(array: np.ndarray, times: np.ndarray) -> None:
    """Arrays of any strides are read in place and stay unchanged."""
    wide = np.full((104, LANDMARKS + 5, 6), 7.0, dtype=np.float32)
    window = wide[::-2, 2 : LANDMARKS + 2, 1:5]
    window[...] = array
    before = wide.copy()
    attempt = Attempt.from_array(window, timestamps=times)
    assert np.array_equal(attempt.landmarks, Attempt.from_array(array, timestamps=times).landmarks)
    assert np.array_equal(wide, before, equal_nan=True)
    every_other = np.repeat(times, 2)[::2]
    assert not every_other.flags.c_contiguous
    timed = Attempt.from_array(array, timestamps=every_other).timestamps
    assert timed is not None
    assert np.array_equal(timed, times)


def test_three_components_have_no_visibility(array: np.ndarray) -> None:
    attempt = Attempt.from_array(array[..., :3])
    assert attempt.present.any()
    assert not attempt.has_visibility.any()
    assert attempt.timestamps is None


@pytest.mark.parametrize(("width", "parts"), [(258, 3), (1662, 4), (1692, 4)])
def test_flattened_frames(width: int, parts: int) -> None:
    chance = np.random.default_rng(5)
    flat = chance.uniform(0.2, 0.8, (12, width)).astype(np.float32)
    attempt = Attempt.from_array(flat)
    assert attempt.frames == 12
    assert len(attempt.parts) == parts
    assert np.array_equal(attempt.landmarks[:, 0], flat[:, :4])
    assert np.array_equal(attempt.landmarks[:, -1, :3], flat[:, -3:])
    # The same array in a .npy file.
    file = BytesIO()
    np.save(file, flat)
    assert np.array_equal(Attempt.from_bytes(file.getvalue()).landmarks, attempt.landmarks)


def test_landmarks_are_a_view_that_keeps_the_recording(hello: bytes) -> None:
    attempt = Attempt.from_bytes(hello)
    view, times = attempt.landmarks, attempt.timestamps
    assert times is not None
    address = view.__array_interface__["data"]
    assert attempt.landmarks.__array_interface__["data"] == address
    assert address[1], "read-only"
    with pytest.raises(ValueError, match="read-only"):
        view[0] = 0
    kept, kept_times = view.copy(), times.copy()
    part = view[10:20, 33:]
    del attempt, view
    gc.collect()
    # These would overwrite freed memory.
    others = [Attempt.from_bytes(hello.replace(b'"x":0.5', b'"x":0.7')) for _ in range(20)]
    assert np.array_equal(part, kept[10:20, 33:])
    assert np.array_equal(times, kept_times)
    assert len(others) == 20


def test_a_summary_says_what_is_in_it(hello: bytes) -> None:
    summary = Attempt.from_bytes(hello, name="hello.json").summary()
    assert summary["frame_count"] == 52


def test_an_attempt_of_one_is_that_one(hello: bytes) -> None:
    attempt = Attempt.from_bytes(hello)
    assert Attempt.of(attempt).landmarks.__array_interface__["data"] == attempt.landmarks.__array_interface__["data"]
    with pytest.raises(WrongUse, match="has its facts"):
        Attempt.of(attempt, facts=Facts(fps=30))


def test_facts_go_along(hello: bytes) -> None:
    bare = json.dumps({"frames": json.loads(hello)["frames"]}).encode()
    given = Facts(fps=25, width=1280, height=720, mirrored=True, dominant_hand="left")
    assert Attempt.from_bytes(bare).facts == Facts()
    assert Attempt.from_bytes(bare, facts=given).facts == given
    assert Attempt.from_bytes(hello, facts=given).facts == given
    some = Facts(fps=25)
    assert Attempt.from_bytes(hello, facts=some).facts == Facts(25, 640, 480, False, "right")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"", "empty"),
        (b"{", "byte"),
        (b'{"frames": []}', "frames"),
        ({"frames": [{"rightHandLandmarks": [{"x": float("inf")}] * 21}]}, "rightHandLandmarks|right hand|frame 0"),
        ([{"poseLandmarks": 5}], "poseLandmarks"),
        ({"frames": {1, 2}}, "JSON"),
        ({"media_id": "6b1f5c3e-0d53-4f0e-9a44-0f6f6a0c7d11"}, "reference to media"),
        (np.zeros((3, 75, 2), np.float32), "not \\(3, 75, 2\\)"),
        (np.zeros((3, 70, 3), np.float32), "70"),
        (np.zeros((0, 75, 3), np.float32), "frames"),
        (np.zeros((3, 100), np.float32), "100"),
        (np.zeros(75, np.float32), "\\(75,\\)"),
        (np.array(["a"]), "floats"),
        (np.full((3, 75, 3), np.inf, np.float32), "finite|infinite|far"),
        (np.full((3, 75, 3), 1e300), "finite|infinite|far"),
    ],
)
def test_bad_input_is_one_line(source: Any, line: str) -> None:
    with pytest.raises((BadInput, WrongUse), match=line) as caught:
        Attempt.of(source)
    assert "\n" not in caught.value.line
    assert len(caught.value.line) > 10


def test_other_things_are_refused(tmp_path: Path, array: np.ndarray) -> None:
    with pytest.raises(WrongUse, match="not int"):
        Attempt.of(5)
    with pytest.raises(FileNotFoundError):
        Attempt.of(tmp_path / "none.json")
    with pytest.raises(BadInput, match="folder"):
        Attempt.of(tmp_path)
    with pytest.raises(BadInput, match="1 timestamps for 52 frames"):
        Attempt.from_array(array, timestamps=[0.0])
    with pytest.raises(WrongUse, match="'feet' is no part"):
        Attempt.from_array(array, parts=["feet"])  # type: ignore[list-item]
    for facts in (Facts(fps=0), Facts(dominant_hand="both"), Facts(mirrored="no"), Facts(width="wide")):  # type: ignore[arg-type]
        with pytest.raises(WrongUse):
            Attempt.from_array(array, facts=facts)
    with pytest.raises(WrongUse, match="NUL"):
        Attempt.from_array(array, name="a\0b")


@pytest.mark.parametrize("kind", ["int32", "int64", "uint8", "bool", "int8"])
def test_integers_are_no_landmarks(kind: str, array: np.ndarray) -> None:
    """A cast to integers leaves 0 and 1 of the coordinates, which would be scored in silence."""
    with pytest.raises(BadInput, match=f"not {kind}: a cast to integers loses them"):
        Attempt.of(np.nan_to_num(array).astype(kind))
    assert Attempt.of(array.astype("float16")).frames == 52


@pytest.mark.parametrize("text", ['{"frames": []}', " [1, 2]", "{" * 100_000, "frame,type\n0,pose", "a\0b", "x" * 5000])
def test_a_text_is_a_path(text: str) -> None:
    for read in (Attempt.of, Attempt.from_file, lambda text: signify_engine.score(text, ref="HELLO")):
        with pytest.raises(WrongUse, match="give JSON as bytes") as caught:
            read(text)
        assert len(caught.value.line) < 200


def test_a_path_in_a_message_is_cut(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(5):
        folder /= "x" * 100
    folder.mkdir(parents=True)
    with pytest.raises(FileNotFoundError, match=r"…[x/]+none\.json") as missing:
        Attempt.of(folder / "none.json")
    with pytest.raises(BadInput, match="folder") as instead:
        Attempt.of(folder)
    assert len(str(missing.value)) < 300
    assert len(instead.value.line) < 300
    (folder / "[1].json").write_bytes((ATTEMPTS / "hello.json").read_bytes())
    assert Attempt.of(folder / "[1].json").frames == 52


def test_the_name_is_the_place_in_messages() -> None:
    with pytest.raises(BadInput, match=r"^monday\.json: "):
        Attempt.from_bytes(b"{", name="monday.json")
