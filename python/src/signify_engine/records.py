"""What the engine gives beside feedback: signs that were found, and a store's sessions, history, progress, lessons."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from .models import Feedback

Mode = Literal["word", "sentence", "freestyle"]


class Record(BaseModel):
    """A line of the store."""

    model_config = ConfigDict(frozen=True)


class SpottedSign(Record):
    """A sign in a live recording."""

    gloss: str = Field(description="As HELLO.")
    start_s: float = Field(description="Seconds in the recording's own time.")
    end_s: float = Field(description="Seconds in the recording's own time.")
    score: float = Field(description="How well it was signed, 0-100.")


class RankedSign(Record):
    """A sign of the library, by how much an attempt is like it."""

    rank: int = Field(description="1 is the most alike.")
    sign: str = Field(description="The gloss.")
    score: float = Field(description="0-100.")
    distance: float = Field(description="What the rank goes by; smaller is more alike.")


class EnrolledSign(Record):
    """A reference sign of a store."""

    gloss: str
    language: str | None = None
    takes: int
    signers: int
    calibrated: bool


class TakeWarning(Record):
    """What was found in a take."""

    take: str = Field(description="The recording's name.")
    code: str = Field(description="The kind, as `rate_assumed`.")
    message: str


class Enrolment(Record):
    """What became of takes that were to be added to a sign."""

    gloss: str
    added: int
    duplicates: int = Field(description="Takes that the sign had already.")
    warnings: list[TakeWarning] = Field(description="What was mended, guessed or is poor in the takes.")


class Session(Record):
    """An attempt of a learner's, with its score where it has one."""

    id: UUID
    user_id: UUID | None = None
    lesson_id: UUID | None = None
    media_id: UUID | None = None
    mode: Mode
    score: float | None = Field(None, description="0-100; null until the attempt is scored.")
    feedback: Feedback | None = Field(None, description="Null until the attempt is scored, or given up.")
    raw_metrics: Any = Field(None, description="What is known of the recording.")
    started_at: datetime
    completed_at: datetime | None = None


class HistoryEntry(Record):
    """A scored attempt, as a list shows it."""

    id: UUID
    mode: Mode
    score: float = Field(description="0-100.")
    summary: str = Field(description="The feedback's plain words.")
    completed_at: datetime
    lesson: str | None = Field(None, description="The lesson's title.")


class HistoryPage(Record):
    """Scored attempts, newest first."""

    sessions: list[HistoryEntry]
    next: str | None = Field(None, description="The cursor of the page after this one; null on the last.")


class Progress(Record):
    """How far a learner has come."""

    nickname: str | None = None
    level: int
    xp: int
    scored_sessions: int
    average_score: float
    sessions_this_week: int
    word_lessons_completed: int
    sentence_lessons_completed: int


class Lesson(Record):
    """A lesson that attempts can be practice for."""

    id: UUID
    code: str
    title: str
    type: Mode
    text: str | None = None
    difficulty: str | None = None
    is_active: bool
