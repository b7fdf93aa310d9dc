from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ..models import Feedback, UnscoredFeedback
from ..records import Mode, Session
from ._problems import Problem

# Without a null, which FastAPI leaves out of its document.
_SCORED: dict[str, Any] = {
    "id": "996b434a-0060-4ca3-b56d-9fd5be1efe85",
    "status": "scored",
    "mode": "word",
    "score": 83.4,
    "feedback": {
        "version": 1,
        "mode": "word",
        "score": 83.4,
        "passed": True,
        "passing_score": 70,
        "summary": "Good handshape. Raise your right hand.",
        "reference": {"sign": "HELLO", "takes": 5},
        "channels": {"handshape": {"score": 91.2, "coverage": 0.95}},
        "moments": [],
        "strengths": ["handshape"],
        "timing": {"tempo_ratio": 1.2, "start_s": 0.31, "end_s": 1.84},
        "signature": "signify 0.1.0",
        "quality": {
            "frames": 52,
            "left_hand": 0.1,
            "right_hand": 0.95,
            "unseen_hands": [],
            "warnings": [],
            "warning_codes": [],
        },
    },
    "lesson_id": "0d9b2c1e-5a34-4c80-9f0e-3f6d2b7a1c55",
    "started_at": "2026-12-01T09:30:00.000Z",
    "completed_at": "2026-12-01T09:30:01.000Z",
}


class AttemptResult(BaseModel):
    """An attempt and its result."""

    model_config = ConfigDict(json_schema_extra={"examples": [_SCORED]})

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


class AttemptProblem(BaseModel):
    """Why an attempt of a stream has no result."""

    id: UUID
    problem: Problem


class Signs(BaseModel):
    """The signs that attempts can be scored against."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"signs": ["EAT", "HELLO", "NAME"]}]})

    signs: list[str] = Field(description="The glosses, in order.")


class TakeNote(BaseModel):
    """A fault or a caution about a take."""

    code: str = Field(description="The kind, such as `rate_assumed`.")
    message: str = Field(description="A plain sentence.")


class TakeResult(BaseModel):
    """What the engine thinks of a take as a reference."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "accepted": True,
                    "kept": False,
                    "faults": [],
                    "cautions": [{"code": "rate_assumed", "message": "The rate is not known: 30 a second is assumed."}],
                }
            ]
        }
    )

    accepted: bool = Field(description="Whether it has no fault.")
    kept: bool = Field(description="Whether it is a take of the sign now.")
    faults: list[TakeNote] = Field(description="Why it would mislead every learner.")
    cautions: list[TakeNote] = Field(description="Repairs, guesses and weaknesses.")


class Health(BaseModel):
    """Whether the service can score."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"status": "ok", "signature": "signify 0.1.0", "signs": 20}]}
    )

    status: Literal["ok"]
    signature: str = Field(description="Only scores with equal signatures are comparable.")
    signs: int = Field(description="The number of reference signs.")


class Alive(BaseModel):
    """That the process answers."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ok"}]})

    status: Literal["ok"]
