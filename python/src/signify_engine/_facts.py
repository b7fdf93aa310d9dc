import ctypes
from dataclasses import dataclass
from typing import Literal

from . import _native
from .errors import WrongUse

Hand = Literal["left", "right"]

_SIDES: dict[int, Hand] = {1: "left", 2: "right"}
_MIRRORED = {1: True, 2: False}


@dataclass(frozen=True, slots=True)
class Facts:
    """Camera and signer of a recording; `None` is unknown.

    A fact given with an attempt overrides the recording's own; `fps` does not override frame times.
    """

    #: Frames per second, above 0 to 1000.
    fps: float | None = None
    #: Image size in pixels; `width` and `height` go together.
    width: int | None = None
    height: int | None = None
    #: Whether the image was mirrored (a selfie preview) before landmark detection.
    mirrored: bool | None = None
    #: The hand that signs one-handed signs.
    dominant_hand: Hand | None = None

    def _struct(self) -> _native.FactsStruct:
        if self.dominant_hand not in (None, "left", "right"):
            raise WrongUse(f'dominant_hand is {self.dominant_hand!r}; give "left" or "right"')
        for name in ("fps", "width", "height"):
            # Zero is the C interface's "unknown".
            if getattr(self, name) == 0:
                raise WrongUse(f"{name} is 0; leave it out if unknown")
        if (self.width is None) != (self.height is None):
            raise WrongUse("width and height go together; give both, or neither")
        try:
            return _native.FactsStruct(
                ctypes.sizeof(_native.FactsStruct),
                self.fps or 0,
                self.width or 0,
                self.height or 0,
                {None: 0, True: 1, False: 2}[self.mirrored],
                {None: 0, "left": 1, "right": 2}[self.dominant_hand],
            )
        except (KeyError, TypeError) as error:
            raise WrongUse(f"fps, width and height are numbers, mirrored is True or False: {error}") from None

    @classmethod
    def _of(cls, struct: _native.FactsStruct) -> "Facts":
        return cls(
            fps=struct.fps or None,
            width=struct.width or None,
            height=struct.height or None,
            mirrored=_MIRRORED.get(struct.mirrored),
            dominant_hand=_SIDES.get(struct.dominant_hand),
        )


def pointer_to(facts: Facts | None) -> "ctypes._Pointer[_native.FactsStruct] | None":
    """The `facts` argument of a C function; NULL without facts."""
    return None if facts is None else ctypes.pointer(facts._struct())
