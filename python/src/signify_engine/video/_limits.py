from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class FilmLimits:
    """What one film may be, and may take of the machine. Times are in seconds.

    The film's headers are checked before anything is decoded, and every picture again: headers lie.
    """

    #: Bytes of the file.
    bytes: int = 50 * 1000 * 1000
    #: The film's duration.
    seconds: float = 60
    #: Width times height of a picture; 1920 x 1080, upright or not.
    pixels: int = 1920 * 1080
    #: Pictures of the film: 60 a second for a minute.
    frames: int = 3600
    #: Memory of the reading process beyond its models, in bytes of address space.
    memory: int = 1024 * 1024 * 1024
    #: How long the reading may take, by the clock and on the processors.
    reading: float = 180

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not value > 0:
                raise ValueError(f"{field.name} is {value}; a limit is above 0")


#: For films of one's own, on one's own machine.
GENEROUS = FilmLimits(
    bytes=2 * 1000 * 1000 * 1000,
    seconds=600,
    pixels=3840 * 2160,
    frames=36_000,
    memory=2 * 1024 * 1024 * 1024,
    reading=3600,
)
