import ctypes
import itertools
import json
import os
from collections.abc import Iterable, Sequence
from ctypes import c_int64, c_void_p
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import TypeAdapter

from . import _native
from ._attempt import Attempt
from ._facts import Facts, pointer_to
from ._library import _SCORED, PASSING_SCORE, Library, Scored, refs_text
from .errors import WrongUse
from .records import (
    Allowance,
    EnrolledSign,
    Enrolment,
    HistoryPage,
    LearnerSettings,
    Lesson,
    Mode,
    Progress,
    Session,
    TakesVerdict,
)

_SIGNS = TypeAdapter(list[EnrolledSign])
_CREATE, _FILL = 1, 2

# Sessions that one call asks for, at most.
_AT_ONCE = 1000

#: The learner that every SQLite store has: the user of the machine.
LOCAL_LEARNER = UUID("00000000-0000-4000-8000-000000000001")

#: The UUID of a learner or a session, or its text.
Identifier = UUID | str


class Store(_native.Closable):
    """Reference signs, lessons, and learners' attempts with their scores, in SQLite or PostgreSQL; thread-safe.

    A context manager.
    """

    @classmethod
    def open(cls, location: str | os.PathLike[str] | None = None, *, create: bool = False, fill: bool = False) -> Self:
        """Opens a store.

        :param location: a SQLite file or a `postgresql://` URL; `None` is the user's default store, created and filled
            on first use.
        :param create: creates a missing store.
        :param fill: adds the 20 embedded signs to a store without signs.
        :raises NotFound: no store at this location.
        :raises Unavailable: an unreachable store.
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
        """A snapshot of the signs, prepared for scoring."""
        return Library.open(self)

    def check(self) -> None:
        """Returns if the store would take a new attempt now.

        :raises Unavailable: it is unreachable, takes no changes, or is no practice store any more.
        """
        _native.call("store_check", self._handle)

    # Reference signs

    def signs(self) -> list[EnrolledSign]:
        """The reference signs, sorted by gloss."""
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
        """Adds all takes of a sign or none, and calibrates the sign against the others.

        Takes without a body or at rest are refused. :attr:`Enrolment.warnings` names repairs, guesses and poor takes,
        such as one with a hardly seen hand or one unlike all others.

        :param takes: sources of :meth:`Attempt.of`.
        :param signer: the signer's pseudonym.
        :param language: the sign language's code, such as "ase".
        :param force: adds takes without a body or at rest too.
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

    def check_takes(
        self, gloss: str, takes: Sequence[Any], *, signer: str | None = None, language: str | None = None
    ) -> TakesVerdict:
        """What :meth:`add_takes` would think of takes; adds none.

        :param language: of the messages; by default English.
        """
        attempts = [Attempt.of(take) for take in takes]
        pointers = (c_void_p * len(attempts))(*(attempt._handle.ticket for attempt in attempts))
        return TakesVerdict.model_validate_json(
            _native.text_from(
                "store_check_takes",
                self._handle,
                _native.encoded(gloss),
                _native.encoded(signer),
                pointers,
                len(attempts),
                _native.encoded(language),
            )
        )

    def remove_sign(self, gloss: str) -> None:
        """Removes a sign and its takes; scores against it stay."""
        _native.call("store_remove_sign", self._handle, _native.encoded(gloss))

    def calibrate(self, refs: str | Sequence[str] | None = None) -> int:
        """Calibrates some signs again, or all; returns their number."""
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
        language: str | None = None,
        request: str | None = None,
    ) -> tuple[UUID, Scored]:
        """Scores and keeps an attempt; returns the session's id and the feedback.

        :param library: this store's signs.
        :param user: the learner; by default the local learner of a SQLite store.
        :param lesson: the code of a lesson, whose type must be the attempt's mode.
        :param session: an unused UUID, so that a retry is refused; by default a new one.
        :param language: of the feedback's texts, one of `LANGUAGES`; by default English.
        :param request: the name of the request that brought the attempt, for logs: 1 to 128 letters, digits, `.`, `_`
            and `-`.
        """
        identifier, feedback = c_void_p(), c_void_p()
        _native.call(
            "store_practice",
            self._handle,
            library._handle,
            Attempt.of(attempt, facts=facts, name=name)._handle,
            _native.encoded(refs_text(ref)),
            float(passing_score),
            _session(session, user, lesson, started_at, language, request),
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
        """Keeps an attempt and its feedback, in one transaction."""
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
        request: str | None = None,
    ) -> UUID:
        """Keeps an unscored attempt.

        :param request: as in :meth:`practice`.
        """
        return UUID(
            _native.text_from(
                "store_begin",
                self._handle,
                Attempt.of(attempt, facts=facts, name=name)._handle,
                _native.encoded(mode),
                _session(session, user, lesson, started_at, request=request),
            )
        )

    def complete(self, session: Identifier, feedback: Scored) -> None:
        """Scores an unscored session; a scored one is refused."""
        _native.call(
            "store_complete",
            self._handle,
            _native.encoded(str(session)),
            _native.encoded(feedback.model_dump_json()),
        )

    def session(self, session: Identifier, *, user: Identifier | None = None) -> Session:
        """A session; not found if `user` is another learner."""
        return Session.model_validate_json(
            _native.text_from("store_session", self._handle, _native.encoded(str(session)), _text(user))
        )

    def waiting(self, sessions: Iterable[Identifier]) -> dict[UUID, UUID]:
        """Which of these sessions still wait for a score, with their learners.

        Left out is one that has a score, was given up, or is unknown. One query for a thousand.
        """
        found: dict[UUID, UUID] = {}
        rest = iter(sessions)
        while ids := [str(session) for session in itertools.islice(rest, _AT_ONCE)]:
            waiting = _native.json_from("store_waiting", self._handle, _native.encoded(json.dumps(ids)))
            found |= {UUID(session): UUID(user) for session, user in waiting.items()}
        return found

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
        """A page of a learner's scored attempts, newest first.

        :param cursor: `next` of the previous page.
        """
        return HistoryPage.model_validate_json(
            _native.text_from("store_history", self._handle, _text(user), _native.int32(limit), _native.encoded(cursor))
        )

    def settings(self, *, user: Identifier | None = None) -> LearnerSettings:
        """What a learner chose about texts and pages; `None` where they chose nothing, and in SQLite."""
        return LearnerSettings.model_validate_json(_native.text_from("store_settings", self._handle, _text(user)))

    def spend(self, policy: str, quota: int, window: int, *, user: Identifier | None = None) -> Allowance:
        """Takes one request from what a learner may make: `quota` requests, which come back within `window` seconds.

        PostgreSQL counts for all programs of the store, SQLite for this process.

        :param policy: 1 to 32 lower-case letters; each has a quota of its own.
        """
        return Allowance.model_validate_json(
            _native.text_from(
                "store_spend",
                self._handle,
                _text(user),
                _native.encoded(policy),
                _native.int32(quota),
                _native.int32(window),
            )
        )

    def progress(self, *, user: Identifier | None = None) -> Progress:
        """A learner's level, points and completed lessons."""
        return Progress.model_validate_json(_native.text_from("store_progress", self._handle, _text(user)))

    def add_learner(self, nickname: str, *, user: Identifier | None = None) -> UUID:
        """Adds a learner, if the store's role may."""
        return UUID(_native.text_from("store_add_learner", self._handle, _text(user), _native.encoded(nickname)))

    # Lessons

    def lesson(self, code: str) -> Lesson:
        return Lesson.model_validate_json(_native.text_from("store_lesson", self._handle, _native.encoded(code)))

    def save_lesson(self, code: str, title: str, mode: Mode) -> UUID:
        """Creates or replaces the lesson of a code."""
        return UUID(
            _native.text_from(
                "store_save_lesson",
                self._handle,
                _native.encoded(code),
                _native.encoded(title),
                _native.encoded(mode),
            )
        )


def _text(identifier: Identifier | None) -> bytes | None:
    return _native.encoded(None if identifier is None else str(identifier))


def _session(
    session: Identifier | None,
    user: Identifier | None,
    lesson: str | None,
    started_at: datetime | None,
    language: str | None = None,
    request: str | None = None,
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
            _native.encoded(language),
            _native.encoded(request),
        )
    )
