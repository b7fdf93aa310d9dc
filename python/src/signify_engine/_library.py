import os
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pydantic import TypeAdapter

from . import _native
from ._attempt import Attempt
from ._facts import Facts, pointer_to
from ._stream import Stream
from .models import FreestyleFeedback, SentenceFeedback, WordFeedback
from .records import RankedSign

if TYPE_CHECKING:
    from ._store import Store

#: The score from which an attempt passes unless told otherwise.
PASSING_SCORE = 70.0

#: The feedback of an attempt that was scored.
Scored = WordFeedback | SentenceFeedback | FreestyleFeedback

_SCORED: TypeAdapter[Scored] = TypeAdapter(Scored)
_RANKING = TypeAdapter(list[RankedSign])


class Library:
    """Reference signs, prepared for scoring. It does not change, and any number of threads may use it at once.

    As a context manager it closes itself; otherwise it goes when nothing refers to it any more.
    """

    def __init__(self, handle: _native.Handle) -> None:
        self._handle = handle

    @classmethod
    def open(cls, store: "Store | str | os.PathLike[str] | None" = None) -> Self:
        """The signs of a store, as they are now; without one the 20 signs that come with the engine.

        Takes about a second and 1 MB a take. A library does not follow its store: open a new one when signs were added.
        """
        from ._store import Store

        match store:
            case None:
                return cls(_native.opened("library_open", "library_free", None))
            case Store():
                return cls(_native.opened("library_open", "library_free", store._handle))
            case _:
                with Store.open(os.fspath(store)) as opened:
                    return cls.open(opened)

    @property
    def glosses(self) -> list[str]:
        """The signs' names, in order."""
        glosses: list[str] = _native.json_from("library_glosses", self._handle)
        return glosses

    @property
    def notices(self) -> list[str]:
        """Where its scores will be rough, a sentence each; in general none."""
        notices: list[str] = _native.json_from("library_notices", self._handle)
        return notices

    def score(
        self,
        attempt: Any,
        ref: str | Sequence[str] | None,
        *,
        passing_score: float = PASSING_SCORE,
        facts: Facts | None = None,
    ) -> Scored:
        """Scores an attempt.

        :param attempt: whatever :meth:`Attempt.of` takes.
        :param ref: a sign, as "HELLO"; a sentence, as "HELLO,HOW,YOU" or ["HELLO", "HOW", "YOU"]; `None` spots
            whatever signs there are.
        :param passing_score: 0 to 100.
        :param facts: what is known of the camera and the signer.
        :raises BadInput: the attempt cannot be read or scored.
        :raises NotFound: there is no such sign; the line names those nearest to it.
        """
        return _SCORED.validate_json(self.score_json(attempt, ref, passing_score=passing_score, facts=facts))

    def score_json(
        self,
        attempt: Any,
        ref: str | Sequence[str] | None,
        *,
        passing_score: float = PASSING_SCORE,
        facts: Facts | None = None,
    ) -> str:
        """:meth:`score` as the JSON of the feedback document, on one line: equal feedback is equal text."""
        return _native.text_from(
            "score",
            self._handle,
            Attempt.of(attempt, facts=facts)._handle,
            _native.encoded(refs_text(ref)),
            float(passing_score),
        )

    def freestyle(
        self,
        attempt: Any,
        refs: str | Sequence[str] | None = None,
        *,
        passing_score: float = PASSING_SCORE,
        facts: Facts | None = None,
    ) -> FreestyleFeedback:
        """Spots signs in a long recording.

        :param refs: the signs to look for; without them all.
        """
        return FreestyleFeedback.model_validate_json(
            _native.text_from(
                "freestyle",
                self._handle,
                Attempt.of(attempt, facts=facts)._handle,
                _native.encoded(refs_text(refs)),
                float(passing_score),
            )
        )

    def rank(self, attempt: Any, *, limit: int = 10, facts: Facts | None = None) -> list[RankedSign]:
        """The signs that an attempt is most like, best first."""
        return _RANKING.validate_json(
            _native.text_from("rank", self._handle, Attempt.of(attempt, facts=facts)._handle, _native.int32(limit))
        )

    def stream(self, refs: str | Sequence[str] | None = None, *, facts: Facts | None = None) -> Stream:
        """A live recording in which signs are spotted.

        :param refs: the signs to look for; without them all.
        """
        return Stream(
            _native.opened(
                "stream_open",
                "stream_free",
                self._handle,
                _native.encoded(refs_text(refs)),
                pointer_to(facts),
            )
        )

    def close(self) -> None:
        """Gives its memory back; calls that are under way end as if it had not. Closing twice does nothing."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def refs_text(refs: str | Sequence[str] | None) -> str | None:
    """Signs as the library takes them: "HELLO,HOW,YOU"."""
    return refs if refs is None or isinstance(refs, str) else ",".join(refs)


_embedded: Library | None = None
_embedding = threading.Lock()


def embedded() -> Library:
    """The signs that come with the engine, prepared on first use and then shared by the process."""
    global _embedded  # noqa: PLW0603
    with _embedding:
        if _embedded is None:
            _embedded = Library.open()
        return _embedded
