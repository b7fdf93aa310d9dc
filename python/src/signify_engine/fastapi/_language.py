import functools
from uuid import UUID

from fastapi import Request

from .._store import Store
from .._wording import Language, preferred_language, worded
from ..records import Session
from ._admission import Calls

LANGUAGE_DESCRIPTION = "The language of the texts; by default the learner's choice, or else Accept-Language's."

# The engine reads 8 kB of a header; a longer one is no browser's.
_HEADER_LIMIT = 1000


class Languages:
    """The language in which a learner reads an answer."""

    def __init__(self, store: Store, calls: Calls) -> None:
        self._store = store
        self._calls = calls

    async def of(self, request: Request, user: UUID, asked: Language | None) -> Language | None:
        """What the request asks for, else what the learner chose, else what their browser prefers."""
        if asked is not None:
            return asked
        chosen = await self._calls.run(functools.partial(self._store.settings, user=user), user)
        if chosen.language is not None:
            return chosen.language
        accepted = request.headers.get("accept-language", "")[:_HEADER_LIMIT]
        return preferred_language(accepted) if accepted else None


def session_in(session: Session, language: str | None) -> Session:
    """A session with its feedback in a language; as it was kept for `None`."""
    if language is None or session.feedback is None:
        return session
    return session.model_copy(update={"feedback": worded(session.feedback, language)})
