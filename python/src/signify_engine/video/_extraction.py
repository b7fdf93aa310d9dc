"""Starts the processes that read films, feeds them, and ends those that overrun."""

import contextlib
import dataclasses
import json
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from ..errors import BadInput, InternalError, SignifyError, TooLarge, Unavailable, Unsupported, WrongUse
from ._landmarks import Reading
from ._limits import FilmLimits
from ._reader import END, FAULT, FRAME, HEAD, READY

#: Told of each picture: how many were read, and how many there are by the headers, 0 where they do not say.
Progress = Callable[[int, int], None]

# A process reads so many films: MediaPipe and decoders leak a little.
_FILMS_EACH = 50
# What a process gets of the environment: a decoder that was taken over finds no password and no key there.
_ENVIRONMENT = frozenset(
    ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
)
# How long a process may take to load MediaPipe.
_START = 120.0

_KINDS: dict[str, type[SignifyError]] = {
    "bad_input": BadInput,
    "too_large": TooLarge,
    "unsupported": Unsupported,
    "missing": WrongUse,
}


class Reader:
    """One reading process with its models loaded. Not thread-safe, but for `kill`."""

    def __init__(self, model: Path | None = None) -> None:
        self._channel, theirs = socket.socketpair()
        environment = {name: value for name, value in os.environ.items() if name in _ENVIRONMENT}
        command = [sys.executable, "-W", "ignore", "-m", "signify_engine.video._reader", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(
                [*command, "" if model is None else str(model)],
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                # MediaPipe and ffmpeg write there what no learner needs.
                stderr=subprocess.DEVNULL,
            )
        self._link = Connection(os.dup(self._channel.fileno()))
        self._is_ready = False
        self._films = 0
        self._is_killed = False

    @property
    def is_worn(self) -> bool:
        """Whether the next film should get another process."""
        return self._films >= _FILMS_EACH or self._is_killed or self._process.poll() is not None

    def wait(self) -> None:
        """Returns once the models are loaded."""
        if self._is_ready:
            return
        answer = self._answer(time.monotonic() + _START)
        if answer[:1] == FAULT:
            raise self._fault(answer, None)
        if answer[:1] != READY:
            raise InternalError("the process that reads films answers nonsense; report it")
        self._is_ready = True

    def read(self, film: int, name: str, limits: FilmLimits, progress: Progress | None = None) -> Reading:
        """Reads the film of an open file, which must be readable from its start.

        :raises BadInput: it cannot be read; the message begins with `name`.
        """
        try:
            self.wait()
            self._films += 1
            deadline = time.monotonic() + limits.reading
            self._link.send_bytes(json.dumps(dataclasses.asdict(limits)).encode())
            socket.send_fds(self._channel, [b"f"], [film])
            return self._reading(name, limits, deadline, progress)
        except TimeoutError:
            self.kill()
            line = f"{name}: it was not read within {limits.reading:g} s; send a shorter film of a lower resolution"
            raise TooLarge(line) from None
        except (EOFError, OSError):
            raise self._ended(name, limits) from None

    def kill(self) -> None:
        self._is_killed = True
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    def close(self) -> None:
        self.kill()
        self._process.wait()
        self._link.close()
        self._channel.close()

    def _reading(self, name: str, limits: FilmLimits, deadline: float, progress: Progress | None) -> Reading:
        times: list[float] = []
        rows: list[bytes] = []
        expected = landmarks = 0
        while True:
            answer = self._answer(deadline)
            match answer[:1]:
                case kind if kind == FRAME and len(answer) == 9 + landmarks * 16 and len(times) < limits.frames:
                    times.append(struct.unpack_from("<d", answer, 1)[0])
                    rows.append(answer[9:])
                    if progress is not None:
                        progress(len(times), expected)
                case kind if kind == HEAD and len(answer) == 9:
                    expected, faces = struct.unpack_from("<II", answer, 1)
                    landmarks = 33 + min(faces, 478) + 21 + 21 + 33
                case kind if kind == END and len(answer) == 9 and len(times) > 1:
                    width, height = struct.unpack_from("<II", answer, 1)
                    values = np.frombuffer(b"".join(rows), np.float32).reshape(len(rows), landmarks, 4)
                    return Reading(np.array(times), values, width, height)
                case kind if kind == FAULT:
                    raise self._fault(answer, name)
                case _:
                    raise OSError("nonsense")

    def _answer(self, deadline: float) -> bytes:
        if not self._link.poll(max(deadline - time.monotonic(), 0.0)):
            raise TimeoutError
        return self._link.recv_bytes(1 << 20)

    @staticmethod
    def _fault(answer: bytes, name: str | None) -> SignifyError:
        kind, line = json.loads(answer[1:])
        return _KINDS[kind](line if name is None else f"{name}: {line}")

    def _ended(self, name: str, limits: FilmLimits) -> SignifyError:
        """The error of a process that a film brought down."""
        self.kill()
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            line = f"{name}: it needs more than {limits.reading:g} s of processor time; send a shorter film"
            return TooLarge(line)
        if not self._is_ready:
            return Unavailable("the process that reads films does not start; try again")
        line = f"{name}: the film brings its reader down (status {status}); save it anew as MP4 with H.264"
        return BadInput(line)


@dataclasses.dataclass(slots=True)
class _Task:
    film: int
    name: str
    progress: Progress | None
    future: "Future[Reading]"


class Pool:
    """A bounded number of reading processes, kept warm. Thread-safe. A context manager.

    :param processes: films that are read at once; by default one for two processors, since MediaPipe uses about two.
    :param model: a `holistic_landmarker.task`; by default legacy Holistic with the models of its wheel.
    """

    def __init__(
        self, limits: FilmLimits | None = None, *, processes: int | None = None, model: Path | None = None
    ) -> None:
        if model is not None and not model.is_file():
            raise BadInput(f"{model}: there is no such model; give the path of a holistic_landmarker.task")
        self.limits = limits or FilmLimits()
        self.processes = processes or max((os.cpu_count() or 1) // 2, 1)
        self._model = model
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._readers: set[Reader] = set()
        self._lock = threading.Lock()
        self._is_closed = False
        # Daemons: a film under way does not keep the interpreter from its end.
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self.processes)]
        self._idle: queue.LifoQueue[Reader] = queue.LifoQueue()
        for thread in self._threads:
            thread.start()

    def submit(self, film: int, name: str, progress: Progress | None = None) -> "Future[Reading]":
        """Reads the film of an open file in its turn. The descriptor is the pool's, which closes it at once when read.

        :param name: the film's name, for messages.
        """
        future: Future[Reading] = Future()
        with self._lock:
            if self._is_closed:
                os.close(film)
                raise Unavailable("the server ends; send the film again")
            self._tasks.put(_Task(film, name, progress, future))
        return future

    def warm(self) -> None:
        """Starts one process and returns once its models are loaded.

        :raises WrongUse: MediaPipe or PyAV is missing.
        """
        reader = self._started()
        try:
            reader.wait()
        except SignifyError:
            self._end(reader)
            raise
        except (TimeoutError, EOFError, OSError):
            self._end(reader)
            raise Unavailable("the process that reads films does not start; try again") from None
        with self._lock:
            if not self._is_closed:
                self._idle.put(reader)
                return
        self._end(reader)

    def close(self) -> None:
        """Ends every process; the films under way and in wait fail."""
        with self._lock:
            self._is_closed = True
            readers = list(self._readers)
        for _ in self._threads:
            self._tasks.put(None)
        for reader in readers:
            reader.kill()
        for thread in self._threads:
            thread.join(10)
        # Those in use are ended by their threads, which have them open.
        while True:
            try:
                self._end(self._idle.get_nowait())
            except queue.Empty:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _work(self) -> None:
        while task := self._tasks.get():
            try:
                if not task.future.set_running_or_notify_cancel():
                    continue
                task.future.set_result(self._read(task))
            except BaseException as error:
                task.future.set_exception(error)
            finally:
                os.close(task.film)

    def _read(self, task: _Task) -> Reading:
        reader: Reader | None = None
        try:
            reader = self._idle.get_nowait()
        except queue.Empty:
            reader = self._started()
        try:
            return reader.read(task.film, task.name, self.limits, task.progress)
        except SignifyError:
            if self._is_closed:
                raise Unavailable("the server ended while it read the film; send it again") from None
            raise
        finally:
            if reader.is_worn or self._is_closed:
                self._end(reader)
            else:
                self._idle.put(reader)

    def _started(self) -> Reader:
        reader = Reader(self._model)
        with self._lock:
            self._readers.add(reader)
            if self._is_closed:
                reader.kill()
        return reader

    def _end(self, reader: Reader) -> None:
        with self._lock:
            self._readers.discard(reader)
        reader.close()
