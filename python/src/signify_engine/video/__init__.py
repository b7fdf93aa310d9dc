"""Landmarks of films, by MediaPipe in processes of their own. The extra `video` brings MediaPipe and PyAV.

with Pool() as pool:
    attempt = attempt_of("clip.mp4", pool)
"""

import os
import stat

from .._attempt import Attempt
from ..errors import BadInput
from ._extraction import Pool, Progress
from ._landmarks import Reading
from ._limits import GENEROUS, FilmLimits


def attempt_of(path: str | os.PathLike[str], pool: Pool, *, name: str | None = None) -> Attempt:
    """The recording of a film.

    :param name: the film's name in messages and in a store; by default its path as given.
    :raises BadInput: no film, or one without a person or hands.
    :raises OSError: an unreadable path.
    """
    shown = name or os.fsdecode(path)
    return pool.submit(opened(path), shown).result().attempt(shown)


def opened(path: str | os.PathLike[str]) -> int:
    """The descriptor of a film, for `Pool.submit`."""
    # Not blocking: the path of a pipe would wait for its writer.
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BadInput(f"{os.fsdecode(path)}: not a file; give the path of a film")
    return descriptor


__all__ = ["GENEROUS", "FilmLimits", "Pool", "Progress", "Reading", "attempt_of", "opened"]
