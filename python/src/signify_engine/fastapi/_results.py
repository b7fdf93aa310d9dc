from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from ..models import Feedback, UnscoredFeedback
from ..records import Mode, Session


class AttemptResult(BaseModel):
    """An attempt and what became of it."""

    id: UUID
    status: Literal["scored", "waiting", "given_up"] = Field(
        description="`waiting`: for a worker to score it; `given_up`: it cannot be scored, and the feedback says why."
    )
    mode: Mode
    score: float | None = Field(description="0-100; null where it is not scored.")
    feedback: Feedback | None = Field(description="Null while it is waiting.")
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


class Health(BaseModel):
    """Whether the service can score."""

    status: Literal["ok"]
    signature: str = Field(description="What scores depend on.")
    signs: int = Field(description="Signs that can be asked for.")
