import ctypes
import os
from collections.abc import Sequence
from ctypes import c_int64, c_void_p
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from pydantic import TypeAdapter

from . import _native
from ._attempt import Attempt
from ._facts import Facts, pointer_to
from ._library import _SCORED, PASSING_SCORE, Library, Scored, refs_text
from .errors import WrongUse
from .records import EnrolledSign, Enrolment, HistoryPage, Lesson, Mode, Progress, Session

_SIGNS = TypeAdapter(list[EnrolledSign])
_CREATE, _FILL = 1, 2

#: The learner that a SQLite store has from the start: whoever sits before the machine.
LOCAL_LEARNER = UUID("00000000-0000-4000-8000-000000000001")

#: A learner or a session: a UUID, or its text.
Identifier = UUID | str


class Store:
    """A practice store: reference signs, lessons, and learners' attempts with their scores, in SQLite or PostgreSQL.

    Any number of threads may use one. As a context manager it closes itself.
    """

    def __init__(self, handle: _native.Handle) -> None:
        self._handle = handle

    @classmethod
    def open(cls, location: str | os.PathLike[str] | None = None, *, create: bool = False, fill: bool = False) -> Self:
        """Opens a store.

        :param location: a SQLite file, or `postgresql://...`; `None` is the user's default store, made and filled on
            first use.
        :param create: make it where there is none.
        :param fill: fill one without signs with the 20 that come with the engine.
        :raises NotFound: there is none there.
        :raises Unavailable: it cannot be reached.
        """
        return cls(
            _native.opened(
                "store_open",
                "store_close",
                _native.encoded(None if location is None else os.fspath(location)),
                create * _CREATE | fill * _FILL,
            )
        )

    def library(self) -> Library:
        """Its signs as they are now, prepared for scoring."""
        return Library.open(self)

    # Reference signs

    def signs(self) -> list[EnrolledSign]:
        """The reference signs, by gloss."""
        return _SIGNS.validate_json(_native.text_from("store_signs", self._handle))

    def add_takes(
        self,
        gloss: str,
        takes: Sequence[Any],
        *,
        signer: str | None = None,
        language: str | None = None,
        force: bool = False,
    ) -> Enrolment:
        """Enrols takes of a sign, all or none, and calibrates it against the others.

        A take that cannot be right for a reference is refused: without a body, or at rest. What was mended, guessed
        or is poor is in :attr:`Enrolment.warnings`: a hand that was hardly seen, a take unlike all others.

        :param takes: each whatever :meth:`Attempt.of` takes.
        :param signer: who signs, a pseudonym.
        :param language: as "ase".
        :param force: whether takes are enrolled that are no good as references.
        """
        attempts = [Attempt.of(take) for take in takes]
        pointers = (c_void_p * len(attempts))(*(attempt._handle.ticket for attempt in attempts))
        return Enrolment.model_validate_json(
            _native.text_from(
                "store_add_takes",
                self._handle,
                _native.encoded(gloss),
                _native.encoded(language),
                _native.encoded(signer),
                pointers,
                len(attempts),
                int(force),
            )
        )

    def remove_sign(self, gloss: str) -> None:
        """Removes a sign and its takes; scores that attempts got against it stay."""
        _native.call("store_remove_sign", self._handle, _native.encoded(gloss))

    def calibrate(self, refs: str | Sequence[str] | None = None) -> int:
        """Measures the calibration of some signs anew, or of all; gives their number."""
        count = c_int64()
        _native.call("store_calibrate", self._handle, _native.encoded(refs_text(refs)), ctypes.byref(count))
        return count.value

    # Attempts

    def practice(
        self,
        attempt: Any,
        ref: str | Sequence[str] | None,
        *,
        library: Library,
        passing_score: float = PASSING_SCORE,
        user: Identifier | None = None,
        lesson: str | None = None,
        session: Identifier | None = None,
        started_at: datetime | None = None,
        facts: Facts | None = None,
        name: str | None = None,
    ) -> tuple[UUID, Scored]:
        """Scores an attempt and keeps it: gives the session and the feedback.

        :param library: this store's signs.
        :param user: the learner; without one the local learner of a SQLite store.
        :param lesson: the code of the lesson that it is practice for; its type has to be the attempt's mode.
        :param session: a free UUID, so that asking twice cannot make two sessions; without it a new one.
        """
        identifier, feedback = c_void_p(), c_void_p()
        _native.call(
            "store_practice",
            self._handle,
            library._handle,
            Attempt.of(attempt, facts=facts, name=name)._handle,
            _native.encoded(refs_text(ref)),
            float(passing_score),
            _session(session, user, lesson, started_at),
            ctypes.byref(identifier),
            ctypes.byref(feedback),
        )
        text = _native.take_text(feedback) or ""
        return UUID(_native.take_text(identifier)), _SCORED.validate_json(text)

    def record(
        self,
        attempt: Any,
        feedback: Scored,
        *,
        user: Identifier | None = None,
        lesson: str | None = None,
        session: Identifier | None = None,
        started_at: datetime | None = None,
        facts: Facts | None = None,
        name: str | None = None,
    ) -> UUID:
        """Keeps an attempt and the feedback that it got, in one transaction."""
        return UUID(
            _native.text_from(
                "store_record",
                self._handle,
                Attempt.of(attempt, facts=facts, name=name)._handle,
                _native.encoded(feedback.model_dump_json()),
                _session(session, user, lesson, started_at),
            )
        )

    def begin(
        self,
        attempt: Any,
        mode: Mode,
        *,
        user: Identifier | None = None,
        lesson: str | None = None,
        session: Identifier | None = None,
        started_at: datetime | None = None,
        facts: Facts | None = None,
        name: str | None = None,
    ) -> UUID:
        """Keeps an attempt that is not scored yet."""
        return UUID(
            _native.text_from(
                "store_begin",
                self._handle,
                Attempt.of(attempt, facts=facts, name=name)._handle,
                _native.encoded(mode),
                _session(session, user, lesson, started_at),
            )
        )

    def complete(self, session: Identifier, feedback: Scored) -> None:
        """Writes the score of an attempt that has none; a scored one is refused."""
        _native.call(
            "store_complete",
            self._handle,
            _native.encoded(str(session)),
            _native.encoded(feedback.model_dump_json()),
        )

    def session(self, session: Identifier, *, user: Identifier | None = None) -> Session:
        """An attempt of a learner's. With a `user` that is not its own it is not found."""
        return Session.model_validate_json(
            _native.text_from("store_session", self._handle, _native.encoded(str(session)), _text(user))
        )

    def attempt(self, session: Identifier, *, user: Identifier | None = None, facts: Facts | None = None) -> Attempt:
        """The recording of a session."""
        return Attempt(
            _native.opened(
                "store_attempt",
                "attempt_free",
                self._handle,
                _native.encoded(str(session)),
                _text(user),
                pointer_to(facts),
            )
        )

    # Learners

    def history(self, *, user: Identifier | None = None, limit: int = 20, cursor: str | None = None) -> HistoryPage:
        """Scored attempts of a learner's, newest first, a page at a time.

        :param cursor: `next` of the page before.
        """
        return HistoryPage.model_validate_json(
            _native.text_from("store_history", self._handle, _text(user), _native.int32(limit), _native.encoded(cursor))
        )

    def progress(self, *, user: Identifier | None = None) -> Progress:
        """How far a learner has come."""
        return Progress.model_validate_json(_native.text_from("store_progress", self._handle, _text(user)))

    def add_learner(self, nickname: str, *, user: Identifier | None = None) -> UUID:
        """Adds a learner, where the store lets one."""
        return UUID(_native.text_from("store_add_learner", self._handle, _text(user), _native.encoded(nickname)))

    # Lessons

    def lesson(self, code: str) -> Lesson:
        """The lesson of a code."""
        return Lesson.model_validate_json(_native.text_from("store_lesson", self._handle, _native.encoded(code)))

    def save_lesson(self, code: str, title: str, mode: Mode) -> UUID:
        """Saves a lesson in the place of the one with its code."""
        return UUID(
            _native.text_from(
                "store_save_lesson",
                self._handle,
                _native.encoded(code),
                _native.encoded(title),
                _native.encoded(mode),
            )
        )

    def close(self) -> None:
        """Closes it once no call uses it. Closing twice does nothing."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _text(identifier: Identifier | None) -> bytes | None:
    return _native.encoded(None if identifier is None else str(identifier))


def _session(
    session: Identifier | None, user: Identifier | None, lesson: str | None, started_at: datetime | None
) -> "ctypes._Pointer[_native.SessionStruct]":
    if started_at is not None and started_at.tzinfo is None:
        raise WrongUse("started_at has no time zone; give it one, as datetime.now(UTC) has")
    milliseconds = 0
    if started_at is not None:
        milliseconds = round((started_at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)
    return ctypes.pointer(
        _native.SessionStruct(
            ctypes.sizeof(_native.SessionStruct),
            _text(session),
            _text(user),
            _native.encoded(lesson),
            milliseconds,
        )
    )
