"""Results beside feedback: spotted and ranked signs, and a store's sessions, history, progress and lessons."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ._wording import Language
from .models import Feedback

Mode = Literal["word", "sentence", "freestyle"]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class SpottedSign(Record):
    """A sign in a live recording."""

    gloss: str = Field(description="Such as HELLO.")
    start_s: float = Field(description="Seconds in the recording's time.")
    end_s: float = Field(description="Seconds in the recording's time.")
    score: float = Field(description="The sign's score, 0-100.")


class RankedSign(Record):
    """A sign of the library, ranked by its distance to an attempt."""

    rank: int = Field(description="1 is the nearest sign.")
    sign: str = Field(description="The gloss.")
    score: float = Field(description="0-100.")
    distance: float = Field(description="The order of the ranks; smaller is nearer.")


class EnrolledSign(Record):
    """A reference sign of a store."""

    gloss: str
    language: str | None = None
    takes: int
    signers: int
    calibrated: bool


class TakeWarning(Record):
    """A repair, a guess or a weakness of a take."""

    take: str = Field(description="The recording's name.")
    code: str = Field(description="The kind, such as `rate_assumed`.")
    message: str
    fault: bool = Field(False, description="Whether it refuses the take as a reference.")


class Enrolment(Record):
    """The result of adding takes to a sign."""

    gloss: str
    added: int
    duplicates: int = Field(description="Takes that the sign already had.")
    warnings: list[TakeWarning] = Field(description="Repairs, guesses and weaknesses of the takes.")


class LearnerSettings(Record):
    """What a learner chose about texts and pages."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [{"language": "es", "theme": "dark"}]})

    language: Language | None = Field(None, description="Of the texts; null where none was chosen.")
    theme: Literal["light", "dark"] | None = Field(None, description="The colours; null where none were chosen.")


class Allowance(Record):
    """What a learner has left of a quota of requests."""

    granted: bool = Field(description="Whether the request may be served.")
    remaining: int = Field(description="Requests that may follow at once.")
    wait_s: float = Field(description="Seconds until there is one more; 0 where all are there.")


class TakesVerdict(Record):
    """What the engine thinks of takes as references."""

    gloss: str
    acceptable: bool = Field(description="Whether no take has a fault.")
    warnings: list[TakeWarning] = Field(description="Faults, repairs, guesses and weaknesses of the takes.")


class Session(Record):
    """A learner's attempt, scored or unscored."""

    id: UUID
    user_id: UUID | None = None
    lesson_id: UUID | None = None
    media_id: UUID | None = None
    mode: Mode
    score: float | None = Field(None, description="0-100; null until the attempt is scored.")
    feedback: Feedback | None = Field(None, description="Null until the attempt is scored, or given up.")
    raw_metrics: Any = Field(None, description="The attempt document, or statistics of the recording.")
    started_at: datetime
    completed_at: datetime | None = None


class HistoryEntry(Record):
    """A scored attempt in a list."""

    id: UUID
    mode: Mode
    score: float = Field(description="0-100.")
    summary: str = Field(description="The feedback's summary.")
    completed_at: datetime
    lesson: str | None = Field(None, description="The lesson's title.")


class HistoryPage(Record):
    """Scored attempts, newest first."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "sessions": [
                        {
                            "id": "996b434a-0060-4ca3-b56d-9fd5be1efe85",
                            "mode": "word",
                            "score": 83.4,
                            "summary": "Good handshape.",
                            "completed_at": "2026-12-01T09:30:01.000Z",
                            "lesson": "Hello",
                        }
                    ],
                    "next": "2026-12-01T09:30:01.000Z,996b434a-0060-4ca3-b56d-9fd5be1efe85",
                }
            ]
        },
    )

    sessions: list[HistoryEntry]
    next: str | None = Field(None, description="The cursor of the next page; null on the last.")


class Progress(Record):
    """A learner's level, points and completed lessons."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "nickname": "Ada",
                    "level": 0,
                    "xp": 20,
                    "scored_sessions": 2,
                    "average_score": 83.4,
                    "sessions_this_week": 2,
                    "word_lessons_completed": 1,
                    "sentence_lessons_completed": 0,
                }
            ]
        },
    )

    nickname: str | None = None
    level: int
    xp: int
    scored_sessions: int
    average_score: float
    sessions_this_week: int
    word_lessons_completed: int
    sentence_lessons_completed: int


class Lesson(Record):
    id: UUID
    code: str
    title: str
    type: Mode
    text: str | None = None
    difficulty: str | None = None
    is_active: bool
