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
    """What is known of a recording's camera and signer; `None` is "not known".

    Given with an attempt, each wins over what the recording states; the times of its frames stay.
    """

    #: Frames a second, above 0 to 1000.
    fps: float | None = None
    #: Of the picture, in pixels; `width` and `height` go together.
    width: int | None = None
    height: int | None = None
    #: Whether the picture was a selfie preview when the landmarks were found.
    mirrored: bool | None = None
    #: The hand that one-handed signs are signed with.
    dominant_hand: Hand | None = None

    def _struct(self) -> _native.FactsStruct:
        if self.dominant_hand not in (None, "left", "right"):
            raise WrongUse(f'dominant_hand is {self.dominant_hand!r}; give "left" or "right"')
        for name in ("fps", "width", "height"):
            # Zero is "not known" to the library, and would be taken for it.
            if getattr(self, name) == 0:
                raise WrongUse(f"{name} is 0; leave it out where it is not known")
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
            raise WrongUse(f"facts of a recording are numbers, mirrored is True or False: {error}") from None

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
    """For a function's `facts`, where NULL is nothing known."""
    return None if facts is None else ctypes.pointer(facts._struct())
