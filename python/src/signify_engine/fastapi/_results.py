from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from ..models import Feedback, UnscoredFeedback
from ..records import Mode, Session


class AttemptResult(BaseModel):
    """An attempt and its result."""

    id: UUID
    status: Literal["scored", "waiting", "given_up", "reading"] = Field(
        description="`waiting` for a worker; `given_up`: not scorable, with the reason in the feedback; "
        "`reading`: a film whose landmarks are being found."
    )
    mode: Mode
    score: float | None = Field(description="0-100; null unless scored.")
    feedback: Feedback | None = Field(description="Null while waiting.")
    lesson_id: UUID | None
    started_at: datetime
    completed_at: datetime | None

    @classmethod
    def of(cls, session: Session) -> "AttemptResult":
        given_up = isinstance(session.feedback, UnscoredFeedback)
        return cls(
            id=session.id,
            status="given_up" if given_up else "waiting" if session.score is None else "scored",
            mode=session.mode,
            score=session.score,
            feedback=session.feedback,
            lesson_id=session.lesson_id,
            started_at=session.started_at,
            completed_at=session.completed_at,
        )


class Signs(BaseModel):
    """The signs that attempts can be scored against."""

    signs: list[str] = Field(description="The glosses, in order.")


class TakeNote(BaseModel):
    """A fault or a caution about a take."""

    code: str = Field(description="The kind, such as `rate_assumed`.")
    message: str = Field(description="A plain sentence.")


class TakeResult(BaseModel):
    """What the engine thinks of a take as a reference."""

    accepted: bool = Field(description="Whether it has no fault.")
    kept: bool = Field(description="Whether it is a take of the sign now.")
    faults: list[TakeNote] = Field(description="Why it would mislead every learner.")
    cautions: list[TakeNote] = Field(description="Repairs, guesses and weaknesses.")


class Health(BaseModel):
    """Whether the service can score."""

    status: Literal["ok"]
    signature: str = Field(description="Only scores with equal signatures are comparable.")
    signs: int = Field(description="The number of reference signs.")


class Alive(BaseModel):
    """That the process answers."""

    status: Literal["ok"]
