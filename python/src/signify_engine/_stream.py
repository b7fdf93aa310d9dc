import ctypes
import json
from ctypes import c_void_p
from types import TracebackType
from typing import Self

from . import _native
from .records import SpottedSign


class Stream:
    """A live recording in which signs are spotted; `Library.stream` opens one. As a context manager it closes itself.

    Bytes of NDJSON go in, a frame a line and cut anywhere; a sign comes out when it is certain, usually within a second
    of its end. After bad input the stream gives the same error again.
    """

    def __init__(self, handle: _native.Handle) -> None:
        self._handle = handle

    def push(self, data: bytes | bytearray | memoryview) -> list[SpottedSign]:
        """Takes more of the recording, and gives the signs that became certain."""
        view = _native.as_bytes(data)
        lines = c_void_p()
        _native.call("stream_push", self._handle, view.ctypes.data_as(c_void_p), view.size, ctypes.byref(lines))
        return _signs(lines)

    def finish(self) -> list[SpottedSign]:
        """The end of the recording: gives the signs that were waiting. Nothing can be pushed afterwards."""
        lines = c_void_p()
        _native.call("stream_finish", self._handle, ctypes.byref(lines))
        return _signs(lines)

    def close(self) -> None:
        """Ends it; closing twice does nothing."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _signs(lines: c_void_p) -> list[SpottedSign]:
    text = _native.take_text(lines) or ""
    return [SpottedSign.model_validate(json.loads(line)) for line in text.splitlines() if line]
