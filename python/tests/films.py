"""Films made for the tests. They need the extra video; without it the tests are skipped."""

import importlib.util
import os
import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

REASON = "the extra video is not installed"

if importlib.util.find_spec("av") is None or importlib.util.find_spec("mediapipe") is None:
    pytest.skip(REASON, allow_module_level=True)

import av  # noqa: E402


def real(name: str) -> Path:
    """A film of a signer; without the folder of films the test is skipped."""
    folder = os.environ.get("SIGNIFY_VIDEO")
    if not folder:
        pytest.skip("SIGNIFY_VIDEO names no folder of films")
    return Path(folder) / name


def corners(width: int, height: int) -> Any:
    """A picture with a red corner at the upper left and a green one at the upper right."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2] = (255, 0, 0)
    pixels[: height // 2, width // 2 :] = (0, 255, 0)
    return pixels


def film(
    path: Path,
    frames: int = 10,
    size: tuple[int, int] = (64, 48),
    *,
    codec: str = "mpeg4",
    rate: int = 30,
    times: Sequence[float] | None = None,
    sound: bool = False,
    aspect: Fraction | None = None,
    **options: str,
) -> Path:
    """Writes a film of coloured corners, each picture at its time in milliseconds or at the rate."""
    with av.open(str(path), "w", options=options) as container:
        stream: Any = container.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if aspect is not None:
            stream.codec_context.sample_aspect_ratio = aspect
        stream.codec_context.time_base = Fraction(1, 1000)
        heard = add_sound(container) if sound else None
        picture = av.VideoFrame.from_ndarray(corners(*size), format="rgb24").reformat(format=stream.pix_fmt)
        for number in range(frames):
            picture.pts = int(times[number] if times is not None else round(number * 1000 / rate))
            picture.time_base = Fraction(1, 1000)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
        if heard is not None:
            write_sound(container, heard)
    return path


def add_sound(container: Any) -> Any:
    stream = container.add_stream("aac", rate=16000)
    stream.codec_context.layout = "mono"
    return stream


def write_sound(container: Any, stream: Any, seconds: float = 1.0) -> None:
    for number in range(int(seconds * 16000 / 1024)):
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 16000, number * 1024, Fraction(1, 16000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def sound_only(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        write_sound(container, add_sound(container))
    return path


def with_matrix(path: Path, a: int, b: int, c: int, d: int) -> Path:
    """Writes the display matrix into an MP4's track header: 16.16 numbers and 2.30 ones."""
    data = bytearray(path.read_bytes())
    start = data.index(b"tkhd") + 4 + 40
    data[start : start + 36] = struct.pack(">9i", a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def clip(path: Path, source: Path, frames: int = 24, *, slow: bool = False) -> Path:
    """The first frames of a film at 640 x 360; `slow` doubles the steps of the second half."""
    with av.open(str(source)) as read, av.open(str(path), "w") as written:
        stream: Any = written.add_stream("libx264", rate=30, options={"preset": "ultrafast", "crf": "12"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        time = 0
        for number, frame in enumerate(read.decode(video=0)):
            if number == frames:
                break
            small = frame.reformat(640, 360, "yuv420p")
            small.pts, small.time_base = time, Fraction(1, 1000)
            time += 66 if slow and number >= frames // 2 else 33
            written.mux(stream.encode(small))
        written.mux(stream.encode(None))
    return path
