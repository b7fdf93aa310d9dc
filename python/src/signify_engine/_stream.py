import ctypes
import json
from ctypes import c_void_p

from . import _native
from .records import SpottedSign


class Stream(_native.Closable):
    """Spots signs in a live recording; `Library.stream` opens it. A context manager.

    The input is NDJSON, one frame per line, in pieces cut anywhere. A sign is returned when it is certain, usually
    within 1 s of its end. After bad input every call raises the same error. `close` discards the pending signs.
    """

    def push(self, data: bytes | bytearray | memoryview) -> list[SpottedSign]:
        """Reads the next piece; returns the signs that became certain."""
        view = _native.as_bytes(data)
        lines = c_void_p()
        _native.call("stream_push", self._handle, view.ctypes.data_as(c_void_p), view.size, ctypes.byref(lines))
        return _signs(lines)

    def finish(self) -> list[SpottedSign]:
        """Ends the recording; returns the pending signs. No `push` may follow."""
        lines = c_void_p()
        _native.call("stream_finish", self._handle, ctypes.byref(lines))
        return _signs(lines)


def _signs(lines: c_void_p) -> list[SpottedSign]:
    text = _native.take_text(lines) or ""
    return [SpottedSign.model_validate(json.loads(line)) for line in text.splitlines() if line]
