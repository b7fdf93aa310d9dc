"""Generated from docs/schema/attempt.schema.json by `make models`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from typing_extensions import TypeAliasType

from signify_engine.models._document import Document


class Parts(Document):
    """Landmarks of each part that the recording has, though no frame may show it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    poseLandmarks: Literal[33] | None = None
    faceLandmarks: Literal[468, 478] | None = None
    leftHandLandmarks: Literal[21] | None = None
    rightHandLandmarks: Literal[21] | None = None
    poseWorldLandmarks: Literal[33] | None = None
    leftHandWorldLandmarks: Literal[21] | None = None
    rightHandWorldLandmarks: Literal[21] | None = None


class MediaReference(Document):
    """A recording that `media_assets` has."""

    media_id: Annotated[StrictStr, Field(pattern="^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    """The recording's `media_assets.id`."""


class ObjectReference(Document):
    """A recording that object storage has."""

    bucket: StrictStr
    """The bucket, as practice-recordings."""
    path: StrictStr
    """The object's name in the bucket."""


Nothing = TypeAliasType("Nothing", Annotated[list[Any], Field(max_length=0)])
"""A part that is not there."""


NumberedString = TypeAliasType(
    "NumberedString",
    Annotated[
        StrictStr,
        Field(pattern="^ *-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)? *(, *-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)? *){2,3}$"),
    ],
)
"""`x,y,z` or `x,y,z,visibility`."""


PointListItem = TypeAliasType("PointListItem", Annotated[StrictFloat | None, Field(ge=-100000.0, le=100000.0)])


PointList = TypeAliasType("PointList", Annotated[list[PointListItem], Field(max_length=4, min_length=2)])
"""`[x, y]`, `[x, y, z]` or `[x, y, z, visibility]`; null for x or y makes the landmark missing."""


class Point(Document):
    """A coordinate that is left out is 0, as protobuf has it; x or y that is null makes the landmark missing, and z that is null is as left out. Members that are not known are left alone."""

    x: Annotated[StrictFloat | None, Field(ge=-100000.0, le=100000.0)] = None
    """A fraction of the image's width; of world landmarks metres."""
    y: Annotated[StrictFloat | None, Field(ge=-100000.0, le=100000.0)] = None
    """A fraction of the image's height; of world landmarks metres."""
    z: Annotated[StrictFloat | None, Field(ge=-100000.0, le=100000.0)] = None
    """Roughly in x's unit; smaller is nearer."""
    visibility: StrictFloat | None = None
    """0-1, of the body; browsers write 0 for hands, so it is no confidence there."""


Landmark = TypeAliasType("Landmark", Point | PointList | NumberedString | None)
"""A point; numbers in a list or a string; or null for a landmark that was not found."""


PosePoints = TypeAliasType("PosePoints", Annotated[list[Landmark], Field(max_length=33, min_length=33)])


UpperBodyPoints = TypeAliasType("UpperBodyPoints", Annotated[list[Landmark], Field(max_length=25, min_length=25)])


BareFacePoints = TypeAliasType("BareFacePoints", Annotated[list[Landmark], Field(max_length=468, min_length=468)])


IrisFacePoints = TypeAliasType("IrisFacePoints", Annotated[list[Landmark], Field(max_length=478, min_length=478)])


HandPoints = TypeAliasType("HandPoints", Annotated[list[Landmark], Field(max_length=21, min_length=21)])


PosePeople = TypeAliasType("PosePeople", Annotated[list[PosePoints | Nothing], Field(min_length=1)])
"""A list of people, of whom the one is taken at whose wrists the hands are, else the one nearest to the one before, else the largest."""


class PoseLandmark(Document):
    """As protobuf's MessageToDict has it."""

    landmark: PosePoints


class PoseLandmarks(Document):
    """As a list with its length beside it."""

    landmarks: PosePoints


HandPeople = TypeAliasType("HandPeople", Annotated[list[HandPoints | Nothing], Field(min_length=1)])
"""A list of people, of whom the first is taken."""


class HandLandmark(Document):
    """As protobuf's MessageToDict has it."""

    landmark: HandPoints


class HandLandmarks(Document):
    """As a list with its length beside it."""

    landmarks: HandPoints


Group = TypeAliasType("Group", Nothing | PosePoints | HandPoints | PoseLandmark | HandLandmark | None)
"""One of them."""


FacePoints = TypeAliasType("FacePoints", BareFacePoints | IrisFacePoints)


Pose = TypeAliasType("Pose", Nothing | PosePoints | UpperBodyPoints | PosePeople | PoseLandmark | PoseLandmarks | None)
"""33 landmarks of the body, or the first 25, without the legs."""


FacePeople = TypeAliasType("FacePeople", Annotated[list[FacePoints | Nothing], Field(min_length=1)])
"""A list of people, of whom the one is taken whose body is."""


class FaceLandmark(Document):
    """As protobuf's MessageToDict has it."""

    landmark: FacePoints


class FaceLandmarks(Document):
    """As a list with its length beside it."""

    landmarks: FacePoints


Hand = TypeAliasType("Hand", Nothing | HandPoints | HandPeople | HandLandmark | HandLandmarks | None)
"""21 landmarks of a hand."""


Groups = TypeAliasType("Groups", list[Group] | None)
"""Lists without a name: 33 landmarks are a pose, 21 a hand whose side `handedness` tells."""


Face = TypeAliasType("Face", Nothing | FacePoints | FacePeople | FaceLandmark | FaceLandmarks | None)
"""468 landmarks of the face, or 478 with the irises."""


class Frame(Document):
    """A frame as its producer writes it, in camel or in snake case. A part that is not there is left out, null or empty. Members that are not known are left alone."""

    t: StrictFloat | None = None
    """Seconds from the recording's own zero."""
    timestamp_ms: Any | None = None
    """The time in milliseconds from any zero, where there is no `t`."""
    timestampMs: Any | None = None
    """The same in camel case."""
    timestamp_us: Any | None = None
    """The time in microseconds, where there is none of those."""
    timestamp: Any | None = None
    """The time in a unit that the steps between frames tell, where there is none of those."""
    poseLandmarks: Pose | None = None
    pose_landmarks: Pose | None = None
    faceLandmarks: Face | None = None
    face_landmarks: Face | None = None
    leftHandLandmarks: Hand | None = None
    left_hand_landmarks: Hand | None = None
    rightHandLandmarks: Hand | None = None
    right_hand_landmarks: Hand | None = None
    poseWorldLandmarks: Pose | None = None
    pose_world_landmarks: Pose | None = None
    leftHandWorldLandmarks: Hand | None = None
    left_hand_world_landmarks: Hand | None = None
    rightHandWorldLandmarks: Hand | None = None
    right_hand_world_landmarks: Hand | None = None
    landmarks: Groups | None = None
    worldLandmarks: Groups | None = None
    hand_landmarks: Groups | None = None
    hand_world_landmarks: Groups | None = None
    handedness: list[Any] | dict[str, Any] | None = None
    """Which hand each list of `landmarks` is: a list of categories with `categoryName` or `label` Left or Right and a `score`."""


Frames = TypeAliasType("Frames", Annotated[list[Frame], Field(min_length=1)])
"""Frames, one after the other."""


class Recording(Document):
    """Frames and what is known of the camera and the signer. Members that are not known are left alone."""

    format: Literal["mediapipe-holistic"] | None = None
    """The landmarks' producer."""
    version: Literal[1] | None = None
    """The format's version."""
    fps: Annotated[StrictFloat | None, Field(gt=0.0, le=1000.0)] = None
    """Frames a second; taken as 30 where neither it nor `t` is stated."""
    width: Annotated[StrictInt | None, Field(ge=1, le=65535)] = None
    """The image's width in pixels; taken as 640 where it is not stated."""
    height: Annotated[StrictInt | None, Field(ge=1, le=65535)] = None
    """The image's height in pixels; taken as 480 where it is not stated."""
    mirrored: StrictBool | None = None
    """Whether the image was mirrored (a selfie preview) before the landmarks were found: then the part called left is the signer's right."""
    dominant_hand: Literal["left", "right"] | None = None
    """The hand that signs one-handed signs."""
    dominantHand: Literal["left", "right"] | None = None
    """The same in camel case; stated once."""
    parts: Parts | None = None
    frames: Frames


Attempt = TypeAliasType(
    "Attempt", Annotated[Recording | Frames | MediaReference | ObjectReference, Field(title="Attempt")]
)
"""What can be scored: a recording as landmarks, in any shape that MediaPipe's producers write, or where one is kept. `practice_sessions.raw_metrics` holds such a document, or statistics of a recording (an object without `frames`), which cannot be scored. x and y are fractions of the image's width and height and leave 0-1 legitimately; z is roughly in x's unit, smaller is nearer; world landmarks are metres. Rules that JSON Schema cannot say: times never decrease, and `t` stands in all frames or in none. More is read than is described here, which is what a recorder should write: parts, times and facts under other usual names."""
