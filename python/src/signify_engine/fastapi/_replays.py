from typing import Any
from uuid import UUID

from .._library import Library
from .._store import Store
from .._wording import worded
from ..models import SentenceFeedback, WordFeedback
from ..records import Session
from ._problems import Refusal


def replay_of(store: Store, library: Library, attempt: UUID, user: UUID, language: str | None) -> dict[str, Any]:
    """The replay of a kept attempt: scored again, beside the signs of today. Blocking.

    :raises NotFound: no attempt of this learner, or a sign that the library lost.
    """
    session = store.session(attempt, user=user)
    replay = library.replay(store.attempt(attempt, user=user), _signs(session), passing_score=_passing(session))
    if language is not None:
        replay["feedback"] = _in(language, replay["feedback"])
    return replay


def _signs(session: Session) -> str | list[str]:
    match session.feedback:
        case WordFeedback() as feedback:
            return feedback.reference.sign
        case SentenceFeedback() as feedback:
            return list(feedback.reference.signs)
        case None:
            raise Refusal(409, "not_scored", "the attempt is not scored yet; ask for its replay after its score")
        case _:
            line = "the attempt has no replay: no sign was compared, or all signs were; practise a sign or a sentence"
            raise Refusal(409, "no_replay", line)


def _passing(session: Session) -> float:
    assert isinstance(session.feedback, WordFeedback | SentenceFeedback)
    return session.feedback.passing_score


def _in(language: str, feedback: dict[str, Any]) -> dict[str, Any]:
    model = SentenceFeedback if feedback["mode"] == "sentence" else WordFeedback
    return worded(model.model_validate(feedback), language).model_dump(mode="json", exclude_unset=True)
