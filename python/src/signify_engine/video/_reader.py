"""The reading process: `python -m signify_engine.video._reader SOCKET MODEL`. It reads one film after the other.

`_extraction` starts it and trusts none of its answers: decoders have had holes. It writes no file.
"""

import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import threading
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from ._limits import FilmLimits

if TYPE_CHECKING:
    from ._holistic import Detector

#: A message's first byte: ready, the head of a film, landmarks of a picture, the end, a fault.
READY, HEAD, FRAME, END, FAULT = b"R", b"H", b"L", b"E", b"F"


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = socket.socket(fileno=int(sys.argv[1]))
    _leave_with(channel)
    link = Connection(os.dup(channel.fileno()))
    # A core of a learner's film is a copy of it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        from ._film import Fault
        from ._holistic import detector
    except ImportError as error:
        line = f"films are read by the extra video ({error}); pip install 'signify-engine[video]'"
        link.send_bytes(FAULT + json.dumps(["missing", line]).encode())
        return
    try:
        holistic = detector(sys.argv[2] or None)
        _rehearse(holistic)
    except Fault as fault:
        link.send_bytes(FAULT + json.dumps(["missing", str(fault)]).encode())
        return
    # From here on: no file grows, and few are open.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    link.send_bytes(READY)
    while True:
        try:
            question = json.loads(link.recv_bytes(1 << 16))
        except EOFError:
            return
        _, (film, *_), _, _ = socket.recv_fds(channel, 1, 1)
        _read(film, FilmLimits(**question), holistic, link)


def _rehearse(holistic: "Detector") -> None:
    """Loads the models before the first film: their time is not the learner's, and their memory not the film's."""
    import numpy as np

    holistic.landmarks(np.zeros((360, 640, 3), np.uint8), 0.0)


def _read(descriptor: int, limits: FilmLimits, holistic: "Detector", link: Connection) -> None:
    from ._film import Fault, Film

    try:
        _limit(limits)
        try:
            film = Film(f"/proc/self/fd/{descriptor}", limits)
        finally:
            # The film has no other name: with this process it is gone.
            os.close(descriptor)
        try:
            link.send_bytes(HEAD + struct.pack("<II", film.expected, holistic.faces))
            holistic.begin()
            for picture in film.pictures():
                found = holistic.landmarks(picture.pixels, picture.time)
                link.send_bytes(FRAME + struct.pack("<d", picture.time) + found.tobytes())
            link.send_bytes(END + struct.pack("<II", *film.size))
        finally:
            film.close()
    except Fault as fault:
        link.send_bytes(FAULT + json.dumps([fault.kind, str(fault)]).encode())
    except MemoryError:
        line = f"its pictures need more than {limits.memory >> 20} MB of memory; film at a lower resolution"
        link.send_bytes(FAULT + json.dumps(["too_large", line]).encode())


def _limit(limits: FilmLimits) -> None:
    """Bounds this film's memory and processor time from what the process has now."""
    with open("/proc/self/statm", "rb") as file:
        pages = int(file.read().split()[0])
    _soft(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    # All cores count.
    _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.reading * (os.cpu_count() or 1)) + 1)


def _soft(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _leave_with(channel: socket.socket) -> None:
    """Ends this process with the one that started it, also amid a film."""

    def watch() -> None:
        poll = select.poll()
        poll.register(channel, 0)
        poll.poll()
        os._exit(0)

    # Its malloc arena and the stack count as address space; both are there before a film is.
    threading.Thread(target=watch, daemon=True).start()
    # Out of memory, the kernel takes the reader and not the server.
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("800")


if __name__ == "__main__":
    main()
