"""Decodes a film: its first video stream, upright, with the times of its pictures. For the reading process only."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import av
import av.logging
import numpy as np
import numpy.typing as npt
from av.error import FFmpegError
from av.video.frame import VideoFrame

from ._limits import FilmLimits

Pixels = npt.NDArray[np.uint8]

#: The kind of a fault: the class of its error.
Kind = Literal["bad_input", "too_large", "unsupported"]

# Containers and codecs of cameras, phones, browsers and editors. What is not here is not opened: playlists (they name
# other files and addresses), pictures, subtitles and the many rare decoders. Sound is opened to be named.
_CONTAINERS = "mov,matroska,avi,mpegts,mpeg,ogg,flv,asf,ivf,mp3,wav,flac,aac"
_CODECS = (
    *("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mpeg1video", "mpeg2video", "h263", "mjpeg", "theora", "prores"),
    *("dvvideo", "wmv2", "wmv3", "vc1", "flv1"),
)

# The longer side of the pictures that MediaPipe gets. Its models see crops of 256 pixels and fewer.
_LONGEST_SIDE = 1280

# A film of which less than this share can be decoded is cut.
_WHOLE = 0.9

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


class Fault(Exception):
    """Why a film cannot be read: what, and how to mend it, without the film's name."""

    def __init__(self, kind: Kind, line: str) -> None:
        super().__init__(line)
        self.kind = kind


def _bad(line: str) -> Fault:
    return Fault("bad_input", line)


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture."""

    #: Seconds from the first picture.
    time: float
    pixels: Pixels


class Film:
    """A film, opened; its headers are within the limits."""

    def __init__(self, path: str, limits: FilmLimits) -> None:
        av.logging.set_level(None)
        self._limits = limits
        self._path = path
        self._check_bytes()
        self._container = self._opened()
        self._stream: Any = self._video_stream()
        self._codec: Any = self._stream.codec_context
        # A picture that is larger than its header says is refused before its memory is taken.
        self._codec.options = {"max_pixels": str(limits.pixels)}
        self._codec.thread_count = 1
        #: Width and height as shown: upright, with square pixels.
        self.size: tuple[int, int] = (0, 0)
        # Seconds of the latest picture.
        self._reached = 0.0
        self._check_headers()

    @property
    def expected(self) -> int:
        """The number of pictures by the headers; 0 where they do not say."""
        if self._stream.frames:
            return int(self._stream.frames)
        rate = self._stream.average_rate or self._stream.guessed_rate
        return round(self._duration() * float(rate)) if rate else 0

    def pictures(self) -> Iterator[Picture]:
        """Every picture at its time, up to the end of the film."""
        first: float | None = None
        last, count, shown = -1.0, 0, 0.0
        step = float(1 / (self._stream.average_rate or self._stream.guessed_rate or 30))
        for frame in self._frames():
            self._check_size(frame.width, frame.height)
            stated = self._time(frame)
            if first is None:
                first = stated or 0.0
            time = last + step if stated is None else stated - first
            if last >= 0:
                # A second picture at a time, or an earlier one, is a fault of the container.
                if time <= last:
                    continue
                step = time - last
            count += 1
            if time > self._limits.seconds:
                raise self._too_long(time)
            if count > self._limits.frames:
                line = f"the film has more than {self._limits.frames} pictures; send a shorter one"
                raise Fault("too_large", line)
            last = self._reached = time
            shown = time + step
            yield Picture(time, self._upright(frame))
        if count == 0:
            raise _bad("no picture can be decoded: the file is cut or damaged; record or copy it again")
        if count == 1:
            raise _bad("a still picture: the film has 1 frame; film the whole sign")
        promised = self._duration()
        if shown < _WHOLE * promised - 0.2:
            raise _bad(f"the file is cut: it holds {shown:.1f} of the {promised:.1f} s that it states; copy it again")

    def close(self) -> None:
        self._container.close()

    # The headers

    def _check_bytes(self) -> None:
        count = os.stat(self._path).st_size
        if count == 0:
            raise _bad("the file is empty; record again")
        if count > self._limits.bytes:
            line = f"the film has {count / 1e6:.1f} MB, {self._limits.bytes / 1e6:g} are the limit; send a shorter one"
            raise Fault("too_large", line)

    def _opened(self) -> Any:
        options = {
            "format_whitelist": _CONTAINERS,
            "protocol_whitelist": "file",
            "probesize": "5000000",
            "analyzeduration": "5000000",
            "max_streams": "16",
        }
        try:
            return av.open(self._path, options=options, metadata_errors="replace")
        except (FFmpegError, ValueError, OSError) as error:
            raise self._unopened(error) from None

    def _unopened(self, error: Exception) -> Fault:
        with open(self._path, "rb") as file:
            start = file.read(4096)
        if start.startswith(_PICTURES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
            return Fault("unsupported", "a still picture and not a film; film the whole sign")
        if start[4:8] == b"ftyp" or start.startswith((b"\x1a\x45\xdf\xa3", b"RIFF", b"OggS", b"FLV")):
            return _bad("the file is cut or damaged: it has no index of its pictures; record or copy it again")
        reason = re.sub(r"^\[Errno -?\d+\] |: '.*$", "", str(error)).lower()
        line = f"no film that can be read ({reason}); send MP4, MOV, WebM, MKV, AVI or MPEG"
        return Fault("unsupported", line)

    def _video_stream(self) -> Any:
        streams = [
            stream for stream in self._container.streams.video if not int(stream.disposition) & _ATTACHED_PICTURE
        ]
        if not streams:
            if self._container.streams.audio:
                raise _bad("sound only: the film has no picture; record with the camera on")
            raise _bad("the film has no picture; record with the camera on")
        name = streams[0].codec_context.name if streams[0].codec_context else "unknown"
        if _CODEC_NAMES.get(name, name) not in _CODECS:
            raise Fault("unsupported", f"the film's codec {name} is not read; send H.264, HEVC, VP8, VP9 or AV1")
        return streams[0]

    def _check_headers(self) -> None:
        width, height = self._codec.width, self._codec.height
        if width and height:
            self._check_size(width, height)
        if self._stream.frames > self._limits.frames:
            line = (
                f"the film has {self._stream.frames} pictures, {self._limits.frames} are the limit; send a shorter one"
            )
            raise Fault("too_large", line)
        if (duration := self._duration()) > self._limits.seconds:
            raise self._too_long(duration)

    def _check_size(self, width: int, height: int) -> None:
        if width * height > self._limits.pixels:
            raise Fault(
                "too_large",
                f"its pictures have {width} x {height} pixels, {self._limits.pixels} are the limit; "
                "film at a lower resolution",
            )

    def _too_long(self, seconds: float) -> Fault:
        line = f"the film has {seconds:.0f} s or more, {self._limits.seconds:g} are the limit; cut it to the sign"
        return Fault("too_large", line)

    def _duration(self) -> float:
        """Seconds by the headers; 0 where they do not say, as in a browser's WebM."""
        if self._stream.duration and self._stream.time_base:
            return float(self._stream.duration * self._stream.time_base)
        # The container's may be that of the sound.
        is_alone = len(self._container.streams) == 1
        return self._container.duration / av.time_base if is_alone and self._container.duration else 0.0

    # The pictures

    def _frames(self) -> Iterator[VideoFrame]:
        try:
            for frame in self._container.decode(self._stream):
                if frame.is_corrupt:
                    raise _bad(f"the film is cut or damaged at {self._reached:.1f} s; record or copy it again")
                yield frame
        except FFmpegError as error:
            if self._codec.width * self._codec.height > self._limits.pixels:
                self._check_size(self._codec.width, self._codec.height)
            reason = re.sub(r"^\[Errno -?\d+\] |: '.*$", "", str(error)).lower()
            line = f"the film is cut or damaged at {self._reached:.1f} s ({reason}); record or copy it again"
            raise _bad(line) from None

    @staticmethod
    def _time(frame: VideoFrame) -> float | None:
        return None if frame.pts is None or frame.time_base is None else float(frame.pts * frame.time_base)

    def _upright(self, frame: VideoFrame) -> Pixels:
        """The pixels as a player shows them: turned, mirrored back, square, and no larger than needed."""
        stretch = float(self._stream.sample_aspect_ratio or 1)
        # A nonsense ratio would ask for a picture of any width.
        if not 1 / 4 <= stretch <= 4:
            stretch = 1.0
        width, height = max(round(frame.width * stretch), 1), frame.height
        shrink = min(1.0, _LONGEST_SIDE / max(width, height))
        # One thread: for these sizes the hand-over costs more than the work.
        pixels: Any = frame.to_ndarray(
            threads=1, format="rgb24", width=max(round(width * shrink), 1), height=max(round(height * shrink), 1)
        )
        turned = _turned(pixels, _matrix(frame))
        if self.size == (0, 0):
            self.size = (width, height) if turned.shape[:2] == pixels.shape[:2] else (height, width)
            if pixels.shape[0] == pixels.shape[1]:
                self.size = (width, height)
        return turned


_ATTACHED_PICTURE = 0x400

# Decoders that are named otherwise than what they decode.
_CODEC_NAMES = {"libdav1d": "av1", "libvpx": "vp8", "libvpx-vp9": "vp9", "libaom-av1": "av1", "flv": "flv1"}


def _matrix(frame: VideoFrame) -> tuple[int, int, int, int]:
    """The upper left of the display matrix, of -1, 0 and 1; slants are rounded to the nearest."""
    sides: Any = frame.side_data
    for side in sides:
        if side.type.name == "DISPLAYMATRIX":
            numbers = np.frombuffer(bytes(side), np.int32)
            a, b, c, d = (int(numbers[place]) for place in (0, 1, 3, 4))
            if abs(a) + abs(d) >= abs(b) + abs(c):
                return (1 if a >= 0 else -1, 0, 0, 1 if d >= 0 else -1)
            return (0, 1 if b >= 0 else -1, 1 if c >= 0 else -1, 0)
    return (1, 0, 0, 1)


def _turned(pixels: Pixels, matrix: tuple[int, int, int, int]) -> Pixels:
    """A picture through x' = ax + cy, y' = bx + dy."""
    a, b, c, d = matrix
    if a:
        return np.ascontiguousarray(pixels[::d, ::a])
    return np.ascontiguousarray(pixels.transpose(1, 0, 2)[::b, ::c])


__all__ = ["Fault", "Film", "Kind", "Picture"]
