"""ctypes bindings of `signify.h`; every call releases the GIL."""

import ctypes
import functools
import json
import os
import platform
import weakref
from ctypes import POINTER, c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from .errors import Forked, WrongUse, error_of

ABI_VERSION = 1


class FactsStruct(ctypes.Structure):
    """`signify_facts`"""

    _fields_ = (
        ("struct_size", c_size_t),
        ("fps", c_double),
        ("width", c_int32),
        ("height", c_int32),
        ("mirrored", c_int32),
        ("dominant_hand", c_int32),
    )


class ArrayStruct(ctypes.Structure):
    """`signify_array`"""

    _fields_ = (
        ("struct_size", c_size_t),
        ("values", c_void_p),
        ("frames", c_int64),
        ("landmarks", c_int64),
        ("components", c_int64),
        ("frame_stride", c_int64),
        ("landmark_stride", c_int64),
        ("component_stride", c_int64),
        ("parts", c_uint32),
        ("timestamps", c_void_p),
        ("timestamp_stride", c_int64),
    )


class LandmarksStruct(ctypes.Structure):
    """`signify_landmarks`"""

    _fields_ = (
        ("struct_size", c_size_t),
        ("values", c_void_p),
        ("flags", c_void_p),
        ("timestamps", c_void_p),
        ("frames", c_int64),
        ("landmarks", c_int64),
        ("parts", c_uint32),
        ("face_landmarks", c_int32),
    )


class SessionStruct(ctypes.Structure):
    """`signify_session`"""

    _fields_ = (
        ("struct_size", c_size_t),
        ("session_id", c_char_p),
        ("user_id", c_char_p),
        ("lesson_code", c_char_p),
        ("started_at", c_int64),
        ("language", c_char_p),
        ("request_id", c_char_p),
    )


# The parameters of each function before the last, `error`.
_OUT = POINTER(c_void_p)
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "attempt_parse": (c_void_p, c_size_t, c_char_p, POINTER(FactsStruct), _OUT),
    "attempt_from_array": (POINTER(ArrayStruct), c_char_p, POINTER(FactsStruct), _OUT),
    "attempt_facts": (c_void_p, POINTER(FactsStruct)),
    "attempt_landmarks": (c_void_p, POINTER(LandmarksStruct)),
    "attempt_summary": (c_void_p, _OUT),
    "attempt_pose": (c_void_p, _OUT, POINTER(c_size_t)),
    "attempt_json": (c_void_p, _OUT),
    "library_open": (c_void_p, _OUT),
    "library_glosses": (c_void_p, _OUT),
    "library_notices": (c_void_p, _OUT),
    "score": (c_void_p, c_void_p, c_char_p, c_double, _OUT),
    "replay": (c_void_p, c_void_p, c_char_p, c_double, _OUT),
    "demonstration": (c_void_p, c_char_p, _OUT),
    "worded": (c_char_p, c_char_p, _OUT),
    "language": (c_char_p, _OUT),
    "freestyle": (c_void_p, c_void_p, c_char_p, c_double, _OUT),
    "rank": (c_void_p, c_void_p, c_int32, _OUT),
    "stream_open": (c_void_p, c_char_p, POINTER(FactsStruct), _OUT),
    "stream_push": (c_void_p, c_void_p, c_size_t, _OUT),
    "stream_finish": (c_void_p, _OUT),
    "store_open": (c_char_p, c_uint32, _OUT),
    "store_check": (c_void_p,),
    "store_signs": (c_void_p, _OUT),
    "store_add_takes": (c_void_p, c_char_p, c_char_p, c_char_p, POINTER(c_void_p), c_size_t, c_uint32, _OUT),
    "store_check_takes": (c_void_p, c_char_p, c_char_p, POINTER(c_void_p), c_size_t, c_char_p, _OUT),
    "store_remove_sign": (c_void_p, c_char_p),
    "store_calibrate": (c_void_p, c_char_p, POINTER(c_int64)),
    "store_record": (c_void_p, c_void_p, c_char_p, POINTER(SessionStruct), _OUT),
    "store_practice": (c_void_p, c_void_p, c_void_p, c_char_p, c_double, POINTER(SessionStruct), _OUT, _OUT),
    "store_begin": (c_void_p, c_void_p, c_char_p, POINTER(SessionStruct), _OUT),
    "store_complete": (c_void_p, c_char_p, c_char_p),
    "store_session": (c_void_p, c_char_p, c_char_p, _OUT),
    "store_waiting": (c_void_p, c_char_p, _OUT),
    "store_attempt": (c_void_p, c_char_p, c_char_p, POINTER(FactsStruct), _OUT),
    "store_history": (c_void_p, c_char_p, c_int32, c_char_p, _OUT),
    "store_settings": (c_void_p, c_char_p, _OUT),
    "store_spend": (c_void_p, c_char_p, c_char_p, c_int32, c_int32, _OUT),
    "store_progress": (c_void_p, c_char_p, _OUT),
    "store_lesson": (c_void_p, c_char_p, _OUT),
    "store_save_lesson": (c_void_p, c_char_p, c_char_p, c_char_p, _OUT),
    "store_add_learner": (c_void_p, c_char_p, c_char_p, _OUT),
}
_CLOSERS = ("attempt_free", "library_free", "stream_free", "store_close")


@functools.cache
def library() -> ctypes.CDLL:
    """Loads the file that SIGNIFY_LIBRARY names, or this package's own."""
    path = os.environ.get("SIGNIFY_LIBRARY") or str(Path(__file__).with_name("lib") / "libsignify.so")
    try:
        loaded = ctypes.CDLL(path)
    except OSError as error:
        machine = " ".join((platform.machine(), *platform.libc_ver())).rstrip()
        raise ImportError(
            f"signify_engine: {error}; install a wheel for this machine ({machine}),"
            " or set SIGNIFY_LIBRARY to a library"
        ) from None
    loaded.signify_abi_version.restype = c_uint32
    version = loaded.signify_abi_version()
    if version != ABI_VERSION:
        raise ImportError(
            f"signify_engine: {path} has interface {version}, this package needs {ABI_VERSION}; install them together"
        )
    for name in ("version", "signature"):
        getattr(loaded, f"signify_{name}").restype = c_char_p
    for name, arguments in _SIGNATURES.items():
        function = getattr(loaded, f"signify_{name}")
        function.argtypes = (*arguments, _OUT)
        function.restype = c_int32
    for name in _CLOSERS:
        function = getattr(loaded, f"signify_{name}")
        function.argtypes = (c_void_p,)
        function.restype = c_int32
    loaded.signify_free.argtypes = (c_void_p,)
    loaded.signify_free.restype = None
    return loaded


def call(name: str, *arguments: Any) -> None:
    """Calls `signify_<name>` and raises its error."""
    if _fork.happened:
        raise Forked(
            "this process was forked after its parent used the engine; start it by spawn, or without --preload"
        )
    for argument in arguments:
        if isinstance(argument, Handle) and argument.is_closed:
            raise WrongUse("the object is closed; open it again")
    error = c_void_p()
    status = getattr(library(), f"signify_{name}")(*arguments, ctypes.byref(error))
    line = take_text(error)
    if status != 0:
        raise error_of(status, line or f"signify_{name} failed with status {status}")


def take_text(pointer: c_void_p) -> str | None:
    """Copies text that the caller owns, and frees it."""
    data = take_bytes(pointer)
    return None if data is None else data.decode()


def take_bytes(pointer: c_void_p, count: int | None = None) -> bytes | None:
    """Copies bytes that the caller owns, `count` or up to the NUL, and frees them."""
    if pointer.value is None:
        return None
    try:
        return ctypes.string_at(pointer.value, -1 if count is None else count)
    finally:
        library().signify_free(pointer)


def text_from(name: str, *arguments: Any) -> str:
    """The text in a function's last out parameter."""
    result = c_void_p()
    call(name, *arguments, ctypes.byref(result))
    return take_text(result) or ""


def json_from(name: str, *arguments: Any) -> Any:
    """The JSON value in a function's last out parameter."""
    return json.loads(text_from(name, *arguments))


def encoded(text: str | None) -> bytes | None:
    """Text as a C string. NUL is refused: it would truncate the text silently."""
    if text is None:
        return None
    if "\0" in text:
        raise WrongUse("a text contains the character NUL; leave it out")
    return text.encode("utf-8", "surrogateescape")


def as_bytes(data: bytes | bytearray | memoryview) -> npt.NDArray[np.uint8]:
    """Bytes as an array, which has an address; contiguous bytes are not copied."""
    view = memoryview(data)
    if not view.contiguous:
        view = memoryview(view.tobytes())
    return np.frombuffer(view.cast("B"), np.uint8) if view.nbytes else np.empty(0, np.uint8)


def int32(number: int) -> int:
    """Refuses numbers beyond 32 bits: ctypes would truncate them silently."""
    if not -(2**31) <= number < 2**31:
        raise WrongUse(f"{number} is out of range")
    return number


class Handle:
    """An object of the C library, freed by `close` or with its last reference.

    `call` takes the handle itself, which keeps the object alive during the call.
    """

    def __init__(self, pointer: c_void_p, closer: str) -> None:
        self._as_parameter_ = pointer
        self._close = weakref.finalize(self, _give_back, closer, pointer)

    @property
    def is_closed(self) -> bool:
        return not self._close.alive

    @property
    def ticket(self) -> int | None:
        return self._as_parameter_.value

    def close(self) -> None:
        self._close()


class Closable:
    """A context manager that owns a handle; without `close`, the last reference frees it."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    def close(self) -> None:
        """Frees the object after its last running call. Closing twice does nothing."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _give_back(closer: str, pointer: c_void_p) -> None:
    if not _fork.happened:
        getattr(library(), f"signify_{closer}")(pointer)


class _Fork:
    """Whether this process was forked after its parent loaded the library: locks may be held in the child forever."""

    happened = False

    def note(self) -> None:
        self.happened = library.cache_info().currsize > 0


_fork = _Fork()
os.register_at_fork(after_in_child=_fork.note)


def opened(name: str, closer: str, *arguments: Any) -> Handle:
    """The handle in a function's last out parameter."""
    pointer = c_void_p()
    call(name, *arguments, ctypes.byref(pointer))
    return Handle(pointer, closer)
