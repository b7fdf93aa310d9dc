"""Scores sign-language attempts, given as MediaPipe landmarks, and names the corrections.

    >>> import signify_engine
    >>> feedback = signify_engine.score("attempt.json", ref="HELLO")
    >>> feedback.score, feedback.passed, feedback.summary

`Attempt`, `Library` and `Store` are thread-safe, and every engine call releases the GIL.
"""

from collections.abc import Sequence
from typing import Any

from . import _native
from ._attempt import PARTS, Attempt, Part
from ._facts import Facts
from ._library import PASSING_SCORE, Library, Scored, embedded
from ._store import LOCAL_LEARNER, Store
from ._stream import Stream
from ._wording import LANGUAGES, Language, preferred_language, worded
from .errors import (
    BadInput,
    CannotWrite,
    Denied,
    Forked,
    InternalError,
    LimitReached,
    NotFound,
    SignifyError,
    Taken,
    TooLarge,
    Unavailable,
    Unsupported,
    WrongUse,
)
from .models import Feedback, FreestyleFeedback, SentenceFeedback, UnscoredFeedback, WordFeedback

__version__ = "0.1.0"


def score(
    attempt: Any,
    ref: str | Sequence[str] | None,
    *,
    library: Library | None = None,
    passing_score: float = PASSING_SCORE,
    facts: Facts | None = None,
) -> Scored:
    """:meth:`Library.score`, by default with the 20 embedded signs."""
    return (library or embedded()).score(attempt, ref, passing_score=passing_score, facts=facts)


def engine_version() -> str:
    """The engine's semantic version, such as "0.1.0"."""
    version: bytes = _native.library().signify_version()
    return version.decode()


def signature() -> str:
    """The versions that a score depends on: only scores with equal signatures are comparable."""
    signature: bytes = _native.library().signify_signature()
    return signature.decode()


__all__ = [
    "LANGUAGES",
    "LOCAL_LEARNER",
    "PARTS",
    "PASSING_SCORE",
    "Attempt",
    "BadInput",
    "CannotWrite",
    "Denied",
    "Facts",
    "Feedback",
    "Forked",
    "FreestyleFeedback",
    "InternalError",
    "Language",
    "Library",
    "LimitReached",
    "NotFound",
    "Part",
    "Scored",
    "SentenceFeedback",
    "SignifyError",
    "Store",
    "Stream",
    "Taken",
    "TooLarge",
    "Unavailable",
    "UnscoredFeedback",
    "Unsupported",
    "WordFeedback",
    "WrongUse",
    "embedded",
    "engine_version",
    "preferred_language",
    "score",
    "signature",
    "worded",
]
