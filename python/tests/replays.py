"""Replay documents of nobody: a figure whose hand opens and waves, with a fault of one's choice."""

import math
from typing import Any

HAND = [
    "wrist",
    *(f"thumb_{joint}" for joint in ("cmc", "mcp", "ip", "tip")),
    *(
        f"{finger}_{joint}"
        for finger in ("index_finger", "middle_finger", "ring_finger", "pinky")
        for joint in ("mcp", "pip", "dip", "tip")
    ),
]
BODY = ["nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow"]
FACE = [
    *("upper_lip", "lower_lip", "left_mouth_corner", "right_mouth_corner", "left_brow", "right_brow"),
    *("left_eye_top", "right_eye_top", "left_eye_bottom", "right_eye_bottom", "left_eye_outer", "right_eye_outer"),
]
STEPS = 45
Point = tuple[float, float, float]


def _hand(place: Point, curled: set[int], turn: float = 0) -> list[int]:
    """A right hand that faces the camera, its curled fingers bent, turned about its length."""
    points: list[Point] = [(0, 0, 0), (70, -60, -20), (120, -120, -30), (160, -180, -35), (190, -230, -40)]
    for finger, (x, length) in enumerate(((70, 190), (20, 210), (-30, 195), (-75, 150)), start=1):
        points.append((x, -190, 0))
        for joint in (1, 2, 3):
            reach = length * joint / 3
            bent = (0.35 * length, 0.75 * length * (joint / 3)) if finger in curled else (reach, 0)
            points.append((x, -190 - bent[0] * (1 - 0.4 * (joint - 1) * (finger in curled)), -bent[1]))
    cos, sin = math.cos(turn), math.sin(turn)
    flat = ((x * cos - z * sin + place[0], y + place[1], x * sin + z * cos + place[2]) for x, y, z in points)
    return [round(value) for point in flat for value in point]


def _tracks(*, low: float = 0, curled: set[int] | None = None, turn: float = 0, rest: bool = False) -> dict[str, Any]:
    body, hands, palms = [], [], []
    for frame in range(STEPS):
        away = 300 * math.sin(2 * math.pi * frame / STEPS)
        place = (-560 + away * 0.4, -420 + low, -300)
        points = [(0, -620, -150), (190, -640, 0), (-190, -640, 0), (500, 0, 0), (-500, 0, 0), (640, 620, 0)]
        points.append((-720, 430 + low * 0.5, -60))
        body.append([round(value) for point in points for value in point])
        unseen = rest or frame < 4 or frame > STEPS - 5
        hands.append(None if unseen else _hand(place, curled or set(), turn))
        palms.append(None if unseen else [round(place[0]), round(place[1] - 120), round(place[2])])
    nothing: list[None] = [None] * STEPS
    return {
        "start_s": 0.4,
        "body": body,
        "face": nothing,
        "dominant": hands,
        "other": nothing,
        "dominant_palm": palms,
        "other_palm": nothing,
    }


def _moment(code: str, channel: str, message: str, **parameters: Any) -> dict[str, Any]:
    return {
        "start_s": 0.8,
        "end_s": 1.4,
        "reference_s": 0.9,
        "body_part": "right hand",
        "channel": channel,
        "severity": 0.8,
        "error": {"value": 0.5, "unit": "shoulder widths"},
        "message": message,
        "code": code,
        "parameters": {"hands": "right", **parameters},
    }


#: Each fault: its tracks, its moment, the joints at fault and the arrow.
_FAULTS: dict[str, tuple[dict[str, Any], dict[str, Any], list[int], dict[str, Any]]] = {
    "curled": (
        {"curled": {1}},
        _moment("straighten_fingers", "handshape", "Straighten your right index finger.", fingers=["index"]),
        [5, 6, 7, 8],
        {"kind": "bend", "from": [-490, -680, -440], "to": [-490, -800, -300]},
    ),
    "low": (
        {"low": 450},
        _moment(
            "raise_hand", "location", "Raise your right hand.", amount=0.45, unit="shoulder widths", about="shoulder"
        ),
        [0, 5, 9, 13, 17],
        {"kind": "move", "from": [-560, -90, -300], "to": [-560, -540, -300]},
    ),
    "turned": (
        {"turn": 1.3},
        _moment("face_palm", "orientation", "Turn your right palm to the camera.", towards="camera"),
        [0, 5, 9, 13, 17],
        {"kind": "turn", "from": [-230, -540, -300], "to": [-560, -540, -630]},
    ),
}


def names() -> dict[str, list[str]]:
    return {"body": BODY, "face": FACE, "hand": HAND}


def demonstration(gloss: str = "HELLO") -> dict[str, Any]:
    """A sign by itself."""
    return {"version": 1, "frame_rate": 30, "landmarks": names(), "signs": [{"gloss": gloss, "reference": _tracks()}]}


def replay(fault: str = "curled", gloss: str = "HELLO", *, reflected: bool = False) -> dict[str, Any]:
    """An attempt with a fault of `curled`, `low`, `turned`, `unseen` or `none`."""
    options, moments, marks = {}, [], []
    if fault in _FAULTS:
        options, moment, joints, arrow = _FAULTS[fault]
        moments = [moment]
        mark = {"hand": "dominant", "joints": joints, "arrows": [arrow], "amount": 0.5, "unit": "shoulder widths"}
        marks = [{"steps": [12, 30], "peak": 20, "marks": [mark]}]
    passed = fault == "none"
    channel = moments[0]["channel"] if moments else None
    channels = ("handshape", "orientation", "location", "movement")
    codes = [] if fault != "unseen" else [{"code": "hand_unseen", "parameters": {"hand": "right"}}]
    return {
        "version": 1,
        "feedback": {
            "version": 1,
            "mode": "word",
            "summary": moments[0]["message"] if moments else "Well done.",
            "summary_messages": codes,
            "score": 97.25 if passed else 31.5,
            "passed": passed,
            "passing_score": 70,
            "channels": {name: {"score": 31.5 if name == channel else 98, "coverage": 1} for name in channels},
            "moments": moments,
        },
        "frame_rate": 30,
        "dominant_hand": "left" if reflected else "right",
        "reflected": reflected,
        "landmarks": names(),
        "signs": [
            {
                "gloss": gloss,
                "attempt": _tracks(**options, rest=fault == "unseen"),
                "reference": {**_tracks(), "signer": "ada"},
                "path": [[step, step] for step in range(STEPS)],
                "deviation": {
                    name: [1.8 if name == channel and 12 <= step <= 30 else 0.3 for step in range(STEPS)]
                    for name in channels
                },
                "moments": marks,
            }
        ],
    }
