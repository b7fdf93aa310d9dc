from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .._attempt import Attempt
from .._store import Store
from ..errors import NotFound, Taken, WrongUse
from ..records import Mode, Session
from ._problems import Refusal
from ._shelf import Shelf
from ._upload import Upload, UploadFields


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps uploads, scored or for a worker to score. Blocking: call it off the event loop."""

    store: Store
    shelf: Shelf
    passing_score: float

    def keep(self, upload: Upload, user: UUID, request: str) -> tuple[int, Session]:
        """The status (201 scored, 202 deferred, 200 a retry) and the session. The request's ID is kept with it."""
        try:
            session, status = self._new(upload, user, request), 202 if upload.fields.defer else 201
        except NotFound as error:
            # 422 and not 404: the path exists, the sign or the lesson does not.
            raise Refusal(422, error.code, error.line) from None
        except Taken:
            # A retry after a lost answer finds its own ID; another learner's stays hidden.
            if upload.fields.id is None:
                raise
            try:
                return 200, self.store.session(upload.fields.id, user=user)
            except NotFound:
                line = "this id is in use; send the upload with a new one"
            raise Refusal(409, Taken.code, line) from None
        return status, self.store.session(session, user=user)

    def mode(self, fields: UploadFields) -> Mode:
        """How an upload will be compared; refuses what can be refused without its recording."""
        if not fields.defer:
            refs = [ref for ref in (fields.ref or "").split(",") if ref.strip()]
            return "freestyle" if not refs else "word" if len(refs) == 1 else "sentence"
        if fields.ref is not None:
            raise WrongUse("a deferred attempt is scored against its lesson's signs; leave out ref")
        try:
            return "freestyle" if fields.lesson is None else self.store.lesson(fields.lesson).type
        except NotFound as error:
            raise Refusal(422, error.code, error.line) from None

    def _new(self, upload: Upload, user: UUID, request: str) -> UUID:
        fields = upload.fields
        if fields.keep_film:
            raise WrongUse("keep_film is of films; leave it out")
        attempt = Attempt.from_bytes(upload.data, facts=fields.facts(), name=upload.name)
        place: dict[str, Any] = {
            "user": user,
            "lesson": fields.lesson,
            "session": fields.id,
            "started_at": fields.started_at,
            "request": request,
        }
        if not fields.defer:
            session, _ = self.store.practice(
                attempt,
                fields.ref,
                library=self.shelf.library,
                passing_score=self.passing_score,
                language=fields.language,
                **place,
            )
            return session
        return self.store.begin(attempt, self.mode(fields), **place)
