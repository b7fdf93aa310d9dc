"""Films to landmarks: upright, at their times, within limits; hostile files leave one line and nothing else."""

import os
import struct
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from films import clip, film, real, sound_only, with_matrix

import signify_engine
from signify_engine import BadInput, TooLarge, Unsupported
from signify_engine.video import FilmLimits, Pool, attempt_of, opened
from signify_engine.video._film import Fault, Film

LIMITS = FilmLimits(bytes=5_000_000, seconds=20, pixels=1280 * 720, frames=120, reading=60)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(LIMITS, processes=1) as pool:
        pool.warm()
        yield pool


# Upright and at their times


def colours(pixels: np.ndarray) -> tuple[str, str, str, str]:
    """The upper left, upper right, lower left and lower right corner."""
    height, width = pixels.shape[:2]
    named = []
    for y, x in ((0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)):
        red, green, _ = pixels[int(y * height), int(x * width)]
        named.append("red" if red > 150 else "green" if green > 150 else "black")
    return tuple(named)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("matrix", "size", "seen"),
    [
        ((1, 0, 0, 1), (64, 48), ("red", "green", "black", "black")),
        ((0, 1, -1, 0), (48, 64), ("black", "red", "black", "green")),
        ((-1, 0, 0, -1), (64, 48), ("black", "black", "green", "red")),
        ((0, -1, 1, 0), (48, 64), ("green", "black", "red", "black")),
        ((-1, 0, 0, 1), (64, 48), ("green", "red", "black", "black")),
    ],
    ids=["upright", "to the right", "upside down", "to the left", "mirrored"],
)
def test_a_film_is_turned_as_its_metadata_say(
    tmp_path: Path, matrix: tuple[int, int, int, int], size: tuple[int, int], seen: tuple[str, ...]
) -> None:
    read = Film(str(with_matrix(film(tmp_path / "a.mp4"), *matrix)), LIMITS)
    picture = next(iter(read.pictures()))
    assert (read.size, colours(picture.pixels)) == (size, seen)
    read.close()


def test_the_times_are_those_of_the_pictures(tmp_path: Path) -> None:
    times = [0, 20, 53, 120, 121, 300, 301, 700]
    read = Film(str(film(tmp_path / "a.mkv", len(times), times=times)), LIMITS)
    assert [round(picture.time * 1000) for picture in read.pictures()] == times
    read.close()


def test_pixels_that_are_not_square_are_stretched(tmp_path: Path) -> None:
    read = Film(str(film(tmp_path / "a.mp4", size=(64, 48), aspect=Fraction(4, 3))), LIMITS)
    picture = next(iter(read.pictures()))
    assert read.size == (85, 48)
    assert picture.pixels.shape == (48, 85, 3)
    read.close()


def test_a_large_picture_is_shrunk_and_its_size_stated(tmp_path: Path) -> None:
    read = Film(str(film(tmp_path / "a.mp4", 2, (1600, 400))), LIMITS)
    assert next(iter(read.pictures())).pixels.shape == (320, 1280, 3)
    assert read.size == (1600, 400)
    read.close()


# Hostile files


def vp8_that_lies(path: Path) -> Path:
    """Its container says 64 x 48, its first picture 10,000 x 10,000."""
    film(path, codec="libvpx")
    data = bytearray(path.read_bytes())
    start = data.index(b"\x9d\x01\x2a") + 3
    data[start : start + 4] = struct.pack("<HH", 10_000, 10_000)
    path.write_bytes(data)
    return path


def part(path: Path, share: float, *, faststart: bool) -> Path:
    options = {"movflags": "faststart"} if faststart else {}
    data = film(path, 60, (320, 240), **options).read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def ended(path: Path) -> Path:
    """Cut between two pictures: every one that is there can be decoded."""
    data = film(path, 60, (320, 240), codec="mjpeg", movflags="faststart").read_bytes()
    path.write_bytes(data[: data.rindex(b"\xff\xd9", 0, len(data) // 2) + 2])
    return path


def damaged(path: Path) -> Path:
    data = bytearray(film(path, 60, (320, 240), codec="libx264", movflags="faststart").read_bytes())
    middle = data.index(b"mdat") + len(data) // 8
    data[middle : middle + len(data) // 2] = bytes(len(data) // 2)
    path.write_bytes(data)
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def grown(path: Path, count: int) -> Path:
    film(path)
    with path.open("r+b") as file:
        file.truncate(count)
    return path


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)

HOSTILE = {
    "empty": (lambda p: written(p / "a.mp4", b""), BadInput, "the file is empty; record again"),
    "text": (lambda p: written(p / "a.mp4", b"hello " * 500), Unsupported, "no film that can be read"),
    "noise": (lambda p: written(p / "a.mp4", np.random.default_rng(1).bytes(99_999)), Unsupported, "no film that"),
    "zeros": (lambda p: written(p / "a.mp4", bytes(99_999)), Unsupported, "no film that can be read"),
    "landmarks": (lambda p: written(p / "a.webm", b'{"frames": []}'), Unsupported, "no film that can be read"),
    "a picture": (lambda p: written(p / "a.mp4", PNG), Unsupported, "a still picture and not a film"),
    "an archive": (
        lambda p: written(p / "a.mp4", b"PK\x03\x04" + bytes(5000)),
        Unsupported,
        "no film that can be read",
    ),
    "a playlist": (
        lambda p: written(p / "a.mp4", b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
        Unsupported,
        "no film that can be read",
    ),
    "a list of files": (
        lambda p: written(p / "a.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        Unsupported,
        "no film that can be read",
    ),
    "sound": (lambda p: sound_only(p / "a.mp4"), BadInput, "sound only: the film has no picture"),
    "one frame": (lambda p: film(p / "a.mp4", 1), BadInput, "a still picture: the film has 1 frame"),
    "without its index": (lambda p: part(p / "a.mp4", 0.5, faststart=False), BadInput, "the file is cut or damaged"),
    "without its end": (lambda p: part(p / "a.mp4", 0.5, faststart=True), BadInput, "cut or damaged at"),
    "without its last pictures": (lambda p: ended(p / "a.mov"), BadInput, "the file is cut: it holds"),
    "only its beginning": (
        lambda p: written(p / "a.webm", b"\x1a\x45\xdf\xa3"),
        BadInput,
        "the file is cut or damaged",
    ),
    "damaged": (lambda p: damaged(p / "a.mp4"), BadInput, "cut or damaged at"),
    "too many bytes": (lambda p: grown(p / "a.mp4", 6_000_000), TooLarge, "the film has 6.0 MB, 5 are the limit"),
    "an hour at 1 fps": (
        lambda p: film(p / "a.mkv", 3600, (16, 16), rate=1),
        TooLarge,
        "are the limit; cut it to the sign",
    ),
    "many frames by its header": (
        lambda p: film(p / "a.mp4", 4000, (16, 16), rate=1000),
        TooLarge,
        "has 4000 pictures",
    ),
    "many frames": (lambda p: film(p / "a.mkv", 130, (16, 16), rate=1000), TooLarge, "more than 120 pictures"),
    "large by its header": (lambda p: film(p / "a.mkv", 2, (4096, 4096)), TooLarge, "4096 x 4096 pixels"),
    "10,000 x 10,000": (lambda p: film(p / "a.mkv", 2, (10_000, 10_000), codec="mjpeg"), TooLarge, "10000 x 10000"),
    "10,000 x 10,000 behind its header": (lambda p: vp8_that_lies(p / "a.ivf"), BadInput, "cut or damaged at 0.0 s"),
    "another codec": (lambda p: film(p / "a.mkv", codec="ffv1"), Unsupported, "codec ffv1 is not read; send H.264"),
    "nobody": (lambda p: film(p / "a.mp4", sound=True), BadInput, "no person was seen in any of the 10 frames"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(kind: str, tmp_path: Path, pool: Pool) -> None:
    make, error, words = HOSTILE[kind]
    path = make(tmp_path)
    before = set(tmp_path.iterdir())
    with pytest.raises(error) as caught:
        attempt_of(path, pool, name="a film")
    line = caught.value.line
    assert line.startswith("a film: ")
    assert words in line
    assert "\n" not in line
    assert "/proc" not in line
    assert type(caught.value) is error
    assert set(tmp_path.iterdir()) == before


def test_the_reader_outlives_hostile_files_within_its_memory(pool: Pool) -> None:
    """One process read all of the above: none took it down."""
    (reader,) = pool._readers
    status = Path(f"/proc/{reader._process.pid}/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    assert peak < 900, f"{peak} MB"
    assert reader._films > 15


def test_a_film_that_overruns_is_ended_and_the_next_is_read(tmp_path: Path) -> None:
    limits = FilmLimits(reading=0.2)
    path = film(tmp_path / "a.mp4", 600, (320, 240))
    with Pool(limits, processes=1) as pool:
        pool.warm()
        (first,) = pool._readers
        with pytest.raises(TooLarge, match=r"a film: it (was not read within 0.2 s|needs more than)"):
            attempt_of(path, pool, name="a film")
        assert first not in pool._readers
        pool.limits = LIMITS
        with pytest.raises(BadInput, match="no person"):
            attempt_of(film(tmp_path / "b.mp4", 2), pool, name="a film")


def test_a_reader_that_is_killed_costs_its_film_only(tmp_path: Path, pool: Pool) -> None:
    started: list[int] = []
    future = pool.submit(opened(film(tmp_path / "a.mp4", 110, (320, 240))), "a film", lambda _, __: started.append(1))
    while not started:
        time.sleep(0.01)
    for reader in list(pool._readers):
        reader.kill()
    with pytest.raises(BadInput, match=r"a film: the film brings its reader down \(status -9\)"):
        future.result(30)


def test_a_closed_pool_leaves_no_process(tmp_path: Path) -> None:
    with Pool(LIMITS, processes=1) as pool:
        pool.warm()
        (reader,) = pool._readers
    with pytest.raises(ProcessLookupError):
        os.kill(reader._process.pid, 0)
    with pytest.raises(signify_engine.Unavailable):
        pool.submit(opened(film(tmp_path / "a.mp4", 2)), "a film")


def test_a_folder_is_no_film(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="not a file"):
        opened(tmp_path)


def test_limits_are_above_zero() -> None:
    with pytest.raises(ValueError, match="seconds is 0"):
        FilmLimits(seconds=0)


def test_a_film_may_be_as_long_as_its_limit(tmp_path: Path) -> None:
    path = str(film(tmp_path / "a.mkv", 15, (16, 16), rate=10))
    with pytest.raises(Fault, match="2 s or more, 1 are the limit"):
        Film(path, FilmLimits(seconds=1))
    Film(path, FilmLimits(seconds=2)).close()


# Landmarks of a signer


def test_pose_and_json_of_a_film_score_the_same(tmp_path: Path, pool: Pool, library: signify_engine.Library) -> None:
    attempt = attempt_of(clip(tmp_path / "a.mp4", real("doctor_001.mp4"), 16, slow=True), pool, name="a film")
    assert attempt.parts == ("pose", "face", "left_hand", "right_hand", "pose_world")
    assert attempt.frames == 16
    steps = np.diff(attempt.timestamps)
    assert np.allclose(steps[:7], 0.033, atol=0.002)
    assert np.allclose(steps[8:], 0.066, atol=0.002)
    assert (attempt.facts.width, attempt.facts.height) == (640, 360)
    assert attempt.present[:, 33 + 468 :][:, :42].any()
    pose = signify_engine.Attempt.from_bytes(attempt.to_pose())
    json = signify_engine.Attempt.from_bytes(attempt.to_json())
    for one in (pose, json):
        assert np.array_equal(one.landmarks, attempt.landmarks)
        assert np.array_equal(one.timestamps, attempt.timestamps)
        assert one.facts == attempt.facts
    assert library.score_json(pose, "HELLO") == library.score_json(json, "HELLO")


def test_a_film_is_read_the_same_twice(tmp_path: Path, pool: Pool) -> None:
    """A reader forgets the film before: MediaPipe follows a body from picture to picture."""
    path = clip(tmp_path / "a.mp4", real("yo_001.mp4"), 6)
    first, second = attempt_of(path, pool), attempt_of(path, pool)
    assert np.array_equal(first.landmarks, second.landmarks)
