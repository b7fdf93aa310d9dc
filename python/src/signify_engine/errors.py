"""The engine's errors. Each message is one line: the fault, its place and the remedy."""


class SignifyError(Exception):
    """The base of all engine errors."""

    #: The exit status of `signify-score` for this kind.
    status = 70
    #: The kind, for programs.
    code = "internal"

    @property
    def line(self) -> str:
        """The message: the fault, its place and the remedy."""
        return str(self)


class WrongUse(SignifyError, ValueError):
    """A wrong call for any data: a number out of range, a closed object."""

    status = 64
    code = "wrong_use"


class Forked(WrongUse):
    """A call in the child of a process that used the engine: locks may be held there forever."""

    code = "forked"


class BadInput(SignifyError, ValueError):
    """An attempt that cannot be read or scored, or a value that the store refuses."""

    status = 65
    code = "bad_input"


class TooLarge(BadInput):
    """A film beyond a limit: bytes, seconds, pixels, frames, time or memory."""

    code = "too_large"


class Unsupported(BadInput):
    """A file that is no film, or one of a container or codec that is not read."""

    code = "unsupported"


class Taken(BadInput):
    """An identifier that is in use."""

    status = 73
    code = "taken"


class NotFound(SignifyError, LookupError):
    """No such sign, session, lesson, learner or store."""

    status = 66
    code = "not_found"


class Unavailable(SignifyError):
    """The store is locked, unreachable, of a later version, or takes no changes."""

    status = 69
    code = "unavailable"


class InternalError(SignifyError):
    """A defect of the engine or a damaged store file."""


class CannotWrite(SignifyError):
    """The disk or the server failed a read or a write."""

    status = 74
    code = "cannot_write"


class LimitReached(SignifyError):
    """The learner has reached a limit of the store: try again later."""

    status = 75
    code = "limit"


class Denied(SignifyError, PermissionError):
    """The database role lacks the right."""

    status = 77
    code = "denied"


_KINDS: dict[int, type[SignifyError]] = {
    kind.status: kind
    for kind in (WrongUse, BadInput, NotFound, Unavailable, InternalError, Taken, CannotWrite, LimitReached, Denied)
}


def error_of(status: int, line: str) -> SignifyError:
    """The error of a C status."""
    return _KINDS.get(status, InternalError)(line)
