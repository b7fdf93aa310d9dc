"""Generated from docs/schema/feedback.schema.json by `make models`."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from typing_extensions import TypeAliasType

from signify_engine.models._document import FeedbackDocument


class Failure(FeedbackDocument):
    """What was wrong with the attempt, for whoever looks into it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: Annotated[StrictStr, Field(pattern="^[a-z0-9_]{1,64}$")]
    """The kind of failure, as `bad_input`."""
    message: Annotated[StrictStr, Field(min_length=1)]
    """One line: what, where and how to mend it, as the command says it."""


Channel = TypeAliasType("Channel", Literal["handshape", "orientation", "location", "movement", "non_manual"])
"""A phonological parameter of a sign."""


class ChannelScore(FeedbackDocument):
    """One channel's result."""

    model_config = ConfigDict(
        extra="forbid",
    )
    score: Annotated[StrictFloat | None, Field(ge=0.0, le=100.0)] = None
    """0-100, two decimals; from 90 there is nothing to correct in it; left out where too little was seen to say."""
    coverage: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    """The share of the alignment, 0-1, in which both sides were seen."""


class Reference(FeedbackDocument):
    """What the attempt was compared with."""

    model_config = ConfigDict(
        extra="forbid",
    )
    sign: Annotated[StrictStr, Field(min_length=1)]
    """The gloss, as HELLO; of a stream ALL."""
    takes: Annotated[StrictInt, Field(ge=1)]
    """Takes of it in the store."""


Gloss = TypeAliasType("Gloss", Annotated[StrictStr, Field(min_length=1)])
"""The name of a sign, as HELLO."""


class Timing(FeedbackDocument):
    """When in the attempt the sign happened, and how fast."""

    model_config = ConfigDict(
        extra="forbid",
    )
    tempo_ratio: Annotated[StrictFloat, Field(ge=0.0)]
    """The reference's duration over the attempt's: above 1 is faster than the reference."""
    start_s: StrictFloat
    """Seconds in the attempt's own time."""
    end_s: StrictFloat
    """Seconds in the attempt's own time."""


class Measure(FeedbackDocument):
    """How far off, with the unit."""

    model_config = ConfigDict(
        extra="forbid",
    )
    value: Annotated[StrictFloat, Field(ge=0.0)]
    """The size, in `unit`."""
    unit: Literal["degrees", "palm lengths", "shoulder widths", "times"]
    """Degrees of bend or turn, palm lengths of the thumb's reach, shoulder widths of place or way, or times as a ratio of size or tempo."""


WarningCode = TypeAliasType("WarningCode", Annotated[StrictStr, Field(pattern="^[a-z0-9_]{1,64}$")])


class MissingSign(FeedbackDocument):
    """A sign that was asked for and not signed."""

    model_config = ConfigDict(
        extra="forbid",
    )
    gloss: Annotated[StrictStr, Field(min_length=1)]
    """As HELLO."""
    score: Annotated[StrictFloat, Field(ge=0.0, le=0.0)]
    """0: there is nothing to judge."""
    status: Literal["missing"]


class AddedSign(FeedbackDocument):
    """A sign that was signed and not asked for."""

    model_config = ConfigDict(
        extra="forbid",
    )
    gloss: Annotated[StrictStr, Field(min_length=1)]
    """As HELLO."""
    start_s: StrictFloat
    """Seconds in the attempt's own time."""
    end_s: StrictFloat
    """Seconds in the attempt's own time."""
    score: Annotated[StrictFloat, Field(ge=0.0, le=100.0)]
    """How well it was signed, 0-100."""


class Channels(FeedbackDocument):
    """Each channel's result; a stream has none."""

    model_config = ConfigDict(
        extra="forbid",
    )
    handshape: ChannelScore | None = None
    orientation: ChannelScore | None = None
    location: ChannelScore | None = None
    movement: ChannelScore | None = None
    non_manual: ChannelScore | None = None


class SentenceReference(FeedbackDocument):
    """The sentence that the attempt was compared with."""

    model_config = ConfigDict(
        extra="forbid",
    )
    sign: Annotated[StrictStr, Field(min_length=1)]
    """All glosses, as HELLO HOW YOU."""
    takes: Annotated[StrictInt, Field(ge=1)]
    """Takes of all of them in the store."""
    signs: Annotated[list[Gloss], Field(min_length=1)]
    """The glosses in the order asked for."""


Feedback = TypeAliasType(
    "Feedback",
    Annotated[
        Union["WordFeedback", "SentenceFeedback", "FreestyleFeedback", "UnscoredFeedback"], Field(title="Feedback")
    ],
)
"""What a learner and a backend are told of an attempt: the document in `practice_sessions.feedback`. Four rules stand in the descriptions alone, for JSON Schema compares no two values: an end is never before its start; `passed` asks for `score` to reach `passing_score`; of a sentence it asks for every sign in place too, of a stream for a sign; with a hand in `quality.unseen_hands` nothing passes."""


class ScoredFeedback(FeedbackDocument):
    """What every scored attempt has, whatever its mode."""

    version: Literal[1]
    """The contract's version."""
    summary: StrictStr
    """Plain words for the learner: what was right first, at most two corrections."""
    summary_messages: list[Message] | None = None
    """The messages that `summary` is written from, in order. Left out by engines of before."""
    score: Annotated[StrictFloat, Field(ge=0.0, le=100.0)]
    """0-100, two decimals, of what was seen; from 90 there is nothing to correct."""
    passed: StrictBool
    """Whether `score` reaches `passing_score` and every hand that the sign needs was seen (`quality.unseen_hands`); a sentence passes only with every sign in place, a stream only with a sign in it."""
    passing_score: Annotated[StrictFloat, Field(ge=0.0, le=100.0)]
    """The score from which an attempt passes, 0-100."""
    channels: Channels
    timing: Timing
    moments: list[Moment]
    """What to correct, worst first, of an attempt below 90; a tempo that is off is said last, at any score, and costs nothing."""
    strengths: list[Channel]
    """Channels that were right, best first; of a sentence those right in most of its signs."""
    quality: Quality
    signature: Annotated[StrictStr, Field(min_length=1)]
    """Versions of everything that the score depends on: two scores compare only where these agree."""


class UnscoredFeedback(FeedbackDocument):
    """Why an attempt was given up: it has no score and never will."""

    model_config = ConfigDict(
        extra="forbid",
    )
    version: Literal[1]
    """The contract's version."""
    mode: Literal["word", "sentence", "freestyle"]
    """How the attempt was to be compared."""
    summary: Annotated[StrictStr, Field(min_length=1)]
    """Plain words for the learner."""
    summary_messages: list[Message] | None = None
    """The messages that `summary` is written from. Left out by engines of before."""
    error: Failure


class Moment(FeedbackDocument):
    """One thing to change: when, which part of the body, in which channel, by how much."""

    model_config = ConfigDict(
        extra="forbid",
    )
    start_s: StrictFloat
    """Seconds in the attempt's own time."""
    end_s: StrictFloat
    """Seconds in the attempt's own time."""
    reference_s: StrictFloat
    """Seconds in the reference's own time."""
    body_part: Annotated[StrictStr, Field(min_length=1)]
    """As `right index finger`."""
    channel: Channel
    severity: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    """0-1."""
    error: Measure
    message: Annotated[StrictStr, Field(min_length=1)]
    """One sentence that tells the learner what to change."""
    code: Annotated[StrictStr | None, Field(pattern="^[a-z0-9_]{1,64}$")] = None
    """What to change, as `raise_hand`: `message` is written from it. Left out by engines of before."""
    parameters: Parameters | None = None


class Message(FeedbackDocument):
    """What a sentence says, before it is words: its text is written from it in any language."""

    model_config = ConfigDict(
        extra="forbid",
    )
    code: Annotated[StrictStr, Field(pattern="^[a-z0-9_]{1,64}$")]
    """As `raise_hand`."""
    parameters: Parameters


Parameters = TypeAliasType("Parameters", dict[str, StrictStr | StrictFloat | list[StrictStr] | Message])
"""The parameters of a code, by name, as `hands`, `amount` and `unit`: a token, a gloss or a text, a number, several texts, or another message."""


class Quality(FeedbackDocument):
    """How far the recording can be trusted."""

    model_config = ConfigDict(
        extra="forbid",
    )
    frames: Annotated[StrictInt, Field(ge=0)]
    """Frames in the recording."""
    left_hand: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    """The share of frames, 0-1, in which the left hand was seen."""
    right_hand: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    """The share of frames, 0-1, in which the right hand was seen."""
    unseen_hands: list[Literal["left", "right"]] | None = None
    """Hands that the sign needs and the recording hardly shows: an attempt with one does not pass, whatever its score. Left out by engines of before."""
    warnings: list[StrictStr]
    """Plain sentences: what was mended or guessed in the recording, and what could not be judged, and why."""
    warning_codes: list[WarningCode] | None = None
    """The kind of each warning, in their order, as `rate_assumed`. Left out by engines of before."""
    warning_messages: list[Message] | None = None
    """The messages that `warnings` are written from, in their order. Left out by engines of before."""


class PlacedSign(FeedbackDocument):
    """A sign that was signed, or in whose place another was."""

    model_config = ConfigDict(
        extra="forbid",
    )
    gloss: Annotated[StrictStr, Field(min_length=1)]
    """As HELLO."""
    start_s: StrictFloat
    """Seconds in the attempt's own time."""
    end_s: StrictFloat
    """Seconds in the attempt's own time."""
    score: Annotated[StrictFloat, Field(ge=0.0, le=100.0)]
    """0-100, two decimals."""
    status: Literal["ok", "swapped"]
    """`ok`: it was signed, and the score says how well; `swapped`: another sign was signed in its place."""
    seen: Annotated[StrictStr | None, Field(min_length=1)] = None
    """The gloss of what was signed in its place."""
    summary: StrictStr | None = None
    """The sign's own feedback, as in word mode."""
    summary_messages: list[Message] | None = None
    """The messages that `summary` is written from."""
    channels: Channels | None = None
    moments: list[Moment] | None = None
    """As in word mode."""


class WordFeedback(ScoredFeedback):
    """An attempt against one sign."""

    model_config = ConfigDict(
        extra="forbid",
    )
    mode: Literal["word"]
    """How the attempt was compared."""
    reference: Reference


class SentenceFeedback(ScoredFeedback):
    """An attempt against a sequence of signs."""

    model_config = ConfigDict(
        extra="forbid",
    )
    mode: Literal["sentence"]
    """How the attempt was compared."""
    reference: SentenceReference
    signs: list[PlacedSign | MissingSign]
    """What became of each sign asked for, in the order asked for."""
    added: list[AddedSign]
    """Signs that the sentence does not have, in the order of time."""


class FreestyleFeedback(ScoredFeedback):
    """The signs of a library that were spotted in a long recording."""

    model_config = ConfigDict(
        extra="forbid",
    )
    mode: Literal["freestyle"]
    """How the attempt was compared."""
    reference: Reference
    signs: list[PlacedSign]
    """The signs spotted, in the order of time."""


ScoredFeedback.model_rebuild()
UnscoredFeedback.model_rebuild()
Moment.model_rebuild()
Message.model_rebuild()
WordFeedback.model_rebuild()
SentenceFeedback.model_rebuild()
FreestyleFeedback.model_rebuild()
