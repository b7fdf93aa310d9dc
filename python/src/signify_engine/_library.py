import os
import threading
from collections.abc import Sequence
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

#: The default passing score.
PASSING_SCORE = 70.0

#: Feedback of a scored attempt.
Scored = WordFeedback | SentenceFeedback | FreestyleFeedback

_SCORED: TypeAdapter[Scored] = TypeAdapter(Scored)
_RANKING = TypeAdapter(list[RankedSign])


class Library(_native.Closable):
    """Reference signs, prepared for scoring: immutable and thread-safe. A context manager."""

    @classmethod
    def open(cls, store: "Store | str | os.PathLike[str] | None" = None) -> Self:
        """A snapshot of a store's signs; without a store, the 20 embedded signs.

        Signs that the store gains later need a new library. A second one of a :class:`Store` reads only what has
        changed.
        The takes are read meanwhile by a thread of the engine, and prepared when their sign is first asked for.
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
        glosses: list[str] = _native.json_from("library_glosses", self._handle)
        return glosses

    @property
    def notices(self) -> list[str]:
        """Reasons for imprecise scores, such as a missing calibration, a sentence each; usually none."""
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
        """Scores an attempt as a word, a sentence or freestyle.

        :param attempt: any source of :meth:`Attempt.of`.
        :param ref: a sign, "HELLO"; a sentence, "HELLO,HOW,YOU" or ["HELLO", "HOW", "YOU"]; `None` for freestyle,
            which spots every sign of the library.
        :param passing_score: 0 to 100.
        :param facts: camera and signer.
        :raises BadInput: an attempt that cannot be read or scored.
        :raises NotFound: an unknown sign; the message names the nearest glosses.
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
        """:meth:`score` as one line of JSON; equal feedback is equal text."""
        return _native.text_from(
            "score",
            self._handle,
            Attempt.of(attempt, facts=facts)._handle,
            _native.encoded(refs_text(ref)),
            float(passing_score),
        )

    def replay(
        self,
        attempt: Any,
        ref: str | Sequence[str],
        *,
        passing_score: float = PASSING_SCORE,
        facts: Facts | None = None,
    ) -> dict[str, Any]:
        """Scores an attempt and places each correction in a picture.

        The document of `docs/schema/replay.schema.json`: the feedback, and attempt and nearest reference in one space,
        aligned in time.

        :param ref: a sign or a sentence, as of :meth:`score`.
        """
        replay: dict[str, Any] = _native.json_from(
            "replay",
            self._handle,
            Attempt.of(attempt, facts=facts)._handle,
            _native.encoded(refs_text(ref)),
            float(passing_score),
        )
        return replay

    def demonstration(self, gloss: str) -> dict[str, Any]:
        """One take of a sign to watch, as in the document of `docs/schema/replay.schema.json`.

        :raises NotFound: an unknown sign.
        """
        demonstration: dict[str, Any] = _native.json_from("demonstration", self._handle, _native.encoded(gloss))
        return demonstration

    def freestyle(
        self,
        attempt: Any,
        refs: str | Sequence[str] | None = None,
        *,
        passing_score: float = PASSING_SCORE,
        facts: Facts | None = None,
    ) -> FreestyleFeedback:
        """Spots signs in a long recording.

        :param refs: the signs to search for; by default all.
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
        """The signs nearest to an attempt, nearest first."""
        return _RANKING.validate_json(
            _native.text_from("rank", self._handle, Attempt.of(attempt, facts=facts)._handle, _native.int32(limit))
        )

    def stream(self, refs: str | Sequence[str] | None = None, *, facts: Facts | None = None) -> Stream:
        """Spots signs in a live recording.

        :param refs: the signs to search for; by default all.
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


def refs_text(refs: str | Sequence[str] | None) -> str | None:
    """The signs as one text, "HELLO,HOW,YOU"."""
    return refs if refs is None or isinstance(refs, str) else ",".join(refs)


_embedded: Library | None = None
_embedding = threading.Lock()


def embedded() -> Library:
    """The library of the 20 embedded signs, opened on first use and shared by the process."""
    global _embedded  # noqa: PLW0603
    with _embedding:
        if _embedded is None:
            _embedded = Library.open()
        return _embedded
